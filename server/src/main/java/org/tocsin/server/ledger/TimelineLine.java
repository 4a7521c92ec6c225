// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a timeline.
 *
 * @param number the entry's number; an act that began earlier may have a smaller one and commit
 *     later
 * @param leafIndex its place in the record, from 0; null until the next checkpoint
 * @param type the act, for example {@code WarningApproved}
 * @param at when it was done
 * @param by the officer's id, or {@code system}
 * @param subject what it was done to
 * @param words the act in a sentence
 */
public record TimelineLine(
    long number,
    @Nullable Long leafIndex,
    String type,
    Instant at,
    String by,
    @Nullable String subject,
    String words) {}
