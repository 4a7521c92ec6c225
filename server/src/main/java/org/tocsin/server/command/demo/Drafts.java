// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the case's warnings into drafts as the API takes them. */
final class Drafts {

  private final DemoCase files;

  Drafts(DemoCase files) {
    this.files = files;
  }

  /** The draft of the warning with this id. */
  Map<String, Object> draft(String id) {
    Node shared = files.warnings().at("shared");
    Node warning =
        files.warnings().list("warnings").stream()
            .filter(each -> each.text("id").equals(id))
            .findFirst()
            .orElseThrow(() -> new DemoFailure("warnings.yaml has no warning " + id));
    boolean isPublic = warning.text("kind").equals("public-alert");
    Node window = own(warning, "onset");
    Map<String, Object> draft = new LinkedHashMap<>();
    draft.put("kind", isPublic ? "publicAlert" : "privateNotice");
    draft.put("victims", warning.text("victims"));
    draft.put("marking", warning.text("tlp"));
    draft.put("aboveTearLine", warning.text("aboveTearLine"));
    draft.put(
        "window",
        Map.of(
            "from", window.time("onset").toString(), "until", window.time("expires").toString()));
    draft.put("category", shared.text("category"));
    draft.put("severity", own(warning, "severity").text("severity"));
    draft.put("urgency", own(warning, "urgency").text("urgency"));
    draft.put("certainty", own(warning, "certainty").text("certainty"));
    draft.put("responseTypes", own(warning, "responseTypes").texts("responseTypes"));
    draft.put("intendedKinds", List.of());
    draft.put(
        "areas",
        warning.texts("addressees").isEmpty()
            ? List.of(area(own(warning, "area").at("area")))
            : List.of());
    draft.put("recipients", warning.texts("addressees"));
    draft.put("texts", texts(warning));
    draft.put("plan", Map.of("steps", steps()));
    return draft;
  }

  /** Where a field of a warning stands: with itself, or with what all of the case share. */
  private Node own(Node warning, String field) {
    return warning.find(field).isPresent() ? warning : files.warnings().at("shared");
  }

  private static Map<String, Object> area(Node area) {
    List<List<Double>> ring = new ArrayList<>();
    for (String pair : List.of(area.text("polygon").split("\\s+", -1))) {
      int comma = pair.indexOf(',');
      ring.add(
          List.of(
              Double.valueOf(pair.substring(0, comma)), Double.valueOf(pair.substring(comma + 1))));
    }
    return Map.of(
        "areaDesc",
        area.at("descriptions").text("en"),
        "polygons",
        List.of(ring),
        "circles",
        List.of());
  }

  /** What is told, a text a language. */
  static List<Map<String, Object>> texts(Node warning) {
    return warning.list("infos").stream().map(Drafts::text).toList();
  }

  private static Map<String, Object> text(Node info) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("language", info.text("language"));
    text.put("event", info.text("event"));
    text.put("headline", info.text("headline"));
    text.put("description", info.text("description"));
    text.put("instruction", info.text("instruction"));
    info.find("assistance").ifPresent(node -> text.put("contact", String.valueOf(node.value())));
    return text;
  }

  private List<Map<String, Object>> steps() {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (Node step : files.warnings().list("plan")) {
      // What the file calls "after" is the wait of the step before it.
      steps.add(
          Map.of(
              "channels",
              step.texts("channels"),
              "waitMinutes",
              (int) files.warnings().number("waitMinutes")));
    }
    return steps;
  }
}
