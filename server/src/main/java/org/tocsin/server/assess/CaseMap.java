// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.read.StoredReading.FoundPlace;
import tools.jackson.databind.json.JsonMapper;

/** The map of a case: the assessed place as danger, and the places of findings around it. */
final class CaseMap {

  private static final int PLACES_MAX = 40;
  private static final double NEAR_KM = 300;
  private static final double EARTH_KM = 6371;

  private CaseMap() {}

  /** A point as the desk's script draws it. */
  record Point(double lat, double lon, double radiusMetres, String label, String kind) {}

  static String json(JsonMapper json, CaseFile file, List<CaseReport> reports) {
    Optional<Place> assessed = file.assessment().map(ThreatAssessment::place);
    List<Point> points = new ArrayList<>();
    places(reports).values().stream()
        .filter(place -> assessed.isEmpty() || near(assessed.get(), place))
        .limit(PLACES_MAX)
        .forEach(place ->
            points.add(new Point(place.latitude(), place.longitude(), 0, place.name(), "finding")));
    assessed.ifPresent(place ->
        points.add(
            new Point(
                place.latitude(),
                place.longitude(),
                place.radiusMetres(),
                place.name(),
                "danger")));
    return points.isEmpty() ? "" : json.writeValueAsString(Map.of("points", points));
  }

  private static Map<String, FoundPlace> places(List<CaseReport> reports) {
    Map<String, FoundPlace> places = new LinkedHashMap<>();
    for (CaseReport report : reports) {
      report.findings().stream()
          .flatMap(found -> found.place().stream())
          .forEach(place -> places.putIfAbsent(place.name(), place));
    }
    return places;
  }

  /** Good enough to choose what a map shows: an equirectangular distance. */
  private static boolean near(Place assessed, FoundPlace place) {
    double north = Math.toRadians(place.latitude() - assessed.latitude());
    double east =
        Math.toRadians(place.longitude() - assessed.longitude())
            * Math.cos(Math.toRadians(assessed.latitude()));
    return EARTH_KM * Math.hypot(north, east) <= NEAR_KM;
  }
}
