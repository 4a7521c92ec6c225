// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Optional;

/** Whole numbers in digits and in the words of a language. */
final class Numbers {
  private static final long MAX = 10_000_000_000L;

  private Numbers() {}

  /** The number that starts at token {@code i}, up to ten thousand million. */
  static Optional<NumberWords.Numeral> at(Tokens tokens, int i, NumberWords words) {
    Token token = tokens.at(i);
    if (token.isNumber()) {
      return digits(token.text(), words.thousands())
          .map(value -> {
            long scale = words.scale(tokens.at(i + 1).lower());
            return new NumberWords.Numeral(Math.min(MAX, value * scale), scale > 1 ? i + 2 : i + 1);
          });
    }
    return token.isWord() ? words.at(k -> tokens.at(k).lower(), i) : Optional.empty();
  }

  /** Digits with thousands marks; not decimals, clock times, or numbers past all counting. */
  private static Optional<Long> digits(String text, char thousands) {
    if (text.length() > 13) {
      return Optional.empty();
    }
    int mark = text.indexOf(thousands);
    if (mark >= 0 && (mark == 0 || (text.length() - mark) % 4 != 0)) {
      return Optional.empty();
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isDigit(c)) {
        value = value * 10 + Character.digit(c, 10);
      } else if (c != thousands) {
        return Optional.empty();
      }
    }
    return value <= MAX ? Optional.of(value) : Optional.empty();
  }
}
