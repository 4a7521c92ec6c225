// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;

/**
 * Finds the point watchers with a radius that reach a polygon: whose position lies in it, or who
 * have an edge within their radius. In one class of watchers all radii lie between two bounds, so
 * this is the query of a polygon with a margin.
 *
 * <p>A cell carries the edges that can be within the greatest radius of some of its positions. When
 * there is none, the cell lies inside or outside as a whole, because an edge through it would be
 * near. When an edge is within the least radius of all of the cell, or the polygon covers it, all
 * its rows are in the way. What remains is decided row by row as {@link Region#within(Disc)} does,
 * with the same arithmetic.
 */
final class NearSearch {
  private final PointTable table;
  private final Region region;
  private final Edges edges;
  private final boolean hasHolesBeyond;
  private final RowSink sink;
  private int[] stack;

  NearSearch(PointTable table, Region region, RowSink sink) {
    this.table = table;
    this.region = region;
    this.edges = region.edges();
    this.hasHolesBeyond = region.hasHolesBeyond();
    this.sink = sink;
    stack = new int[4 * edges.size() + 256];
  }

  /** Gives the rows of a radius class, 1 or above. */
  void run(int radiusClass) {
    int count = 0;
    for (int e = 0; e < edges.size(); e++) {
      if (!edges.seam[e]) {
        stack[count++] = e;
      }
    }
    cell(
        radiusClass,
        radiusClass,
        table.classStart[radiusClass],
        table.classStart[radiusClass + 1],
        0,
        0,
        PointTable.GRID,
        0,
        count);
  }

  private void cell(
      int radiusClass, int node, int first, int end, long x, long y, long width, int from, int to) {
    if (first == end || y >= 2 * Lattice.POLE) {
      return;
    }
    double most = PointTable.mostMetres(radiusClass);
    Cell cell = Cell.of(x, y, width);
    Bounds reach = cell.box().widenedMetres(most);
    if (!reach.meets(region.bounds())) {
      return;
    }
    if (to + (to - from) > stack.length) {
      stack = Arrays.copyOf(stack, 2 * stack.length);
    }
    int near = to;
    for (int i = from; i < to; i++) {
      if (region.isCandidate(stack[i], reach)) {
        stack[near++] = stack[i];
      }
    }
    if (near == to) {
      if (region.contains(table.x[first], table.y[first])) {
        sink.run(first, end);
      }
      return;
    }
    int child = table.nodeChild[node];
    // For a few rows it is quicker to ask each than to ask about the cell.
    if (child >= 0 || end - first > PointTable.LEAF / 4) {
      if (isWhole(cell, PointTable.leastMetres(radiusClass), to, near)) {
        sink.run(first, end);
        return;
      }
    }
    if (child < 0) {
      leaf(first, end, to, near);
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
          half,
          to,
          near);
    }
  }

  /** Whether the polygon surely reaches every row of a cell; when in doubt, no. */
  private boolean isWhole(Cell cell, double least, int from, int to) {
    double sure = least - cell.reachMetres();
    if (sure > 0) {
      for (int i = from; i < to; i++) {
        // Edges of holes may lie beyond the polygon.
        if (edges.ring[stack[i]] == 0 && cell.isWithin(edges, stack[i], sure)) {
          return true;
        }
      }
    }
    return region.covers(cell.box());
  }

  private void leaf(int first, int end, int from, int to) {
    for (int row = first; row < end; row += 64) {
      int count = Math.min(64, end - row);
      long mask = 0;
      for (long rest = sink.wanted(row, count); rest != 0; rest &= rest - 1) {
        int i = Long.numberOfTrailingZeros(rest);
        mask |= isInTheWay(row + i, from, to) ? 1L << i : 0;
      }
      sink.some(row, mask);
    }
  }

  private boolean isInTheWay(int row, int from, int to) {
    int x = table.x[row];
    int y = table.y[row];
    if (region.contains(x, y)) {
      return true;
    }
    double radius = table.radius(row);
    if (hasHolesBeyond) {
      return region.isReachedBy(Disc.of(x, y, radius));
    }
    double limit = Sphere.limit(radius);
    double phi = Lattice.radians(y);
    double lambda = Lattice.radians(x);
    Bounds reach = Bounds.of(x, y, x, y).widenedMetres(radius);
    for (int i = from; i < to; i++) {
      if (region.isCandidate(stack[i], reach) && region.isWithin(stack[i], phi, lambda, limit)) {
        return true;
      }
    }
    return false;
  }
}
