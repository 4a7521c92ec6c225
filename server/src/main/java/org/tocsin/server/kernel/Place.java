// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

/**
 * A named point on the earth with how far around it is meant.
 *
 * @param name what people call it
 * @param latitude degrees north, -90 to 90, WGS 84
 * @param longitude degrees east, -180 to 180, WGS 84
 * @param radiusMetres how far around, 0 to 500,000
 */
public record Place(String name, double latitude, double longitude, double radiusMetres) {

  /** Refuses coordinates off the earth and radii over 500 km. */
  public Place {
    if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) {
      throw KernelProblem.BAD_PLACE.because(
          "%s,%s is not a latitude (-90 to 90) and a longitude (-180 to 180)"
              .formatted(latitude, longitude));
    }
    if (!(radiusMetres >= 0 && radiusMetres <= 500_000)) {
      throw KernelProblem.BAD_PLACE.because(
          "a radius of %s m is not between 0 and 500000".formatted(radiusMetres));
    }
  }
}
