// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.scores;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What became of one closed case, as far as scores need it.
 *
 * @param warned whether somebody was warned; where it happened, whether a warning held then
 * @param sources who or what its reports came from
 * @param policies the duty tests that were put
 * @param forecast what the last assessment before the event said; empty when nobody judged
 * @param lead from the first warning to the event; negative when the warning came after it
 * @param toDecide from the report to the first proposal to warn
 * @param overdue whether the decision came after it was due
 * @param told watchers whom the last warning before the event got to
 * @param affected watchers for whom that warning was
 * @param silent watchers who were told of a warning and never answered it: the most of any one
 *     warning, since two go to the same people
 */
public record CaseResult(
    String caseId,
    String title,
    Ending ending,
    Warned warned,
    Set<String> sources,
    Set<String> policies,
    Optional<Forecast> forecast,
    Optional<Duration> lead,
    Optional<Duration> toDecide,
    boolean overdue,
    OptionalLong told,
    OptionalLong affected,
    long silent) {

  /** Copies the sets. */
  public CaseResult {
    sources = Set.copyOf(sources);
    policies = Set.copyOf(policies);
  }

  /** What became of the danger. */
  public enum Ending {
    /** It happened. */
    HAPPENED,
    /** It was prevented. */
    FOILED,
    /** Nothing came, or there never was a danger. */
    NOTHING,
    /** It cannot be told. */
    UNKNOWN
  }

  /** Whether somebody was warned. */
  public enum Warned {
    /** A warning was given; where it happened, it held at that moment. */
    YES,
    /** It happened, a warning had been given before, and none held any more. */
    LAPSED,
    /** No warning was given, or only after it had begun. */
    NO,
    /** A warning was given, and the hour at which it happened is not known. */
    UNKNOWN
  }

  /**
   * A likelihood in words with its range.
   *
   * @param percentMin the lower end
   * @param percentMax the upper end
   */
  public record Forecast(String words, int percentMin, int percentMax) {

    /** The middle of the range as a probability from 0 to 1. */
    double probability() {
      return (percentMin + percentMax) / 200.0;
    }
  }

  /** Whether the danger was real. */
  boolean real() {
    return ending == Ending.HAPPENED || ending == Ending.FOILED;
  }
}
