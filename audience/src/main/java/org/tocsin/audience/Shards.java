// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Divides watchers among machines by space: the curve is cut into pieces that hold about as many
 * watchers each. Everybody is in exactly one piece, so answers of the pieces are united without
 * comparing. Somebody goes, with all places, where the middle of the first lies. Reach and further
 * places may lie across a cut: that is why every shard is asked, and answers from what it has.
 */
final class Shards {
  private Shards() {}

  static List<AudienceIndex> split(State state, int shards) {
    if (shards < 1 || shards > 1 << 16) {
      throw new IllegalArgumentException(
          "cannot divide watchers among " + shards + " shards; 1 to 65536 are possible");
    }
    Rows rows = state.points().rows();
    long[] curve = new long[rows.size - rows.furthers];
    int watchers = 0;
    for (int row = 0; row < rows.size; row = rows.end(row, rows.size)) {
      curve[watchers++] = PointTable.curve(rows.x[row], rows.y[row]);
    }
    long[] cuts = cuts(curve, shards);
    List<Rows> parts = new ArrayList<>();
    List<List<Watcher>> others = new ArrayList<>();
    for (int s = 0; s < shards; s++) {
      parts.add(new Rows(new Books(), rows.size / shards + 16));
      others.add(new ArrayList<>());
    }
    for (int row = 0; row < rows.size; row = rows.end(row, rows.size)) {
      long there = PointTable.curve(rows.x[row], rows.y[row]);
      parts.get(shard(cuts, there)).add(rows.watcher(row, rows.end(row, rows.size)));
    }
    for (Watcher watcher : state.shaped().all()) {
      others.get(shard(cuts, middle(watcher))).add(watcher);
    }
    List<AudienceIndex> made = new ArrayList<>();
    for (int s = 0; s < shards; s++) {
      Rows part = parts.get(s);
      made.add(
          AudienceIndex.of(
              new State(
                  new Points(part.books).withAll(part), ShapedWatchers.EMPTY.with(others.get(s)))));
    }
    return made;
  }

  /** Where each shard but the first begins. */
  private static long[] cuts(long[] curve, int shards) {
    long[] sorted = curve.clone();
    Arrays.parallelSort(sorted);
    long[] cuts = new long[shards - 1];
    long whole = 1L << (2 * PointTable.LEVELS);
    for (int s = 1; s < shards; s++) {
      cuts[s - 1] =
          sorted.length == 0
              ? whole / shards * s
              : sorted[(int) ((long) sorted.length * s / shards)];
    }
    return cuts;
  }

  private static int shard(long[] cuts, long curve) {
    int shard = 0;
    int end = cuts.length;
    while (shard < end) {
      int middle = (shard + end) >>> 1;
      if (cuts[middle] <= curve) {
        shard = middle + 1;
      } else {
        end = middle;
      }
    }
    return shard;
  }

  private static long middle(Watcher watcher) {
    if (watcher.places().isEmpty()) {
      return 0;
    }
    Bounds box = Ground.of(watcher.places().getFirst().shape()).bounds();
    long x = (box.minX() + box.maxX()) / 2;
    long half = Lattice.TURN / 2;
    return PointTable.curve(
        (int) (Math.floorMod(x + half, Lattice.TURN) - half),
        (int) ((box.minY() + box.maxY()) / 2));
  }
}
