// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.List;

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
  private final long bandHeight;
  private final int[] bandStart;
  private final int[] bandEdges;

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
    // Steep edges stand in many bands: fewer, higher bands until the lists stay within a few
    // entries an edge.
    int bands = Math.clamp(n / 4, 1, MAX_BANDS);
    while (bands > 1 && listed((north - south) / bands + 1) > 8L * n) {
      bands /= 2;
    }
    bandHeight = (north - south) / bands + 1;
    bandStart = new int[bands + 1];
    for (int i = 0; i < n; i++) {
      for (int b = band(Math.min(ay[i], by[i])); b <= band(Math.max(ay[i], by[i])); b++) {
        bandStart[b + 1]++;
      }
    }
    for (int b = 0; b < bands; b++) {
      bandStart[b + 1] += bandStart[b];
    }
    bandEdges = new int[bandStart[bands]];
    int[] next = bandStart.clone();
    for (int i = 0; i < n; i++) {
      for (int b = band(Math.min(ay[i], by[i])); b <= band(Math.max(ay[i], by[i])); b++) {
        bandEdges[next[b]++] = i;
      }
    }
  }

  private long listed(long height) {
    long entries = 0;
    for (int i = 0; i < ax.length; i++) {
      entries +=
          (Math.max(ay[i], by[i]) - minY) / height - (Math.min(ay[i], by[i]) - minY) / height + 1;
    }
    return entries;
  }

  private int band(long y) {
    return (int) ((y - minY) / bandHeight);
  }

  int size() {
    return ax.length;
  }

  /**
   * The positions in {@link #listedAt} of the edges that can touch latitudes from {@code south} to
   * {@code north}.
   */
  int firstListed(long south) {
    long band = Math.max(0, (south - minY) / bandHeight);
    return bandStart[(int) Math.min(band, bandStart.length - 1L)];
  }

  int endListed(long north) {
    if (north < minY) {
      return 0;
    }
    long band = (north - minY) / bandHeight + 1;
    return bandStart[(int) Math.min(band, bandStart.length - 1L)];
  }

  int listedAt(int position) {
    return bandEdges[position];
  }
}
