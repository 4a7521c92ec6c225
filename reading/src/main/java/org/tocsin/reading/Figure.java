// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A number of people to whom something happened, of homes, or an amount of money.
 *
 * @param kind what happened to them
 * @param min fewest the words allow; absent when the words give no lower bound
 * @param max most the words allow; absent when the words give no upper bound
 * @param qualifier how the text hedges the number
 * @param part whether it counts only some of those that a figure before it counts ("40 people,
 *     including three children")
 * @param before what the number was before it was revised ("rose to 139 from 133")
 * @param unit the currency of an amount, as ISO 4217 writes it; absent for people and homes
 * @param span the number with its qualifier and the word that tells the kind, where they adjoin
 * @param rule id of the rule that read it
 */
public record Figure(
    Span span,
    Kind kind,
    OptionalLong min,
    OptionalLong max,
    Qualifier qualifier,
    boolean part,
    OptionalLong before,
    Optional<String> unit,
    String rule)
    implements Cited {
  /** What happened to those counted. */
  public enum Kind {
    KILLED,
    WOUNDED,
    ARRESTED,
    MISSING,
    KIDNAPPED,
    EVACUATED,
    /** Houses or households destroyed, damaged, cleared or without supply. */
    HOMES,
    /** A ransom, a loss, a reward or what was taken. */
    MONEY
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
    /** Words such as "dozens" or "soldiers": a range by convention, not a count. */
    VAGUE
  }

  /** A figure that is whole, not revised, and counts people. */
  static Figure of(
      Span span, Kind kind, OptionalLong min, OptionalLong max, Qualifier qualifier, String rule) {
    return new Figure(
        span, kind, min, max, qualifier, false, OptionalLong.empty(), Optional.empty(), rule);
  }

  Figure asPart() {
    return new Figure(span, kind, min, max, qualifier, true, before, unit, rule);
  }

  Figure revisedFrom(long earlier) {
    return new Figure(span, kind, min, max, qualifier, part, OptionalLong.of(earlier), unit, rule);
  }
}
