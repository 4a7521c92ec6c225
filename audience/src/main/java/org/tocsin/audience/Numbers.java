// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.math.BigDecimal;

/** Reads decimal numbers as people write them in files. */
final class Numbers {
  private static final int MAX_LENGTH = 40;

  private Numbers() {}

  private static final int MAX_QUICK_DIGITS = 15;

  /** Powers of ten that a double holds exactly, as many as digits are read the quick way. */
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  static double parse(String text) throws BadInput {
    double quick = quick(text);
    return Double.isNaN(quick) ? anyForm(text) : quick;
  }

  /**
   * A number of up to 15 digits, with or without a sign and a point; NaN for anything else. Digits
   * and power of ten are exact in a double, so their quotient is rounded once, as it should be.
   */
  private static double quick(String text) {
    int length = text.length();
    boolean isNegative = length > 0 && text.charAt(0) == '-';
    int first = isNegative ? 1 : 0;
    if (length - first < 1 || length - first > MAX_QUICK_DIGITS + 1) {
      return Double.NaN;
    }
    long digits = 0;
    int read = 0;
    int point = -1;
    for (int i = first; i < length; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = 10 * digits + (c - '0');
        read++;
      } else if (c == '.' && point < 0) {
        point = i;
      } else {
        return Double.NaN;
      }
    }
    if (read == 0 || read > MAX_QUICK_DIGITS) {
      return Double.NaN;
    }
    double number = point < 0 ? digits : digits / POWERS[length - 1 - point];
    return isNegative ? -number : number;
  }

  private static double anyForm(String text) throws BadInput {
    if (text.isEmpty()
        || text.length() > MAX_LENGTH
        || !text.chars().allMatch(Numbers::isPartOfNumber)) {
      throw bad(text);
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw bad(text);
    }
  }

  private static boolean isPartOfNumber(int c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
  }

  private static BadInput bad(String text) {
    return new BadInput(
        text, "this is no number", "write digits with a point for decimals, such as 55.826");
  }

  static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
