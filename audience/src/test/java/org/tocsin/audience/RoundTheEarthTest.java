// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tocsin.audience.Asking.box;
import static org.tocsin.audience.Asking.meets;
import static org.tocsin.audience.Asking.ring;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: the antimeridian and the poles are places like any other. */
class RoundTheEarthTest {
  private static final Polygon FIJI = box(-20, 175, -15, -175);
  private static final Polygon FIJI_WITH_CORNERS_ON_THE_LINE =
      ring(-20, 175, -20, 180, -20, -180, -20, -175, -15, -175, -15, -180, -15, 180, -15, 175);
  private static final Polygon WORLD = box(-90, -180, 90, 180);
  private static final Polygon ARCTIC = ring(70, 0, 70, 90, 70, 180, 70, -90);
  private static final Polygon ANTARCTIC = ring(-70, -90, -70, 180, -70, 90, -70, 0);
  private static final Polygon CAP_UP_TO_THE_POLE = box(80, 10, 90, 20);
  private static final Polygon ARCTIC_WITH_HOLE_ON_ITS_SEAM =
      new Polygon(ARCTIC.outer(), List.of(box(80, -5, 85, 5).outer()));

  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of("in the middle of the antimeridian", FIJI, -17, 180, true),
        Arguments.of("the same written as west", FIJI, -17, -180, true),
        Arguments.of("west part", FIJI, -17, 176, true),
        Arguments.of("east part", FIJI, -17, -176, true),
        Arguments.of("on its western edge", FIJI, -17, 175, true),
        Arguments.of("on its eastern edge", FIJI, -15, -175, true),
        Arguments.of("beyond its edge", FIJI, -17, -174.9999999, false),
        Arguments.of("on the far side of the Earth", FIJI, -17, 0, false),
        Arguments.of("corners on the line, west", FIJI_WITH_CORNERS_ON_THE_LINE, -17, 176, true),
        Arguments.of("corners on the line, east", FIJI_WITH_CORNERS_ON_THE_LINE, -17, -176, true),
        Arguments.of("corners on the line, on it", FIJI_WITH_CORNERS_ON_THE_LINE, -17, 180, true),
        Arguments.of("corners on the line, far side", FIJI_WITH_CORNERS_ON_THE_LINE, -17, 0, false),
        Arguments.of("the world holds everything", WORLD, 12, 34, true),
        Arguments.of("the world holds the antimeridian", WORLD, 12, 180, true),
        Arguments.of("the world holds the pole", WORLD, -90, 3, true),
        Arguments.of("a ring round the pole holds the pole", ARCTIC, 90, 45, true),
        Arguments.of("and what is north of it", ARCTIC, 71, -179, true),
        Arguments.of("and its edge", ARCTIC, 70, -45, true),
        Arguments.of("not what is south of it", ARCTIC, 69, 12, false),
        Arguments.of("the other pole", ANTARCTIC, -90, 0, true),
        Arguments.of("north of the other", ANTARCTIC, -69, 0, false),
        Arguments.of(
            "a polygon up to the pole holds it at any longitude",
            CAP_UP_TO_THE_POLE,
            90,
            -100,
            true),
        Arguments.of("but not what is beside it", CAP_UP_TO_THE_POLE, 89, -100, false),
        Arguments.of("in a hole on the seam", ARCTIC_WITH_HOLE_ON_ITS_SEAM, 82, 0, false),
        Arguments.of("in that hole, west", ARCTIC_WITH_HOLE_ON_ITS_SEAM, 82, -3, false),
        Arguments.of("in that hole, east", ARCTIC_WITH_HOLE_ON_ITS_SEAM, 82, 3, false),
        Arguments.of("on the edge of that hole", ARCTIC_WITH_HOLE_ON_ITS_SEAM, 80, 0, true),
        Arguments.of("beside that hole", ARCTIC_WITH_HOLE_ON_ITS_SEAM, 82, 6, true));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void aPositionIsInThePolygon(
      String name, Polygon polygon, double lat, double lon, boolean expected) {
    assertThat(meets(Shape.pointRadius(lat, lon, 0), polygon)).isEqualTo(expected);
    // A tiny polygon round the position, reaching no edge it did not reach before, says the same
    // away from edges.
    if (lat == 82) {
      assertThat(meets(Shape.polygons(box(lat - .01, lon - .01, lat + .01, lon + .01)), polygon))
          .isEqualTo(expected);
      assertThat(meets(Shape.pointRadius(lat, lon, 1000), polygon)).isEqualTo(expected);
    }
  }

  @Test
  void polygonsThatTouchThePoleMeetThere() {
    assertThat(meets(Shape.polygons(box(85, -100, 90, -90)), CAP_UP_TO_THE_POLE)).isTrue();
    assertThat(meets(Shape.polygons(box(85, -100, 89, -90)), CAP_UP_TO_THE_POLE)).isFalse();
  }

  /** Turning the Earth changes no answer. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void turningEverythingChangesNothing(long seed) {
    RandomGenerator random = Asking.random(seed);
    for (int round = 0; round < 400; round++) {
      double spread = new double[] {1, 20, 80}[random.nextInt(3)];
      int turn = random.nextInt(-180, 180);
      List<double[]> corners = corners(random, 3 + random.nextInt(5), spread);
      List<double[]> other = corners(random, 3, spread);
      double radius = random.nextInt(500_000);
      for (Shape[] pair : shapes(other, radius, turn)) {
        assertThat(meets(pair[1], polygon(corners, turn)))
            .as("seed %d round %d turn %d %s", seed, round, turn, pair[0])
            .isEqualTo(meets(pair[0], polygon(corners, 0)));
      }
    }
  }

  private static List<Shape[]> shapes(List<double[]> other, double radius, int turn) {
    List<Shape[]> pairs = new ArrayList<>();
    pairs.add(
        new Shape[] {Shape.polygons(polygon(other, 0)), Shape.polygons(polygon(other, turn))});
    pairs.add(
        new Shape[] {
          new Shape.PointRadius(at(other.getFirst(), 0), 0),
          new Shape.PointRadius(at(other.getFirst(), turn), 0)
        });
    pairs.add(
        new Shape[] {
          new Shape.PointRadius(at(other.getFirst(), 0), radius),
          new Shape.PointRadius(at(other.getFirst(), turn), radius)
        });
    pairs.add(
        new Shape[] {
          new Shape.Corridor(other.stream().map(c -> at(c, 0)).toList(), radius / 10),
          new Shape.Corridor(other.stream().map(c -> at(c, turn)).toList(), radius / 10)
        });
    return pairs;
  }

  private static List<double[]> corners(RandomGenerator random, int n, double spread) {
    List<double[]> corners = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      corners.add(
          new double[] {
            Math.rint(random.nextDouble(-spread, spread) * 4) / 4,
            Math.rint(random.nextDouble(-spread, spread) * 4) / 4
          });
    }
    return corners;
  }

  private static Coordinates at(double[] corner, int turn) {
    double lon = corner[1] + turn;
    return Coordinates.of(corner[0], lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);
  }

  private static Polygon polygon(List<double[]> corners, int turn) {
    return Asking.closed(corners.stream().map(corner -> at(corner, turn)).toList());
  }
}
