// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/** Distances on a sphere of the mean Earth radius. */
final class Sphere {
  /** Mean radius of the Earth in metres (IUGG R1, rounded to a decimetre). */
  static final double RADIUS_METRES = 6_371_008.8;

  private Sphere() {}

  static double distanceMetres(
      double latitude1, double longitude1, double latitude2, double longitude2) {
    double phi1 = Math.toRadians(latitude1);
    double phi2 = Math.toRadians(latitude2);
    return 2
        * RADIUS_METRES
        * Math.asin(
            Math.sqrt(Math.min(1, haversine(phi1, phi2, Math.toRadians(longitude2 - longitude1)))));
  }

  static double haversine(double phi1, double phi2, double deltaLambda) {
    double sinPhi = Math.sin((phi2 - phi1) / 2);
    double sinLambda = Math.sin(deltaLambda / 2);
    return sinPhi * sinPhi + Math.cos(phi1) * Math.cos(phi2) * sinLambda * sinLambda;
  }
}
