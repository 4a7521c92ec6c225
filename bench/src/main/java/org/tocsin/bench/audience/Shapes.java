// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.tocsin.bench.cap.Corpus;
import org.tocsin.cap.CapReader;
import org.tocsin.cap.Point;

/**
 * The polygons of real alerts. They are laid over the cities of the watchers in the size that is
 * wanted, as they are far from most of them.
 *
 * @param origin where the alerts come from
 * @param polygons each as many points, the last equal to the first
 */
record Shapes(String origin, List<List<Point>> polygons) {
  private static final int CORNERS_MIN = 8;
  private static final int CORNERS_MAX = 3000;
  private static final double REACH_MAX = 45;

  static Shapes load(Path home, boolean small) throws IOException {
    Corpus corpus = Corpus.load(home, small);
    List<List<Point>> polygons =
        corpus.alerts().stream()
            .flatMap(alert -> CapReader.read(alert).alert().stream())
            .flatMap(alert -> alert.infos().stream())
            .flatMap(info -> info.areas().stream())
            .flatMap(area -> area.polygons().stream())
            .map(org.tocsin.cap.Polygon::points)
            .filter(points -> points.size() >= CORNERS_MIN && points.size() <= CORNERS_MAX)
            .filter(points -> points.getFirst().equals(points.getLast()))
            .toList();
    return new Shapes(corpus.origin(), polygons);
  }

  /**
   * A polygon laid over a position, so that it reaches so many degrees from it; empty when it
   * crosses itself then, because JTS and PostGIS have another rule for those than we.
   */
  static Optional<int[][]> laid(
      List<Point> polygon, double latitude, double longitude, double degrees) {
    double[] lat = polygon.stream().mapToDouble(Point::latitude).toArray();
    double[] lon = polygon.stream().mapToDouble(Point::longitude).toArray();
    double middleLat = middle(lat);
    double middleLon = middle(lon);
    double reach = Math.max(reach(lat, middleLat), reach(lon, middleLon));
    if (reach == 0 || reach > REACH_MAX) {
      return Optional.empty();
    }
    List<int[]> corners = new ArrayList<>();
    for (int i = 0; i < lat.length; i++) {
      int[] corner = {
        Cities.steps(longitude + (lon[i] - middleLon) / reach * degrees),
        Cities.steps(latitude + (lat[i] - middleLat) / reach * degrees)
      };
      if (corners.isEmpty() || !Arrays.equals(corners.getLast(), corner)) {
        corners.add(corner);
      }
    }
    int[] x = corners.stream().mapToInt(corner -> corner[0]).toArray();
    int[] y = corners.stream().mapToInt(corner -> corner[1]).toArray();
    return x.length >= 4 && jts(x, y).isValid()
        ? Optional.of(new int[][] {x, y})
        : Optional.empty();
  }

  private static double middle(double[] values) {
    return (Arrays.stream(values).max().orElseThrow() + Arrays.stream(values).min().orElseThrow())
        / 2;
  }

  private static double reach(double[] values, double middle) {
    return Arrays.stream(values).map(value -> Math.abs(value - middle)).max().orElseThrow();
  }

  /** In steps, which a double holds exactly. */
  static Polygon jts(int[] x, int[] y) {
    Coordinate[] ring = new Coordinate[x.length];
    Arrays.setAll(ring, i -> new Coordinate(x[i], y[i]));
    return new GeometryFactory().createPolygon(ring);
  }
}
