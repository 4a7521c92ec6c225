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
 * edges and circles meet in it, down to level {@link #LEVELS}, some 150 m wide.
 *
 * <p>Positions at a pole are not for this map: all longitudes are one there.
 */
final class DangerMap {
  private static final int FEW = 6;
  private static final int LEVELS = 18;
  private static final long WIDTH = 2 * PointTable.GRID;

  /** The south-west corner, doubled: longitude -180 at the south pole. */
  private static final long WEST = -Lattice.TURN;

  private static final long SOUTH = -2 * Lattice.POLE;
  private static final int[] NONE = {};

  private final Node root;

  private DangerMap(Node root) {
    this.root = root;
  }

  /** A circle whose border runs through a cell. */
  private record Ring(int danger, Disc disc) {}

  /** A cell: the dangers that cover it, and either four parts or what runs through. */
  private record Node(
      int[] covering, @Nullable Node @Nullable [] parts, Patch[] patches, Ring[] rings) {}

  static DangerMap of(List<PreparedDanger> dangers) {
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
    return new DangerMap(node(WEST, SOUTH, WIDTH, 0, everywhere, patches, rings));
  }

  private static Node node(
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
    if (meeting <= FEW || level == LEVELS) {
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
  private static @Nullable Node part(
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

  /** The numbers of the dangers that hold a position not at a pole, ascending, each once. */
  int[] at(long x, long y) {
    int[] found = NONE;
    int count = 0;
    long across = 2 * x - WEST;
    long up = 2 * y - SOUTH;
    Node node = root;
    int shift = Long.numberOfTrailingZeros(WIDTH) - 1;
    while (node != null) {
      if (node.covering.length > 0) {
        found = room(found, count, node.covering.length);
        System.arraycopy(node.covering, 0, found, count, node.covering.length);
        count += node.covering.length;
      }
      for (Patch patch : node.patches) {
        if (patch.holds(2 * x, 2 * y)) {
          found = room(found, count, 1);
          found[count++] = patch.danger;
        }
      }
      for (Ring ring : node.rings) {
        Disc disc = ring.disc();
        if (Disc.meet(x, y, 0, disc.x(), disc.y(), disc.radiusMetres())) {
          found = room(found, count, 1);
          found[count++] = ring.danger();
        }
      }
      @Nullable Node @Nullable [] parts = node.parts;
      node = parts == null ? null : parts[(int) ((across >> shift & 1) | (up >> shift & 1) << 1)];
      shift--;
    }
    return sortedOnce(found, count);
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
