// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * A position on Earth in degrees (WGS 84), kept to seven decimals: the lattice on which all exact
 * answers of this library are given. A step of that lattice is at most 1.2 centimetres, and a
 * number with up to seven decimals lies on it as written.
 *
 * @param latitude degrees north, -90 to 90
 * @param longitude degrees east, -180 to 180; both ends are the same meridian
 */
public record Coordinates(double latitude, double longitude) {
  /** Lattice steps in a degree. */
  static final double STEPS = 1e7;

  /** Refuses what is no position on Earth, and rounds to seven decimals. */
  public Coordinates {
    if (!(latitude >= -90 && latitude <= 90)) {
      throw new IllegalArgumentException(
          "latitude "
              + latitude
              + " is outside -90 to 90 degrees; check that latitude and longitude are not swapped");
    }
    if (!(longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException(
          "longitude "
              + longitude
              + " is outside -180 to 180 degrees; write positions beyond the antimeridian from the other side");
    }
    latitude = Math.rint(latitude * STEPS) / STEPS + 0.0;
    longitude = Math.rint(longitude * STEPS) / STEPS + 0.0;
  }

  /** Shorthand for the constructor. */
  public static Coordinates of(double latitude, double longitude) {
    return new Coordinates(latitude, longitude);
  }

  /**
   * The great-circle distance to {@code other} in metres, on a sphere of the mean Earth radius
   * 6,371,008.8 m; good to a micrometre below 5,000 km.
   */
  public double distanceMetres(Coordinates other) {
    return Sphere.distanceMetres(latitude, longitude, other.latitude, other.longitude);
  }

  /** Lattice steps east of Greenwich. */
  long x() {
    return Math.round(longitude * STEPS);
  }

  /** Lattice steps north of the equator. */
  long y() {
    return Math.round(latitude * STEPS);
  }

  @Override
  public String toString() {
    return latitude + "," + longitude;
  }
}
