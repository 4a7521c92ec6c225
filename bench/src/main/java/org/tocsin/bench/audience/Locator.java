// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

/** A way to find the dangers that hold a position at {@link Questions#NOW}. Used by one thread. */
interface Locator {
  /** Their numbers, ascending. */
  int[] at(int x, int y);

  /** The same of each of so many positions, from one on. */
  default int[][] at(int[] x, int[] y, int from, int count) {
    int[][] found = new int[count][];
    for (int i = 0; i < count; i++) {
      found[i] = at(x[from + i], y[from + i]);
    }
    return found;
  }
}
