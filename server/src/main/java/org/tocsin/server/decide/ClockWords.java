// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Duration;
import java.time.Instant;

/**
 * A case's clock as pages tell it.
 *
 * @param words how much is left, by how much it is overdue, or how long the decision took
 * @param startedAt when the report was received
 * @param dueAt when the decision was or is due
 * @param overdue whether it ran out before a determination was agreed
 * @param running whether it still runs
 */
public record ClockWords(
    String words, Instant startedAt, Instant dueAt, boolean overdue, boolean running) {

  static ClockWords of(DecisionClock clock, Instant now) {
    boolean running = clock.metAt().isEmpty();
    boolean overdue = clock.overdue(now);
    String words =
        clock
            .metAt()
            .map(met ->
                "Decided " + length(Duration.between(clock.startedAt(), met)) + " after receipt")
            .orElseGet(() ->
                overdue
                    ? "Overdue by " + length(Duration.between(clock.dueAt(), now))
                    : length(Duration.between(now, clock.dueAt())) + " left to decide");
    return new ClockWords(words, clock.startedAt(), clock.dueAt(), overdue, running);
  }

  /**
   * The clock of the case above a determination that only was proposed: that one decides nothing.
   */
  static ClockWords ofProposed(DecisionClock clock, Instant now) {
    ClockWords words = of(clock, now);
    return words.running()
        ? words
        : new ClockWords(
            "Proposed, not decided yet. Another decision stopped the clock "
                + length(Duration.between(clock.startedAt(), clock.metAt().orElseThrow()))
                + " after receipt",
            words.startedAt(),
            words.dueAt(),
            words.overdue(),
            false);
  }

  /**
   * The clock of a case in which something is only proposed: it names whom the decision was for, so
   * that nobody takes what is proposed for decided.
   *
   * @param decided the classes of victims that are decided for
   */
  static ClockWords besideProposed(DecisionClock clock, Instant now, String decided) {
    ClockWords words = of(clock, now);
    return words.running() || decided.isEmpty()
        ? words
        : new ClockWords(
            "Decided for %s: %s after receipt"
                .formatted(
                    decided,
                    length(Duration.between(clock.startedAt(), clock.metAt().orElseThrow()))),
            words.startedAt(),
            words.dueAt(),
            words.overdue(),
            false);
  }

  /** Days, hours and minutes; the two largest that count. */
  static String length(Duration length) {
    if (length.toDays() > 0) {
      return "%d d %d h".formatted(length.toDays(), length.toHoursPart());
    }
    return length.toHours() > 0
        ? "%d h %02d min".formatted(length.toHours(), length.toMinutesPart())
        : "%d min".formatted(length.toMinutes());
  }
}
