// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;

/**
 * FEATURE UNDER TEST: points and polygons are matched exactly, on edges and corners too. Positions,
 * corners and cell borders share one coarse grid, so every degenerate case comes up all the time.
 * Checked against decimal arithmetic and against JTS.
 */
class PolygonExactnessTest {
  private static final GeometryFactory JTS = new GeometryFactory();
  private static final int GRID = 24;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void pointsOnAGridAreInsideOnTheEdgeOrOutsideAsDecimalArithmeticSays(long seed) {
    RandomGenerator random = Asking.random(seed);
    // From a step of the finest grid to wide polygons, also across the antimeridian.
    double step = new double[] {1e-7, 0.01, 0.5, 1, 3e-7, 0.125}[(int) seed - 1];
    double west = seed % 2 == 0 ? 180 - step * GRID / 2 : 37;
    AudienceIndex index = new AudienceIndex();
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < GRID * GRID; i++) {
      watchers.add(
          Asking.watcher(i, Shape.pointRadius(lat(i / GRID, step), lon(i % GRID, west, step), 0)));
    }
    index.putAll(watchers);
    for (int round = 0; round < 150; round++) {
      List<int[][]> rings = rings(random);
      String which = "seed %d round %d rings %s".formatted(seed, round, words(rings));
      Danger danger = Asking.danger(polygon(rings, west, step));
      Audience audience = index.match(danger);
      Geometry jts = jts(rings);
      boolean isValid = jts.isValid();
      IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(jts);
      for (int i = 0; i < GRID * GRID; i++) {
        int x = i % GRID;
        int y = i / GRID;
        boolean expected = oracle(rings, x, y);
        assertThat(audience.contains(i)).as("point %s,%s %s", x, y, which).isEqualTo(expected);
        // To explain one by one prepares the danger each time, so only the first rounds do.
        assertThat(round > 20 || index.explain(danger, i).matched() == expected)
            .as("explain, point %s,%s %s", x, y, which)
            .isTrue();
        if (isValid) {
          assertThat(locator.locate(new Coordinate(x, y)) != Location.EXTERIOR)
              .as("JTS, point %s,%s %s", x, y, which)
              .isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void polygonsMeetWhenTheyShareAPointEvenACornerOrAnEdge(long seed) {
    RandomGenerator random = Asking.random(seed);
    double step = new double[] {1e-7, 0.5, 1, 0.01}[(int) seed - 11];
    double west = seed % 2 == 0 ? 180 - step * GRID / 2 : -70;
    int touching = 0;
    for (int round = 0; round < 1500; round++) {
      List<int[][]> a = rings(random);
      List<int[][]> b = rings(random);
      Geometry jtsA = jts(a);
      Geometry jtsB = jts(b);
      if (!jtsA.isValid() || !jtsB.isValid()) {
        continue;
      }
      boolean expected = jtsA.intersects(jtsB);
      touching += jtsA.touches(jtsB) ? 1 : 0;
      assertThat(Asking.meets(Shape.polygons(polygon(a, west, step)), polygon(b, west, step)))
          .as("seed %d round %d %s and %s", seed, round, words(a), words(b))
          .isEqualTo(expected);
    }
    assertThat(touching).isPositive();
  }

  @Test
  void aRouteOfNoWidthMeetsAPolygonAsALineDoes() {
    RandomGenerator random = Asking.random(21);
    for (int round = 0; round < 1500; round++) {
      List<int[][]> rings = rings(random);
      Geometry jts = jts(rings);
      if (!jts.isValid()) {
        continue;
      }
      Coordinate[] line = new Coordinate[2 + random.nextInt(3)];
      List<Coordinates> points = new ArrayList<>();
      for (int i = 0; i < line.length; i++) {
        int x = random.nextInt(GRID);
        int y = random.nextInt(GRID);
        line[i] = new Coordinate(x, y);
        points.add(Coordinates.of(lat(y, 0.5), lon(x, 170, 0.5)));
      }
      assertThat(Asking.meets(new Shape.Corridor(points, 0), polygon(rings, 170, 0.5)))
          .as("round %d %s and %s", round, words(rings), Arrays.toString(line))
          .isEqualTo(jts.intersects(JTS.createLineString(line)));
    }
  }

  @Test
  void whatARingWindsRoundTwiceIsInside() {
    Polygon star = Asking.ring(10, 0, -8, 6, 3, -10, 3, 10, -8, -6);
    assertThat(Asking.meets(Shape.pointRadius(0, 0, 0), star)).isTrue();
    assertThat(Asking.meets(Shape.pointRadius(9, 0, 0), star)).isTrue();
    assertThat(Asking.meets(Shape.pointRadius(-9, 0, 0), star)).isFalse();
  }

  @Test
  void aCoastOfTenThousandCornersIsDecidedAsJtsDoes() {
    RandomGenerator random = Asking.random(31);
    int n = 10_000;
    Coordinate[] ring = new Coordinate[n + 1];
    List<Coordinates> corners = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double angle = 2 * Math.PI * i / n;
      double radius = 1 + 0.3 * random.nextDouble();
      Coordinates corner =
          Coordinates.of(50 + radius * Math.sin(angle), 5 + radius * Math.cos(angle));
      corners.add(corner);
      ring[i] = new Coordinate(corner.x(), corner.y());
    }
    ring[n] = ring[0];
    Geometry jts = JTS.createPolygon(ring);
    IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(jts);
    Region region = new Region(Polygon.of(corners));
    for (int i = 0; i < 20_000; i++) {
      // Half of the points lie within a step of a corner.
      Coordinates near = corners.get(random.nextInt(n));
      long x =
          i % 2 == 0 ? near.x() + random.nextInt(3) - 1 : 35_000_000 + random.nextLong(30_000_000);
      long y =
          i % 2 == 0 ? near.y() + random.nextInt(3) - 1 : 485_000_000 + random.nextLong(30_000_000);
      assertThat(region.contains(x, y))
          .as("%d,%d", x, y)
          .isEqualTo(locator.locate(new Coordinate(x, y)) != Location.EXTERIOR);
    }
  }

  private static double lat(int y, double step) {
    return -3 + y * step;
  }

  private static double lon(int x, double west, double step) {
    double lon = west + x * step;
    return lon > 180 ? lon - 360 : lon;
  }

  /** A star-shaped outer ring on the grid, sometimes a sliver, sometimes with a hole. */
  private static List<int[][]> rings(RandomGenerator random) {
    List<int[][]> rings = new ArrayList<>();
    boolean sliver = random.nextInt(4) == 0;
    int cx = 6 + random.nextInt(12);
    int cy = 6 + random.nextInt(12);
    rings.add(star(random, cx, cy, 3 + random.nextInt(8), 2, sliver ? 3 : 11));
    if (random.nextInt(3) == 0) {
      rings.set(0, star(random, cx, cy, 10, 8, 12));
      rings.add(star(random, cx, cy, 3 + random.nextInt(5), 1, 6));
    }
    return rings;
  }

  private static int[][] star(
      RandomGenerator random, int cx, int cy, int corners, int min, int max) {
    double[] angles = random.doubles(corners).map(a -> a * 2 * Math.PI).sorted().toArray();
    int[][] ring = new int[corners][];
    for (int i = 0; i < corners; i++) {
      double radius = min + random.nextInt(max - min);
      ring[i] =
          new int[] {
            (int) Math.round(cx + radius * Math.cos(angles[i])),
            (int) Math.round(cy + radius * Math.sin(angles[i]))
          };
    }
    return ring;
  }

  private static Polygon polygon(List<int[][]> rings, double west, double step) {
    List<List<Coordinates>> made = new ArrayList<>();
    for (int[][] ring : rings) {
      List<Coordinates> corners = new ArrayList<>();
      for (int[] corner : ring) {
        corners.add(Coordinates.of(lat(corner[1], step), lon(corner[0], west, step)));
      }
      corners.add(corners.getFirst());
      made.add(corners);
    }
    return new Polygon(made.getFirst(), made.subList(1, made.size()));
  }

  private static Geometry jts(List<int[][]> rings) {
    List<LinearRing> made = new ArrayList<>();
    for (int[][] ring : rings) {
      Coordinate[] corners = new Coordinate[ring.length + 1];
      for (int i = 0; i <= ring.length; i++) {
        corners[i] = new Coordinate(ring[i % ring.length][0], ring[i % ring.length][1]);
      }
      made.add(JTS.createLinearRing(corners));
    }
    return JTS.createPolygon(
        made.getFirst(), made.subList(1, made.size()).toArray(new LinearRing[0]));
  }

  /** In ring 0 or on it, and in no hole unless on its edge. */
  private static boolean oracle(List<int[][]> rings, int x, int y) {
    for (int r = 0; r < rings.size(); r++) {
      int where = where(rings.get(r), BigDecimal.valueOf(x), BigDecimal.valueOf(y));
      if (r == 0 ? where < 0 : where > 0) {
        return false;
      }
    }
    return true;
  }

  /** 1 inside, 0 on the edge, -1 outside: winding by decimal arithmetic, corner by corner. */
  private static int where(int[][] ring, BigDecimal x, BigDecimal y) {
    int winding = 0;
    for (int i = 0; i < ring.length; i++) {
      BigDecimal ax = BigDecimal.valueOf(ring[i][0]);
      BigDecimal ay = BigDecimal.valueOf(ring[i][1]);
      BigDecimal bx = BigDecimal.valueOf(ring[(i + 1) % ring.length][0]);
      BigDecimal by = BigDecimal.valueOf(ring[(i + 1) % ring.length][1]);
      BigDecimal cross =
          bx.subtract(ax)
              .multiply(y.subtract(ay))
              .subtract(by.subtract(ay).multiply(x.subtract(ax)));
      BigDecimal dot =
          ax.subtract(x).multiply(bx.subtract(x)).add(ay.subtract(y).multiply(by.subtract(y)));
      if (cross.signum() == 0 && dot.signum() <= 0) {
        return 0;
      }
      if (ay.compareTo(y) <= 0 && by.compareTo(y) > 0 && cross.signum() > 0) {
        winding++;
      }
      if (by.compareTo(y) <= 0 && ay.compareTo(y) > 0 && cross.signum() < 0) {
        winding--;
      }
    }
    return winding == 0 ? -1 : 1;
  }

  private static String words(List<int[][]> rings) {
    return rings.stream().map(Arrays::deepToString).toList().toString();
  }
}
