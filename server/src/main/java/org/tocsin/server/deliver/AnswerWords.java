// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

/** What people read for the word by which tables and API call an answer. */
public final class AnswerWords {

  private AnswerWords() {}

  /** For example "need help" for {@code needHelp}; a word that needs no other is given back. */
  public static String label(String word) {
    return switch (word) {
      case "needHelp" -> "need help";
      case "asksMore" -> "ask for more";
      default -> word;
    };
  }
}
