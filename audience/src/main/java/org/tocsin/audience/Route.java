// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.List;

/** A route on the lattice and all positions within a distance of it. */
final class Route implements Ground {
  private final Lattice.Line line;
  private final double reachMetres;
  private final Bounds bounds;

  Route(List<Coordinates> points, double reachMetres) {
    Lattice.Line route = Lattice.route(points);
    // A route of one position is a leg that ends where it starts.
    this.line =
        points.size() > 1 ? route : Lattice.route(List.of(points.getFirst(), points.getFirst()));
    this.reachMetres = reachMetres;
    long south = Lattice.POLE;
    long north = -Lattice.POLE;
    for (long y : line.y()) {
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
    bounds = Bounds.of(line.minX(), south, line.maxX(), north).widenedMetres(reachMetres);
  }

  @Override
  public Bounds bounds() {
    return bounds;
  }

  boolean meets(Disc disc) {
    double limit = Sphere.limit(reachMetres + disc.radiusMetres());
    double phi = Lattice.radians(disc.y());
    double lambda = Lattice.radians(disc.x());
    for (int i = 0; i + 1 < line.x().length; i++) {
      if (Sphere.segmentWithin(
          phi,
          lambda,
          Lattice.radians(line.y()[i]),
          Lattice.radians(line.x()[i]),
          Lattice.radians(line.y()[i + 1]),
          Lattice.radians(line.x()[i + 1]),
          limit)) {
        return true;
      }
    }
    return false;
  }

  boolean meets(Region region) {
    if (region.contains(line.x()[0], line.y()[0])) {
      return true;
    }
    for (int i = 0; i + 1 < line.x().length; i++) {
      if (legMeets(region, line.x()[i], line.y()[i], line.x()[i + 1], line.y()[i + 1])) {
        return true;
      }
    }
    return false;
  }

  private boolean legMeets(Region region, long ax, long ay, long bx, long by) {
    if (region.contains(bx, by) || region.meetsSegment(ax, ay, bx, by)) {
      return true;
    }
    if (reachMetres == 0) {
      return false;
    }
    Bounds box = Bounds.of(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
    return region.within(
        Sphere.Leg.of(ax, ay, bx, by), box.widenedMetres(reachMetres), reachMetres);
  }
}
