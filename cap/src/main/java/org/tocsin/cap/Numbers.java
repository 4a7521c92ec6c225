// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.math.BigDecimal;

/** Numbers as CAP writes them. */
final class Numbers {
  private Numbers() {}

  /** The shortest plain decimal that reads back as the same number; never an exponent. */
  static String plain(double number) {
    BigDecimal decimal = new BigDecimal(Double.toString(number));
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }
}
