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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
  private final Duties duties;
  private final Bell bell;
  private final Deque<DemoCase.ReportFile> toCome;
  private final Map<String, List<String>> reportIds = new HashMap<>();
  private final Set<Node> reactions = new HashSet<>();
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
    this.duties = new Duties(files, ana, bo, this::idsOf, figures);
    this.bell = new Bell(files, ana, bo, clock, figures);
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
    new Reckoner(files, ana, caseId, bell.ids(), figures).gather();
    return caseId;
  }

  private void play(Node step) {
    switch (step.text("play")) {
      case "open-case" -> openCase(step);
      case "join-reports", "record-incident" -> join(step);
      case "assess" -> assess();
      case "roster" -> duties.roster(step);
      case "put-under" -> duties.putUnder(caseId, step);
      case "determine" -> duties.propose(caseId);
      case "agree" -> duties.agree(caseId);
      case "compose" -> bell.compose(caseId, step);
      case "approve" -> bell.approve(step);
      case "deliver" -> deliver();
      case "escalate" -> escalate();
      case "update" -> bell.update(step);
      case "cancel" -> bell.cancel(step);
      case "about-to-lapse" -> bell.expectDecisionDemanded(caseId);
      case "lapse" -> bell.lapse(step);
      case "all-clear" -> bell.allClear(step);
      case "record-reaction" -> react(step);
      case "attack" -> clock.beat();
      case "close" -> new Aftermath(files, ana, caseId, this::idsOf, figures).record();
      default -> throw new DemoFailure("case.yaml: nobody can play '" + step.text("play") + "'");
    }
  }

  private void importWatchers(int count, Path folder) {
    long begun = System.nanoTime();
    Path file = folder.resolve(files.script().text("case") + "-watchers.csv");
    Crowd.write(files, count, world.hookBase(), file);
    JsonNode taken = ana.post("/api/v1/watchers/import", "text/csv", file);
    if (taken.get("rejected").asLong() > 0) {
      throw new DemoFailure("watch: lines of " + file + " were refused: " + taken);
    }
    clearAddressees();
    figures.set("watch", "watchers", taken.get("watchers").asLong());
    figures.set("watch", "places", taken.get("places").asLong());
    figures.set("watch", "rejected", taken.get("rejected").asLong());
    figures.set("watch", "seconds", seconds(begun));
    figures.set(
        "watch", "unreachable", ana.get("/api/v1/watchers/summary").get("unreachable").asLong());
  }

  /** Whoever is sent a notice by name may read it: the desk vetted them before the case began. */
  private void clearAddressees() {
    for (Node warning : files.warnings().list("warnings")) {
      for (String name : warning.texts("addressees")) {
        for (JsonNode each : ana.get("/api/v1/watchers?id=" + name).get("items")) {
          bo.put(
              "/api/v1/watchers/" + each.get("id").asLong() + "/clearance",
              Map.of("clearance", warning.text("tlp"), "reason", "Exercise: vetted beforehand."));
        }
      }
    }
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
            "radiusMetres", (long) place.number("radiusMetres")));
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

  private void deliver() {
    long begun = System.nanoTime();
    bell.drain();
    figures.set("deliver", "seconds", seconds(begun));
  }

  /** What falls due for the silent goes out, and people answer until nobody has more to say. */
  private void escalate() {
    clock.beat();
    bell.drain();
    for (Optional<Instant> next = world.nextAnswer(); next.isPresent(); next = world.nextAnswer()) {
      forwardTo(next.get());
    }
    bell.drain();
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

  /** Records what was said of the warnings in public until now. */
  private void react(Node step) {
    for (Node each : files.outcome().list("reactions")) {
      if (each.time("at").isAfter(step.time("at")) || !reactions.add(each)) {
        continue;
      }
      ana.post(
          "/api/v1/cases/" + caseId + "/reactions",
          Map.of(
              "warning", bell.idOf(each.text("warning")),
              "by", each.text("by"),
              "kind", each.text("answer"),
              "words", each.text("words"),
              "report", idsOf(each.text("report")).getFirst(),
              "saidAt", each.time("at").toString()));
      figures.add("answer", "reactions", 1);
    }
  }

  static double seconds(long begunNanos) {
    return Math.round((System.nanoTime() - begunNanos) / 1e8) / 10.0;
  }
}
