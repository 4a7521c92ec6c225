// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import java.util.Locale;
import java.util.Optional;

/** How a finding stands to a hypothesis: would one expect it, if the hypothesis were true? */
public enum Consistency {
  /** One would surely expect it. */
  CC("very consistent", 2),
  /** One would expect it. */
  C("consistent", 1),
  /** It tells nothing either way. */
  N("neutral", 0),
  /** One would not expect it. */
  I("inconsistent", -1),
  /** It can hardly be, if the hypothesis is true. */
  II("very inconsistent", -2),
  /** The question does not arise. */
  NA("not applicable", 0);

  private final String words;
  private final int value;

  Consistency(String words, int value) {
    this.words = words;
    this.value = value;
  }

  /** What the letters mean. */
  public String words() {
    return words;
  }

  /** From 2, very consistent, to -2, very inconsistent. */
  int value() {
    return value;
  }

  /** How much it speaks against the hypothesis: 0, 1 or 2. What speaks for it counts nothing. */
  int against() {
    return Math.max(0, -value);
  }

  /** What it is when the finding was planted: it then speaks for what it seems to speak against. */
  Consistency turned() {
    return switch (this) {
      case CC -> II;
      case C -> I;
      case I -> C;
      case II -> CC;
      case N, NA -> this;
    };
  }

  /** The consistency of these letters, in any case; empty for others. */
  public static Optional<Consistency> find(String letters) {
    String wanted = letters.strip().toUpperCase(Locale.ROOT);
    for (Consistency consistency : values()) {
      if (consistency.name().equals(wanted)) {
        return Optional.of(consistency);
      }
    }
    return Optional.empty();
  }
}
