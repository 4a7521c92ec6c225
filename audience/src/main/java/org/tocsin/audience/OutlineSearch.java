// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;

/**
 * Finds the positions inside a polygon by descending through the cells of a table, taking along
 * only the edges that touch the cell and the winding number of each ring round a reference position
 * in it.
 *
 * <p><b>Invariant of {@code cell}.</b> The edges listed are all those that touch the cell's box
 * (cut to the box round the polygon), sorted by ring. A ring without an edge there winds round all
 * of the cell or none: if that puts the cell outside, the descent ends; if not, the ring is dropped
 * and never looked at again. So the rings listed are those with edges in the cell, each with its
 * winding round the reference position. With no ring left, all rows of the cell are inside, as one
 * run.
 *
 * <p>A cell smaller than the polygon holds a few edges, so the work is that of the border: a city
 * of 200 corners and a hundred thousand watchers comes to some 500 leaves. Edge lists of the cells
 * above lie one after another on one stack, as do the rings.
 */
final class OutlineSearch {
  /** In place of a node: the cell is a part of a leaf. */
  private static final int NONE = -1;

  private static final int DIVIDED_ROWS = 12;
  private static final int DIVIDED_EDGES = 4;

  /** Doubled steps; the curve does not order rows within four steps, see {@link PointTable}. */
  private static final long DIVIDED_WIDTH = 64;

  private final PointTable table;
  private final Outline outline;
  private final RowSink sink;
  private int[] edges;
  private int[] rings = new int[64];

  OutlineSearch(PointTable table, Outline outline, RowSink sink) {
    this.table = table;
    this.outline = outline;
    this.sink = sink;
    edges = new int[4 * outline.size + 256];
  }

  /** Gives the rows without a radius. */
  void run() {
    long corner = -Lattice.TURN; // -180 degrees, doubled
    large(0, table.classStart[0], table.classStart[1], corner, corner / 2, 2 * PointTable.GRID);
  }

  /** A cell that may be larger than the polygon, so that hardly an edge could be left out of it. */
  private void large(int node, int first, int end, long x, long y, long width) {
    if (first >= end
        || x - 1 >= outline.east
        || y - 1 >= outline.north
        || x + width - 1 <= outline.west
        || y + width - 1 <= outline.south) {
      return;
    }
    int child = table.nodeChild[node];
    long extent = Math.max(outline.east - outline.west, outline.north - outline.south);
    if (child < 0 || width <= extent) {
      begin(node, first, end, x, y, width);
      return;
    }
    long half = width / 2;
    for (int quarter = 0; quarter < 4; quarter++) {
      large(
          child + quarter,
          table.nodeStart[child + quarter],
          quarter == 3 ? end : table.nodeStart[child + quarter + 1],
          x + (quarter & 1) * half,
          y + (quarter >> 1) * half,
          half);
    }
  }

  private void begin(int node, int first, int end, long x, long y, long width) {
    long x0 = Math.max(x - 1, outline.west);
    long y0 = Math.max(y - 1, outline.south);
    long x1 = Math.min(x + width - 1, outline.east);
    long y1 = Math.min(y + width - 1, outline.north);
    long atX = Outline.oddMiddle(x0, x1);
    long atY = Outline.oddMiddle(y0, y1);
    int ringCount = 0;
    int edgeCount = 0;
    int e = 0;
    while (e < outline.size) {
      int ring = outline.ring[e];
      int winding = 0;
      int before = edgeCount;
      for (; e < outline.size && outline.ring[e] == ring; e++) {
        winding += outline.crossing(e, atX, atY);
        if (outline.touches(e, x0, y0, x1, y1)) {
          edges[edgeCount++] = e;
        }
      }
      if (edgeCount > before) {
        ringCount = putRing(ringCount, ring, winding);
      } else if (Outline.isOutside(ring, winding)) {
        return;
      }
    }
    cell(node, first, end, x, y, width, 0, edgeCount, 0, ringCount);
  }

  private int putRing(int at, int ring, int winding) {
    if (2 * at + 2 > rings.length) {
      rings = Arrays.copyOf(rings, 2 * rings.length);
    }
    rings[2 * at] = ring;
    rings[2 * at + 1] = winding;
    return at + 1;
  }

  private void cell(
      int node,
      int first,
      int end,
      long x,
      long y,
      long width,
      int edgeFrom,
      int edgeTo,
      int ringFrom,
      int ringTo) {
    if (ringFrom == ringTo) {
      sink.run(first, end);
      return;
    }
    long x0 = Math.max(x - 1, outline.west);
    long y0 = Math.max(y - 1, outline.south);
    long x1 = Math.min(x + width - 1, outline.east);
    long y1 = Math.min(y + width - 1, outline.north);
    long atX = Outline.oddMiddle(x0, x1);
    long atY = Outline.oddMiddle(y0, y1);
    int child = node == NONE ? NONE : table.nodeChild[node];
    if (child < 0 && !isWorthDividing(end - first, edgeTo - edgeFrom, width)) {
      new Leaf(x0, y0, x1, y1, atX, atY, edgeFrom, edgeTo, ringFrom, ringTo).rows(first, end);
      return;
    }
    if (edgeTo + (edgeTo - edgeFrom) > edges.length) {
      edges = Arrays.copyOf(edges, 2 * edges.length);
    }
    long half = width / 2;
    int from = first;
    int to;
    for (int quarter = 0; quarter < 4; quarter++, from = to) {
      to =
          quarter == 3
              ? end
              : child < 0
                  ? endOfQuarter(quarter, from, end, x + half, y + half)
                  : table.nodeStart[child + quarter + 1];
      if (from < to) {
        quarter(
            child < 0 ? NONE : child + quarter,
            from,
            to,
            x + (quarter & 1) * half,
            y + (quarter >> 1) * half,
            half,
            atX,
            atY,
            edgeFrom,
            edgeTo,
            ringFrom,
            ringTo);
      }
    }
  }

  /**
   * Whether a leaf is better divided like the cells above it: each row is held to each edge there,
   * and a coast drawn finely has many in a street.
   */
  private static boolean isWorthDividing(int rows, int edges, long width) {
    return rows >= DIVIDED_ROWS && edges >= DIVIDED_EDGES && width >= DIVIDED_WIDTH;
  }

  /** Where the rows of a quarter of a leaf end; rows lie along the curve, so quarters follow. */
  private int endOfQuarter(int quarter, int first, int end, long middleX, long middleY) {
    int row = first;
    while (row < end
        && (2L * table.x[row] >= middleX ? 1 : 0) + (2L * table.y[row] >= middleY ? 2 : 0)
            == quarter) {
      row++;
    }
    return row;
  }

  /** Takes edges and windings from a cell to a quarter of it. */
  private void quarter(
      int node,
      int first,
      int end,
      long x,
      long y,
      long width,
      long fromX,
      long fromY,
      int edgeFrom,
      int edgeTo,
      int ringFrom,
      int ringTo) {
    long x0 = Math.max(x - 1, outline.west);
    long y0 = Math.max(y - 1, outline.south);
    long x1 = Math.min(x + width - 1, outline.east);
    long y1 = Math.min(y + width - 1, outline.north);
    if (x0 >= x1 || y0 >= y1) {
      return;
    }
    long atX = Outline.oddMiddle(x0, x1);
    long atY = Outline.oddMiddle(y0, y1);
    int edgeCount = edgeTo;
    int ringCount = ringTo;
    int at = edgeFrom;
    for (int r = ringFrom; r < ringTo; r++) {
      int ring = rings[2 * r];
      int winding = rings[2 * r + 1];
      int before = edgeCount;
      for (; at < edgeTo && outline.ring[edges[at]] == ring; at++) {
        int e = edges[at];
        winding += outline.change(e, fromX, fromY, atX, atY);
        if (outline.touches(e, x0, y0, x1, y1)) {
          edges[edgeCount++] = e;
        }
      }
      if (edgeCount > before) {
        ringCount = putRing(ringCount, ring, winding);
      } else if (Outline.isOutside(ring, winding)) {
        return;
      }
    }
    cell(node, first, end, x, y, width, edgeTo, edgeCount, ringTo, ringCount);
  }

  /** The rows of a cell that some edge touches, one by one. */
  private final class Leaf {
    private final long x0;
    private final long y0;
    private final long x1;
    private final long y1;
    private final long atX;
    private final long atY;
    private final int edgeFrom;
    private final int edgeTo;
    private final int ringFrom;
    private final int ringTo;

    Leaf(
        long x0,
        long y0,
        long x1,
        long y1,
        long atX,
        long atY,
        int edgeFrom,
        int edgeTo,
        int ringFrom,
        int ringTo) {
      this.x0 = x0;
      this.y0 = y0;
      this.x1 = x1;
      this.y1 = y1;
      this.atX = atX;
      this.atY = atY;
      this.edgeFrom = edgeFrom;
      this.edgeTo = edgeTo;
      this.ringFrom = ringFrom;
      this.ringTo = ringTo;
    }

    void rows(int first, int end) {
      boolean isOneLine = edgeTo - edgeFrom == 1 && runsThrough(edges[edgeFrom]);
      for (int row = first; row < end; row += 64) {
        int count = Math.min(64, end - row);
        sink.some(row, isOneLine ? besideLine(row, count) : oneByOne(row, count));
      }
    }

    private boolean runsThrough(int e) {
      return isBeyond(outline.ax[e], outline.ay[e])
          && isBeyond(outline.ax[e] + outline.dx[e], outline.ay[e] + outline.dy[e]);
    }

    private boolean isBeyond(long x, long y) {
      return x < x0 || x > x1 || y < y0 || y > y1;
    }

    /** A single edge right through the cell: the side of its line decides. */
    private long besideLine(int row, int count) {
      int e = edges[edgeFrom];
      int ring = rings[2 * ringFrom];
      int winding = rings[2 * ringFrom + 1];
      boolean fromLeft = outline.isLeft(e, outline.side(e, atX, atY));
      boolean inLeft = !Outline.isOutside(ring, fromLeft ? winding : winding + outline.sign[e]);
      boolean inRight = !Outline.isOutside(ring, fromLeft ? winding - outline.sign[e] : winding);
      long mask = 0;
      for (int i = 0; i < count; i++) {
        long x = 2L * table.x[row + i];
        long y = 2L * table.y[row + i];
        if (!isBeyond(x, y)) {
          long side = outline.side(e, x, y);
          boolean in = side == 0 || (side > 0 ? inLeft : inRight);
          mask |= in ? 1L << i : 0;
        }
      }
      return mask;
    }

    private long oneByOne(int row, int count) {
      long mask = 0;
      for (int i = 0; i < count; i++) {
        long x = 2L * table.x[row + i];
        long y = 2L * table.y[row + i];
        if (!isBeyond(x, y) && isInside(x, y)) {
          mask |= 1L << i;
        }
      }
      return mask;
    }

    private boolean isInside(long x, long y) {
      return outline.holds(edges, edgeFrom, edgeTo, rings, ringFrom, ringTo, atX, atY, x, y);
    }
  }
}
