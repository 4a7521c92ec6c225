// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.Arrays;

/**
 * Where a warning is in its life. A draft comes into force by approval; in force it is updated or
 * cancelled by another warning, ended by an all-clear, or lapses when its window ends. Nothing
 * leads back.
 */
public enum WarningState {
  /** Being written. */
  DRAFT("draft"),
  /** Approved, and its window has not ended. */
  IN_FORCE("inForce"),
  /** Replaced by an update. */
  UPDATED("updated"),
  /** Taken back by a cancel. */
  CANCELLED("cancelled"),
  /** Ended by an all-clear. */
  ENDED("ended"),
  /** Its window ended while it was in force. */
  LAPSED("lapsed");

  private final String word;

  WarningState(String word) {
    this.word = word;
  }

  /** The word in tables and the API. */
  public String word() {
    return word;
  }

  static WarningState of(String word) {
    return Arrays.stream(values())
        .filter(state -> state.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("warn.warning holds the state " + word));
  }
}
