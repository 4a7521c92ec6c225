// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tocsin.server.decide.VictimClass;
import tools.jackson.databind.json.JsonMapper;

/** Puts warnings into the words and shapes that pages show. */
@Component
public class WarningWords {

  private final JsonMapper json;

  WarningWords(JsonMapper json) {
    this.json = json;
  }

  /** What a state is called on pages. */
  public static String state(WarningState state) {
    return switch (state) {
      case DRAFT -> "draft";
      case IN_FORCE -> "in force";
      case UPDATED -> "updated";
      case CANCELLED -> "cancelled";
      case ENDED -> "ended";
      case LAPSED -> "lapsed";
    };
  }

  /** What kind of message it is, in words. */
  public static String kind(Warning warning) {
    String noun = Warnings.noun(warning.draft());
    return switch (warning.messageType()) {
      case ALERT -> noun;
      case UPDATE -> "Update of a " + noun.toLowerCase(java.util.Locale.ROOT);
      case CANCEL -> "Cancellation of a " + noun.toLowerCase(java.util.Locale.ROOT);
    };
  }

  /** What the composer calls the field that a remark is about. */
  public static String field(String where) {
    String[] parts = where.split("\\.", 3);
    if (parts[0].equals("texts") && parts.length > 1) {
      return "text in "
          + parts[1]
          + (parts.length == 2
              ? ""
              : switch (parts[2]) {
                case "description" -> ", what, where, when, who says so";
                case "instruction" -> ", what to do";
                default -> ", " + parts[2];
              });
    }
    return switch (where) {
      case "window.until" -> "until";
      case "responseTypes" -> "what to do";
      case "areas.areaDesc" -> "the area in words";
      default -> where;
    };
  }

  /** What was decided about a lapse, in words. */
  public static String lapse(String decision) {
    return switch (decision) {
      case "letLapse" -> "let it lapse";
      case "allClear" -> "give the all-clear";
      case "renew" -> "renew it";
      default -> decision;
    };
  }

  /** The class of the badge of its state: red is for danger alone, and an all-clear is none. */
  public static String badge(Warning warning) {
    return warning.saysItIsOver() ? "over" : "status";
  }

  /** Whom it is for, in words. */
  public static String victims(Warning warning) {
    String word = warning.draft().victims();
    return VictimClass.find(word).map(VictimClass::label).orElse(word);
  }

  /** The areas as the desk's maps draw them. */
  public String map(List<Draft.DraftArea> areas) {
    List<Map<String, Object>> polygons = new ArrayList<>();
    List<Map<String, Object>> points = new ArrayList<>();
    for (Draft.DraftArea area : areas) {
      area.polygons()
          .forEach(ring ->
              polygons.add(Map.of("ring", ring, "label", area.areaDesc(), "kind", "danger")));
      area.circles()
          .forEach(circle -> {
            Map<String, Object> point = new LinkedHashMap<>();
            point.put("lat", circle.latitude());
            point.put("lon", circle.longitude());
            point.put("radiusMetres", circle.radiusKm() * 1000);
            point.put("label", area.areaDesc());
            point.put("kind", "danger");
            points.add(point);
          });
    }
    return json.writeValueAsString(Map.of("polygons", polygons, "points", points));
  }
}
