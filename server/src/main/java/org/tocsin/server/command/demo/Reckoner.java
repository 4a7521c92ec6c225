// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Gathers what became of the warnings, from the desk's own figures. */
final class Reckoner {

  private final DemoCase files;
  private final DeskClient desk;
  private final String caseId;
  private final Map<String, String> warnings;
  private final Figures figures;

  Reckoner(
      DemoCase files,
      DeskClient desk,
      String caseId,
      Map<String, String> warnings,
      Figures figures) {
    this.files = files;
    this.desk = desk;
    this.caseId = caseId;
    this.warnings = warnings;
    this.figures = figures;
  }

  void gather() {
    for (String id : warnings.values()) {
      JsonNode progress = desk.get("/api/v1/warnings/" + id + "/deliveries");
      figures.add("deliver", "delivered", progress.get("told").asLong());
      figures.add("deliver", "failed", progress.get("failed").asLong());
      figures.add("deliver", "unreachable", progress.get("unreachable").asLong());
      figures.add("deliver", "repeats", progress.get("repeats").asLong());
      JsonNode answers = desk.get("/api/v1/warnings/" + id + "/answers");
      figures.add("answer", "silent", answers.get("silent").asLong());
    }
    files.outcome().find("leadTime").ifPresent(this::expectLeadTime);
  }

  private void expectLeadTime(Node leadTime) {
    JsonNode reckoning = desk.get("/api/v1/cases/" + caseId + "/reckoning");
    double lead = reckoning.get("leadTimeHours").asDouble();
    double expected = leadTime.number("hoursFromWarningToAttack");
    if (Math.abs(lead - expected) > 1) {
      throw new DemoFailure(
          "outcome: the lead time is %.1f hours and should be %.1f".formatted(lead, expected));
    }
  }
}
