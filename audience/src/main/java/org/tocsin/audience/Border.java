// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What runs through the smallest cells of a {@link DangerMap}, in one column: for each cell so many
 * patches and rings, then these, one after another. Immutable.
 *
 * <p>A patch is what a cell needs to know of one polygon, as {@link Patch} has it: the danger and
 * whether the polygon is wide, the reference position, and for each ring with edges there its
 * winding and those edges, four numbers each, with the sign in the lowest bit of the first, which
 * doubled coordinates leave free. A ring is a circle: the danger, the longitude of its middle, the
 * latitude and its cosine, and the limit of {@link Sphere#limit}, so that a position is decided by
 * the same arithmetic as in {@link Disc#meet} without doing again what is the same for all.
 */
final class Border {
  private static final int RING = 5;
  private static final long WIDE = 1L << 62;
  private static final long LOW = 0xFFFF_FFFFL;
  private static final int HOLE = 1 << 30;

  /** So many numbers come from memory at once. */
  private static final int LINE = 8;

  private final long[] column;
  private final int last;

  private Border(long[] column) {
    this.column = column;
    this.last = column.length - 1;
  }

  /** Reads where a cell begins and on, so that it is near when it is looked into. */
  int touch(int cell) {
    return (int)
        (column[cell]
            | column[Math.min(cell + LINE, last)]
            | column[Math.min(cell + 2 * LINE, last)]);
  }

  /** Adds the dangers that hold a position of the cell. */
  void addHolding(int cell, long x, long y, Found found) {
    int at = cell + 1;
    for (int n = (int) column[cell]; n > 0; n--) {
      long head = column[at];
      int end = at + (int) (head >>> 32 & (WIDE >>> 32) - 1);
      if (isHeld(at, end, (head & WIDE) != 0, 2 * x, 2 * y)) {
        found.add((int) head);
      }
      at = end;
    }
    int rings = (int) (column[cell] >>> 32);
    if (rings > 0) {
      double phi = Lattice.radians(y);
      double cosPhi = Math.cos(phi);
      for (int n = rings; n > 0; n--) {
        if (isWithin(at, x, phi, cosPhi)) {
          found.add((int) column[at]);
        }
        at += RING;
      }
    }
  }

  /** As {@link Sphere#haversine}, term by term. */
  private boolean isWithin(int ring, long x, double phi, double cosPhi) {
    double sinPhi = Math.sin((Double.longBitsToDouble(column[ring + 2]) - phi) / 2);
    double sinLambda = Math.sin(Lattice.radians(column[ring + 1] - x) / 2);
    double h =
        sinPhi * sinPhi
            + cosPhi * Double.longBitsToDouble(column[ring + 3]) * sinLambda * sinLambda;
    return h <= Double.longBitsToDouble(column[ring + 4]);
  }

  /** As {@link Outline#holds}, of a position doubled. */
  private boolean isHeld(int patch, int end, boolean isWide, long x, long y) {
    long atX = column[patch + 1];
    long atY = column[patch + 2];
    int at = patch + 3;
    while (at < end) {
      int edges = (int) column[at] & ~HOLE;
      boolean isHole = ((int) column[at] & HOLE) != 0;
      int winding = (int) (column[at++] >> 32);
      boolean isOn = false;
      for (; edges > 0; edges--) {
        long ax = column[at] & ~1L;
        int sign = (column[at] & 1) == 0 ? 1 : -1;
        long ay = column[at + 1];
        long dx = column[at + 2];
        long dy = column[at + 3];
        at += 4;
        long side = Outline.side(isWide, ax, ay, dx, dy, x, y);
        isOn |= side == 0 && Outline.isOn(ax, ay, dx, dy, x, y);
        winding += sign * Outline.change(isWide, ax, ay, dx, dy, atX, atY, x, y, side);
      }
      if (!isOn && isHole == (winding != 0)) {
        return false;
      }
    }
    return true;
  }

  /** Adds the dangers of all patches and rings that run through the cell. */
  void addAll(int cell, BitSet found) {
    int at = cell + 1;
    for (int n = (int) column[cell]; n > 0; n--) {
      found.set((int) column[at]);
      at += (int) (column[at] >>> 32 & (WIDE >>> 32) - 1);
    }
    for (int n = (int) (column[cell] >>> 32); n > 0; n--) {
      found.set((int) column[at]);
      at += RING;
    }
  }

  /** Lays cells down one after another. Used by one thread. */
  static final class Builder {
    private long[] column = new long[1024];
    private int size;
    private int patch;
    private int ring;

    /** Begins a cell and gives its position; as many patches and then rings must follow. */
    int begin(int patches, int rings) {
      int at = size;
      put((long) rings << 32 | patches);
      return at;
    }

    void beginPatch(int danger, boolean isWide, long atX, long atY) {
      patch = size;
      put((isWide ? WIDE : 0) | danger);
      put(atX);
      put(atY);
      length();
    }

    /** Begins a ring of a patch; its edges must follow. */
    void beginRing(boolean isHole, int winding) {
      ring = size;
      put((long) winding << 32 | (isHole ? HOLE : 0));
      length();
    }

    void addEdge(long ax, long ay, long dx, long dy, int sign) {
      put(ax | (sign < 0 ? 1 : 0));
      put(ay);
      put(dx);
      put(dy);
      column[ring]++;
      length();
    }

    /** Keeps how long the patch is, itself included, above its danger. */
    private void length() {
      column[patch] = (column[patch] & (WIDE | LOW)) | (long) (size - patch) << 32;
    }

    void addRing(int danger, Disc disc) {
      double phi = Lattice.radians(disc.y());
      put(danger);
      put(disc.x());
      put(Double.doubleToRawLongBits(phi));
      put(Double.doubleToRawLongBits(Math.cos(phi)));
      put(Double.doubleToRawLongBits(Sphere.limit(disc.radiusMetres())));
    }

    private void put(long number) {
      if (size == column.length) {
        column = Arrays.copyOf(column, 2 * size);
      }
      column[size++] = number;
    }

    Border build() {
      return new Border(Arrays.copyOf(column, size));
    }
  }
}
