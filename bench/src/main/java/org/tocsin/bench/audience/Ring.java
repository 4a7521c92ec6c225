// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.util.Arrays;

/**
 * A ring that does not cross itself, for exact answers in whole numbers: the measure that all
 * answers are held to, written apart from the code that is measured. Edges are listed by bands of
 * latitude. Rings may reach over 20 degrees at most, so that no product overflows.
 */
final class Ring {
  private static final int BANDS_MAX = 1024;

  final int minX;
  final int maxX;
  final int minY;
  final int maxY;
  private final int[] x;
  private final int[] y;
  private final int bands;
  private final int[] firstOfBand;
  private final int[] edges;

  /** Takes corners, the last equal to the first. */
  Ring(int[] x, int[] y) {
    this.x = x;
    this.y = y;
    minX = Arrays.stream(x).min().orElseThrow();
    maxX = Arrays.stream(x).max().orElseThrow();
    minY = Arrays.stream(y).min().orElseThrow();
    maxY = Arrays.stream(y).max().orElseThrow();
    bands = Math.min(BANDS_MAX, x.length);
    firstOfBand = new int[bands + 1];
    int[] sizes = new int[bands];
    for (int e = 0; e + 1 < x.length; e++) {
      for (int band = band(Math.min(y[e], y[e + 1])); band <= last(e); band++) {
        sizes[band]++;
      }
    }
    for (int band = 0; band < bands; band++) {
      firstOfBand[band + 1] = firstOfBand[band] + sizes[band];
    }
    edges = new int[firstOfBand[bands]];
    int[] next = firstOfBand.clone();
    for (int e = 0; e + 1 < x.length; e++) {
      for (int band = band(Math.min(y[e], y[e + 1])); band <= last(e); band++) {
        edges[next[band]++] = e;
      }
    }
  }

  private int last(int edge) {
    return band(Math.max(y[edge], y[edge + 1]));
  }

  private int band(int at) {
    return (int) (((long) at - minY) * bands / ((long) maxY - minY + 1));
  }

  /** Whether a position lies inside or on an edge. */
  boolean contains(int px, int py) {
    if (px < minX || px > maxX || py < minY || py > maxY) {
      return false;
    }
    boolean isInside = false;
    int band = band(py);
    for (int i = firstOfBand[band]; i < firstOfBand[band + 1]; i++) {
      int e = edges[i];
      int ay = y[e];
      int by = y[e + 1];
      if (py < Math.min(ay, by) || py > Math.max(ay, by)) {
        continue;
      }
      int ax = x[e];
      int bx = x[e + 1];
      long side = side(ax, ay, bx, by, px, py);
      if (side == 0 && px >= Math.min(ax, bx) && px <= Math.max(ax, bx)) {
        return true;
      }
      if ((ay <= py) != (by <= py) && (by > ay ? side > 0 : side < 0)) {
        isInside = !isInside;
      }
    }
    return isInside;
  }

  /** Above 0 when the position lies left of the line from a to b, 0 on it. */
  private static long side(long ax, long ay, long bx, long by, long px, long py) {
    return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
  }

  /** Whether an edge passes within a step east or west and a step north or south. */
  boolean isNearEdge(int px, int py) {
    if (px < minX - 1L || px > maxX + 1L || py < minY - 1L || py > maxY + 1L) {
      return false;
    }
    int first = band(Math.clamp(py - 1L, minY, maxY));
    int last = band(Math.clamp(py + 1L, minY, maxY));
    for (int i = firstOfBand[first]; i < firstOfBand[last + 1]; i++) {
      int e = edges[i];
      if (passesNear(x[e], y[e], x[e + 1], y[e + 1], px, py)) {
        return true;
      }
    }
    return false;
  }

  private static boolean passesNear(long ax, long ay, long bx, long by, long px, long py) {
    if (Math.max(ax, bx) < px - 1
        || Math.min(ax, bx) > px + 1
        || Math.max(ay, by) < py - 1
        || Math.min(ay, by) > py + 1) {
      return false;
    }
    // From corner to corner of the square the side changes by this much about its middle.
    long reach = Math.abs(bx - ax) + Math.abs(by - ay);
    return Math.abs(side(ax, ay, bx, by, px, py)) <= reach;
  }
}
