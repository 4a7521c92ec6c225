// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import java.util.Locale;
import java.util.Optional;
import org.tocsin.server.collect.Credibility;
import org.tocsin.server.collect.Grade;
import org.tocsin.server.collect.Reliability;

/** How credible or how relevant a finding is, in three steps. */
public enum Level {
  /** Counts less. */
  LOW(Math.sqrt(0.5)),
  /** Counts once. */
  MODERATE(1),
  /** Counts more. */
  HIGH(Math.sqrt(2));

  private final double factor;

  Level(double factor) {
    this.factor = factor;
  }

  /** What a weight is multiplied with; low times low halves it, high times high doubles it. */
  double factor() {
    return factor;
  }

  /** The word of pages and the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level of this word, in any case. */
  public static Optional<Level> find(String word) {
    for (Level level : values()) {
      if (level.word().equalsIgnoreCase(word.strip())) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  /**
   * How credible a report of this grade is: high when a source of A or B gives what is graded 1 or
   * 2; low when either part is poor (D, E, 4, 5) or nobody can judge either (F6).
   */
  public static Level of(Grade grade) {
    Reliability source = grade.reliability();
    Credibility information = grade.credibility();
    boolean poorSource = source == Reliability.D || source == Reliability.E;
    boolean poorNews =
        information == Credibility.DOUBTFUL || information == Credibility.IMPROBABLE;
    boolean unjudged = source == Reliability.F && information == Credibility.UNJUDGED;
    if (poorSource || poorNews || unjudged) {
      return LOW;
    }
    boolean goodSource = source == Reliability.A || source == Reliability.B;
    boolean goodNews =
        information == Credibility.CONFIRMED || information == Credibility.PROBABLE;
    return goodSource && goodNews ? HIGH : MODERATE;
  }
}
