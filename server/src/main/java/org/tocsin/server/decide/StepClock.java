// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One step of a decision and its time.
 *
 * @param startedAt when the report was received
 * @param dueAt when it must be done
 * @param metAt when it was done
 * @param sparedAt when it was found that it need not be done: nobody is to be warned
 */
public record StepClock(
    Step step,
    Instant startedAt,
    Instant dueAt,
    Optional<Instant> metAt,
    Optional<Instant> sparedAt) {

  /** The steps, in order. */
  public enum Step {
    /** The report was read. */
    READ("Read"),
    /** A determination was proposed. */
    PROPOSED("Proposed by one"),
    /** One was agreed by as many as it takes. */
    AGREED("Agreed"),
    /** A warning came into force. */
    WARNED("Warned");

    private final String label;

    Step(String label) {
      this.label = label;
    }

    /** The word in tables, metrics and the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What people read. */
    public String label() {
      return label;
    }

    static Step of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  /** Whether it was done too late, or is not done although its time has run out. */
  public boolean overdue(Instant now) {
    return sparedAt.isEmpty() && metAt.orElse(now).isAfter(dueAt);
  }

  /** How long it took from the receipt; empty while it is not done. */
  public Optional<Duration> took() {
    return metAt.map(at -> Duration.between(startedAt, at));
  }

  /** How it stands, in a few words. */
  public String words(Instant now) {
    if (sparedAt.isPresent()) {
      return "not needed: nobody is to be warned";
    }
    return took()
        .map(took -> "after " + ClockWords.length(took) + (overdue(now) ? ", late" : ""))
        .orElseGet(() ->
            overdue(now)
                ? "overdue by " + ClockWords.length(Duration.between(dueAt, now))
                : ClockWords.length(Duration.between(now, dueAt)) + " left");
  }
}
