// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Counts what was read from the reports. */
final class Findings {

  private final DeskClient desk;
  private final Figures figures;

  Findings(DeskClient desk, Figures figures) {
    this.desk = desk;
    this.figures = figures;
  }

  void gather(Collection<List<String>> reports) {
    figures.set("collect", "quarantined", desk.get("/api/v1/quarantine").get("items").size());
    for (List<String> ids : reports) {
      for (String id : ids) {
        JsonNode reading = desk.get("/api/v1/reports/" + id + "/reading");
        figures.add("read", "reports", 1);
        figures.add("read", "findings", reading.get("findings").size());
        figures.add("read", "places", reading.get("places").size());
        figures.add("read", "times", reading.get("times").size());
        figures.add("read", "groups", reading.get("groups").size());
        reading
            .get("findings")
            .forEach(finding -> figures.add("read", finding.get("type").asString(), 1));
      }
    }
    if (figures.text("read", "findings").equals("0")) {
      throw new DemoFailure("read: nothing was found in any report");
    }
  }
}
