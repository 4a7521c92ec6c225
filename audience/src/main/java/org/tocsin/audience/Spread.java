// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How certain watchers lie on the map, with the cell of each, so that what becomes of them can be
 * shown cell by cell. Nobody can be found by it: where fewer than a given number are in a cell they
 * are counted in a larger one, together with others of whom the same is true, up to cells of about
 * 47 km. A larger cell therefore lies beneath smaller ones and does not count whom they count.
 * Immutable as long as nobody writes into {@code cellOf}.
 *
 * @param cells those with anybody in them, larger ones before smaller ones
 * @param cellOf for each watcher that was asked for, in their order: the index of the cell; -1 for
 *     those who are on no map, or are not known
 */
public record Spread(List<Density.Cell> cells, int[] cellOf) {

  /** From this side on a cell may show one person alone: 2^22 steps, some 47 km. */
  private static final int COARSEST = 22;

  /** Copies the cells. */
  public Spread {
    cells = List.copyOf(cells);
  }

  /** Where the watchers are, each with its number among those asked for. */
  interface Positions {
    void forEach(Sink sink);
  }

  /** Takes the position of one. */
  interface Sink {
    void at(int number, long x, long y);
  }

  /** A square of one size: larger sizes sort first. */
  private record Square(int shift, long row, long column) implements Comparable<Square> {
    @Override
    public int compareTo(Square other) {
      int bySize = Integer.compare(other.shift, shift);
      int byRow = bySize != 0 ? bySize : Long.compare(row, other.row);
      return byRow != 0 ? byRow : Long.compare(column, other.column);
    }

    Square parent() {
      return new Square(shift + 1, row >> 1, column >> 1);
    }
  }

  static Spread of(Positions positions, int size, int across, int fewest) {
    int[] cellOf = new int[size];
    Arrays.fill(cellOf, -1);
    Density.Extent extent = new Density.Extent();
    positions.forEach((_, x, y) -> extent.at(x, y));
    if (extent.isEmpty()) {
      return new Spread(List.of(), cellOf);
    }
    Density.Grid grid = new Density.Grid(extent, across);
    positions.forEach((number, x, y) -> {
      grid.at(x, y);
      cellOf[number] = grid.square(x, y);
    });
    int[] cellOfSquare = new int[grid.counts().length];
    List<Density.Cell> cells = coarsened(grid, fewest, cellOfSquare);
    for (int i = 0; i < size; i++) {
      cellOf[i] = cellOf[i] < 0 ? -1 : cellOfSquare[cellOf[i]];
    }
    return new Spread(cells, cellOf);
  }

  /** Those in too small a company move up, a size at a time, until there are enough of them. */
  private static List<Density.Cell> coarsened(Density.Grid grid, int fewest, int[] cellOfSquare) {
    Map<Square, List<Integer>> kept = new TreeMap<>();
    Map<Square, List<Integer>> moving = new TreeMap<>();
    int[] counts = grid.counts();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        moving
            .computeIfAbsent(
                new Square(grid.shift(), grid.row(i), grid.column(i)), _ -> new ArrayList<>())
            .add(i);
      }
    }
    while (!moving.isEmpty()) {
      Map<Square, List<Integer>> next = new TreeMap<>();
      moving.forEach((square, members) -> {
        if (square.shift() >= COARSEST || count(counts, members) >= fewest) {
          kept.put(square, members);
        } else {
          next.computeIfAbsent(square.parent(), _ -> new ArrayList<>()).addAll(members);
        }
      });
      moving = next;
    }
    List<Density.Cell> cells = new ArrayList<>(kept.size());
    kept.forEach((square, members) -> {
      members.forEach(each -> cellOfSquare[each] = cells.size());
      cells.add(
          Density.Grid.cell(square.column(), square.row(), square.shift(), count(counts, members)));
    });
    return cells;
  }

  private static int count(int[] counts, List<Integer> squares) {
    return squares.stream().mapToInt(square -> counts[square]).sum();
  }
}
