// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Optional;

/** How bad the danger is, worst first, in the words of CAP 1.2 §3.2.2. */
public enum Severity {
  /** Extraordinary threat to life or property. */
  EXTREME("Extreme"),
  /** Significant threat to life or property. */
  SEVERE("Severe"),
  /** Possible threat to life or property. */
  MODERATE("Moderate"),
  /** Minimal to no known threat. */
  MINOR("Minor"),
  /** Not known; it meets every wish. */
  UNKNOWN("Unknown");

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** The word as it is written in CAP messages and watcher files. */
  public String word() {
    return word;
  }

  /**
   * Whether something of this severity is wanted by somebody who asked for at least {@code
   * minimum}. {@link #UNKNOWN} on either side always meets: in doubt, warn.
   */
  public boolean meets(Severity minimum) {
    return this == UNKNOWN || minimum == UNKNOWN || compareTo(minimum) <= 0;
  }

  /** The value that {@code word} means, whatever its case; empty when there is none. */
  public static Optional<Severity> find(String word) {
    return Words.find(values(), Severity::word, word);
  }
}
