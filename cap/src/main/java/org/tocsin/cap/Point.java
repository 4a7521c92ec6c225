// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

/**
 * A point on the earth, WGS 84 (CAP 1.2 §3.2.4). What is less than 1e-20 of a degree is zero.
 *
 * @param latitude degrees, from -90 to 90, north is positive
 * @param longitude degrees, from -180 to 180, east is positive
 */
public record Point(double latitude, double longitude) {
  public Point {
    if (!(latitude >= -90 && latitude <= 90)) {
      throw new IllegalArgumentException(
          "latitude is " + latitude + "; it must lie between -90 and 90 degrees");
    }
    if (!(longitude >= -180 && longitude <= 180)) {
      throw new IllegalArgumentException(
          "longitude is " + longitude + "; it must lie between -180 and 180 degrees");
    }
    // Minus zero is the same place; without it equal points are equal records.
    latitude = Numbers.measurable(latitude);
    longitude = Numbers.measurable(longitude);
  }

  /** The pair as CAP writes it: {@code latitude,longitude} in plain decimals. */
  @Override
  public String toString() {
    return Numbers.plain(latitude) + "," + Numbers.plain(longitude);
  }
}
