// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.List;

/**
 * The ground a watcher stands on or cares for. A shape and an area meet when they share a point,
 * edges included.
 */
public sealed interface Shape {

  /**
   * All positions within a great-circle distance.
   *
   * @param centre the middle
   * @param radiusMetres 0 to 500,000 metres; 0 is the position alone
   */
  record PointRadius(Coordinates centre, double radiusMetres) implements Shape {
    /** The widest radius. */
    public static final double MAX_RADIUS_METRES = 500_000;

    /** Refuses a radius that is negative, too big or no number. */
    public PointRadius {
      if (!(radiusMetres >= 0 && radiusMetres <= MAX_RADIUS_METRES)) {
        throw new IllegalArgumentException(
            "radius "
                + radiusMetres
                + " m is outside 0 to 500000 m; draw a polygon for a larger area");
      }
    }
  }

  /**
   * One or more polygons, as their union.
   *
   * @param polygons at least one
   */
  record Polygons(List<Polygon> polygons) implements Shape {
    /** Refuses an empty list. */
    public Polygons {
      polygons = List.copyOf(polygons);
      if (polygons.isEmpty()) {
        throw new IllegalArgumentException("no polygon given; at least one is needed");
      }
    }
  }

  /**
   * All positions within half the width of a route. Its legs are straight in latitude and longitude
   * like edges of a polygon and cross the antimeridian when that is shorter.
   *
   * @param points at least one
   * @param widthMetres 0 to 1,000,000 metres, edge to edge
   */
  record Corridor(List<Coordinates> points, double widthMetres) implements Shape {
    /** The widest corridor. */
    public static final double MAX_WIDTH_METRES = 1_000_000;

    /** The most points of a route. */
    public static final int MAX_POINTS = 100_000;

    /** Refuses an empty route, too many points and a width out of range. */
    public Corridor {
      points = List.copyOf(points);
      if (points.isEmpty() || points.size() > MAX_POINTS) {
        throw new IllegalArgumentException(
            "corridor has " + points.size() + " points; 1 to " + MAX_POINTS + " are needed");
      }
      if (!(widthMetres >= 0 && widthMetres <= MAX_WIDTH_METRES)) {
        throw new IllegalArgumentException(
            "width "
                + widthMetres
                + " m is outside 0 to "
                + MAX_WIDTH_METRES
                + " m; draw a polygon for a larger area");
      }
    }
  }

  /** The whole Earth: meets every danger. */
  record World() implements Shape {}

  /** A circle of {@code radiusMetres} round a position. */
  static Shape pointRadius(double latitude, double longitude, double radiusMetres) {
    return new PointRadius(new Coordinates(latitude, longitude), radiusMetres);
  }

  /** These polygons. */
  static Shape polygons(Polygon... polygons) {
    return new Polygons(List.of(polygons));
  }

  /** The whole Earth. */
  static Shape world() {
    return new World();
  }
}
