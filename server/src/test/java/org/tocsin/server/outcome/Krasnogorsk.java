// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/** A case like that of March 2024, made through the API as an officer would; times are relative. */
final class Krasnogorsk {

  private static final List<String> QUESTIONS =
      List.of("credible", "specific", "impending", "harm", "target");

  private final ServerWorld world;
  final String report;
  final String caseId;

  Krasnogorsk(ServerWorld world) {
    this.world = world;
    this.report = newReport("Gatherings in Moscow may be attacked within 48 hours.");
    this.caseId =
        made(world
                .ana()
                .post(
                    "/api/v1/cases",
                    Map.of("title", "Large gatherings in Moscow", "reports", List.of(report))))
            .text("id");
  }

  String newReport(String text) {
    Answer answer =
        world
            .ana()
            .post(
                "/api/v1/reports?source=partner&reliability=B&credibility=2",
                "text/plain",
                (text + " " + System.nanoTime()).getBytes(StandardCharsets.UTF_8),
                Map.of());
    return made(answer).text("id");
  }

  void join(String another) {
    Answer joined =
        world.ana().post("/api/v1/cases/" + caseId + "/reports", Map.of("report", another));
    assertThat(joined.status()).as(joined.toString()).isBetween(200, 201);
  }

  /** Decides on the public and warns them for 48 hours; returns the warning's id. */
  String warn() {
    Krasnogorsk.made(
        world
            .ana()
            .post(
                "/api/v1/watchers",
                Map.of(
                    "id",
                    "hall-" + System.nanoTime(),
                    "kind",
                    "venue",
                    "lat",
                    55.826,
                    "lon",
                    37.390,
                    "radiusMetres",
                    100,
                    "languages",
                    "en",
                    "channel",
                    "email",
                    "address",
                    "hall@venue.example")));
    agree("public");
    Instant now = world.clock().instant();
    Answer draft =
        made(
            world
                .ana()
                .post(
                    "/api/v1/cases/" + caseId + "/warnings",
                    publicAlert(now, now.plus(Duration.ofDays(2)))));
    String id = draft.text("id");
    Answer preview = world.ana().post("/api/v1/warnings/" + id + "/preview", Map.of());
    assertThat(preview.status()).as(preview.toString()).isEqualTo(200);
    Answer approved =
        world
            .bo()
            .post(
                "/api/v1/warnings/" + id + "/approval",
                Map.of("contentHash", preview.text("contentHash")));
    assertThat(approved.status()).as(approved.toString()).isEqualTo(200);
    return id;
  }

  void agree(String victims) {
    Map<String, Object> body = new HashMap<>();
    body.put("victims", victims);
    body.put("policy", "us-icd-191");
    body.put("result", "warn");
    body.put("reasons", "Credible, specific and impending.");
    body.put(
        "answers",
        QUESTIONS.stream()
            .map(question -> Map.of("question", question, "answer", "yes", "reason", "report"))
            .toList());
    String id =
        made(world.ana().post("/api/v1/cases/" + caseId + "/determinations", body)).text("id");
    Answer agreed = world.bo().post("/api/v1/determinations/" + id + "/agreement", Map.of());
    assertThat(agreed.status()).as(agreed.toString()).isEqualTo(200);
  }

  static Map<String, Object> publicAlert(Instant from, Instant until) {
    Map<String, Object> draft = new HashMap<>();
    draft.put("kind", "publicAlert");
    draft.put("victims", "public");
    draft.put("marking", "TLP:CLEAR");
    draft.put("window", Map.of("from", from.toString(), "until", until.toString()));
    draft.put("category", "Security");
    draft.put("severity", "Severe");
    draft.put("urgency", "Expected");
    draft.put("certainty", "Likely");
    draft.put("responseTypes", List.of("Avoid"));
    draft.put("intendedKinds", List.of());
    draft.put("recipients", List.of());
    draft.put(
        "areas",
        List.of(
            Map.of(
                "areaDesc", "Moscow and near suburbs",
                "polygons", List.of(),
                "circles",
                    List.of(Map.of("latitude", 55.7558, "longitude", 37.6173, "radiusKm", 30)))));
    draft.put(
        "texts",
        List.of(
            Map.of(
                "language", "en",
                "event", "Threat to large gatherings",
                "headline", "Avoid large gatherings in Moscow for the next 48 hours",
                "description",
                    "Extremists have plans to attack large gatherings, concerts included.",
                "instruction", "Avoid crowds and watch the news.")));
    draft.put(
        "plan", Map.of("steps", List.of(Map.of("channels", List.of("email"), "waitMinutes", 30))));
    return draft;
  }

  Map<String, Object> incident(Instant began) {
    Map<String, Object> body = new HashMap<>();
    body.put("title", "Attack on a concert hall");
    body.put("began", began.toString());
    body.put(
        "place",
        Map.of(
            "name", "Krasnogorsk", "latitude", 55.826, "longitude", 37.390, "radiusMetres", 200));
    body.put("attackType", "armed-assault, arson");
    body.put("targetType", "entertainment-venue");
    body.put("weapons", List.of("automatic-firearms"));
    body.put("groups", List.of("Islamic State - Khorasan Province"));
    body.put("reports", List.of(report));
    return body;
  }

  String recordIncident(Instant began) {
    return made(world.ana().post("/api/v1/cases/" + caseId + "/incidents", incident(began)))
        .text("id");
  }

  Map<String, Object> figure(String what, long min, String qualifier, Instant asOf) {
    Map<String, Object> body = new HashMap<>();
    body.put("what", what);
    body.put("min", min);
    body.put("qualifier", qualifier);
    body.put("asOf", asOf.toString());
    body.put("report", report);
    return body;
  }

  Map<String, Object> statement(String kind, String by, String about, Instant saidAt) {
    Map<String, Object> body = new HashMap<>();
    body.put("kind", kind);
    body.put("by", by);
    body.put("about", about);
    body.put("channel", "television");
    body.put("certainty", "asserted");
    body.put("words", "In a sentence.");
    body.put("saidAt", saidAt.toString());
    body.put("report", report);
    return body;
  }

  Answer addAftermath(String kind, String by, int amount) {
    return made(
        world
            .ana()
            .post(
                "/api/v1/cases/" + caseId + "/aftermath",
                Map.of(
                    "kind",
                    kind,
                    "by",
                    by,
                    "about",
                    "suspects",
                    "amount",
                    amount,
                    "at",
                    world.clock().instant().toString(),
                    "report",
                    report)));
  }

  /**
   * The whole story: warned, lapsed, dismissed, attacked, claimed, denied, closed; the incident.
   */
  String untilTheEnd() {
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofHours(4)));
    String warning = warn();
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofDays(12)));
    world.beat();
    made(
        ana()
            .post(
                "/api/v1/cases/" + caseId + "/reactions",
                Map.of(
                    "warning",
                    warning,
                    "by",
                    "President of the host country",
                    "kind",
                    "denounced",
                    "words",
                    "He called such warnings blackmail.",
                    "report",
                    report,
                    "saidAt",
                    world.clock().instant().toString())));
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofDays(3)));
    world.beat();
    Instant attack = world.clock().instant();
    String incident = recordIncident(attack);
    world.clock().forwardTo(attack.plus(Duration.ofDays(1)));
    String path = "/api/v1/incidents/" + incident;
    made(
        ana()
            .post(
                path + "/figures", figure("killed", 40, "preliminary", attack.plusSeconds(9_000))));
    made(
        ana()
            .post(
                path + "/figures", figure("killed", 133, "at-least", attack.plusSeconds(80_000))));
    made(
        ana()
            .post(
                path + "/figures", figure("wounded", 100, "more-than", attack.plusSeconds(9_000))));
    made(
        ana()
            .post(
                path + "/statements",
                statement("claim", "Islamic State", "", attack.plusSeconds(14_000))));
    made(
        ana()
            .post(
                path + "/statements",
                statement(
                    "attribution",
                    "Two officials, not named",
                    "Islamic State",
                    attack.plusSeconds(28_000))));
    made(
        ana()
            .post(
                path + "/statements",
                statement("hint", "A president", "Ukraine", attack.plusSeconds(70_000))));
    made(
        ana()
            .post(
                path + "/statements",
                statement("denial", "A foreign ministry", "Ukraine", attack.plusSeconds(80_000))));
    assertThat(
            ana()
                .post(
                    "/api/v1/cases/" + caseId + "/outcome",
                    Map.of("outcome", "hit", "reasons", "The plan outlived its window."))
                .status())
        .isEqualTo(200);
    world.beat();
    return incident;
  }

  static Answer made(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer;
  }

  Caller ana() {
    return world.ana();
  }
}
