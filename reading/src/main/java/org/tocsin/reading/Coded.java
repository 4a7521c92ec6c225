// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;

/**
 * A kind of attack, target or weapon, in the value sets of the Global Terrorism Database's
 * codebook, with the words that tell it.
 *
 * @param value one of the main values: {@code Bombing/Explosion}, {@code Military}
 * @param subtype the finer value, where the words tell it: {@code Vehicle Bomb}
 * @param span the words that tell it
 * @param confidence between 0 and 1: how far these words alone tell it
 * @param rule id of the rule that read it
 */
public record Coded(
    String value, Optional<String> subtype, Span span, double confidence, String rule)
    implements Cited {
  public Coded {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("a confidence is from 0 to 1, not " + confidence);
    }
  }

  Coded weakened(double by, String as) {
    return new Coded(value, subtype, span, confidence * by, as);
  }
}
