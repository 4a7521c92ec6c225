// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.util.Optional;

/** What a watcher says to a warning. */
public enum AnswerKind {
  /** Read and understood. */
  ACKNOWLEDGED("acknowledged", "acknowledged"),
  /** Something is being done; the note says what. */
  ACTING("acting", "acting"),
  /** They are safe. */
  SAFE("safe", "safe"),
  /** They need help: loud on the desk. */
  NEED_HELP("needHelp", "need-help"),
  /** They do not believe it or do not care; the note says why. */
  DISMISSED("dismissed", "dismissed"),
  /** They say that it is wrong. */
  DISPUTED("disputed", "disputed"),
  /** They want to know more. */
  ASKS_MORE("asksMore", "asks-more");

  private final String word;
  private final String formWord;

  AnswerKind(String word, String formWord) {
    this.word = word;
    this.formWord = formWord;
  }

  /** The word of tables and API. */
  public String word() {
    return word;
  }

  /** The word of the answer page's form. */
  public String formWord() {
    return formWord;
  }

  /** Reads either word. */
  public static Optional<AnswerKind> find(String text) {
    for (AnswerKind kind : values()) {
      if (kind.word.equals(text) || kind.formWord.equals(text)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
