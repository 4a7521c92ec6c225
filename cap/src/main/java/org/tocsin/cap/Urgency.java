// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.Optional;

/** How soon action should be taken (CAP 1.2 §3.2.2). */
public enum Urgency implements Word {
  /** Act at once. */
  IMMEDIATE("Immediate"),
  /** Act within the next hour. */
  EXPECTED("Expected"),
  /** Act in the near future. */
  FUTURE("Future"),
  /** No action is needed any more. */
  PAST("Past"),
  /** Not known. */
  UNKNOWN("Unknown");

  private static final Words<Urgency> WORDS = new Words<>(values());

  private final String word;

  Urgency(String word) {
    this.word = word;
  }

  /** The word as CAP writes it. */
  @Override
  public String word() {
    return word;
  }

  /** Finds the value that CAP writes exactly so; case matters. */
  public static Optional<Urgency> find(String word) {
    return WORDS.find(word);
  }

  /** Finds the value whatever the case of its letters, as tolerant reading needs. */
  static Optional<Urgency> findIgnoringCase(String word) {
    return WORDS.findIgnoringCase(word);
  }
}
