// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Records what happened: the incident, its figures over time, who says who did it, the outcome. */
final class Aftermath {

  private final DemoCase files;
  private final DeskClient desk;
  private final String caseId;
  private final Function<String, List<String>> reports;
  private final Figures figures;

  Aftermath(
      DemoCase files,
      DeskClient desk,
      String caseId,
      Function<String, List<String>> reports,
      Figures figures) {
    this.files = files;
    this.desk = desk;
    this.caseId = caseId;
    this.reports = reports;
    this.figures = figures;
  }

  void record() {
    files.outcome().find("incident").ifPresent(given -> happened(incident(given)));
    JsonNode outcome =
        desk.post(
            "/api/v1/cases/" + caseId + "/outcome",
            Map.of(
                "outcome", files.outcome().text("outcome"),
                "reasons", files.outcome().text("lesson")));
    figures.set("outcome", "outcome", files.outcome().text("outcome"));
    if (outcome.hasNonNull("leadTimeHours")) {
      figures.set("outcome", "leadTimeHours", outcome.get("leadTimeHours").asDouble());
    }
  }

  private void happened(String incident) {
    files.outcome().list("figures").forEach(each -> figure(incident, each));
    files.outcome().list("statements").forEach(each -> statement(incident, each));
  }

  private String incident(Node given) {
    Node place = given.at("place");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", given.text("title"));
    body.put("began", given.time("at").toString());
    body.put(
        "place",
        Map.of(
            "name", place.text("name"),
            "latitude", place.number("latitude"),
            "longitude", place.number("longitude"),
            "radiusMetres", 200));
    body.put("attackType", String.join(", ", given.texts("attackTypes")));
    body.put("targetType", given.text("targetType"));
    body.put("weapons", given.texts("weapons"));
    body.put("groups", given.texts("groups"));
    body.put("effects", given.texts("otherEffects"));
    body.put("reports", reports.apply(given.text("report")));
    return desk.post("/api/v1/cases/" + caseId + "/incidents", body).get("id").asString();
  }

  private void figure(String incident, Node each) {
    desk.post(
        "/api/v1/incidents/" + incident + "/figures",
        Map.of(
            "what", each.text("what"),
            "min", (long) each.number("min"),
            "qualifier", each.text("qualifier"),
            "asOf", each.time("at").toString(),
            "report", reports.apply(each.text("report")).getFirst()));
    figures.add("outcome", "figures", 1);
    if (each.text("what").equals("killed")) {
      figures.set("outcome", "killed", (long) each.number("min"));
    }
  }

  private void statement(String incident, Node each) {
    boolean hint = each.text("sure").equals("hinted");
    desk.post(
        "/api/v1/incidents/" + incident + "/statements",
        Map.of(
            "kind", hint ? "hint" : each.text("kind"),
            "by", each.text("by"),
            "about", each.text("about"),
            "words", each.text("words"),
            "certainty", each.text("sure"),
            "saidAt", each.time("at").toString(),
            "report", reports.apply(each.text("report")).getFirst()));
    figures.add("outcome", hint ? "hints" : each.text("kind") + "s", 1);
  }
}
