// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.List;
import java.util.Locale;

/** What is no fault of a polygon and yet makes receivers draw it wrong, or not at all. */
final class PolygonSense {
  /** Receivers on telephones and in cars take some hundreds; beyond this even large ones balk. */
  private static final int POINTS_MAX = 1_000;

  private PolygonSense() {}

  static void check(Polygon polygon, Site site, Problems problems) {
    List<Point> points = polygon.points();
    for (int i = 1; i < points.size(); i++) {
      if (Math.abs(points.get(i).longitude() - points.get(i - 1).longitude()) > 180) {
        problems.add(
            Rule.POLYGON_ANTIMERIDIAN,
            site,
            points.get(i - 1) + " " + points.get(i),
            "Side " + i + " crosses the antimeridian, or goes the long way round the earth.");
        break;
      }
    }
    if (points.size() > POINTS_MAX) {
      problems.add(
          Rule.POLYGON_MANY,
          site,
          "",
          String.format(
              Locale.ROOT,
              "The polygon has %,d pairs; simplified to %,d it would lose those that shape it least.",
              points.size(),
              POINTS_MAX));
    }
  }
}
