// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tocsin.cap.Area;
import org.tocsin.cap.Circle;
import org.tocsin.cap.Polygon;
import tools.jackson.databind.json.JsonMapper;

/** The areas of an alert as the pages' maps draw them. */
@Component
class AlertMap {

  private final JsonMapper json;

  AlertMap(JsonMapper json) {
    this.json = json;
  }

  String of(PublicAlert alert) {
    return of(alert.texts().getFirst().areas());
  }

  String of(List<Area> areas) {
    List<Map<String, Object>> polygons = new ArrayList<>();
    List<Map<String, Object>> points = new ArrayList<>();
    for (Area area : areas) {
      area.polygons().forEach(each -> polygons.add(polygon(each, area.areaDesc())));
      area.circles().forEach(each -> points.add(circle(each, area.areaDesc())));
    }
    return json.writeValueAsString(Map.of("polygons", polygons, "points", points));
  }

  private static Map<String, Object> polygon(Polygon polygon, String label) {
    List<List<Double>> ring =
        polygon.points().stream().map(each -> List.of(each.latitude(), each.longitude())).toList();
    return Map.of("ring", ring, "label", label, "kind", "danger");
  }

  private static Map<String, Object> circle(Circle circle, String label) {
    return Map.of(
        "lat",
        circle.centre().latitude(),
        "lon",
        circle.centre().longitude(),
        "radiusMetres",
        circle.radiusKm() * 1000,
        "label",
        label,
        "kind",
        "danger");
  }
}
