// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.List;

/**
 * The rules of one polygon: enough points, closed, not crossing itself, not flat (CAP 1.2 §3.2.4).
 *
 * <p>Sides are straight in latitude and longitude, as maps draw them; a side longer than half the
 * way round is taken to cross the antimeridian. Crossing means that two sides cut through each
 * other; sides that only touch are let pass.
 */
final class PolygonRules {
  /** Up to so many sides are compared each with each, which is quicker than sorting them. */
  private static final int FEW_SIDES = 24;

  /** A square of about a centimetre, in square degrees. */
  private static final double AREA_MIN = 1e-14;

  private PolygonRules() {}

  static void check(Polygon polygon, Site site, Problems problems) {
    List<Point> points = polygon.points();
    if (points.size() < 4) {
      problems.add(
          Rule.POLYGON_POINTS,
          site,
          polygon.toString(),
          "The polygon has " + points.size() + " pairs.");
    }
    if (points.size() < 3) {
      return;
    }
    if (!polygon.isClosed()) {
      problems.add(
          Rule.POLYGON_CLOSED,
          site,
          points.getLast().toString(),
          "The polygon begins at " + points.getFirst() + " and ends at " + points.getLast() + ".");
    }
    PolygonSense.check(polygon, site, problems);
    Ring ring = Ring.of(polygon);
    if (ring.goesRoundPole()) {
      problems.add(
          Rule.POLYGON_POLE, site, points.getFirst().toString(), "The polygon goes round a pole.");
      return;
    }
    if (!ring.reportCrossing(polygon, site, problems) && Math.abs(ring.area()) < AREA_MIN) {
      problems.add(
          Rule.POLYGON_AREA, site, points.getFirst().toString(), "The polygon encloses no area.");
    }
  }

  /** The corners with longitudes unrolled, so that no side jumps at the antimeridian. */
  record Ring(double[] x, double[] y) {
    static Ring of(Polygon polygon) {
      List<Point> points = polygon.points();
      int size = points.size() + (polygon.isClosed() ? 0 : 1);
      double[] x = new double[size];
      double[] y = new double[size];
      double turn = 0;
      for (int i = 0; i < size; i++) {
        Point point = points.get(i % points.size());
        y[i] = point.latitude();
        if (i > 0) {
          double step = point.longitude() + turn - x[i - 1];
          turn += step > 180 ? -360 : step < -180 ? 360 : 0;
        }
        x[i] = point.longitude() + turn;
      }
      return new Ring(x, y);
    }

    boolean goesRoundPole() {
      return Math.abs(x[0] - x[x.length - 1]) > 180;
    }

    double area() {
      double sum = 0;
      for (int i = 0; i + 1 < x.length; i++) {
        // Taken from the first corner, so that a small polygon far from zero keeps its digits.
        sum += (x[i] - x[0]) * (y[i + 1] - y[0]) - (x[i + 1] - x[0]) * (y[i] - y[0]);
      }
      return sum / 2;
    }

    /** Looks for sides that cut each other; true when there are. */
    boolean reportCrossing(Polygon polygon, Site site, Problems problems) {
      long pair = x.length - 1 <= FEW_SIDES ? crossingOfFew() : new Sweep(this).crossing();
      if (pair == Sweep.GIVEN_UP) {
        problems.add(
            Rule.POLYGON_CROSSES,
            ProblemSeverity.ADVICE,
            site,
            "",
            "Too many sides lie beside one another to tell whether any two cross.");
        return false;
      }
      if (pair < 0) {
        return false;
      }
      int first = Math.min((int) (pair >>> 32), (int) pair);
      int second = Math.max((int) (pair >>> 32), (int) pair);
      problems.add(
          Rule.POLYGON_CROSSES,
          site,
          describe(polygon, second),
          "Side "
              + (first + 1)
              + " ("
              + describe(polygon, first)
              + ") crosses side "
              + (second + 1)
              + " ("
              + describe(polygon, second)
              + ").");
      return true;
    }

    private long crossingOfFew() {
      int sides = x.length - 1;
      for (int a = 0; a < sides; a++) {
        for (int b = a + 2; b < sides; b++) {
          if (cross(a, b)) {
            return (long) a << 32 | b;
          }
        }
      }
      return -1;
    }

    boolean cross(int a, int b) {
      if (Math.max(x[a], x[a + 1]) < Math.min(x[b], x[b + 1])
          || Math.max(x[b], x[b + 1]) < Math.min(x[a], x[a + 1])
          || Math.max(y[a], y[a + 1]) < Math.min(y[b], y[b + 1])
          || Math.max(y[b], y[b + 1]) < Math.min(y[a], y[a + 1])) {
        return false;
      }
      return turns(a, b) * turns(a, b + 1) < 0 && turns(b, a) * turns(b, a + 1) < 0;
    }

    /** On which side of a side a corner lies: -1, 0 or 1. */
    private double turns(int side, int corner) {
      return Math.signum(
          (x[side + 1] - x[side]) * (y[corner] - y[side])
              - (y[side + 1] - y[side]) * (x[corner] - x[side]));
    }

    private static String describe(Polygon polygon, int side) {
      List<Point> points = polygon.points();
      return points.get(side % points.size()) + " " + points.get((side + 1) % points.size());
    }
  }
}
