// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

/**
 * A circle (CAP 1.2 §3.2.4).
 *
 * @param centre its centre
 * @param radiusKm radius in kilometres, zero or more; zero, and less than 1e-20, is a point
 */
public record Circle(Point centre, double radiusKm) {
  public Circle {
    requireNonNull(centre, "centre");
    if (!(radiusKm >= 0 && radiusKm < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "radius is " + radiusKm + " km; it must be zero or a finite positive number");
    }
    radiusKm = Numbers.measurable(radiusKm);
  }

  /** The circle as CAP writes it: {@code latitude,longitude radius}. */
  @Override
  public String toString() {
    return centre + " " + Numbers.plain(radiusKm);
  }
}
