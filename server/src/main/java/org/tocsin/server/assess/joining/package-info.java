// SPDX-License-Identifier: Apache-2.0
/**
 * Part of stage 3: what belongs together, and how many independent origins it has.
 *
 * <p>Takes what reports share and where their findings lie, gives suggestions to join with their
 * reasons, and the origins of a case's reports. Never joins anything by itself, never deletes.
 */
@NullMarked
@NamedInterface("joining")
package org.tocsin.server.assess.joining;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
