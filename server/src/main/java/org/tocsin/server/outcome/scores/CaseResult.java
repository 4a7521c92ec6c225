// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.scores;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What became of one closed case, as far as scores need it.
 *
 * @param warned whether a warning was given; where it happened, before it began
 * @param sources who or what its reports came from
 * @param policies the duty tests that were put
 * @param forecast what the last assessment before the event said; empty when nobody judged
 * @param lead from the first warning to the event; negative when the warning came after it
 * @param toDecide from the report to the first proposal to warn
 * @param overdue whether the decision came after it was due
 * @param told watchers whom the last warning before the event got to
 * @param affected watchers for whom that warning was
 * @param silent watchers who were told and never answered
 * @param lapsed whether a warning had been given and none was in force at the event
 */
public record CaseResult(
    String caseId,
    String title,
    Ending ending,
    boolean warned,
    Set<String> sources,
    Set<String> policies,
    Optional<Forecast> forecast,
    Optional<Duration> lead,
    Optional<Duration> toDecide,
    boolean overdue,
    OptionalLong told,
    OptionalLong affected,
    long silent,
    boolean lapsed) {

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
