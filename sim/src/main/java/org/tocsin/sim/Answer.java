// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

/** What a watcher may say to a warning, with the word that the answer page's form takes. */
public enum Answer {
  /** Read and understood. */
  ACKNOWLEDGED("acknowledged"),
  /** Something is being done; the note says what. */
  ACTING("acting"),
  /** They are safe. */
  SAFE("safe"),
  /** They need help. */
  NEED_HELP("need-help"),
  /** They do not believe it or do not care; the note says why. */
  DISMISSED("dismissed"),
  /** They say that it is wrong. */
  DISPUTED("disputed"),
  /** They want to know more. */
  ASKS_MORE("asks-more");

  private final String word;

  Answer(String word) {
    this.word = word;
  }

  /** The value of the form field {@code answer}. */
  public String word() {
    return word;
  }
}
