// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The edges of a polygon's rings, found by latitude: the height of the polygon is cut into bands
 * and each lists the edges that touch it, in the order of the rings. Immutable.
 */
final class Edges {
  private static final int MAX_BANDS = 4096;

  final long[] ax;
  final long[] ay;
  final long[] bx;
  final long[] by;
  final int[] ring;
  final boolean[] seam;
  private final long minY;
  private final long maxY;

  /** Made when first asked for; several threads may make it, and make the same. */
  private @Nullable Bands bands;

  Edges(List<Lattice.Line> rings) {
    int n = rings.stream().mapToInt(line -> line.x().length - 1).sum();
    ax = new long[n];
    ay = new long[n];
    bx = new long[n];
    by = new long[n];
    ring = new int[n];
    seam = new boolean[n];
    int e = 0;
    long south = Long.MAX_VALUE;
    long north = Long.MIN_VALUE;
    for (int r = 0; r < rings.size(); r++) {
      Lattice.Line line = rings.get(r);
      for (int i = 0; i + 1 < line.x().length; i++) {
        ax[e] = line.x()[i];
        ay[e] = line.y()[i];
        bx[e] = line.x()[i + 1];
        by[e] = line.y()[i + 1];
        ring[e] = r;
        seam[e++] = line.seam()[i];
        south = Math.min(south, line.y()[i]);
        north = Math.max(north, line.y()[i]);
      }
    }
    minY = south;
    maxY = north;
  }

  /** Whether an edge comes within a limit, as {@link Sphere#limit}, of a position in radians. */
  boolean isWithin(int e, double phi, double lambda, double limit) {
    return Sphere.segmentWithin(
        phi,
        lambda,
        Lattice.radians(ay[e]),
        Lattice.radians(ax[e]),
        Lattice.radians(by[e]),
        Lattice.radians(bx[e]),
        limit);
  }

  /**
   * The bands.
   *
   * @param height of each, in steps
   * @param start where the edges of each begin in {@code edges}, and their end
   * @param edges the edges of each band, one after another
   */
  private record Bands(long height, int[] start, int[] edges) {}

  private Bands bands() {
    Bands known = bands;
    if (known == null) {
      known = cut();
      bands = known;
    }
    return known;
  }

  private Bands cut() {
    int n = ax.length;
    // Steep edges stand in many bands: fewer, higher bands until the lists stay within a few
    // entries an edge.
    int count = Math.clamp(n / 4, 1, MAX_BANDS);
    while (count > 1 && listed((maxY - minY) / count + 1) > 8L * n) {
      count /= 2;
    }
    long height = (maxY - minY) / count + 1;
    int[] start = new int[count + 1];
    for (int i = 0; i < n; i++) {
      for (int b = low(i, height); b <= high(i, height); b++) {
        start[b + 1]++;
      }
    }
    for (int b = 0; b < count; b++) {
      start[b + 1] += start[b];
    }
    int[] listed = new int[start[count]];
    int[] next = start.clone();
    for (int i = 0; i < n; i++) {
      for (int b = low(i, height); b <= high(i, height); b++) {
        listed[next[b]++] = i;
      }
    }
    return new Bands(height, start, listed);
  }

  private int low(int edge, long height) {
    return (int) ((Math.min(ay[edge], by[edge]) - minY) / height);
  }

  private int high(int edge, long height) {
    return (int) ((Math.max(ay[edge], by[edge]) - minY) / height);
  }

  private long listed(long height) {
    long entries = 0;
    for (int i = 0; i < ax.length; i++) {
      entries +=
          (Math.max(ay[i], by[i]) - minY) / height - (Math.min(ay[i], by[i]) - minY) / height + 1;
    }
    return entries;
  }

  int size() {
    return ax.length;
  }

  /**
   * The positions in {@link #listedAt} of the edges that can touch latitudes from {@code south} to
   * {@code north}.
   */
  int firstListed(long south) {
    Bands cut = bands();
    long band = Math.max(0, (south - minY) / cut.height);
    return cut.start[(int) Math.min(band, cut.start.length - 1L)];
  }

  int endListed(long north) {
    if (north < minY) {
      return 0;
    }
    Bands cut = bands();
    long band = (north - minY) / cut.height + 1;
    return cut.start[(int) Math.min(band, cut.start.length - 1L)];
  }

  int listedAt(int position) {
    return bands().edges[position];
  }
}
