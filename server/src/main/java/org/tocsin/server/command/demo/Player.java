// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tocsin.sim.SyntheticWatchers;
import tools.jackson.databind.JsonNode;

/**
 * Plays the script of a case through the desk's API, step by step on the exercise's clock, and
 * gathers the figures of every stage from the desk's own answers.
 */
final class Player {

  /** Answers that fall due within so long are given at one time of the clock. */
  private static final Duration ANSWERED_TOGETHER = Duration.ofMinutes(5);

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  private final DemoCase files;
  private final DeskClient ana;
  private final DeskClient bo;
  private final ExerciseClock clock;
  private final World world;
  private final Figures figures;
  private final PrintStream words;
  private final Drafts drafts;
  private final Deque<DemoCase.ReportFile> toCome;
  private final Map<String, List<String>> reportIds = new HashMap<>();
  private final Map<String, String> warningIds = new LinkedHashMap<>();
  private final Map<String, String> hashes = new HashMap<>();
  private final List<String> determinations = new ArrayList<>();
  private final Map<String, Long> answers = new TreeMap<>();
  private String caseId = "";

  /**
   * A player.
   *
   * @param ana opens, assesses, proposes, composes
   * @param bo agrees and approves
   */
  Player(
      DemoCase files,
      DeskClient ana,
      DeskClient bo,
      World world,
      Figures figures,
      PrintStream words) {
    this.files = files;
    this.ana = ana;
    this.bo = bo;
    this.clock = new ExerciseClock(ana);
    this.world = world;
    this.figures = figures;
    this.words = words;
    this.drafts = new Drafts(files);
    this.toCome = new ArrayDeque<>(files.reportFiles());
  }

  /** Plays everything; the case's id. */
  String play(int watchers, Path folder) {
    importWatchers(watchers, folder);
    for (Node step : files.timeline()) {
      Instant at = step.time("at");
      receiveUntil(at);
      forwardTo(at);
      words.printf(
          "  %s  %s%n",
          at.atZone(ZoneId.of(files.script().text("zone"))).format(WHEN), step.text("title"));
      words.flush();
      play(step);
    }
    new Findings(ana, figures).gather(reportIds.values());
    new Reckoner(files, ana, caseId, warningIds, figures).gather();
    return caseId;
  }

  private void play(Node step) {
    switch (step.text("play")) {
      case "open-case" -> openCase(step);
      case "join-reports" -> join(step);
      case "assess" -> assess();
      case "determine" -> determine();
      case "agree" ->
          determinations.forEach(
              id -> bo.post("/api/v1/determinations/" + id + "/agreement", Map.of()));
      case "compose" -> compose(step);
      case "approve" -> approve(step);
      case "deliver" -> deliver();
      case "escalate" -> escalate();
      case "about-to-lapse" -> expectDecisionDemanded("about to lapse");
      case "lapse" -> lapse(step);
      case "record-reaction" -> react();
      case "attack" -> clock.beat();
      case "record-incident" -> join(step);
      case "close" -> close();
      default -> throw new DemoFailure("case.yaml: nobody can play '" + step.text("play") + "'");
    }
  }

  private void importWatchers(int count, Path folder) {
    long begun = System.nanoTime();
    Path file = folder.resolve("watchers.csv");
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      SyntheticWatchers.demo(world.hookBase()).withCount(count).writeCsv(out);
    } catch (IOException e) {
      throw new DemoFailure("cannot write " + file, e);
    }
    JsonNode taken = ana.post("/api/v1/watchers/import", "text/csv", file);
    // Both governments read what is marked TLP:AMBER; nobody else of the file does.
    for (String id :
        List.of(SyntheticWatchers.HOST_GOVERNMENT, SyntheticWatchers.PARTNER_GOVERNMENT)) {
      for (JsonNode each : ana.get("/api/v1/watchers?id=" + id).get("items")) {
        bo.put(
            "/api/v1/watchers/" + each.get("id").asLong() + "/clearance",
            Map.of("clearance", "TLP:AMBER", "reason", "Exercise: a government on the case."));
      }
    }
    figures.set("watch", "watchers", taken.get("watchers").asLong());
    figures.set("watch", "places", taken.get("places").asLong());
    figures.set("watch", "rejected", taken.get("rejected").asLong());
    figures.set("watch", "seconds", seconds(begun));
    figures.set(
        "watch", "unreachable", ana.get("/api/v1/watchers/summary").get("unreachable").asLong());
  }

  private void receiveUntil(Instant at) {
    while (!toCome.isEmpty() && !toCome.peek().receivedAt().isAfter(at)) {
      DemoCase.ReportFile report = toCome.remove();
      forwardTo(report.receivedAt());
      JsonNode kept =
          ana.post(intakePath(report), report.mediaType() + charset(report), report.file());
      List<String> ids = new ArrayList<>();
      if (kept.has("reports")) {
        kept.get("reports").forEach(each -> ids.add(each.get("id").asString()));
      } else {
        ids.add(kept.get("id").asString());
      }
      reportIds.put(report.name(), ids);
      figures.add("collect", "reports", ids.size());
      figures.add("collect", "files", 1);
    }
  }

  private static String charset(DemoCase.ReportFile report) {
    return report.mediaType().startsWith("text/") ? ";charset=utf-8" : "";
  }

  private static String intakePath(DemoCase.ReportFile report) {
    return "/api/v1/reports?source=%s&reliability=%s&credibility=%s&marking=%s&publishedAt=%s%s"
        .formatted(
            encode(report.source()),
            report.grade().charAt(0),
            report.grade().charAt(1),
            encode(report.marking()),
            encode(report.publishedAt().toString()),
            title(report));
  }

  /** A plain text begins with the exercise's note; its title is the line after that. */
  private static String title(DemoCase.ReportFile report) {
    if (!report.mediaType().equals("text/plain")) {
      return "";
    }
    try (var lines = Files.lines(report.file(), StandardCharsets.UTF_8)) {
      return lines
          .map(String::strip)
          .filter(line -> !line.matches("|EXERCISE.*|\\*.*|TLP:.*"))
          .findFirst()
          .map(line -> "&title=" + encode(line.length() > 160 ? line.substring(0, 160) : line))
          .orElse("");
    } catch (IOException e) {
      throw new DemoFailure("cannot read " + report.file(), e);
    }
  }

  private static String encode(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private void openCase(Node step) {
    JsonNode opened =
        ana.post(
            "/api/v1/cases",
            Map.of("title", files.script().text("title"), "reports", ids(step.texts("reports"))));
    caseId = opened.get("id").asString();
  }

  private void join(Node step) {
    for (String id : ids(step.texts("reports"))) {
      ana.post("/api/v1/cases/" + caseId + "/reports", Map.of("report", id));
    }
  }

  private List<String> ids(List<String> names) {
    return names.stream().flatMap(name -> idsOf(name).stream()).toList();
  }

  private List<String> idsOf(String name) {
    List<String> ids = reportIds.get(name);
    if (ids == null) {
      throw new DemoFailure("the report " + name + " is cited before it was received");
    }
    return ids;
  }

  private void assess() {
    Node given = files.script().at("assessment");
    Node place = files.script().at("place");
    List<Map<String, Object>> statements = new ArrayList<>();
    int citations = 0;
    for (Node each : given.list("statements")) {
      List<String> cited = ids(each.texts("reports"));
      citations += cited.size();
      statements.add(
          Map.of(
              "text",
              each.text("text"),
              "cites",
              cited.stream().map(id -> Map.of("report", id)).toList()));
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("actor", given.text("actor"));
    body.put("target", given.text("target"));
    body.put("method", given.text("method"));
    body.put(
        "place",
        Map.of(
            "name", given.text("place"),
            "latitude", place.number("latitude"),
            "longitude", place.number("longitude"),
            "radiusMetres", 30_000));
    body.put(
        "window",
        Map.of(
            "from", given.time("windowFrom").toString(),
            "until", given.time("windowUntil").toString()));
    body.put("likelihood", given.text("likelihood"));
    body.put("confidence", given.text("confidence"));
    body.put("statements", statements);
    ana.post("/api/v1/cases/" + caseId + "/assessments", body);
    figures.set("assess", "likelihood", given.text("likelihood"));
    figures.set("assess", "confidence", given.text("confidence"));
    figures.set("assess", "statements", statements.size());
    figures.set("assess", "citations", citations);
  }

  private void determine() {
    Node duty = files.duty();
    List<Map<String, String>> answers =
        duty.list("criteria").stream()
            .map(each ->
                Map.of(
                    "question", each.text("id"),
                    "answer", each.text("answer"),
                    "reason", each.text("reason")))
            .toList();
    String result = duty.at("determination").text("result");
    for (Node victims : duty.list("victims")) {
      JsonNode made =
          ana.post(
              "/api/v1/cases/" + caseId + "/determinations",
              Map.of(
                  "victims", victims.text("id"),
                  "policy", duty.text("policy"),
                  "answers", answers,
                  "result", result,
                  "reasons", String.join(" ", duty.at("determination").texts("reasons"))));
      determinations.add(made.get("id").asString());
    }
    figures.set("decide", "determination", result);
    figures.set("decide", "policy", duty.text("policy"));
    figures.set("decide", "determinations", determinations.size());
  }

  private void compose(Node step) {
    for (String name : step.texts("warnings")) {
      JsonNode made = ana.post("/api/v1/cases/" + caseId + "/warnings", drafts.draft(name));
      warningIds.put(name, made.get("id").asString());
    }
  }

  private void approve(Node step) {
    long begun = System.nanoTime();
    for (String name : step.texts("warnings")) {
      String path = "/api/v1/warnings/" + warningIds.get(name);
      JsonNode preview = bo.post(path + "/preview", Map.of());
      hashes.put(name, preview.get("contentHash").asString());
      figures.add("warn", "audience", preview.get("audience").get("count").asLong());
      figures.add("warn", "unreachable", preview.get("audience").get("unreachable").asLong());
    }
    for (String name : step.texts("warnings")) {
      bo.post(
          "/api/v1/warnings/" + warningIds.get(name) + "/approval",
          Map.of("contentHash", String.valueOf(hashes.get(name))));
    }
    figures.set("warn", "warnings", step.texts("warnings").size());
    figures.set("warn", "languages", 2);
    figures.set("warn", "seconds", seconds(begun));
  }

  /**
   * Waits until nothing waits to be sent; what is put off by a fault is sent when its time comes.
   */
  private void deliver() {
    long begun = System.nanoTime();
    drain();
    figures.set("deliver", "seconds", seconds(begun));
  }

  private void drain() {
    for (int round = 0; round < 600; round++) {
      clock.beat();
      long queued = 0;
      for (String id : warningIds.values()) {
        queued += ana.get("/api/v1/warnings/" + id + "/deliveries").get("queued").asLong();
      }
      if (queued == 0) {
        return;
      }
      // What is left was put off; half a minute later the next attempt is due.
      clock.forwardTo(clock.now().plusSeconds(30));
    }
    throw new DemoFailure("deliveries are still queued after 600 rounds");
  }

  /** What falls due for the silent goes out, and people answer until nobody has more to say. */
  private void escalate() {
    clock.beat();
    drain();
    for (Optional<Instant> next = world.nextAnswer(); next.isPresent(); next = world.nextAnswer()) {
      forwardTo(next.get());
    }
    drain();
    answers.forEach((word, count) -> figures.set("answer", word, count));
  }

  /** Moves the clock; whoever falls due to answer on the way does so in their own time. */
  private void forwardTo(Instant time) {
    for (Optional<Instant> next = world.nextAnswer();
        next.isPresent() && !next.get().isAfter(time);
        next = world.nextAnswer()) {
      Instant together = next.get().plus(ANSWERED_TOGETHER);
      clock.forwardTo(together);
      answerUntil(together);
    }
    clock.forwardTo(time);
  }

  private void answerUntil(Instant until) {
    var outcome = world.answerUntil(until);
    outcome
        .taken()
        .forEach((answer, count) -> answers.merge(answer.word(), count.longValue(), Long::sum));
    if (outcome.refused() > 0) {
      throw new DemoFailure(
          "the desk refused %d answers, the first: %s"
              .formatted(outcome.refused(), outcome.refusals().getFirst()));
    }
  }

  private void expectDecisionDemanded(String what) {
    for (JsonNode line : ana.get("/api/v1/cases/" + caseId + "/timeline").get("items")) {
      if (line.get("type").asString().equals("WarningAboutToLapse")) {
        return;
      }
    }
    throw new DemoFailure("the desk did not say that a warning is " + what);
  }

  private void lapse(Node step) {
    for (String id : warningIds.values()) {
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

  private void react() {
    for (Node each : files.outcome().list("reactions")) {
      if (each.text("answer").equals("dismissed")) {
        ana.post(
            "/api/v1/cases/" + caseId + "/reactions",
            Map.of(
                "warning", String.valueOf(warningIds.get("private-notice")),
                "by", each.text("by"),
                "kind", each.text("answer"),
                "words", files.warnings().at("publicReaction").text("words"),
                "report", idsOf(each.text("report")).getFirst(),
                "saidAt", each.time("at").toString()));
        figures.add("answer", "reactions", 1);
      }
    }
  }

  private void close() {
    new Aftermath(files, ana, caseId, this::idsOf, figures).record();
  }

  static double seconds(long begunNanos) {
    return Math.round((System.nanoTime() - begunNanos) / 1e8) / 10.0;
  }
}
