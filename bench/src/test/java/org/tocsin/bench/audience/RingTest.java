// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/** FEATURE UNDER TEST: the measure of all answers agrees with JTS, on small grids. */
class RingTest {
  private final SplittableRandom random = new SplittableRandom(11);

  /** Corners round a middle, so the ring does not cross itself; on a grid, so much coincides. */
  private int[][] star(int reach) {
    int corners = 4 + random.nextInt(12);
    int[][] ring = new int[2][corners + 1];
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * i / corners;
      double radius = reach * random.nextDouble(0.3, 1);
      ring[0][i] = (int) Math.rint(radius * Math.cos(angle));
      ring[1][i] = (int) Math.rint(radius * Math.sin(angle));
    }
    ring[0][corners] = ring[0][0];
    ring[1][corners] = ring[1][0];
    return ring;
  }

  @Test
  void aPositionIsInsideOrOnAnEdgeWhereJtsCoversIt() {
    int compared = 0;
    while (compared < 30) {
      int[][] corners = star(12);
      Polygon jts = Shapes.jts(corners[0], corners[1]);
      if (jts.isValid()) {
        compared++;
        Ring ring = new Ring(corners[0], corners[1]);
        for (int x = -13; x <= 13; x++) {
          for (int y = -13; y <= 13; y++) {
            assertThat(ring.contains(x, y)).isEqualTo(jts.covers(point(x, y)));
          }
        }
      }
    }
  }

  @Test
  void aPositionIsNearAnEdgeWhereTheEdgeMeetsItsSquare() {
    for (int n = 0; n < 15; n++) {
      int[][] corners = star(20);
      Ring ring = new Ring(corners[0], corners[1]);
      Geometry edges = Shapes.jts(corners[0], corners[1]).getExteriorRing();
      for (int x = -22; x <= 22; x++) {
        for (int y = -22; y <= 22; y++) {
          Geometry square = point(x, y).buffer(1).getEnvelope();
          assertThat(ring.isNearEdge(x, y)).isEqualTo(square.intersects(edges));
        }
      }
    }
  }

  private static Geometry point(int x, int y) {
    return new GeometryFactory().createPoint(new Coordinate(x, y));
  }
}
