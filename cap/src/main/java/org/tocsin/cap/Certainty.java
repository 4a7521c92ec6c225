// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.Optional;

/** How sure the sender is (CAP 1.2 §3.2.2). */
public enum Certainty implements Word {
  /** Has happened or is going on. */
  OBSERVED("Observed"),
  /** More probable than about one in two. */
  LIKELY("Likely"),
  /** Possible, but not more probable than about one in two. */
  POSSIBLE("Possible"),
  /** Not expected to happen. */
  UNLIKELY("Unlikely"),
  /** Not known. */
  UNKNOWN("Unknown");

  private static final Words<Certainty> WORDS = new Words<>(values());

  private final String word;

  Certainty(String word) {
    this.word = word;
  }

  /** The word as CAP writes it. */
  @Override
  public String word() {
    return word;
  }

  /** Finds the value that CAP writes exactly so; case matters. */
  public static Optional<Certainty> find(String word) {
    return WORDS.find(word);
  }

  /** Finds the value whatever the case of its letters, as tolerant reading needs. */
  static Optional<Certainty> findIgnoringCase(String word) {
    return WORDS.findIgnoringCase(word);
  }
}
