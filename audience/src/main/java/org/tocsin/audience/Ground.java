// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.List;

/** A shape or an area made ready for matching. Immutable. */
sealed interface Ground permits Region, Disc, Route, Regions, Whole {

  /** A box that holds it. */
  Bounds bounds();

  static Ground of(Shape shape) {
    return switch (shape) {
      case Shape.PointRadius(Coordinates centre, double radius) -> Disc.of(centre, radius);
      case Shape.Polygons(List<Polygon> polygons) when polygons.size() == 1 ->
          new Region(polygons.getFirst());
      case Shape.Polygons(List<Polygon> polygons) -> Regions.of(polygons);
      case Shape.Corridor(List<Coordinates> points, double width) -> new Route(points, width / 2);
      case Shape.World() -> new Whole();
    };
  }

  static Ground of(Area area) {
    return switch (area) {
      case Polygon polygon -> new Region(polygon);
      case Area.Circle(Coordinates centre, double radius) -> Disc.of(centre, radius);
      case Area.Everywhere() -> new Whole();
    };
  }
}
