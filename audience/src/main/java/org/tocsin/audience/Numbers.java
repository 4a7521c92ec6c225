// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.math.BigDecimal;

/** Reads decimal numbers as people write them in files. */
final class Numbers {
  private static final int MAX_LENGTH = 40;

  private Numbers() {}

  static double parse(String text) throws BadInput {
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
