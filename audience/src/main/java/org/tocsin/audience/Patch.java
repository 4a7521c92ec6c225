// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;

/**
 * What a cell needs to know of one polygon: the edges that touch it, and how the rings of those
 * edges wind round a reference position in it. A patch without edges is inside or outside as a
 * whole. Immutable.
 */
final class Patch {
  /** The number of the danger. */
  final int danger;

  private final Outline outline;
  private final int[] edges;
  private final int[] rings;
  private final long atX;
  private final long atY;
  private final boolean isOutside;

  private Patch(
      int danger,
      Outline outline,
      int[] edges,
      int[] rings,
      long atX,
      long atY,
      boolean isOutside) {
    this.danger = danger;
    this.outline = outline;
    this.edges = edges;
    this.rings = rings;
    this.atX = atX;
    this.atY = atY;
    this.isOutside = isOutside;
  }

  /** All edges of a polygon, for a cell that holds them all. */
  static Patch whole(int danger, Outline outline) {
    long atX = Outline.oddMiddle(outline.west, outline.east);
    long atY = Outline.oddMiddle(outline.south, outline.north);
    int[] all = new int[outline.size];
    int[] rings = new int[2 * (outline.ring[outline.size - 1] + 1)];
    for (int e = 0; e < outline.size; e++) {
      all[e] = e;
      rings[2 * outline.ring[e]] = outline.ring[e];
      rings[2 * outline.ring[e] + 1] += outline.crossing(e, atX, atY);
    }
    return new Patch(danger, outline, all, rings, atX, atY, false);
  }

  /** How many edges touch the cell. */
  int size() {
    return edges.length;
  }

  boolean isInside() {
    return edges.length == 0 && !isOutside;
  }

  boolean isOutside() {
    return isOutside;
  }

  /** Adds all that is needed to decide a position of the cell. */
  void layDown(Border.Builder out) {
    out.beginPatch(danger, outline.isWideFromAnywhere(), atX, atY);
    int at = 0;
    for (int r = 0; r < rings.length; r += 2) {
      out.beginRing(rings[r] != 0, rings[r + 1]);
      for (; at < edges.length && outline.ring[edges[at]] == rings[r]; at++) {
        int e = edges[at];
        out.addEdge(outline.ax[e], outline.ay[e], outline.dx[e], outline.dy[e], outline.sign[e]);
      }
    }
  }

  /** The patch of a part of the cell, from an even corner, doubled. */
  Patch part(long x, long y, long width) {
    long x0 = Math.max(x - 1, outline.west);
    long y0 = Math.max(y - 1, outline.south);
    long x1 = Math.min(x + width - 1, outline.east);
    long y1 = Math.min(y + width - 1, outline.north);
    if (x0 >= x1 || y0 >= y1) {
      return outside();
    }
    long toX = Outline.oddMiddle(x0, x1);
    long toY = Outline.oddMiddle(y0, y1);
    int[] fewer = new int[edges.length];
    int[] fewerRings = new int[rings.length];
    int edgeCount = 0;
    int ringCount = 0;
    int at = 0;
    for (int r = 0; r < rings.length; r += 2) {
      int ring = rings[r];
      int winding = rings[r + 1];
      int before = edgeCount;
      for (; at < edges.length && outline.ring[edges[at]] == ring; at++) {
        int e = edges[at];
        winding += outline.change(e, atX, atY, toX, toY);
        if (outline.touches(e, x0, y0, x1, y1)) {
          fewer[edgeCount++] = e;
        }
      }
      if (edgeCount > before) {
        fewerRings[ringCount++] = ring;
        fewerRings[ringCount++] = winding;
      } else if (Outline.isOutside(ring, winding)) {
        return outside();
      }
    }
    return new Patch(
        danger,
        outline,
        Arrays.copyOf(fewer, edgeCount),
        Arrays.copyOf(fewerRings, ringCount),
        toX,
        toY,
        false);
  }

  private Patch outside() {
    return new Patch(danger, outline, new int[0], new int[0], atX, atY, true);
  }
}
