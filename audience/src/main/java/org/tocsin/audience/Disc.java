// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/** A position on the lattice and all positions within a great-circle distance of it. */
record Disc(long x, long y, double radiusMetres, Bounds bounds) implements Ground {
  static Disc of(Coordinates centre, double radiusMetres) {
    return of(centre.x(), centre.y(), radiusMetres);
  }

  static Disc of(long x, long y, double radiusMetres) {
    return new Disc(x, y, radiusMetres, Bounds.of(x, y, x, y).widenedMetres(radiusMetres));
  }

  boolean meets(Disc other) {
    return meet(x, y, radiusMetres, other.x, other.y, other.radiusMetres);
  }

  /** Whether two discs meet, without the objects. */
  static boolean meet(
      long x, long y, double radiusMetres, long otherX, long otherY, double otherRadiusMetres) {
    double h =
        Sphere.haversine(Lattice.radians(y), Lattice.radians(otherY), Lattice.radians(otherX - x));
    return h <= Sphere.limit(radiusMetres + otherRadiusMetres);
  }
}
