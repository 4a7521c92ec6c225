// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.BitSet;
import java.util.List;

/**
 * Which of many dangers hold a position: the Earth is divided into cells, fewer where little
 * happens, that know the dangers that cover them and those whose border runs through. A look-up
 * walks down to the smallest cell, collects who covers it, and tests a few edges. Immutable.
 *
 * <p><b>What is noted where.</b> A danger that covers a cell is noted at the largest such cell and
 * nowhere below, so many dangers with the same long border do not multiply. {@link
 * DangerMapBuilder} tells when a cell is divided.
 *
 * <p><b>Few places in memory.</b> A look-up is mostly waiting for memory, so what it needs lies in
 * two columns. {@link #cells} begins with a grid of the whole Earth, whose entries lead either to a
 * grid of 4 by 4 for the part, and so on, or (as the complement of a position) to a smallest cell.
 * That is two numbers: a list of dangers, and where its border is kept in {@link Border}. A list is
 * the position of the list of the next larger cell that has one, a length, and the dangers.
 *
 * <p>Positions at a pole are not for this map: all longitudes are one there.
 */
final class DangerMap {
  /** How many levels each step after the first goes down. */
  static final int STEP = 2;

  /** In place of a list or a border, that there is none. */
  static final int NOTHING = -1;

  private static final int[] NONE = {};

  private final int rootBits;
  private final int[] cells;
  private final Border border;

  /**
   * Takes the columns.
   *
   * @param rootBits the first grid has two to the power of so many cells a side
   */
  DangerMap(int rootBits, int[] cells, Border border) {
    this.rootBits = rootBits;
    this.cells = cells;
    this.border = border;
  }

  static DangerMap of(List<PreparedDanger> dangers) {
    return new DangerMapBuilder(dangers).map();
  }

  /** The smallest cell of a position not at a pole, for {@link #at}. */
  int cell(long x, long y) {
    int across = across(x);
    int up = up(y);
    int shift = 32 - rootBits;
    int at = cells[root(across, up)];
    while (at >= 0) {
      shift -= STEP;
      at = cells[below(at, across, up, shift)];
    }
    return ~at;
  }

  /**
   * The same for each of several positions not at a pole. All go down a step before one goes down
   * the next, and of all smallest cells what {@link #at} needs is touched, so that their waits for
   * memory go by together: some dozens of positions are best.
   */
  int[] cells(long[] x, long[] y) {
    int[] at = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      at[i] = cells[root(across(x[i]), up(y[i]))];
    }
    boolean isDown = false;
    for (int shift = 32 - rootBits - STEP; !isDown; shift -= STEP) {
      isDown = true;
      for (int i = 0; i < x.length; i++) {
        if (at[i] >= 0) {
          at[i] = cells[below(at[i], across(x[i]), up(y[i]), shift)];
          isDown &= at[i] < 0;
        }
      }
    }
    int touched = 0;
    for (int i = 0; i < x.length; i++) {
      at[i] = ~at[i];
      touched |= touch(at[i]);
    }
    // What was read has to be of use, or it is not read.
    return touched == Integer.MIN_VALUE ? NONE : at;
  }

  /** Steps from the antimeridian, as a number without a sign. */
  private static int across(long x) {
    return (int) (x + Lattice.TURN / 2);
  }

  /** Steps from the south pole, as a number without a sign. */
  private static int up(long y) {
    return (int) (y + Lattice.POLE);
  }

  /** Where the first grid leads on from. */
  private int root(int across, int up) {
    int shift = 32 - rootBits;
    return (up >>> shift) << rootBits | across >>> shift;
  }

  /** Where the grid at a position of the column leads on from. */
  private static int below(int grid, int across, int up, int shift) {
    return grid + ((up >>> shift & 3) << 2 | (across >>> shift & 3));
  }

  /** Reads the first list and the border of a smallest cell; never the least of all numbers. */
  private int touch(int cell) {
    int list = cells[cell];
    int through = cells[cell + 1];
    return (list == NOTHING ? 0 : cells[list + 1] & Integer.MAX_VALUE)
        | (through == NOTHING ? 0 : border.touch(through) & Integer.MAX_VALUE);
  }

  /**
   * The dangers that hold a position of a smallest cell, ascending, each once, in place of what was
   * found before.
   */
  void at(int cell, long x, long y, Found found) {
    int through = cells[cell + 1];
    found.clear();
    for (int list = cells[cell]; list != NOTHING; list = cells[list]) {
      found.addAll(cells, list + 2, cells[list + 1]);
    }
    if (through != NOTHING) {
      border.addHolding(through, x, y, found);
    }
    found.sortOnce();
  }

  /**
   * Adds the numbers of all dangers that may share a position with a box that touches no pole: they
   * cover a smallest cell that the box meets, or their border runs through one.
   */
  void near(Bounds box, BitSet found) {
    long west = box.minX() + Lattice.TURN / 2;
    long east = box.maxX() + Lattice.TURN / 2;
    long south = box.minY() + Lattice.POLE;
    long north = box.maxY() + Lattice.POLE;
    // Both the antimeridian itself and what lies beyond it are on either side.
    for (long turn = -Lattice.TURN; turn <= Lattice.TURN; turn += Lattice.TURN) {
      long from = Math.max(0, west + turn);
      long to = Math.min(Lattice.TURN, east + turn);
      if (from <= to) {
        near(0, 32 - rootBits, rootBits, from, to, south, north, found);
      }
    }
  }

  /** Steps are from the corner of the grid at a position. */
  private void near(
      int grid, int shift, int bits, long west, long east, long south, long north, BitSet found) {
    long last = (1L << bits) - 1;
    long width = 1L << shift;
    for (long v = Math.max(0, south >> shift); v <= Math.min(last, north >> shift); v++) {
      for (long u = Math.max(0, west >> shift); u <= Math.min(last, east >> shift); u++) {
        int at = cells[grid + (int) (v << bits | u)];
        if (at >= 0) {
          near(
              at,
              shift - STEP,
              STEP,
              west - u * width,
              east - u * width,
              south - v * width,
              north - v * width,
              found);
        } else {
          addAll(~at, found);
        }
      }
    }
  }

  private void addAll(int cell, BitSet found) {
    for (int list = cells[cell]; list != NOTHING; list = cells[list]) {
      for (int i = cells[list + 1]; i > 0; i--) {
        found.set(cells[list + 1 + i]);
      }
    }
    if (cells[cell + 1] != NOTHING) {
      border.addAll(cells[cell + 1], found);
    }
  }
}
