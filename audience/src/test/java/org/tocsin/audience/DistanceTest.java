// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FEATURE UNDER TEST: circles, radii and corridors reach as far as the great-circle distance says.
 * Checked against vectors in space and against edges walked in small steps.
 */
class DistanceTest {
  private static final double R = 6_371_008.8;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void circlesMeetWhenTheirCentresAreNoFurtherApartThanTheSumOfTheRadii(long seed) {
    RandomGenerator random = Asking.random(seed);
    for (int round = 0; round < 3000; round++) {
      Coordinates a = position(random);
      double spread = Math.pow(10, -5 + 6 * random.nextDouble());
      Coordinates b = near(random, a, spread);
      double distance = distance(a.latitude(), a.longitude(), b.latitude(), b.longitude());
      double radius = Math.min(400_000, distance * random.nextDouble());
      double rest = distance - radius;
      for (double slack : new double[] {-0.001, 0.001}) {
        if (rest + slack >= 0 && rest + slack <= 5e6) {
          assertThat(
                  Asking.meets(new Shape.PointRadius(a, radius), new Area.Circle(b, rest + slack)))
              .as(
                  "seed %d round %d: %s and %s, %s m apart, slack %s",
                  seed, round, a, b, distance, slack)
              .isEqualTo(slack > 0);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void aRadiusReachesThePolygonAtItsNearestEdge(long seed) {
    RandomGenerator random = Asking.random(seed);
    for (int round = 0; round < 150; round++) {
      Coordinates centre = position(random);
      double spread = Math.pow(10, -3 + 4 * random.nextDouble());
      List<Coordinates> corners = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        corners.add(near(random, centre, spread));
      }
      Polygon polygon = Polygon.of(corners);
      if (Asking.meets(new Shape.PointRadius(centre, 0), polygon)) {
        continue;
      }
      double nearest = Double.MAX_VALUE;
      Lattice.Line ring = Lattice.ring(polygon.outer());
      for (int i = 0; i + 1 < ring.x().length && !ring.seam()[i]; i++) {
        nearest = Math.min(nearest, walked(centre, ring, i));
      }
      for (double slack : new double[] {-0.01, 0.01}) {
        double radius = nearest + slack;
        if (radius > 0 && radius <= 500_000) {
          String which =
              "seed %d round %d: %s, %s, %s m away, slack %s"
                  .formatted(seed, round, centre, corners, nearest, slack);
          assertThat(Asking.meets(new Shape.PointRadius(centre, radius), polygon))
              .as(which)
              .isEqualTo(slack > 0);
          assertThat(Asking.meets(Shape.polygons(polygon), new Area.Circle(centre, radius)))
              .as(which)
              .isEqualTo(slack > 0);
          assertThat(Asking.meets(new Shape.Corridor(List.of(centre), 2 * radius), polygon))
              .as(which)
              .isEqualTo(slack > 0);
          assertThat(
                  Asking.meets(
                      new Shape.Corridor(polygon.outer(), radius),
                      new Area.Circle(centre, radius / 2)))
              .as(which)
              .isEqualTo(slack > 0);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void aCorridorReachesHalfItsWidthBesideItsLegs(long seed) {
    RandomGenerator random = Asking.random(seed);
    for (int round = 0; round < 20; round++) {
      Coordinates centre = Coordinates.of(random.nextDouble(-75, 75), random.nextDouble(-180, 180));
      double spread = Math.pow(10, -2 + 2 * random.nextDouble());
      List<Coordinates> route = List.of(near(random, centre, spread), near(random, centre, spread));
      Polygon polygon =
          Polygon.of(
              near(random, centre, spread),
              near(random, centre, spread),
              near(random, centre, spread));
      if (Asking.meets(new Shape.Corridor(route, 0), polygon)) {
        continue;
      }
      double nearest = apart(route, polygon);
      for (double slack : new double[] {-2, 2}) {
        double half = nearest + slack;
        if (half > 0 && half <= 500_000) {
          assertThat(Asking.meets(new Shape.Corridor(route, 2 * half), polygon))
              .as(
                  "seed %d round %d: %s, %s, %s m apart, slack %s",
                  seed, round, route, polygon.outer(), nearest, slack)
              .isEqualTo(slack > 0);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          both poles have all longitudes,          90,    0,      90,  137,     0,   true
          across the antimeridian,                  0,  179.9,     0, -179.9, 22240,  true
          across the antimeridian but too far,      0,  179.9,     0, -179.9, 22238,  false
          over the pole,                           89.9,  10,     89.9, -170, 22240,  true
          over the pole but too far,               89.9,  10,     89.9, -170, 22238,  false
          the same meridian written twice,         10,   180,     10, -180,     0,   true
          one grid step apart with radius nought,  10,   20,      10,  20.0000001, 0, false
          """)
  void circlesRoundTheEarth(
      String name,
      double lat,
      double lon,
      double otherLat,
      double otherLon,
      double radius,
      boolean expected) {
    assertThat(
            Asking.meets(Shape.pointRadius(lat, lon, 0), Area.circle(otherLat, otherLon, radius)))
        .isEqualTo(expected);
  }

  @Test
  void aCircleOfHalfTheEarthReachesEverybody() {
    assertThat(
            Asking.meets(
                Shape.pointRadius(-12, -170, 0),
                Area.circle(12, 10, Area.Circle.MAX_RADIUS_METRES)))
        .isTrue();
  }

  private static Coordinates position(RandomGenerator random) {
    return switch (random.nextInt(4)) {
      case 0 ->
          Coordinates.of(random.nextDouble(-90, 90), random.nextBoolean() ? 179.999 : -179.999);
      case 1 -> Coordinates.of(random.nextBoolean() ? 89.99 : -89.99, random.nextDouble(-180, 180));
      default -> Coordinates.of(random.nextDouble(-85, 85), random.nextDouble(-180, 180));
    };
  }

  private static Coordinates near(RandomGenerator random, Coordinates centre, double spread) {
    double lon = centre.longitude() + spread * random.nextDouble(-1, 1);
    return Coordinates.of(
        Math.clamp(centre.latitude() + spread * random.nextDouble(-1, 1), -90, 90),
        lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);
  }

  /** The angle between two vectors, by cross and dot product. */
  private static double distance(double lat1, double lon1, double lat2, double lon2) {
    double[] a = vector(lat1, lon1);
    double[] b = vector(lat2, lon2);
    double[] c = {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    return R
        * Math.atan2(
            Math.sqrt(c[0] * c[0] + c[1] * c[1] + c[2] * c[2]),
            a[0] * b[0] + a[1] * b[1] + a[2] * b[2]);
  }

  private static double[] vector(double lat, double lon) {
    double phi = Math.toRadians(lat);
    double lambda = Math.toRadians(lon);
    return new double[] {
      Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)
    };
  }

  private static double walked(Coordinates centre, Lattice.Line ring, int edge) {
    double from = 0;
    double to = 1;
    double best = Double.MAX_VALUE;
    double at = 0;
    // Each pass walks 100 steps and looks closer round the best one.
    for (int pass = 0; pass < 5; pass++) {
      for (int i = 0; i <= 100; i++) {
        double t = from + (to - from) * i / 100;
        double d =
            distance(
                centre.latitude(),
                centre.longitude(),
                (ring.y()[edge] + t * (ring.y()[edge + 1] - ring.y()[edge])) / 1e7,
                (ring.x()[edge] + t * (ring.x()[edge + 1] - ring.x()[edge])) / 1e7);
        if (d < best) {
          best = d;
          at = t;
        }
      }
      double step = (to - from) / 100;
      from = Math.max(0, at - 2 * step);
      to = Math.min(1, at + 2 * step);
    }
    return best;
  }

  private static double apart(List<Coordinates> route, Polygon polygon) {
    Lattice.Line leg = Lattice.route(route);
    Lattice.Line ring = Lattice.ring(polygon.outer());
    double best = Double.MAX_VALUE;
    for (int e = 0; e + 1 < ring.x().length; e++) {
      double s0 = 0;
      double s1 = 1;
      for (int pass = 0; pass < 4; pass++) {
        double at = s0;
        double here = Double.MAX_VALUE;
        for (int i = 0; i <= 40; i++) {
          double s = s0 + (s1 - s0) * i / 40;
          double lon = (leg.x()[0] + s * (leg.x()[1] - leg.x()[0])) / 1e7;
          Coordinates on =
              Coordinates.of(
                  (leg.y()[0] + s * (leg.y()[1] - leg.y()[0])) / 1e7, Math.IEEEremainder(lon, 360));
          double d = walked(on, ring, e);
          if (d < here) {
            here = d;
            at = s;
          }
        }
        best = Math.min(best, here);
        double step = (s1 - s0) / 40;
        s0 = Math.max(0, at - 2 * step);
        s1 = Math.min(1, at + 2 * step);
      }
    }
    return best;
  }
}
