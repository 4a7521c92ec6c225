// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.util.Locale;
import org.tocsin.server.kernel.Problem;

/**
 * An Admiralty grade: source and information are rated apart, for example {@code B2}.
 *
 * @param reliability of the source
 * @param credibility of the information
 */
public record Grade(Reliability reliability, Credibility credibility) {

  /** F6: there is no basis yet to judge either. */
  public static final Grade UNJUDGED = new Grade(Reliability.F, Credibility.UNJUDGED);

  /**
   * Reads the two parts.
   *
   * @param letter A to F
   * @param figure 1 to 6
   * @throws Problem T1004 when one is neither
   */
  public static Grade parse(String letter, String figure) {
    String wanted = letter.strip().toUpperCase(Locale.ROOT);
    for (Reliability reliability : Reliability.values()) {
      if (reliability.name().equals(wanted)) {
        return new Grade(reliability, credibility(figure.strip()));
      }
    }
    throw CollectProblem.BAD_GRADE.because(
        "reliability '%s' is not one of A, B, C, D, E, F".formatted(Problem.shorten(letter)));
  }

  private static Credibility credibility(String figure) {
    return Credibility.find(figure)
        .orElseThrow(() ->
            CollectProblem.BAD_GRADE.because(
                "credibility '%s' is not one of 1, 2, 3, 4, 5, 6"
                    .formatted(Problem.shorten(figure))));
  }

  /** The two characters, for example {@code B2}. */
  public String code() {
    return reliability.name() + credibility.figure();
  }

  /** Both meanings in words. */
  public String words() {
    return "source %s, information %s".formatted(reliability.words(), credibility.words());
  }
}
