// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.math.BigDecimal;

/** Numbers as CAP writes them. */
final class Numbers {
  /** A decimal of more digits is no measure of anything; readers refuse it. */
  static final int DIGITS_MAX = 40;

  /** In degrees or kilometres this is less than the breadth of an atomic nucleus. */
  private static final double NOTHING = 1e-20;

  private Numbers() {}

  /** The number, or zero when it is so small that it would be written in too many digits. */
  static double measurable(double number) {
    return Math.abs(number) < NOTHING ? 0 : number;
  }

  /** Whether a decimal has no more than {@link #DIGITS_MAX} digits when it is written out. */
  static boolean isShort(BigDecimal decimal) {
    long whole = Math.max(1, (long) decimal.precision() - decimal.scale());
    return whole + Math.max(0, decimal.scale()) <= DIGITS_MAX;
  }

  /** The decimal as it reads back after it was written out: 1E+3 is 1000. */
  static BigDecimal writtenOut(BigDecimal decimal) {
    return decimal.scale() < 0 && isShort(decimal) ? decimal.setScale(0) : decimal;
  }

  /** The shortest plain decimal that reads back as the same number; never an exponent. */
  static String plain(double number) {
    BigDecimal decimal = new BigDecimal(Double.toString(number));
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }
}
