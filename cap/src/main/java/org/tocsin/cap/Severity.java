// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.Optional;

/** How grave the threat to life or property is (CAP 1.2 §3.2.2). */
public enum Severity implements Word {
  /** Extraordinary threat. */
  EXTREME("Extreme"),
  /** Significant threat. */
  SEVERE("Severe"),
  /** Possible threat. */
  MODERATE("Moderate"),
  /** Minimal threat or none known. */
  MINOR("Minor"),
  /** Not known. */
  UNKNOWN("Unknown");

  private static final Words<Severity> WORDS = new Words<>(values());

  private final String word;

  Severity(String word) {
    this.word = word;
  }

  /** The word as CAP writes it. */
  @Override
  public String word() {
    return word;
  }

  /** Finds the value that CAP writes exactly so; case matters. */
  public static Optional<Severity> find(String word) {
    return WORDS.find(word);
  }

  /** Finds the value whatever the case of its letters, as tolerant reading needs. */
  static Optional<Severity> findIgnoringCase(String word) {
    return WORDS.findIgnoringCase(word);
  }
}
