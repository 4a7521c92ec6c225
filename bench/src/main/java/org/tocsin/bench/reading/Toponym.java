// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

/**
 * A name of a place in a text and the point it stands for; gold or somebody's answer.
 *
 * @param start its first character; corpora count Unicode characters, which in those measured here
 *     are UTF-16 units
 * @param end after its last
 * @param latitude WGS 84 degrees
 * @param longitude WGS 84 degrees
 */
record Toponym(int start, int end, double latitude, double longitude) {
  /** The radius that the published scorers take, in kilometres. */
  private static final double EARTH_RADIUS = 6371;

  double middle() {
    return (start + end) / 2.0;
  }

  /** Along the great circle of a sphere, by the haversine formula. */
  double kilometresTo(Toponym other) {
    double byLatitude = Math.sin(Math.toRadians(other.latitude - latitude) / 2);
    double byLongitude = Math.sin(Math.toRadians(other.longitude - longitude) / 2);
    double h =
        byLatitude * byLatitude
            + byLongitude
                * byLongitude
                * Math.cos(Math.toRadians(latitude))
                * Math.cos(Math.toRadians(other.latitude));
    return EARTH_RADIUS * 2 * Math.asin(Math.sqrt(h));
  }
}
