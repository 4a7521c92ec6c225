// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of many dangers hold a position: a quadtree over the Earth whose cells know the dangers
 * that cover them and, at its leaves, those whose border runs through. A look-up walks down some
 * ten cells, collects who covers them, and tests a few edges. Immutable.
 *
 * <p>A danger that covers a cell is noted at the largest such cell and nowhere below, so many
 * dangers with the same long border do not multiply. A cell is divided while more than {@link #FEW}
 * edges and circles meet in it, down to level {@link #LEVELS}, some 150 m wide, and until the lists
 * have grown to {@link #TIMES} times the edges: thousands of borders through the same streets make
 * look-ups slower, not the map larger.
 *
 * <p>Positions at a pole are not for this map: all longitudes are one there.
 */
final class DangerMap {
  private static final int FEW = 6;
  private static final int LEVELS = 18;

  /** Leaves list each edge so many times on average, at most, and {@link #SPARE} more in all. */
  private static final int TIMES = 24;

  private static final int SPARE = 100_000;
  private static final long WIDTH = 2 * PointTable.GRID;

  /** The south-west corner, doubled: longitude -180 at the south pole. */
  private static final long WEST = -Lattice.TURN;

  private static final long SOUTH = -2 * Lattice.POLE;
  private static final int[] NONE = {};

  /** In {@link #cells}, that a cell has four parts, whose positions follow. */
  private static final int DIVIDED = -1;

  /** In place of a position, that nothing reaches a part. */
  private static final int NOTHING = -1;

  /**
   * The tree in one column, near in memory: for each cell how many dangers cover it and their
   * numbers, then either {@link #DIVIDED} and the positions of its parts, or where its patches
   * begin and end, and where its rings.
   */
  private final int[] cells;

  private final Patch[] patches;
  private final Ring[] rings;

  private DangerMap(Node root) {
    Flat flat = new Flat();
    flat.add(root);
    cells = Arrays.copyOf(flat.cells, flat.size);
    patches = flat.patches.toArray(new Patch[0]);
    rings = flat.rings.toArray(new Ring[0]);
  }

  /** Lays a tree down in a column. */
  private static final class Flat {
    private int[] cells = new int[1024];
    private int size;
    private final List<Patch> patches = new ArrayList<>();
    private final List<Ring> rings = new ArrayList<>();

    int add(Node node) {
      int at = size;
      put(node.covering.length);
      for (int danger : node.covering) {
        put(danger);
      }
      @Nullable Node @Nullable [] parts = node.parts;
      if (parts == null) {
        put(patches.size());
        patches.addAll(Arrays.asList(node.patches));
        put(patches.size());
        put(rings.size());
        rings.addAll(Arrays.asList(node.rings));
        put(rings.size());
        return at;
      }
      put(DIVIDED);
      int first = size;
      for (int part = 0; part < 4; part++) {
        put(NOTHING);
      }
      for (int part = 0; part < 4; part++) {
        Node there = parts[part];
        if (there != null) {
          // The column may be replaced by a longer one meanwhile.
          int position = add(there);
          cells[first + part] = position;
        }
      }
      return at;
    }

    private void put(int number) {
      if (size == cells.length) {
        cells = Arrays.copyOf(cells, 2 * size);
      }
      cells[size++] = number;
    }
  }

  /** A circle whose border runs through a cell. */
  private record Ring(int danger, Disc disc) {}

  /** A cell: the dangers that cover it, and either four parts or what runs through. */
  private record Node(
      int[] covering, @Nullable Node @Nullable [] parts, Patch[] patches, Ring[] rings) {}

  static DangerMap of(List<PreparedDanger> dangers) {
    return new DangerMap(new Division().of(dangers));
  }

  /** Divides cells until few edges meet in each, or until that has cost enough. */
  private static final class Division {
    /** How many more edges leaves may list before nothing is divided any more. */
    private long left;

    Node of(List<PreparedDanger> dangers) {
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
      left = SPARE;
      for (Patch patch : patches) {
        left += (long) TIMES * patch.size();
      }
      left += (long) TIMES * rings.size();
      return node(WEST, SOUTH, WIDTH, 0, everywhere, patches, rings);
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
                x + (quarter & 1) * half,
                y + (quarter >> 1) * half,
                half,
                level + 1,
                patches,
                rings);
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
  }

  /** The numbers of the dangers that hold a position not at a pole, ascending, each once. */
  int[] at(long x, long y) {
    int[] found = NONE;
    int count = 0;
    long across = 2 * x - WEST;
    long up = 2 * y - SOUTH;
    int shift = Long.numberOfTrailingZeros(WIDTH) - 1;
    int at = 0;
    while (at != NOTHING) {
      int covering = cells[at++];
      if (covering > 0) {
        found = room(found, count, covering);
        System.arraycopy(cells, at, found, count, covering);
        count += covering;
        at += covering;
      }
      if (cells[at] != DIVIDED) {
        found = room(found, count, cells[at + 1] - cells[at] + cells[at + 3] - cells[at + 2]);
        count = addThrough(at, x, y, found, count);
        break;
      }
      at = cells[at + 1 + (int) ((across >> shift & 1) | (up >> shift & 1) << 1)];
      shift--;
    }
    return sortedOnce(found, count);
  }

  /** Adds the dangers whose border runs through a cell and that hold the position. */
  private int addThrough(int at, long x, long y, int[] found, int before) {
    int count = before;
    for (int p = cells[at]; p < cells[at + 1]; p++) {
      if (patches[p].holds(2 * x, 2 * y)) {
        found[count++] = patches[p].danger;
      }
    }
    for (int r = cells[at + 2]; r < cells[at + 3]; r++) {
      Disc disc = rings[r].disc();
      if (Disc.meet(x, y, 0, disc.x(), disc.y(), disc.radiusMetres())) {
        found[count++] = rings[r].danger();
      }
    }
    return count;
  }

  private static int[] room(int[] found, int count, int more) {
    return count + more <= found.length
        ? found
        : Arrays.copyOf(found, Math.max(8, 2 * (count + more)));
  }

  private static int[] sortedOnce(int[] found, int count) {
    if (count == 0) {
      return NONE;
    }
    Arrays.sort(found, 0, count);
    int n = 1;
    for (int i = 1; i < count; i++) {
      if (found[i] != found[i - 1]) {
        found[n++] = found[i];
      }
    }
    return Arrays.copyOf(found, n);
  }
}
