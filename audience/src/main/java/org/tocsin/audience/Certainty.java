// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Optional;

/** How sure the danger is, surest first, in the words of CAP 1.2 §3.2.2. */
public enum Certainty {
  /** Has happened or is happening. */
  OBSERVED("Observed"),
  /** Probability above about one half. */
  LIKELY("Likely"),
  /** Probability up to about one half. */
  POSSIBLE("Possible"),
  /** Not expected to happen. */
  UNLIKELY("Unlikely"),
  /** Not known; it meets every wish. */
  UNKNOWN("Unknown");

  private final String word;

  Certainty(String word) {
    this.word = word;
  }

  /** The word as it is written in CAP messages and watcher files. */
  public String word() {
    return word;
  }

  /**
   * Whether something of this certainty is wanted by somebody who asked for at least {@code
   * minimum}. {@link #UNKNOWN} on either side always meets: in doubt, warn.
   */
  public boolean meets(Certainty minimum) {
    return this == UNKNOWN || minimum == UNKNOWN || compareTo(minimum) <= 0;
  }

  /** The value that {@code word} means, whatever its case; empty when there is none. */
  public static Optional<Certainty> find(String word) {
    return Words.find(values(), Certainty::word, word);
  }
}
