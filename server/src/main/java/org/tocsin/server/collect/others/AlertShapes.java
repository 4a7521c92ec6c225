// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tocsin.cap.Area;
import org.tocsin.cap.Circle;
import org.tocsin.cap.Point;
import org.tocsin.cap.Polygon;

/**
 * The areas of alerts as the pages' maps draw them. Rings go on across the antimeridian instead of
 * back round the Earth. A map of many alerts has a dot in each area, which would be too small to be
 * seen, and is thinned so that a page stays light: long outlines keep every n-th corner, and once
 * its corners are spent an area is drawn as the dot alone.
 */
public final class AlertShapes {

  private static final int RING_MAX = 2_000;
  private static final int RING_MAX_OF_MANY = 120;

  private final List<Map<String, Object>> polygons = new ArrayList<>();
  private final List<Map<String, Object>> points = new ArrayList<>();
  private final boolean many;
  private final int ringMax;
  private int corners;

  private AlertShapes(boolean many, int ringMax, int corners) {
    this.many = many;
    this.ringMax = ringMax;
    this.corners = corners;
  }

  /** The map of one alert. */
  public static AlertShapes ofOne() {
    return new AlertShapes(false, RING_MAX, 100_000);
  }

  /** The map of many. */
  public static AlertShapes ofMany() {
    return new AlertShapes(true, RING_MAX_OF_MANY, 12_000);
  }

  /**
   * Adds areas.
   *
   * @param label what they are, for people
   * @param kind {@code danger} for the desk's own, {@code theirs} for those of others
   */
  public AlertShapes add(List<Area> areas, String label, String kind) {
    for (Area area : areas) {
      area.polygons().forEach(each -> polygon(each, label, kind));
      area.circles().forEach(each -> circle(each, label, kind));
    }
    return this;
  }

  /** What the page's script reads. */
  public Map<String, Object> data() {
    return Map.of("polygons", polygons, "points", points);
  }

  private void polygon(Polygon polygon, String label, String kind) {
    List<Point> all = polygon.points();
    if (all.isEmpty()) {
      return;
    }
    int step = Math.ceilDiv(all.size(), ringMax);
    List<List<Double>> ring = new ArrayList<>();
    double before = all.getFirst().longitude();
    double turn = 0;
    for (int i = 0; i < all.size(); i++) {
      double longitude = all.get(i).longitude();
      // The short way: a step of more than half of the way round crosses the antimeridian.
      turn += longitude - before > 180 ? -360 : longitude - before < -180 ? 360 : 0;
      before = longitude;
      if (i % step == 0) {
        ring.add(List.of(all.get(i).latitude(), longitude + turn));
      }
    }
    corners -= ring.size();
    if (corners >= 0) {
      polygons.add(Map.of("ring", ring, "label", label, "kind", kind));
    }
    if (many || corners < 0) {
      points.add(point(middle(ring, 0), middle(ring, 1), 0, label, kind));
    }
  }

  private static double middle(List<List<Double>> ring, int part) {
    return ring.stream().mapToDouble(corner -> corner.get(part)).average().orElse(0);
  }

  private void circle(Circle circle, String label, String kind) {
    corners--;
    Point centre = circle.centre();
    points.add(point(centre.latitude(), centre.longitude(), circle.radiusKm() * 1000, label, kind));
  }

  private static Map<String, Object> point(
      double latitude, double longitude, double radiusMetres, String label, String kind) {
    return Map.of(
        "lat",
        latitude,
        "lon",
        longitude,
        "radiusMetres",
        radiusMetres,
        "label",
        label,
        "kind",
        kind);
  }
}
