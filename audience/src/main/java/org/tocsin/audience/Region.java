// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.ArrayList;
import java.util.List;

/**
 * A polygon made ready for exact questions. Everything in the plane of latitude and longitude is
 * decided in whole numbers; only distances are floating point. Immutable.
 */
final class Region implements Ground {
  private final Edges edges;
  private final long minX;
  private final long maxX;
  private final long minY;
  private final long maxY;
  private final boolean holdsNorthPole;
  private final boolean holdsSouthPole;
  private final Bounds bounds;

  Region(Polygon polygon) {
    Lattice.Line outer = Lattice.ring(polygon.outer());
    minX = outer.minX();
    maxX = outer.maxX();
    List<Lattice.Line> rings = new ArrayList<>();
    rings.add(outer);
    for (List<Coordinates> positions : polygon.holes()) {
      Lattice.Line hole = Lattice.ring(positions);
      for (int turn = -2; turn <= 2; turn++) {
        Lattice.Line copy = hole.shifted(turn * Lattice.TURN);
        if (copy.minX() <= maxX && minX <= copy.maxX()) {
          rings.add(copy);
        }
      }
    }
    edges = new Edges(rings);
    long south = Lattice.POLE;
    long north = -Lattice.POLE;
    for (long y : outer.y()) {
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
    minY = south;
    maxY = north;
    holdsNorthPole = maxY == Lattice.POLE;
    holdsSouthPole = minY == -Lattice.POLE;
    bounds = Bounds.of(minX, minY, maxX, maxY);
  }

  @Override
  public Bounds bounds() {
    return bounds;
  }

  Edges edges() {
    return edges;
  }

  /**
   * The edges moved by as many turns as it takes to meet the longitudes from -180 to 180, both
   * included: those of all positions.
   */
  List<Outline> outlines() {
    List<Outline> outlines = new ArrayList<>();
    for (int turn = -3; turn <= 3; turn++) {
      long shift = turn * Lattice.TURN;
      if (minX + shift <= Lattice.TURN / 2 && maxX + shift >= -Lattice.TURN / 2) {
        outlines.add(new Outline(edges, shift));
      }
    }
    return outlines;
  }

  /** Whether a position lies inside or on an edge. */
  boolean contains(long x, long y) {
    if (y == Lattice.POLE || y == -Lattice.POLE) {
      return y > 0 ? holdsNorthPole : holdsSouthPole;
    }
    if (y < minY || y > maxY) {
      return false;
    }
    for (long at = firstCopy(x); at <= maxX; at += Lattice.TURN) {
      if (containsUnwrapped(at, y)) {
        return true;
      }
    }
    return false;
  }

  /** The westernmost copy of a longitude that is not west of this region. */
  private long firstCopy(long x) {
    return x + Math.ceilDiv(minX - x, Lattice.TURN) * Lattice.TURN;
  }

  private boolean containsUnwrapped(long x, long y) {
    int ring = 0;
    int winding = 0;
    boolean onEdge = false;
    int end = edges.endListed(y);
    for (int i = edges.firstListed(y); i < end; i++) {
      int e = edges.listedAt(i);
      if (edges.ring[e] != ring) {
        if (!isInside(ring, winding, onEdge)) {
          return false;
        }
        ring = edges.ring[e];
        winding = 0;
        onEdge = false;
      }
      long ay = edges.ay[e];
      long by = edges.by[e];
      long ax = edges.ax[e];
      long bx = edges.bx[e];
      if (y < Math.min(ay, by) || y > Math.max(ay, by) || x > Math.max(ax, bx)) {
        continue;
      }
      int side = x < Math.min(ax, bx) ? Long.signum(by - ay) : Lattice.side(ax, ay, bx, by, x, y);
      if (side == 0 && x >= Math.min(ax, bx)) {
        onEdge = true;
      } else if (ay <= y && y < by && side > 0) {
        winding++;
      } else if (by <= y && y < ay && side < 0) {
        winding--;
      }
    }
    return isInside(ring, winding, onEdge);
  }

  /** Ring 0 must hold the position, every other is a hole that must not. */
  private static boolean isInside(int ring, int winding, boolean onEdge) {
    return ring == 0 ? winding != 0 || onEdge : winding == 0 || onEdge;
  }

  /** Whether all of a box lies in this region; when in doubt, no. */
  boolean covers(Bounds box) {
    if (box.minY() <= -Lattice.POLE
        || box.maxY() >= Lattice.POLE
        || !contains(box.minX(), box.minY())) {
      return false;
    }
    long width = box.maxX() - box.minX();
    for (long west = firstCopy(box.minX()) - Lattice.TURN; west <= maxX; west += Lattice.TURN) {
      if (anyEdgeInBox(west, box.minY(), west + width, box.maxY())) {
        return false;
      }
    }
    return true;
  }

  private boolean anyEdgeInBox(long west, long south, long east, long north) {
    int end = edges.endListed(north);
    for (int i = edges.firstListed(south); i < end; i++) {
      int e = edges.listedAt(i);
      if (Math.max(edges.ax[e], edges.bx[e]) < west
          || Math.min(edges.ax[e], edges.bx[e]) > east
          || Math.max(edges.ay[e], edges.by[e]) < south
          || Math.min(edges.ay[e], edges.by[e]) > north) {
        continue;
      }
      int sides =
          sideOf(e, west, south)
              + sideOf(e, west, north)
              + sideOf(e, east, south)
              + sideOf(e, east, north);
      if (Math.abs(sides) != 4) {
        return true;
      }
    }
    return false;
  }

  private int sideOf(int e, long x, long y) {
    return Lattice.side(edges.ax[e], edges.ay[e], edges.bx[e], edges.by[e], x, y);
  }

  /** Whether this region and another share a point. */
  boolean meets(Region other) {
    if (!bounds.meets(other.bounds)) {
      return false;
    }
    if ((holdsNorthPole && other.holdsNorthPole) || (holdsSouthPole && other.holdsSouthPole)) {
      return true;
    }
    // When no edges meet, regions share a point only if one holds all of the other, its first
    // corner included.
    return contains(other.edges.ax[0], other.edges.ay[0])
        || other.contains(edges.ax[0], edges.ay[0])
        || (edges.size() < other.edges.size() ? other.anyEdgeMeets(this) : anyEdgeMeets(other));
  }

  private boolean anyEdgeMeets(Region small) {
    for (int e = 0; e < small.edges.size(); e++) {
      if (!small.edges.seam[e]
          && meetsSegment(
              small.edges.ax[e], small.edges.ay[e], small.edges.bx[e], small.edges.by[e])) {
        return true;
      }
    }
    return false;
  }

  /** Whether a segment meets an edge. */
  boolean meetsSegment(long ax, long ay, long bx, long by) {
    long west = Math.min(ax, bx);
    long width = Math.max(ax, bx) - west;
    int first = edges.firstListed(Math.min(ay, by));
    int end = edges.endListed(Math.max(ay, by));
    for (long at = firstCopy(west) - Math.ceilDiv(width, Lattice.TURN) * Lattice.TURN;
        at <= maxX;
        at += Lattice.TURN) {
      long shift = at - west;
      for (int i = first; i < end; i++) {
        int e = edges.listedAt(i);
        if (!edges.seam[e]
            && Lattice.segmentsMeet(
                ax + shift,
                ay,
                bx + shift,
                by,
                edges.ax[e],
                edges.ay[e],
                edges.bx[e],
                edges.by[e])) {
          return true;
        }
      }
    }
    return false;
  }

  boolean hasHoles() {
    return edges.ring[edges.size() - 1] > 0;
  }

  /** Whether a hole has edges beyond the bounds of the outer ring, which are no edges of ours. */
  boolean hasHolesBeyond() {
    for (int e = 0; e < edges.size(); e++) {
      if (edges.ring[e] > 0
          && (Math.min(edges.ax[e], edges.bx[e]) < minX
              || Math.max(edges.ax[e], edges.bx[e]) > maxX
              || Math.min(edges.ay[e], edges.by[e]) < minY
              || Math.max(edges.ay[e], edges.by[e]) > maxY)) {
        return true;
      }
    }
    return false;
  }

  /** The same as {@link #within(Disc)}, but for what lies beyond the bounds. */
  boolean isReachedBy(Disc disc) {
    return disc.bounds().meets(bounds) && within(disc);
  }

  /** Whether some position of this region lies within the radius of a disc. */
  boolean within(Disc disc) {
    if (contains(disc.x(), disc.y())) {
      return true;
    }
    if (disc.radiusMetres() == 0) {
      return false;
    }
    double limit = Sphere.limit(disc.radiusMetres());
    double phi = Lattice.radians(disc.y());
    double lambda = Lattice.radians(disc.x());
    Bounds reach = disc.bounds();
    int end = edges.endListed(reach.maxY());
    for (int i = edges.firstListed(reach.minY()); i < end; i++) {
      int e = edges.listedAt(i);
      if (isCandidate(e, reach) && isWithin(e, phi, lambda, limit)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an edge comes within a limit, as {@link Sphere#limit}, of a position in radians. */
  boolean isWithin(int e, double phi, double lambda, double limit) {
    return edges.isWithin(e, phi, lambda, limit);
  }

  /**
   * Whether an edge of this region comes within a distance of a segment, whose surroundings are
   * {@code reach}.
   */
  boolean within(Sphere.Leg leg, Bounds reach, double metres) {
    int end = edges.endListed(reach.maxY());
    for (int i = edges.firstListed(reach.minY()); i < end; i++) {
      int e = edges.listedAt(i);
      if (isCandidate(e, reach)
          && Sphere.segmentsWithin(
              leg, Sphere.Leg.of(edges.ax[e], edges.ay[e], edges.bx[e], edges.by[e]), metres)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an edge can come within the distance by which {@code reach} was widened. */
  boolean isCandidate(int e, Bounds reach) {
    return !edges.seam[e]
        && (Math.max(Math.abs(edges.ay[e]), Math.abs(edges.by[e])) == Lattice.POLE
            || reach.meets(
                Math.min(edges.ax[e], edges.bx[e]),
                Math.min(edges.ay[e], edges.by[e]),
                Math.max(edges.ax[e], edges.bx[e]),
                Math.max(edges.ay[e], edges.by[e])));
  }
}
