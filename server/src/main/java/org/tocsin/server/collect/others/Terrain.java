// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tocsin.audience.Area;
import org.tocsin.audience.AudienceIndex;
import org.tocsin.audience.Certainty;
import org.tocsin.audience.Coordinates;
import org.tocsin.audience.Danger;
import org.tocsin.audience.Place;
import org.tocsin.audience.Polygon;
import org.tocsin.audience.Preferences;
import org.tocsin.audience.Severity;
import org.tocsin.audience.Shape;
import org.tocsin.audience.Urgency;
import org.tocsin.audience.Watcher;
import org.tocsin.audience.WatcherKind;
import org.tocsin.audience.Window;
import org.tocsin.cap.Circle;
import org.tocsin.cap.NamedValue;
import org.tocsin.cap.Point;

/**
 * Where a message says the danger is, as the audience library sees it: one message's ground is a
 * watcher's place, the other's a danger's area, and whether they meet is decided exactly, at the
 * antimeridian and the poles too. Nearness widens circles and lays a corridor along outlines.
 *
 * <p>Limits, none of which hides a message: a circle counts for comparing with at most 500 km; an
 * outline of more than {@value #CORNERS_MAX} corners is not widened; a polygon that is none is
 * passed over.
 */
final class Terrain {

  static final int CORNERS_MAX = 2_000;

  private final List<Area> areas = new ArrayList<>();
  private final List<Shape> shapes = new ArrayList<>();
  private final List<Shape> widened = new ArrayList<>();
  private final List<NamedValue> codes = new ArrayList<>();
  private @Nullable AudienceIndex exact;
  private @Nullable AudienceIndex near;
  private @Nullable Danger danger;
  private int corners;

  Terrain(OtherAlert alert) {
    for (org.tocsin.cap.Area area : alert.areas()) {
      area.polygons().forEach(this::take);
      area.circles().forEach(this::take);
      area.geocodes().stream()
          .filter(code -> !code.value().isEmpty() && !codes.contains(code))
          .forEach(codes::add);
    }
  }

  private void take(org.tocsin.cap.Polygon drawn) {
    List<Coordinates> ring = drawn.points().stream().map(Terrain::coordinates).toList();
    try {
      Polygon polygon = Polygon.of(ring);
      areas.add(polygon);
      shapes.add(Shape.polygons(polygon));
      corners += ring.size();
      if (corners <= CORNERS_MAX) {
        widened.add(new Shape.Corridor(polygon.outer(), 2 * Joining.REACH_METRES));
      }
    } catch (IllegalArgumentException none) {
      // Fewer than three corners, or wound round the Earth twice: it is shown as it came, but
      // nothing can be said of what it meets.
      return;
    }
  }

  private void take(Circle circle) {
    Coordinates centre = coordinates(circle.centre());
    double metres = circle.radiusKm() * 1000;
    areas.add(new Area.Circle(centre, Math.min(metres, Area.Circle.MAX_RADIUS_METRES)));
    shapes.add(around(centre, metres));
    widened.add(around(centre, metres + Joining.REACH_METRES));
  }

  private static Shape around(Coordinates centre, double metres) {
    return new Shape.PointRadius(centre, Math.min(metres, Shape.PointRadius.MAX_RADIUS_METRES));
  }

  private static Coordinates coordinates(Point point) {
    return new Coordinates(point.latitude(), point.longitude());
  }

  /** How the ground of two messages agrees; empty when it does not, or when nobody can tell. */
  Optional<Likeness.Ground> meets(Terrain other) {
    if (!areas.isEmpty() && !other.areas.isEmpty()) {
      if (exact == null) {
        exact = index(shapes);
        near = index(widened);
      }
      Danger there = other.danger();
      if (!exact.match(there).isEmpty()) {
        return Optional.of(new Likeness.Ground.Meets());
      }
      if (near != null && !near.match(there).isEmpty()) {
        return Optional.of(new Likeness.Ground.Near());
      }
    }
    return codes.stream().filter(other.codes::contains).findFirst().map(Likeness.Ground.Code::new);
  }

  private Danger danger() {
    if (danger == null) {
      danger =
          new Danger(
              areas.subList(0, Math.min(areas.size(), Danger.MAX_AREAS)),
              Window.always(),
              Set.of(),
              Severity.UNKNOWN,
              Urgency.UNKNOWN,
              Certainty.UNKNOWN,
              Set.of());
    }
    return danger;
  }

  private static AudienceIndex index(List<Shape> shapes) {
    AudienceIndex index = new AudienceIndex();
    index.put(
        new Watcher(
            1,
            WatcherKind.PERSON,
            shapes.stream().limit(Watcher.MAX_PLACES).map(Place::always).toList(),
            Preferences.everything()));
    return index;
  }
}
