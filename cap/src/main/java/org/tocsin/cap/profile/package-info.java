// SPDX-License-Identifier: Apache-2.0
/**
 * Profiles of CAP 1.2: what countries and platforms ask of messages beyond the standard. {@link
 * org.tocsin.cap.profile.Profiles} lists them. Each is written against the public door of {@code
 * org.tocsin.cap} alone, as one of a third party would be.
 *
 * <p>What a profile says with MUST or SHALL is an error here, with SHOULD or "strongly recommended"
 * a warning, and what it merely prefers is advice. Lists that authorities keep and change (event
 * codes, place codes) are not part of it: the form of a code is checked, not its being listed.
 */
@NullMarked
package org.tocsin.cap.profile;

import org.jspecify.annotations.NullMarked;
