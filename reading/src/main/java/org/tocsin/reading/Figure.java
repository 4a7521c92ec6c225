// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.OptionalLong;

/**
 * A number of people to whom something happened.
 *
 * @param kind what happened to them
 * @param min fewest the words allow; absent when the words give no lower bound
 * @param max most the words allow; absent when the words give no upper bound
 * @param qualifier how the text hedges the number
 * @param span the number with its qualifier and the word that tells the kind, where they adjoin
 * @param rule id of the rule that read it
 */
public record Figure(
    Span span, Kind kind, OptionalLong min, OptionalLong max, Qualifier qualifier, String rule)
    implements Cited {
  /** What happened to those counted. */
  public enum Kind {
    KILLED,
    WOUNDED,
    ARRESTED,
    MISSING,
    KIDNAPPED,
    EVACUATED
  }

  /** How a text hedges a number. */
  public enum Qualifier {
    EXACTLY,
    AT_LEAST,
    MORE_THAN,
    UP_TO,
    LESS_THAN,
    ABOUT,
    BETWEEN,
    /** Words such as "dozens" or "scores": a range by convention, not a count. */
    VAGUE
  }
}
