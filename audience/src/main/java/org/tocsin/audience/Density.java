// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.List;

/**
 * How an audience lies on the map: how many watchers there are in each cell of a grid. Cells are
 * squares of longitude and latitude whose borders stay where they are from one audience to the
 * next, so that a map does not flicker while its area is drawn. No cell is smaller than some 90
 * metres on a side, so that nobody's door is shown. Immutable.
 *
 * @param cells those with anybody in them, from south to north and west to east
 * @param unplaced how many are on no map: they asked for the whole world, or have no place
 */
public record Density(List<Cell> cells, int unplaced) {

  /** Copies the cells. */
  public Density {
    cells = List.copyOf(cells);
  }

  /**
   * One cell.
   *
   * @param south degrees of its border, as the other three
   * @param west at least -180
   * @param north at most 90
   * @param east at most 180
   * @param count how many have their place in it; somebody with several places is counted at one
   */
  public record Cell(double south, double west, double north, double east, int count) {}

  /** The least side of a cell in steps of the lattice, as a power of two: 8192 steps. */
  private static final int FINEST = 13;

  /** Where watchers are, one after another. */
  interface Positions {
    void forEach(Sink sink);
  }

  /** Takes a position. */
  interface Sink {
    void at(long x, long y);
  }

  /** Counts positions in a grid of at most so many cells either way. */
  static Density of(Positions positions, int across, int unplaced) {
    Extent extent = new Extent();
    positions.forEach(extent);
    if (extent.isEmpty()) {
      return new Density(List.of(), unplaced);
    }
    Grid grid = new Grid(extent, across);
    positions.forEach(grid);
    return new Density(grid.cells(), unplaced);
  }

  /** The corners of what was seen. */
  static final class Extent implements Sink {
    private long minX = Long.MAX_VALUE;
    private long minY = Long.MAX_VALUE;
    private long maxX = Long.MIN_VALUE;
    private long maxY = Long.MIN_VALUE;

    boolean isEmpty() {
      return maxX < minX;
    }

    @Override
    public void at(long x, long y) {
      minX = Math.min(minX, x);
      minY = Math.min(minY, y);
      maxX = Math.max(maxX, x);
      maxY = Math.max(maxY, y);
    }
  }

  /** Squares of a power of two over an extent, row by row from the south-west. */
  static final class Grid implements Sink {
    private final int shift;
    private final int west;
    private final int south;
    private final int width;
    private final int[] counts;

    Grid(Extent extent, int across) {
      int side = FINEST;
      while (cells(extent.minX + Lattice.TURN / 2, extent.maxX + Lattice.TURN / 2, side) > across
          || cells(extent.minY + Lattice.POLE, extent.maxY + Lattice.POLE, side) > across) {
        side++;
      }
      shift = side;
      west = (int) ((extent.minX + Lattice.TURN / 2) >> side);
      south = (int) ((extent.minY + Lattice.POLE) >> side);
      width = (int) cells(extent.minX + Lattice.TURN / 2, extent.maxX + Lattice.TURN / 2, side);
      long height = cells(extent.minY + Lattice.POLE, extent.maxY + Lattice.POLE, side);
      counts = new int[width * (int) height];
    }

    private static long cells(long first, long last, int side) {
      return (last >> side) - (first >> side) + 1;
    }

    @Override
    public void at(long x, long y) {
      counts[square(x, y)]++;
    }

    /** The number of the square in which a position lies. */
    int square(long x, long y) {
      int column = (int) ((x + Lattice.TURN / 2) >> shift) - west;
      int row = (int) ((y + Lattice.POLE) >> shift) - south;
      return row * width + column;
    }

    /** How many are in each square. */
    int[] counts() {
      return counts;
    }

    /** The side of a square in steps of the lattice, as a power of two. */
    int shift() {
      return shift;
    }

    /** The column of a square, counted from the antimeridian. */
    int column(int square) {
      return west + square % width;
    }

    /** The row of a square, counted from the south pole. */
    int row(int square) {
      return south + square / width;
    }

    List<Cell> cells() {
      List<Cell> cells = new ArrayList<>();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          cells.add(cell(column(i), row(i), shift, counts[i]));
        }
      }
      return cells;
    }

    /** The cell of this column and row of squares of this side. */
    static Cell cell(long column, long row, int shift, int count) {
      return new Cell(
          latitude(row << shift),
          longitude(column << shift),
          latitude((row + 1) << shift),
          longitude((column + 1) << shift),
          count);
    }

    private static double longitude(long steps) {
      return Math.min(steps - Lattice.TURN / 2, Lattice.TURN / 2) / Coordinates.STEPS;
    }

    private static double latitude(long steps) {
      return Math.min(steps - Lattice.POLE, Lattice.POLE) / Coordinates.STEPS;
    }
  }
}
