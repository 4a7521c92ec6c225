// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.time.Instant;

/**
 * One watcher's latest answer, opened for the desk.
 *
 * @param watcher the number
 * @param answer the kind's word
 * @param note in their own words; may be empty
 * @param at when
 * @param turn how often they have answered
 */
public record AnswerLine(long watcher, String answer, String note, Instant at, int turn) {}
