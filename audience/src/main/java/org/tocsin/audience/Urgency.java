// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Optional;

/** How soon to act, most pressing first, in the words of CAP 1.2 §3.2.2. */
public enum Urgency {
  /** Act at once. */
  IMMEDIATE("Immediate"),
  /** Act within the next hour. */
  EXPECTED("Expected"),
  /** Act in the near future. */
  FUTURE("Future"),
  /** No action is needed any more. */
  PAST("Past"),
  /** Not known; it meets every wish. */
  UNKNOWN("Unknown");

  private final String word;

  Urgency(String word) {
    this.word = word;
  }

  /** The word as it is written in CAP messages and watcher files. */
  public String word() {
    return word;
  }

  /**
   * Whether something of this urgency is wanted by somebody who asked for at least {@code minimum}.
   * {@link #UNKNOWN} on either side always meets: in doubt, warn.
   */
  public boolean meets(Urgency minimum) {
    return this == UNKNOWN || minimum == UNKNOWN || compareTo(minimum) <= 0;
  }

  /** The value that {@code word} means, whatever its case; empty when there is none. */
  public static Optional<Urgency> find(String word) {
    return Words.find(values(), Urgency::word, word);
  }
}
