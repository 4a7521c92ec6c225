// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * Keeps the number of tables small: a question is asked of each. Once at least four tables lie at
 * the end of which all but the first hold together as many as the first, they become one. So sizes
 * grow about fourfold from the last table to the first, ten million watchers lie in a dozen tables
 * or fewer, and every row is copied about once for each fourfold growth.
 *
 * <p>The thread that makes a change merges up to {@link #SMALL} rows itself, in a few milliseconds.
 * More are merged by another thread while changes go on: {@link #install} then takes out of the
 * merged table who moved meanwhile.
 */
final class Merge {
  /** The most rows that are merged by the thread that makes a change. */
  static final int SMALL = 1 << 16;

  private static final int TABLES = 4;

  private Merge() {}

  /** The first of the layers to be merged with all after it; the number of layers for none. */
  static int firstOf(Points points, int pinned) {
    int layers = points.layers.length;
    int first = layers;
    long after = 0;
    for (int t = layers - 1; t >= pinned; t--) {
      int living = points.layers[t].living();
      if (living == 0 || (layers - t >= TABLES && after >= living)) {
        first = t;
      }
      after += living;
    }
    return first;
  }

  /** How many rows are alive from a layer on. */
  static long rows(Points points, int first) {
    long rows = 0;
    for (int t = first; t < points.layers.length; t++) {
      rows += points.layers[t].living();
    }
    return rows;
  }

  /** One layer of all rows alive from a layer on. */
  static Layer build(Points points, int first) {
    Rows rows = new Rows(points.books, (int) rows(points, first));
    for (int t = first; t < points.layers.length; t++) {
      points.layers[t].copyTo(rows);
    }
    return Layer.of(new PointTableBuilder(rows));
  }

  /**
   * Puts a merged layer in the place of those that it was made of.
   *
   * @param now the state at present, with those layers at the same positions
   * @param then the state of which {@code merged} was made
   */
  static Points install(Points now, Points then, int first, Layer merged) {
    Points settled = now.flushed();
    Layer.Changed changed = new Layer.Changed(merged);
    int end = then.layers.length;
    for (int t = first; t < end; t++) {
      Layer before = then.layers[t];
      long[] alive = settled.layers[t].alive();
      for (int word = 0; word < alive.length; word++) {
        for (long died = before.alive()[word] & ~alive[word]; died != 0; died &= died - 1) {
          int row = (word << 6) + Long.numberOfTrailingZeros(died);
          // Of several rows of one watcher each says the same.
          changed.kill(merged.table().ids.row(before.table().ids.at(row)));
        }
      }
    }
    return settled.pinned(0).replaced(first, end, changed.layer());
  }
}
