// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** The warnings of a case: composed by one, signed by another, taken back or left to lapse. */
final class Bell {

  private static final int MOST_ROUNDS = 600;

  private final DemoCase files;
  private final DeskClient ana;
  private final DeskClient bo;
  private final ExerciseClock clock;
  private final Figures figures;
  private final Drafts drafts;
  private final Map<String, String> ids = new LinkedHashMap<>();

  Bell(DemoCase files, DeskClient ana, DeskClient bo, ExerciseClock clock, Figures figures) {
    this.files = files;
    this.ana = ana;
    this.bo = bo;
    this.clock = clock;
    this.figures = figures;
    this.drafts = new Drafts(files);
  }

  /** The warnings' ids by their names in the files. */
  Map<String, String> ids() {
    return ids;
  }

  String idOf(String name) {
    String id = ids.get(name);
    if (id == null) {
      throw new DemoFailure("the warning " + name + " is named before it was composed");
    }
    return id;
  }

  void compose(String caseId, Node step) {
    for (String name : step.texts("warnings")) {
      JsonNode made = ana.post("/api/v1/cases/" + caseId + "/warnings", drafts.draft(name));
      ids.put(name, made.get("id").asString());
    }
  }

  void approve(Node step) {
    long begun = System.nanoTime();
    Map<String, String> hashes = new HashMap<>();
    List<String> names = step.texts("warnings");
    for (String name : names) {
      JsonNode preview = bo.post("/api/v1/warnings/" + idOf(name) + "/preview", Map.of());
      hashes.put(name, preview.get("contentHash").asString());
      figures.add("warn", "audience", preview.get("audience").get("count").asLong());
      figures.add("warn", "unreachable", preview.get("audience").get("unreachable").asLong());
    }
    hashes.forEach((name, hash) -> sign(idOf(name), hash));
    figures.add("warn", "warnings", names.size());
    figures.set("warn", "languages", languages());
    figures.set("warn", "seconds", Player.seconds(begun));
  }

  private void sign(String id, String hash) {
    bo.post("/api/v1/warnings/" + id + "/approval", Map.of("contentHash", hash));
  }

  private int languages() {
    TreeSet<String> languages = new TreeSet<>();
    for (Node warning : files.warnings().list("warnings")) {
      warning.list("infos").forEach(info -> languages.add(info.text("language")));
    }
    return languages.size();
  }

  /** Follows a warning by another: those who were told the first are told the second. */
  void update(Node step) {
    String name = step.text("warning");
    JsonNode made =
        ana.post("/api/v1/warnings/" + idOf(step.text("follows")) + "/update", drafts.draft(name));
    ids.put(name, made.get("id").asString());
    approveAlone(name);
  }

  /** Takes a warning back. */
  void cancel(Node step) {
    JsonNode made =
        ana.post(
            "/api/v1/warnings/" + idOf(step.text("warning")) + "/cancel",
            Map.of("reason", step.text("reason"), "texts", Drafts.texts(step)));
    String name = step.text("warning") + "-cancel";
    ids.put(name, made.get("id").asString());
    approveAlone(name);
  }

  private void approveAlone(String name) {
    JsonNode preview = bo.post("/api/v1/warnings/" + idOf(name) + "/preview", Map.of());
    sign(idOf(name), preview.get("contentHash").asString());
    figures.add("warn", "corrections", 1);
  }

  /**
   * Waits until nothing waits to be sent; what is put off by a fault is sent when its time comes.
   */
  void drain() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      clock.beat();
      long queued = 0;
      for (String id : ids.values()) {
        queued += ana.get("/api/v1/warnings/" + id + "/deliveries").get("queued").asLong();
      }
      if (queued == 0) {
        return;
      }
      // What is left was put off; half a minute later the next attempt is due.
      clock.forwardTo(clock.now().plusSeconds(30));
    }
    throw new DemoFailure("deliveries are still queued after " + MOST_ROUNDS + " rounds");
  }

  void expectDecisionDemanded(String caseId) {
    String after = "0";
    while (!after.isEmpty()) {
      JsonNode page =
          ana.get("/api/v1/cases/%s/timeline?limit=200&after=%s".formatted(caseId, after));
      for (JsonNode line : page.get("items")) {
        if (line.get("type").asString().equals("WarningAboutToLapse")) {
          return;
        }
      }
      after = page.get("next").asString("");
    }
    throw new DemoFailure("the desk did not say that a warning is about to lapse");
  }

  /** Lets warnings lapse with a reason: those that the step names, or all. */
  void lapse(Node step) {
    List<String> named = step.texts("warnings");
    for (String id : named.isEmpty() ? ids.values() : named.stream().map(this::idOf).toList()) {
      String state = ana.get("/api/v1/warnings/" + id).get("state").asString();
      if (!state.equals("lapsed")) {
        throw new DemoFailure(id + " should have lapsed and is " + state);
      }
      bo.post(
          "/api/v1/warnings/" + id + "/lapse",
          Map.of("decision", "letLapse", "reason", step.text("reason")));
      figures.add("warn", "lapsed", 1);
    }
  }

  /** Decides, before its window ends, that a warning is followed by an all-clear. */
  void allClear(Node step) {
    String name = step.text("warning");
    JsonNode decided =
        ana.post(
            "/api/v1/warnings/" + idOf(name) + "/lapse",
            Map.of(
                "decision", "allClear",
                "reason", step.text("reason"),
                "until", step.time("until").toString()));
    ids.put(name + "-all-clear", decided.get("update").get("id").asString());
    approveAlone(name + "-all-clear");
  }
}
