// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Finds where a ring crosses itself. Touching itself is allowed. */
final class Crossings {
  private Crossings() {}

  /**
   * The number of an edge that crosses another, or -1: a sweep from west to east over the edges'
   * boxes.
   */
  static int find(Lattice.Line ring) {
    long[] x = ring.x();
    long[] y = ring.y();
    int[] byWest =
        IntStream.range(0, x.length - 1)
            .boxed()
            .sorted(Comparator.comparingLong(e -> Math.min(x[e], x[e + 1])))
            .mapToInt(e -> e)
            .toArray();
    List<Integer> open = new ArrayList<>();
    for (int e : byWest) {
      long west = Math.min(x[e], x[e + 1]);
      open.removeIf(other -> Math.max(x[other], x[other + 1]) < west);
      for (int other : open) {
        if (cross(x, y, e, other)) {
          return Math.min(e, other);
        }
      }
      open.add(e);
    }
    return -1;
  }

  private static boolean cross(long[] x, long[] y, int e, int f) {
    if (Math.max(y[e], y[e + 1]) < Math.min(y[f], y[f + 1])
        || Math.max(y[f], y[f + 1]) < Math.min(y[e], y[e + 1])) {
      return false;
    }
    return Lattice.side(x[e], y[e], x[e + 1], y[e + 1], x[f], y[f])
                * Lattice.side(x[e], y[e], x[e + 1], y[e + 1], x[f + 1], y[f + 1])
            < 0
        && Lattice.side(x[f], y[f], x[f + 1], y[f + 1], x[e], y[e])
                * Lattice.side(x[f], y[f], x[f + 1], y[f + 1], x[e + 1], y[e + 1])
            < 0;
  }
}
