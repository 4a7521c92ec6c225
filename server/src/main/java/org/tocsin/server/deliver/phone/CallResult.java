// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import java.util.Optional;

/** What came of a call. */
public enum CallResult {
  /** They were reached and said back every point. */
  READ_BACK("readBack", "Reached, and said back every point"),
  /** They were reached, but did not say it back. */
  REACHED("reached", "Reached, not said back"),
  /** A machine took the words. */
  VOICEMAIL("voicemail", "Voicemail"),
  /** It rang and nobody answered. */
  NO_ANSWER("noAnswer", "No answer"),
  /** The line was busy. */
  BUSY("busy", "Busy"),
  /** Somebody else answered, or there is no such number. */
  WRONG_NUMBER("wrongNumber", "Wrong number"),
  /** They would not listen. */
  REFUSED("refused", "Refused to listen");

  private final String word;
  private final String label;

  CallResult(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /** The word of table, API and record. */
  public String word() {
    return word;
  }

  /** What the page calls it. */
  public String label() {
    return label;
  }

  /** Whether somebody of the right name listened. */
  public boolean isReached() {
    return this == READ_BACK || this == REACHED;
  }

  /** Whether they are called again. */
  boolean callsAgain() {
    return this == VOICEMAIL || this == NO_ANSWER || this == BUSY;
  }

  /** The result with this word. */
  public static Optional<CallResult> find(String word) {
    for (CallResult result : values()) {
      if (result.word.equals(word)) {
        return Optional.of(result);
      }
    }
    return Optional.empty();
  }
}
