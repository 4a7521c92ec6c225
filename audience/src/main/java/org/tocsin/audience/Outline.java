// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * The edges of polygons in the form that a descent through cells needs, and the arithmetic that
 * carries winding numbers from one position to another. Immutable.
 *
 * <p><b>Coordinates are doubled</b>, so a step of the lattice is 2 here. Positions and corners have
 * even coordinates. Borders of cells and the reference position of a cell have odd ones: no corner
 * ever lies on a border, and no corner shares its longitude with a reference position.
 *
 * <p><b>Every edge points up</b> (a level one points east); {@link #sign} is -1 where the ring runs
 * it the other way. {@link #side} is positive on the left of it, which for an edge that rises means
 * west, for a level one north.
 *
 * <p><b>Winding carried.</b> The winding number of a ring round a position on none of its edges is
 * the number of edges that cross the ray to the east, each with its sign. From one position to
 * another it changes by the edges that the way between them crosses. The way goes first along the
 * parallel of the one, then along the meridian of the other, and both stretches lie in any box that
 * holds both ends: so <em>inside a cell only edges that touch the cell count</em>, and a cell that
 * no edge touches is inside or outside as a whole. On an edge the winding is taken as if the
 * position stood a little further east, and very much less further north; that convention ({@link
 * #isLeft}) must be the same everywhere, or an edge through a reference position is counted twice
 * or never.
 *
 * <p>An edge of no length winds round nothing, and holds its one position.
 *
 * <p><b>No rounding.</b> A side is the difference of two products. It fits 63 bits while width
 * times height of all edges is below 2^61 in doubled steps, some 75 by 75 degrees; for larger ones
 * the sign is found in 128 bits.
 */
final class Outline {
  /** Above this area, in doubled steps, a difference of two products may not fit a long. */
  private static final double WIDEST = 0x1p61;

  final int size;
  final long[] ax;
  final long[] ay;
  final long[] dx;
  final long[] dy;
  final byte[] sign;

  /** The ring of each edge, ascending; ring 0 is the outer one, any other a hole. */
  final int[] ring;

  /** The odd box just outside all edges. */
  final long west;

  final long south;
  final long east;
  final long north;
  private final boolean isWide;

  /**
   * Takes the edges of a region, moved east.
   *
   * @param shift by how many lattice steps
   */
  Outline(Edges edges, long shift) {
    int n = edges.size();
    ax = new long[n];
    ay = new long[n];
    dx = new long[n];
    dy = new long[n];
    sign = new byte[n];
    ring = new int[n];
    long minX = Long.MAX_VALUE;
    long minY = Long.MAX_VALUE;
    long maxX = Long.MIN_VALUE;
    long maxY = Long.MIN_VALUE;
    for (int e = 0; e < n; e++) {
      long x1 = 2 * (edges.ax[e] + shift);
      long y1 = 2 * edges.ay[e];
      long x2 = 2 * (edges.bx[e] + shift);
      long y2 = 2 * edges.by[e];
      minX = Math.min(minX, Math.min(x1, x2));
      maxX = Math.max(maxX, Math.max(x1, x2));
      minY = Math.min(minY, Math.min(y1, y2));
      maxY = Math.max(maxY, Math.max(y1, y2));
      boolean up = y1 < y2 || (y1 == y2 && x1 < x2);
      ax[e] = up ? x1 : x2;
      ay[e] = up ? y1 : y2;
      dx[e] = up ? x2 - x1 : x1 - x2;
      dy[e] = up ? y2 - y1 : y1 - y2;
      sign[e] = (byte) (up ? 1 : -1);
      ring[e] = edges.ring[e];
    }
    size = n;
    west = minX - 1;
    south = minY - 1;
    east = maxX + 1;
    north = maxY + 1;
    isWide = (double) (east - west) * (north - south) > WIDEST;
  }

  /** Whether the side of a position may need 128 bits when it lies anywhere on Earth. */
  boolean isWideFromAnywhere() {
    double width = east - west;
    double height = north - south;
    return width * (4.0 * Lattice.POLE) + height * (2.0 * Lattice.TURN + width) > 0x1p62;
  }

  /**
   * Positive on the left of an edge, negative on the right, 0 on its line; only the sign counts.
   */
  long side(int e, long x, long y) {
    return side(isWide, ax[e], ay[e], dx[e], dy[e], x, y);
  }

  /** The same for an edge of any outline. */
  static long side(boolean isWide, long ax, long ay, long dx, long dy, long x, long y) {
    return isWide ? Lattice.compareProducts(dx, y - ay, dy, x - ax) : dx * (y - ay) - dy * (x - ax);
  }

  /** Whether a side counts as left: on its line, a rising edge counts as right, a level one not. */
  boolean isLeft(int e, long side) {
    return isLeft(dy[e], side);
  }

  private static boolean isLeft(long dy, long side) {
    return side > 0 || (side == 0 && dy == 0);
  }

  /** Whether an edge touches a box, borders included. */
  boolean touches(int e, long x0, long y0, long x1, long y1) {
    long bottom = ay[e];
    long left = ax[e];
    long right = left + dx[e];
    if (bottom > y1
        || bottom + dy[e] < y0
        || Math.min(left, right) > x1
        || Math.max(left, right) < x0) {
      return false;
    }
    // With the boxes overlapping, they are apart only if the box lies on one side of the line; its
    // corners furthest to the left and to the right of a rising line depend on which way it leans.
    return dx[e] >= 0
        ? side(e, x0, y1) >= 0 && side(e, x1, y0) <= 0
        : side(e, x1, y1) <= 0 && side(e, x0, y0) >= 0;
  }

  /** Whether a position lies on an edge, given its side. */
  boolean isOn(int e, long side, long x, long y) {
    return side == 0 && isOn(ax[e], ay[e], dx[e], dy[e], x, y);
  }

  /** Whether a position on the line of an edge of any outline lies on the edge. */
  static boolean isOn(long ax, long ay, long dx, long dy, long x, long y) {
    return y >= ay && y <= ay + dy && x >= Math.min(ax, ax + dx) && x <= Math.max(ax, ax + dx);
  }

  /** What an edge adds to the winding round a position, by the ray to the east. */
  int crossing(int e, long x, long y) {
    return ay[e] <= y && y < ay[e] + dy[e] && side(e, x, y) > 0 ? sign[e] : 0;
  }

  /**
   * What an edge adds to the winding on the way from a reference position, whose {@code fromX} is
   * odd, to another position, whose side is given.
   */
  int change(int e, long fromX, long fromY, long toX, long toY, long toSide) {
    return sign[e] * change(isWide, ax[e], ay[e], dx[e], dy[e], fromX, fromY, toX, toY, toSide);
  }

  /** The same for an edge of any outline, before its sign. */
  static int change(
      boolean isWide,
      long ax,
      long ay,
      long dx,
      long dy,
      long fromX,
      long fromY,
      long toX,
      long toY,
      long toSide) {
    boolean level = ay <= toY && toY < ay + dy;
    boolean upright = (ax > fromX) != (ax + dx > fromX);
    if (!level && !upright) {
      return 0;
    }
    boolean atCorner = isLeft(dy, side(isWide, ax, ay, dx, dy, fromX, toY));
    int change = 0;
    if (upright && atCorner != isLeft(dy, side(isWide, ax, ay, dx, dy, fromX, fromY))) {
      change += atCorner ? 1 : -1;
    }
    boolean left = isLeft(dy, toSide);
    if (level && left != atCorner) {
      change += left ? 1 : -1;
    }
    return change;
  }

  int change(int e, long fromX, long fromY, long toX, long toY) {
    return change(e, fromX, fromY, toX, toY, side(e, toX, toY));
  }

  /**
   * Whether a position of a cell is inside or on an edge.
   *
   * @param edges all edges that touch the cell, sorted by ring, from one index to before another
   * @param rings the number and the winding of each ring with edges there, pair by pair
   * @param atX the reference position of those windings
   */
  boolean holds(
      int[] edges,
      int edgeFrom,
      int edgeTo,
      int[] rings,
      int ringFrom,
      int ringTo,
      long atX,
      long atY,
      long x,
      long y) {
    int at = edgeFrom;
    for (int r = ringFrom; r < ringTo; r++) {
      int number = rings[2 * r];
      int winding = rings[2 * r + 1];
      boolean isOn = false;
      for (; at < edgeTo && ring[edges[at]] == number; at++) {
        int e = edges[at];
        long side = side(e, x, y);
        isOn |= side == 0 && isOn(e, side, x, y);
        winding += change(e, atX, atY, x, y, side);
      }
      if (!isOn && isOutside(number, winding)) {
        return false;
      }
    }
    return true;
  }

  /** Ring 0 must wind round a position, every other is a hole that must not. */
  static boolean isOutside(int ring, int winding) {
    return (ring == 0) == (winding == 0);
  }

  /** An odd coordinate in the middle of two odd ones. */
  static long oddMiddle(long low, long high) {
    return (low + high) >> 1 | 1;
  }
}
