// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Instant;
import org.tocsin.server.kernel.OfficerId;

/**
 * What somebody holds against an assessment. It never changes the assessment and is never taken
 * back: it stands beside it wherever somebody decides by it.
 *
 * @param number from 1 within the case
 * @param version the version of the assessment that it is about
 * @param by who dissents
 * @param at when
 * @param words what they hold, and why
 */
public record Dissent(int number, int version, OfficerId by, Instant at, String words) {}
