// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * A cell of a table's grid as a patch of the sphere: its middle, and how far from it any of the
 * cell can lie. Distances to a cell are judged by the triangle inequality, with a metre to spare;
 * whatever is closer to the limit than that is decided for each row.
 *
 * @param phi latitude of the middle in radians
 * @param lambda longitude of the middle in radians
 * @param reachMetres no position of the cell is further from the middle
 * @param box the cell, cut at the poles
 */
record Cell(double phi, double lambda, double reachMetres, Bounds box) {
  /** What rounding can do to a distance, and much more. */
  private static final double SPARE_METRES = 1;

  /**
   * Takes a cell.
   *
   * @param x western border in steps from the antimeridian
   * @param y southern border in steps from the south pole
   * @param width of its side in steps
   */
  static Cell of(long x, long y, long width) {
    long west = x - Lattice.TURN / 2;
    long south = y - Lattice.POLE;
    long north = Math.min(south + width, Lattice.POLE);
    double low = Lattice.radians(south);
    double high = Lattice.radians(north);
    double half = Lattice.radians(width) / 2;
    double phi = (low + high) / 2;
    // Along the middle meridian, then along the parallel, which is longest nearest to the equator.
    double widest = low <= 0 && high >= 0 ? 1 : Math.max(Math.cos(low), Math.cos(high));
    double reach = Sphere.RADIUS_METRES * ((high - low) / 2 + half * widest) + SPARE_METRES;
    return new Cell(
        phi,
        Lattice.radians(west) + half,
        reach,
        Bounds.of(
            west,
            Math.max(south, 1 - Lattice.POLE),
            west + width,
            Math.min(north, Lattice.POLE - 1)));
  }

  /** Metres from the middle to a position. */
  double metresTo(long x, long y) {
    double h = Sphere.haversine(phi, Lattice.radians(y), Lattice.radians(x) - lambda);
    return 2 * Sphere.RADIUS_METRES * Math.asin(Math.sqrt(Math.min(1, h)));
  }

  /** Whether the edge of a region comes within a distance of the middle. */
  boolean isWithin(Edges edges, int e, double metres) {
    return edges.isWithin(e, phi, lambda, Sphere.limit(metres));
  }
}
