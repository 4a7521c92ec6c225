// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.util.Arrays;

/** Every watcher looked at, in whole numbers: the measure of all answers. */
final class Scan {
  private Scan() {}

  /** Writes the ids, ascending, into an array with room for all, and gives how many. */
  static int find(Watchers watchers, Question question, int[] found) {
    Ring ring = new Ring(question.x(), question.y());
    Question.Filter filter = question.new Filter(watchers);
    int[] x = watchers.x;
    int[] y = watchers.y;
    int n = 0;
    for (int id = 0; id < x.length; id++) {
      if (x[id] >= ring.minX
          && x[id] <= ring.maxX
          && y[id] >= ring.minY
          && y[id] <= ring.maxY
          && filter.passes(id)
          && ring.contains(x[id], y[id])) {
        found[n++] = id;
      }
    }
    return n;
  }

  /** How many ids stand in one of two ascending lists alone. */
  static int differences(int[] some, int[] others) {
    int both = 0;
    for (int id : some) {
      both += Arrays.binarySearch(others, id) >= 0 ? 1 : 0;
    }
    return some.length + others.length - 2 * both;
  }
}
