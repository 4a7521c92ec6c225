// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

/**
 * Distances on a sphere of the mean Earth radius. Distances are compared as haversines, sin²(d/2R),
 * which keep their precision down to micrometres. A distance counts as within a limit when it
 * exceeds it by no more than a micrometre: rounding must not leave anybody out.
 */
final class Sphere {
  /** Mean radius of the Earth in metres (IUGG R1, rounded to a decimetre). */
  static final double RADIUS_METRES = 6_371_008.8;

  /** By how much a distance may exceed its limit. */
  static final double TOLERANCE_METRES = 1e-6;

  /** Where two routes are so nearly apart that only this much is in question, they meet. */
  private static final double ROUTE_TOLERANCE_METRES = 1e-3;

  private Sphere() {}

  static double distanceMetres(
      double latitude1, double longitude1, double latitude2, double longitude2) {
    double h =
        haversine(
            Math.toRadians(latitude1),
            Math.toRadians(latitude2),
            Math.toRadians(longitude2 - longitude1));
    return 2 * RADIUS_METRES * Math.asin(Math.sqrt(Math.min(1, h)));
  }

  static double haversine(double phi1, double phi2, double deltaLambda) {
    double sinPhi = Math.sin((phi2 - phi1) / 2);
    double sinLambda = Math.sin(deltaLambda / 2);
    return sinPhi * sinPhi + Math.cos(phi1) * Math.cos(phi2) * sinLambda * sinLambda;
  }

  /** The haversine that stands for a distance as a limit. */
  static double limit(double metres) {
    return limit(metres, TOLERANCE_METRES);
  }

  private static double limit(double metres, double tolerance) {
    double half = (metres + tolerance) / (2 * RADIUS_METRES);
    if (half >= Math.PI / 2) {
      // Everybody on Earth; rounding can put the haversine of the antipode a little above 1.
      return Double.POSITIVE_INFINITY;
    }
    double sin = Math.sin(half);
    return sin * sin;
  }

  /**
   * Whether a segment that is straight in latitude and longitude comes within a limit of a
   * position. Along the segment the haversine is a sum of three sine waves, so its second
   * derivative is bounded; a stretch whose ends lie further out than that bound can bend is left
   * out, any other is halved.
   */
  static boolean segmentWithin(
      double phi,
      double lambda,
      double phiA,
      double lambdaA,
      double phiB,
      double lambdaB,
      double limit) {
    double dPhi = phiB - phiA;
    double dLambda = lambdaB - lambdaA;
    double bend =
        (Math.abs(Math.sin(phi)) * dPhi * dPhi + Math.cos(phi) * (dPhi * dPhi + dLambda * dLambda))
            / 2;
    double hA = haversine(phi, phiA, lambdaA - lambda);
    double hB = haversine(phi, phiB, lambdaB - lambda);
    return stretchWithin(
        new double[] {phi, lambda, phiA, lambdaA, dPhi, dLambda, bend, limit}, 0, hA, 1, hB);
  }

  private static boolean stretchWithin(
      double[] segment, double from, double hFrom, double to, double hTo) {
    double limit = segment[7];
    if (hFrom <= limit || hTo <= limit) {
      return true;
    }
    double sag = segment[6] * (to - from) * (to - from) / 8;
    if (Math.min(hFrom, hTo) - sag > limit || sag <= limit * 1e-9) {
      return false;
    }
    double middle = (from + to) / 2;
    double h =
        haversine(
            segment[0],
            segment[2] + middle * segment[4],
            segment[3] + middle * segment[5] - segment[1]);
    return stretchWithin(segment, from, hFrom, middle, h)
        || stretchWithin(segment, middle, h, to, hTo);
  }

  /**
   * Whether two segments, straight in latitude and longitude, come within a distance of each other;
   * true when only a millimetre is in question. The same idea as above in two dimensions.
   */
  static boolean segmentsWithin(Leg a, Leg b, double metres) {
    double slack = limit(metres, ROUTE_TOLERANCE_METRES) - limit(metres);
    return new LegPair(a, b, limit(metres), slack).within(0, 1, 0, 1);
  }

  /** A segment in radians. */
  record Leg(double phi, double lambda, double dPhi, double dLambda) {
    static Leg of(long ax, long ay, long bx, long by) {
      double phi = Lattice.radians(ay);
      double lambda = Lattice.radians(ax);
      return new Leg(phi, lambda, Lattice.radians(by) - phi, Lattice.radians(bx) - lambda);
    }

    double bend() {
      return 0.75 * (dPhi * dPhi + dLambda * dLambda);
    }
  }

  private record LegPair(Leg a, Leg b, double limit, double slack) {
    boolean within(double s0, double s1, double t0, double t1) {
      double least = Math.min(Math.min(at(s0, t0), at(s0, t1)), Math.min(at(s1, t0), at(s1, t1)));
      double sagA = a.bend() * (s1 - s0) * (s1 - s0) / 8;
      double sagB = b.bend() * (t1 - t0) * (t1 - t0) / 8;
      if (least <= limit) {
        return true;
      }
      if (least - sagA - sagB > limit) {
        return false;
      }
      if (sagA + sagB <= slack) {
        return true;
      }
      if (sagA >= sagB) {
        double s = (s0 + s1) / 2;
        return within(s0, s, t0, t1) || within(s, s1, t0, t1);
      }
      double t = (t0 + t1) / 2;
      return within(s0, s1, t0, t) || within(s0, s1, t, t1);
    }

    private double at(double s, double t) {
      return haversine(
          a.phi + s * a.dPhi,
          b.phi + t * b.dPhi,
          b.lambda + t * b.dLambda - a.lambda - s * a.dLambda);
    }
  }
}
