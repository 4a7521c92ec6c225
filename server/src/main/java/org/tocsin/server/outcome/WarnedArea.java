// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.ArrayList;
import java.util.List;
import org.tocsin.audience.Coordinates;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.warn.Draft.DraftArea;
import org.tocsin.server.warn.Draft.DraftCircle;

/**
 * The ground that a warning named, as far as the reckoning needs it: whether a place lies on it,
 * and how large it is. Polygons are taken as drawn on latitude and longitude, which is within
 * metres of the great circles at the size of a city; who was matched was decided exactly,
 * elsewhere.
 */
final class WarnedArea {

  private final List<DraftArea> areas;

  WarnedArea(List<DraftArea> areas) {
    this.areas = areas;
  }

  boolean isDrawn() {
    return areas.stream().anyMatch(area -> !area.polygons().isEmpty() || !area.circles().isEmpty());
  }

  boolean contains(Place place) {
    Coordinates at = new Coordinates(place.latitude(), place.longitude());
    return areas.stream()
        .anyMatch(area ->
            area.circles().stream().anyMatch(circle -> contains(circle, at))
                || area.polygons().stream().anyMatch(ring -> contains(ring, at)));
  }

  private static boolean contains(DraftCircle circle, Coordinates at) {
    return centre(circle).distanceMetres(at) <= circle.radiusKm() * 1000;
  }

  /** Even and odd: a ray from inside leaves the ring an odd number of times. */
  private static boolean contains(List<List<Double>> ring, Coordinates at) {
    boolean inside = false;
    for (int i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
      double y1 = ring.get(i).get(0);
      double x1 = ring.get(i).get(1);
      double y2 = ring.get(before).get(0);
      double x2 = ring.get(before).get(1);
      boolean crosses = (y1 > at.latitude()) != (y2 > at.latitude());
      if (crosses && at.longitude() < (x2 - x1) * (at.latitude() - y1) / (y2 - y1) + x1) {
        inside = !inside;
      }
    }
    return inside;
  }

  /** The longest way across any one piece, in kilometres. */
  double acrossKm() {
    double longest = 0;
    for (DraftArea area : areas) {
      for (DraftCircle circle : area.circles()) {
        longest = Math.max(longest, 2 * circle.radiusKm());
      }
      for (List<List<Double>> ring : area.polygons()) {
        longest = Math.max(longest, across(ring));
      }
    }
    return longest;
  }

  private static double across(List<List<Double>> ring) {
    List<Coordinates> corners = new ArrayList<>();
    ring.forEach(corner -> corners.add(new Coordinates(corner.get(0), corner.get(1))));
    double longest = 0;
    for (int i = 0; i < corners.size(); i++) {
      for (int j = i + 1; j < corners.size(); j++) {
        longest = Math.max(longest, corners.get(i).distanceMetres(corners.get(j)) / 1000);
      }
    }
    return longest;
  }

  private static Coordinates centre(DraftCircle circle) {
    return new Coordinates(circle.latitude(), circle.longitude());
  }
}
