// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.tocsin.server.access.ActingAs;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.Citation;
import org.tocsin.server.assess.Statement;
import org.tocsin.server.decide.DutyTest;
import org.tocsin.server.decide.DutyTests;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.node.ObjectNode;

/**
 * A case on the running server, told up to where a test begins: Ana writes, Bo agrees and signs.
 */
public final class Story {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final ServerWorld world;
  private final String caseId;
  private final String watcher;

  private Story(ServerWorld world, String caseId, String watcher) {
    this.world = world;
    this.caseId = caseId;
    this.watcher = watcher;
  }

  /** A case with one report, assessed, and one watcher in the middle of Moscow. */
  public static Story begun(ServerWorld world) {
    int number = COUNT.incrementAndGet();
    Answer report =
        world
            .ana()
            .post(
                "/api/v1/reports?source=partner&reliability=B&credibility=2",
                "text/plain",
                ("Extremists plan to attack concert " + number + " in Moscow.")
                    .getBytes(StandardCharsets.UTF_8),
                Map.of());
    assertThat(report.status()).as(report.toString()).isEqualTo(201);
    ReportId reportId = new ReportId(report.text("id"));
    CaseId caseId =
        ActingAs.of(
            world.server(),
            world.ana().email(),
            () -> {
              Cases cases = world.bean(Cases.class);
              CaseId id = cases.open("Concerts in Moscow", List.of(reportId)).id();
              cases.assess(id, judgement(world, reportId));
              return id;
            });
    Story story = new Story(world, caseId.value(), "hall-" + number);
    story.watcher(story.watcher, 55.75, 37.6);
    return story;
  }

  private static Cases.Judgement judgement(ServerWorld world, ReportId report) {
    return new Cases.Judgement(
        "ISIS-K",
        "people at concerts",
        "firearms",
        new Place("Moscow", 55.75, 37.62, 20_000),
        new TimeWindow(world.clock().instant(), world.clock().instant().plusSeconds(48 * 3600)),
        "likely",
        "moderate",
        List.of(
            new Statement(
                "An attack on a concert is planned.",
                List.of(new Citation(report, OptionalInt.empty())))));
  }

  /** The case's id. */
  public String caseId() {
    return caseId;
  }

  /** The external id of the watcher. */
  public String watcher() {
    return watcher;
  }

  /** One more watcher. */
  public void watcher(String id, double latitude, double longitude) {
    Answer put =
        world
            .ana()
            .post(
                "/api/v1/watchers",
                Map.of(
                    "id",
                    id,
                    "kind",
                    "venue",
                    "lat",
                    latitude,
                    "lon",
                    longitude,
                    "radiusMetres",
                    100,
                    "languages",
                    "ru",
                    "channel",
                    "email",
                    "address",
                    id + "@example.org"));
    assertThat(put.status()).as(put.toString()).isEqualTo(201);
  }

  /** Proposes as Ana; every question answered yes. */
  public Answer propose(String victims, String result) {
    DutyTest test = world.bean(DutyTests.class).find("us-icd-191").orElseThrow();
    List<Map<String, String>> answers = new ArrayList<>();
    test.questions()
        .forEach(each ->
            answers.add(Map.of("question", each.id(), "answer", "yes", "reason", "as reported")));
    return world
        .ana()
        .post(
            "/api/v1/cases/" + caseId + "/determinations",
            Map.of(
                "victims",
                victims,
                "policy",
                "us-icd-191",
                "answers",
                answers,
                "result",
                result,
                "reasons",
                "A credible and specific threat."));
  }

  /** Proposes as Ana and agrees as Bo. */
  public void decided(String victims) {
    Answer made = propose(victims, "warn");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    Answer agreed =
        world.bo().post("/api/v1/determinations/" + made.text("id") + "/agreement", Map.of());
    assertThat(agreed.status()).as(agreed.toString()).isEqualTo(200);
  }

  /** The draft as JSON, written by Ana from now on. */
  public Answer compose(Draft draft) {
    ObjectNode body = Drafts.JSON.valueToTree(draft);
    return world.ana().post("/api/v1/cases/" + caseId + "/warnings", body);
  }

  /** A public alert from now on, as a draft; gives its id. */
  public String drafted() {
    Answer made = compose(Drafts.publicAlert(world.clock().instant()));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.text("id");
  }

  /** A public alert, decided, signed by Bo and in force; gives its id. */
  public String inForce() {
    decided("public");
    String id = drafted();
    assertThat(signed(id).text("state")).isEqualTo("inForce");
    return id;
  }

  /** Bo looks at the preview and signs it. */
  public Answer signed(String id) {
    return sign(world.bo(), id, preview(id).text("contentHash"));
  }

  /** The same though somebody of its audience is not cleared for it. */
  public Answer signedDespite(String id) {
    return world
        .bo()
        .post(
            "/api/v1/warnings/" + id + "/approval",
            Map.of(
                "contentHash",
                preview(id).text("contentHash"),
                "despite",
                "They hear it by phone."));
  }

  /** The preview as Bo sees it. */
  public Answer preview(String id) {
    Answer preview = world.bo().get("/api/v1/warnings/" + id + "/preview");
    assertThat(preview.status()).as(preview.toString()).isEqualTo(200);
    return preview;
  }

  /** Somebody signs this hash. */
  public Answer sign(Caller who, String id, String hash) {
    return who.post("/api/v1/warnings/" + id + "/approval", Map.of("contentHash", hash));
  }
}
