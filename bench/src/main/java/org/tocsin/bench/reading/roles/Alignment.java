// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.roles;

import java.util.Arrays;

/** The largest number of pairs that partners who may be paired can form (Kuhn's algorithm). */
final class Alignment {
  private final boolean[][] may;
  private final int[] partner;

  private Alignment(boolean[][] may, int columns) {
    this.may = may;
    partner = new int[columns];
    Arrays.fill(partner, -1);
  }

  /**
   * How many pairs.
   *
   * @param may for each row, which columns it may be paired with
   */
  static int pairs(boolean[][] may, int columns) {
    Alignment alignment = new Alignment(may, columns);
    int pairs = 0;
    for (int row = 0; row < may.length; row++) {
      pairs += alignment.place(row, new boolean[columns]) ? 1 : 0;
    }
    return pairs;
  }

  private boolean place(int row, boolean[] tried) {
    for (int column = 0; column < partner.length; column++) {
      if (may[row][column] && !tried[column]) {
        tried[column] = true;
        if (partner[column] < 0 || place(partner[column], tried)) {
          partner[column] = row;
          return true;
        }
      }
    }
    return false;
  }
}
