// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Map;
import java.util.Optional;

/** Numbers in digits and in words. */
final class Numbers {
  private static final long MAX = 10_000_000_000L;
  private static final Map<String, Integer> SMALL =
      Map.ofEntries(
          Map.entry("one", 1),
          Map.entry("two", 2),
          Map.entry("three", 3),
          Map.entry("four", 4),
          Map.entry("five", 5),
          Map.entry("six", 6),
          Map.entry("seven", 7),
          Map.entry("eight", 8),
          Map.entry("nine", 9),
          Map.entry("ten", 10),
          Map.entry("eleven", 11),
          Map.entry("twelve", 12),
          Map.entry("thirteen", 13),
          Map.entry("fourteen", 14),
          Map.entry("fifteen", 15),
          Map.entry("sixteen", 16),
          Map.entry("seventeen", 17),
          Map.entry("eighteen", 18),
          Map.entry("nineteen", 19),
          Map.entry("twenty", 20),
          Map.entry("thirty", 30),
          Map.entry("forty", 40),
          Map.entry("fifty", 50),
          Map.entry("sixty", 60),
          Map.entry("seventy", 70),
          Map.entry("eighty", 80),
          Map.entry("ninety", 90));

  private Numbers() {}

  /** A number that ends before token {@code to}. */
  record Numeral(long value, int to) {}

  /** The number that starts at token {@code i}, in digits or words, up to ten thousand million. */
  static Optional<Numeral> at(Tokens tokens, int i) {
    Token token = tokens.at(i);
    if (token.isNumber()) {
      return digits(token.text()).map(value -> scaled(tokens, value, i + 1));
    }
    return token.isWord() ? words(tokens, i) : Optional.empty();
  }

  private static Numeral scaled(Tokens tokens, long value, int to) {
    return switch (tokens.at(to).lower()) {
      case "hundred" -> new Numeral(value * 100, to + 1);
      case "thousand" -> new Numeral(value * 1000, to + 1);
      case "million" -> new Numeral(Math.min(MAX, value * 1_000_000), to + 1);
      default -> new Numeral(value, to);
    };
  }

  /** Digits with thousands marks; not decimals, clock times, or numbers past all counting. */
  private static Optional<Long> digits(String text) {
    if (text.length() > 13 || text.indexOf('.') >= 0 || text.indexOf(':') >= 0) {
      return Optional.empty();
    }
    int comma = text.indexOf(',');
    if (comma >= 0 && (text.length() - comma) % 4 != 0) {
      return Optional.empty();
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ',') {
        value = value * 10 + Character.digit(c, 10);
      }
    }
    return value <= MAX ? Optional.of(value) : Optional.empty();
  }

  private static Optional<Numeral> words(Tokens tokens, int i) {
    Token token = tokens.at(i);
    if (token.is("a") || token.is("an")) {
      return switch (tokens.at(i + 1).lower()) {
        case "dozen" -> Optional.of(new Numeral(12, i + 2));
        case "hundred" -> Optional.of(new Numeral(100, i + 2));
        case "thousand" -> Optional.of(new Numeral(1000, i + 2));
        default -> Optional.empty();
      };
    }
    long first = small(token.lower());
    if (first == 0) {
      return Optional.empty();
    }
    int to = i + 1;
    long ones = small(tokens.at(to).lower());
    if (first >= 20 && first % 10 == 0 && ones > 0 && ones < 10) {
      first += ones;
      to++;
    }
    return Optional.of(withHundreds(tokens, first, to));
  }

  private static Numeral withHundreds(Tokens tokens, long first, int to) {
    Numeral number = scaled(tokens, first, to);
    if (number.value() != first * 100) {
      return number.to() == to && tokens.at(to).is("dozen")
          ? new Numeral(first * 12, to + 1)
          : number;
    }
    int rest = tokens.at(number.to()).is("and") ? number.to() + 1 : number.to();
    long more = small(tokens.at(rest).lower());
    return more > 0 ? new Numeral(number.value() + more, rest + 1) : number;
  }

  /** The value of a number word below one hundred, such as "forty-two"; 0 for other words. */
  private static long small(String word) {
    Integer value = SMALL.get(word);
    if (value != null) {
      return value;
    }
    int hyphen = word.indexOf('-');
    if (hyphen < 0) {
      return 0;
    }
    long tens = SMALL.getOrDefault(word.substring(0, hyphen), 0);
    long ones = SMALL.getOrDefault(word.substring(hyphen + 1), 0);
    return tens >= 20 && ones > 0 && ones < 10 ? tens + ones : 0;
  }
}
