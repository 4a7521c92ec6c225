// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The duty test of a case: one proposes for every class of those who may be in the way, another
 * agrees. A class may have a result of its own, or a test of its own with its criteria; what it
 * does not say is that of the whole file.
 */
final class Duties {

  private final DemoCase files;
  private final DeskClient ana;
  private final DeskClient bo;
  private final Function<String, List<String>> reports;
  private final Figures figures;
  private final List<String> proposed = new ArrayList<>();

  Duties(
      DemoCase files,
      DeskClient ana,
      DeskClient bo,
      Function<String, List<String>> reports,
      Figures figures) {
    this.files = files;
    this.ana = ana;
    this.bo = bo;
    this.reports = reports;
    this.figures = figures;
  }

  /** Whoever approves is on call in a post from now on, for as long as the step says. */
  void roster(Node step) {
    ana.post(
        "/api/v1/duty-roster/shifts",
        Map.of(
            "post", step.text("post"),
            "officer", bo.get("/api/v1/me").get("id").asString(),
            "from", step.time("at").toString(),
            "until", step.time("until").toString()));
  }

  void propose(String caseId) {
    for (Node victims : files.duty().list("victims")) {
      JsonNode made = ana.post("/api/v1/cases/" + caseId + "/determinations", proposal(victims));
      proposed.add(made.get("id").asString());
    }
    figures.set("decide", "determination", files.duty().at("determination").text("result"));
    figures.set("decide", "policy", files.duty().text("policy"));
    figures.set("decide", "determinations", proposed.size());
  }

  private Map<String, Object> proposal(Node victims) {
    Node duty = files.duty();
    Node own = victims.find("determination").orElse(duty.at("determination"));
    Node test = victims.find("policy").isPresent() ? victims : duty;
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("victims", victims.text("id"));
    body.put("policy", test.text("policy"));
    body.put("answers", test.list("criteria").stream().map(Duties::answer).toList());
    body.put("result", own.text("result"));
    own.find("ground").ifPresent(ground -> body.put("ground", own.text("ground")));
    body.put("reasons", String.join(" ", own.texts("reasons")));
    body.put("evidence", own.list("evidence").stream().flatMap(this::evidence).toList());
    body.put("record", own.fields("record"));
    return body;
  }

  private static Map<String, String> answer(Node each) {
    return Map.of(
        "question", each.text("id"), "answer", each.text("answer"), "reason", each.text("reason"));
  }

  private java.util.stream.Stream<Map<String, Object>> evidence(Node each) {
    return reports.apply(each.text("report")).stream()
        .map(id -> Map.of("of", each.text("of"), "report", id));
  }

  void agree(String caseId) {
    for (String id : proposed) {
      bo.post("/api/v1/determinations/" + id + "/agreement", Map.of());
    }
    JsonNode clock = bo.get("/api/v1/cases/" + caseId + "/clock");
    figures.set("decide", "undecided", clock.get("undecided").size());
    for (JsonNode step : clock.get("steps")) {
      if (step.get("step").asString().equals("agreed")) {
        figures.set("decide", "late", step.get("overdue").asBoolean());
      }
    }
  }

  /** Two put the case under the policy of its file; the second is on call, as the first asks. */
  void putUnder(String caseId, Node step) {
    String path = "/api/v1/cases/" + caseId + "/policy";
    ana.put(path, Map.of("policy", files.duty().text("policy"), "why", step.text("why")));
    bo.post(path + "/agreement", Map.of());
  }
}
