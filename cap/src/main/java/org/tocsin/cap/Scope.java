// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.Optional;

/** Who a message is meant for (CAP 1.2 §3.2.1). */
public enum Scope implements Word {
  /** For everybody. */
  PUBLIC("Public"),
  /** For those who fulfil the restriction. */
  RESTRICTED("Restricted"),
  /** For the listed addresses only. */
  PRIVATE("Private");

  private static final Words<Scope> WORDS = new Words<>(values());

  private final String word;

  Scope(String word) {
    this.word = word;
  }

  /** The word as CAP writes it. */
  @Override
  public String word() {
    return word;
  }

  /** Finds the value that CAP writes exactly so; case matters. */
  public static Optional<Scope> find(String word) {
    return WORDS.find(word);
  }

  /** Finds the value whatever the case of its letters, as tolerant reading needs. */
  static Optional<Scope> findIgnoringCase(String word) {
    return WORDS.findIgnoringCase(word);
  }
}
