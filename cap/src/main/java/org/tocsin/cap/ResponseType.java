// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.Optional;

/** What those addressed should do (CAP 1.2 §3.2.2). */
public enum ResponseType implements Word {
  /** Take shelter in place or as instructed. */
  SHELTER("Shelter"),
  /** Leave as instructed. */
  EVACUATE("Evacuate"),
  /** Make preparations as instructed. */
  PREPARE("Prepare"),
  /** Carry out a planned activity. */
  EXECUTE("Execute"),
  /** Avoid the event as instructed. */
  AVOID("Avoid"),
  /** Attend to sources of information. */
  MONITOR("Monitor"),
  /** Evaluate the information; not for public warning. */
  ASSESS("Assess"),
  /** The event no longer poses a threat. */
  ALL_CLEAR("AllClear"),
  /** No action recommended. */
  NONE("None");

  private static final Words<ResponseType> WORDS = new Words<>(values());

  private final String word;

  ResponseType(String word) {
    this.word = word;
  }

  /** The word as CAP writes it. */
  @Override
  public String word() {
    return word;
  }

  /** Finds the value that CAP writes exactly so; case matters. */
  public static Optional<ResponseType> find(String word) {
    return WORDS.find(word);
  }

  /** Finds the value whatever the case of its letters, as tolerant reading needs. */
  static Optional<ResponseType> findIgnoringCase(String word) {
    return WORDS.findIgnoringCase(word);
  }
}
