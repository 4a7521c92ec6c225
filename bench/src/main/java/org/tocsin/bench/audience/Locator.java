// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

/** A way to find the dangers that hold a position at {@link Questions#NOW}. Used by one thread. */
interface Locator {
  /** Their numbers, ascending. */
  int[] at(int x, int y);
}
