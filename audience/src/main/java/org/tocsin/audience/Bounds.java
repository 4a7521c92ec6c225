// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * A box on the lattice that holds some ground. Longitudes are unwrapped: {@code minX} lies in
 * [-180°, 180°) and {@code maxX} may lie beyond the antimeridian. Ground that touches a pole is
 * bounded by all longitudes, because the pole has them all.
 */
record Bounds(long minX, long minY, long maxX, long maxY) {
  static final Bounds EARTH =
      new Bounds(-Lattice.TURN / 2, -Lattice.POLE, Lattice.TURN / 2, Lattice.POLE);

  /** Two lattice steps of room, so that rounding never makes the box too small. */
  private static final long MARGIN = 2;

  static Bounds of(long minX, long minY, long maxX, long maxY) {
    boolean allLongitudes =
        maxX - minX >= Lattice.TURN || maxY >= Lattice.POLE || minY <= -Lattice.POLE;
    long west = allLongitudes ? EARTH.minX : minX;
    long east = allLongitudes ? EARTH.maxX : maxX;
    long shift = -Math.floorDiv(west - EARTH.minX, Lattice.TURN) * Lattice.TURN;
    return new Bounds(
        west + shift, Math.max(minY, -Lattice.POLE), east + shift, Math.min(maxY, Lattice.POLE));
  }

  /** The box round all positions within a distance of any position of this box. */
  Bounds widenedMetres(double metres) {
    if (metres == 0) {
      return this;
    }
    double angle = (metres + Sphere.TOLERANCE_METRES) / Sphere.RADIUS_METRES;
    long dy = (long) Math.ceil(Math.toDegrees(angle) * Coordinates.STEPS) + MARGIN;
    long south = minY - dy;
    long north = maxY + dy;
    long furthest = Math.max(Math.abs(minY), Math.abs(maxY));
    if (south <= -Lattice.POLE || north >= Lattice.POLE) {
      return of(EARTH.minX, south, EARTH.maxX, north);
    }
    double ratio = Math.sin(angle) / Math.cos(Lattice.radians(furthest));
    if (!(ratio < 1)) {
      return of(EARTH.minX, south, EARTH.maxX, north);
    }
    long dx = (long) Math.ceil(Math.toDegrees(Math.asin(ratio)) * Coordinates.STEPS) + MARGIN;
    return of(minX - dx, south, maxX + dx, north);
  }

  /** Whether the boxes share a point on Earth. */
  boolean meets(Bounds other) {
    return meets(other.minX, other.minY, other.maxX, other.maxY);
  }

  boolean meets(long otherMinX, long otherMinY, long otherMaxX, long otherMaxY) {
    if (otherMinY > maxY || minY > otherMaxY) {
      return false;
    }
    // Both begin within one turn and are at most two turns wide, so two turns either way are
    // enough.
    for (long shift = -2 * Lattice.TURN; shift <= 2 * Lattice.TURN; shift += Lattice.TURN) {
      if (otherMinX + shift <= maxX && minX <= otherMaxX + shift) {
        return true;
      }
    }
    return false;
  }
}
