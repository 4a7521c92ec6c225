// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * Finds the point watchers whose radius meets a circle: the distance of the centres is at most the
 * sum of the radii. In one class of watchers all radii lie between two bounds, so a cell whose
 * every position is near enough for the least of them is taken whole, and one that is too far for
 * the greatest is left out.
 */
final class DiscSearch {
  private final PointTable table;
  private final Disc disc;
  private final RowSink sink;

  DiscSearch(PointTable table, Disc disc, RowSink sink) {
    this.table = table;
    this.disc = disc;
    this.sink = sink;
  }

  /** Gives the rows of a radius class. */
  void run(int radiusClass) {
    cell(
        radiusClass,
        radiusClass,
        table.classStart[radiusClass],
        table.classStart[radiusClass + 1],
        0,
        0,
        PointTable.GRID);
  }

  private void cell(int radiusClass, int node, int first, int end, long x, long y, long width) {
    if (first == end) {
      return;
    }
    Cell cell = Cell.of(x, y, width);
    double metres = cell.metresTo(disc.x(), disc.y());
    double reach = disc.radiusMetres();
    if (metres - cell.reachMetres() > reach + PointTable.mostMetres(radiusClass)) {
      return;
    }
    if (metres + cell.reachMetres() <= reach + PointTable.leastMetres(radiusClass)) {
      sink.run(first, end);
      return;
    }
    int child = table.nodeChild[node];
    if (child < 0) {
      leaf(first, end);
      return;
    }
    long half = width / 2;
    for (int quarter = 0; quarter < 4; quarter++) {
      cell(
          radiusClass,
          child + quarter,
          table.nodeStart[child + quarter],
          quarter == 3 ? end : table.nodeStart[child + quarter + 1],
          x + (quarter & 1) * half,
          y + (quarter >> 1) * half,
          half);
    }
  }

  private void leaf(int first, int end) {
    for (int row = first; row < end; row += 64) {
      int count = Math.min(64, end - row);
      long mask = 0;
      for (long rest = sink.wanted(row, count); rest != 0; rest &= rest - 1) {
        int i = Long.numberOfTrailingZeros(rest);
        mask |= meets(row + i) ? 1L << i : 0;
      }
      sink.some(row, mask);
    }
  }

  private boolean meets(int row) {
    return Disc.meet(
        table.x[row], table.y[row], table.radius(row), disc.x(), disc.y(), disc.radiusMetres());
  }
}
