// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link DangerMap}: first as a quadtree, then laid down in columns.
 *
 * <p>A cell is divided while more than {@link #FEW} edges and circles meet in it, down to level
 * {@link #LEVELS}, some 150 m wide, and until the lists have grown to {@link #TIMES} times the
 * edges: thousands of borders through the same streets make look-ups slower, not the map larger.
 */
final class DangerMapBuilder {
  private static final int FEW = 6;
  private static final int LEVELS = 18;

  /** Cells list each edge so many times on average, at most, and {@link #SPARE} more in all. */
  private static final int TIMES = 24;

  private static final int SPARE = 100_000;

  /** So many dangers that cover a cell are listed again with those that cover a part of it. */
  private static final int SHORT = 14;

  /** The most levels of the first grid: a million cells, 4 MB. */
  private static final int MOST_ROOT_BITS = 10;

  /** The south-west corner, doubled: longitude -180 at the south pole. */
  private static final long WEST = -Lattice.TURN;

  private static final long SOUTH = -2 * Lattice.POLE;
  private static final long WIDTH = 2 * PointTable.GRID;

  /** How many more edges the smallest cells may list before nothing is divided any more. */
  private long left = SPARE;

  private final int rootBits;
  private int[] cells = new int[1024];
  private int size;
  private final Border.Builder border = new Border.Builder();

  /** A circle whose border runs through a cell. */
  private record Ring(int danger, Disc disc) {}

  /** A cell: the dangers that cover it, and either four parts or what runs through. */
  private record Node(
      int[] covering, @Nullable Node @Nullable [] parts, Patch[] patches, Ring[] rings) {}

  DangerMapBuilder(List<PreparedDanger> dangers) {
    List<Integer> everywhere = new ArrayList<>();
    List<Patch> patches = new ArrayList<>();
    List<Ring> rings = new ArrayList<>();
    for (int d = 0; d < dangers.size(); d++) {
      for (Ground area : dangers.get(d).areas()) {
        switch (area) {
          case Whole _ -> everywhere.add(d);
          case Disc disc -> rings.add(new Ring(d, disc));
          case Region region -> {
            for (Outline outline : region.outlines()) {
              patches.add(Patch.whole(d, outline));
            }
          }
          case Route _, Regions _ -> throw new AssertionError("no danger has such an area");
        }
      }
    }
    long edges = rings.size();
    for (Patch patch : patches) {
      edges += patch.size();
    }
    left += TIMES * edges;
    // About one cell of the first grid for four edges.
    rootBits = Math.clamp((63 - Long.numberOfLeadingZeros(edges + 1)) / 2 - 1, 1, MOST_ROOT_BITS);
    lay(node(WEST, SOUTH, WIDTH, 0, everywhere, patches, rings));
  }

  DangerMap map() {
    return new DangerMap(rootBits, Arrays.copyOf(cells, size), border.build());
  }

  private Node node(
      long x,
      long y,
      long width,
      int level,
      List<Integer> covering,
      List<Patch> patches,
      List<Ring> rings) {
    int[] cover = covering.stream().mapToInt(each -> each).toArray();
    int meeting = rings.size();
    for (Patch patch : patches) {
      meeting += patch.size();
    }
    if (meeting <= FEW || level == LEVELS || left < 0) {
      left -= meeting;
      return new Node(cover, null, patches.toArray(new Patch[0]), rings.toArray(new Ring[0]));
    }
    @Nullable Node[] parts = new @Nullable Node[4];
    long half = width / 2;
    for (int quarter = 0; quarter < 4; quarter++) {
      parts[quarter] =
          part(
              x + (quarter & 1) * half, y + (quarter >> 1) * half, half, level + 1, patches, rings);
    }
    return new Node(cover, parts, new Patch[0], new Ring[0]);
  }

  /** A part of a cell; none if nothing reaches it. */
  private @Nullable Node part(
      long x, long y, long width, int level, List<Patch> patches, List<Ring> rings) {
    List<Integer> covering = new ArrayList<>();
    List<Patch> through = new ArrayList<>();
    for (Patch whole : patches) {
      Patch patch = whole.part(x, y, width);
      if (patch.isInside()) {
        covering.add(patch.danger);
      } else if (!patch.isOutside()) {
        through.add(patch);
      }
    }
    List<Ring> ringsThrough = new ArrayList<>();
    Cell cell = Cell.of((x - WEST) / 2, (y - SOUTH) / 2, width / 2);
    for (Ring ring : rings) {
      double metres = cell.metresTo(ring.disc().x(), ring.disc().y());
      if (metres + cell.reachMetres() <= ring.disc().radiusMetres()) {
        covering.add(ring.danger());
      } else if (metres - cell.reachMetres() <= ring.disc().radiusMetres()) {
        ringsThrough.add(ring);
      }
    }
    return covering.isEmpty() && through.isEmpty() && ringsThrough.isEmpty()
        ? null
        : node(x, y, width, level, covering, through, ringsThrough);
  }

  /** Lays the tree down, from the first grid on. */
  private void lay(Node root) {
    int grid = reserve(1 << (2 * rootBits));
    fill(grid, rootBits, rootBits, 0, root, list(root, DangerMap.NOTHING));
  }

  private int reserve(int numbers) {
    int at = size;
    size += numbers;
    if (size > cells.length) {
      cells = Arrays.copyOf(cells, Math.max(size, 2 * cells.length));
    }
    return at;
  }

  /**
   * The list of a cell, ascending: that of the next larger one if it has none of its own; else its
   * own, with that one's where both are short, as one place in memory is read quicker than two.
   */
  private int list(Node node, int larger) {
    int[] own = node.covering;
    if (own.length == 0) {
      return larger;
    }
    int more = larger == DangerMap.NOTHING ? 0 : cells[larger + 1];
    boolean isJoined = more > 0 && own.length + more <= SHORT;
    int at = reserve(2 + own.length + (isJoined ? more : 0));
    cells[at] = isJoined ? cells[larger] : larger;
    cells[at + 1] = own.length + (isJoined ? more : 0);
    System.arraycopy(own, 0, cells, at + 2, own.length);
    if (isJoined) {
      System.arraycopy(cells, larger + 2, cells, at + 2 + own.length, more);
    }
    Arrays.sort(cells, at + 2, at + 2 + cells[at + 1]);
    return at;
  }

  /**
   * Fills a square of a grid.
   *
   * @param grid where it begins
   * @param gridBits the width of the whole grid, as a power of two
   * @param bits the width of the square
   * @param corner the first entry of the square
   * @param node the cell that the square stands for
   * @param list its list
   */
  private void fill(int grid, int gridBits, int bits, int corner, @Nullable Node node, int list) {
    @Nullable Node @Nullable [] parts = node == null ? null : node.parts;
    if (parts == null || bits == 0) {
      int entry = entry(node, list);
      for (int v = 0; v < 1 << bits; v++) {
        int row = grid + corner + (v << gridBits);
        Arrays.fill(cells, row, row + (1 << bits), entry);
      }
      return;
    }
    int half = 1 << (bits - 1);
    for (int quarter = 0; quarter < 4; quarter++) {
      Node part = parts[quarter];
      int there = corner + (quarter & 1) * half + (((quarter >> 1) * half) << gridBits);
      fill(grid, gridBits, bits - 1, there, part, part == null ? list : list(part, list));
    }
  }

  /** A grid for a cell with parts, or a smallest cell. */
  private int entry(@Nullable Node node, int list) {
    if (node != null && node.parts != null) {
      int grid = reserve(1 << (2 * DangerMap.STEP));
      fill(grid, DangerMap.STEP, DangerMap.STEP, 0, node, list);
      return grid;
    }
    int cell = reserve(2);
    cells[cell] = list;
    cells[cell + 1] = node == null ? DangerMap.NOTHING : through(node);
    return ~cell;
  }

  private int through(Node node) {
    if (node.patches.length + node.rings.length == 0) {
      return DangerMap.NOTHING;
    }
    int at = border.begin(node.patches.length, node.rings.length);
    for (Patch patch : node.patches) {
      patch.layDown(border);
    }
    for (Ring ring : node.rings) {
      border.addRing(ring.danger, ring.disc);
    }
    return at;
  }
}
