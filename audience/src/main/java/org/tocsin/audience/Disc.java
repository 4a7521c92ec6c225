// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/** A position on the lattice and all positions within a great-circle distance of it. */
record Disc(long x, long y, double radiusMetres, Bounds bounds) implements Ground {
  static Disc of(Coordinates centre, double radiusMetres) {
    long x = centre.x();
    long y = centre.y();
    return new Disc(x, y, radiusMetres, Bounds.of(x, y, x, y).widenedMetres(radiusMetres));
  }

  boolean meets(Disc other) {
    double h =
        Sphere.haversine(
            Lattice.radians(y), Lattice.radians(other.y), Lattice.radians(other.x - x));
    return h <= Sphere.limit(radiusMetres + other.radiusMetres);
  }
}
