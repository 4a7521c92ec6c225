// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * One piece of where a danger is. The area of a danger is the union of its pieces (CAP 1.2 §3.2.4).
 */
public sealed interface Area permits Polygon, Area.Circle, Area.Everywhere {

  /**
   * All positions within a great-circle distance.
   *
   * @param centre the middle
   * @param radiusMetres 0 to 20,100,000 metres (half of the way round the Earth); 0 is the position
   *     alone
   */
  record Circle(Coordinates centre, double radiusMetres) implements Area {
    /** Half of the way round the Earth, rounded up. */
    public static final double MAX_RADIUS_METRES = 20_100_000;

    /** Refuses a radius that is negative, too big or no number. */
    public Circle {
      if (!(radiusMetres >= 0 && radiusMetres <= MAX_RADIUS_METRES)) {
        throw new IllegalArgumentException(
            "radius "
                + radiusMetres
                + " m is outside 0 to "
                + MAX_RADIUS_METRES
                + " m; CAP circles are in kilometres, this one is in metres");
      }
    }
  }

  /** The whole Earth. */
  record Everywhere() implements Area {}

  /** A circle of {@code radiusMetres} round a position. */
  static Area circle(double latitude, double longitude, double radiusMetres) {
    return new Circle(new Coordinates(latitude, longitude), radiusMetres);
  }

  /** The whole Earth. */
  static Area everywhere() {
    return new Everywhere();
  }
}
