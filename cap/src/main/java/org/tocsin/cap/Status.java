// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.Optional;

/** How a message is to be handled: in earnest, as an exercise, or as a test (CAP 1.2 §3.2.1). */
public enum Status implements Word {
  /** Actionable by all recipients. */
  ACTUAL("Actual"),
  /** Actionable only by the exercise participants that the note names. */
  EXERCISE("Exercise"),
  /** For messages that support the alerting network itself. */
  SYSTEM("System"),
  /** Technical testing only; all recipients disregard it. */
  TEST("Test"),
  /** Not actionable in its current form. */
  DRAFT("Draft");

  private static final Words<Status> WORDS = new Words<>(values());

  private final String word;

  Status(String word) {
    this.word = word;
  }

  /** The word as CAP writes it. */
  @Override
  public String word() {
    return word;
  }

  /** Finds the value that CAP writes exactly so; case matters. */
  public static Optional<Status> find(String word) {
    return WORDS.find(word);
  }

  /** Finds the value whatever the case of its letters, as tolerant reading needs. */
  static Optional<Status> findIgnoringCase(String word) {
    return WORDS.findIgnoringCase(word);
  }
}
