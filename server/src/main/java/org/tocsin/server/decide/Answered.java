// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.Locale;
import java.util.Optional;

/**
 * The answer to one question of a duty test.
 *
 * @param question its id
 * @param answer yes, no or unknown
 * @param reason why, in a sentence that may cite reports
 */
public record Answered(String question, Answer answer, String reason) {

  /** What can be answered. Unknown is in doubt, and in doubt one warns. */
  public enum Answer {
    /** It is so. */
    YES,
    /** It is not so. */
    NO,
    /** It cannot be told. */
    UNKNOWN;

    /** The word of the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The answer of this word. */
    public static Optional<Answer> find(String word) {
      for (Answer answer : values()) {
        if (answer.word().equalsIgnoreCase(word.strip())) {
          return Optional.of(answer);
        }
      }
      return Optional.empty();
    }
  }
}
