// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Optional;

/** Decides whether the ground of a watcher and of a danger share a point, and how. */
final class Meeting {
  private Meeting() {}

  static boolean meets(Ground place, Ground area) {
    return find(place, area).isPresent();
  }

  /** How a place and an area meet; empty when they do not. */
  static Optional<Reason.How> find(Ground place, Ground area) {
    return switch (area) {
      case Whole _ -> Optional.of(Reason.How.DANGER_EVERYWHERE);
      case Disc disc -> withDisc(place, disc);
      case Region region -> withRegion(place, region);
      case Route _, Regions _ -> throw new AssertionError("no danger has such an area");
    };
  }

  private static Optional<Reason.How> withDisc(Ground place, Disc area) {
    return switch (place) {
      case Whole _ -> Optional.of(Reason.How.WHOLE_WORLD);
      case Disc disc -> when(disc.meets(area), Reason.How.WITHIN_RADIUS);
      case Region region -> when(region.within(area), Reason.How.CIRCLE_MEETS_POLYGON);
      case Regions regions ->
          when(
              regions.parts().stream().anyMatch(part -> part.within(area)),
              Reason.How.CIRCLE_MEETS_POLYGON);
      case Route route -> when(route.meets(area), Reason.How.CORRIDOR_MEETS);
    };
  }

  private static Optional<Reason.How> withRegion(Ground place, Region area) {
    return switch (place) {
      case Whole _ -> Optional.of(Reason.How.WHOLE_WORLD);
      case Disc disc when area.contains(disc.x(), disc.y()) ->
          Optional.of(Reason.How.INSIDE_POLYGON);
      case Disc disc -> when(area.within(disc), Reason.How.POLYGON_WITHIN_RADIUS);
      case Region region -> when(region.meets(area), Reason.How.POLYGONS_MEET);
      case Regions regions ->
          when(
              regions.parts().stream().anyMatch(part -> part.meets(area)),
              Reason.How.POLYGONS_MEET);
      case Route route -> when(route.meets(area), Reason.How.CORRIDOR_MEETS);
    };
  }

  private static Optional<Reason.How> when(boolean meets, Reason.How how) {
    return meets ? Optional.of(how) : Optional.empty();
  }
}
