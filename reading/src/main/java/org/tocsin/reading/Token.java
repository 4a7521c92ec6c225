// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Locale;

/**
 * A word, number or mark of the text.
 *
 * @param start first UTF-16 unit
 * @param end after the last
 * @param text as written
 * @param lower in lower case, curly marks made straight
 * @param kind what it is made of
 */
record Token(int start, int end, String text, String lower, Kind kind) {
  enum Kind {
    WORD,
    /** A word of a sentence in capitals throughout, which tells of no name. */
    LOUD,
    NUMBER,
    MARK
  }

  static Token of(String whole, int start, int end, Kind kind) {
    String text = whole.substring(start, end);
    return new Token(start, end, text, text.toLowerCase(Locale.ROOT).replace('’', '\''), kind);
  }

  boolean isWord() {
    return kind == Kind.WORD || kind == Kind.LOUD;
  }

  /** The same, as a word that only looks like a name because everything is in capitals. */
  Token loud() {
    return new Token(start, end, text, lower, Kind.LOUD);
  }

  boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  boolean isCapitalised() {
    return kind == Kind.WORD && Character.isUpperCase(text.charAt(0));
  }

  boolean is(String word) {
    return lower.equals(word);
  }
}
