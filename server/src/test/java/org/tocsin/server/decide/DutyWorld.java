// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.tocsin.server.access.ActingAs;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Role;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/**
 * Policies and cases of a test's own on the shared server, so that no test changes what another
 * decides by.
 */
public final class DutyWorld {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final ServerWorld world;

  /** On the shared server. */
  public DutyWorld(ServerWorld world) {
    this.world = world;
  }

  /** An id that no other test has. */
  public static String policyId() {
    return "desk-test-" + COUNT.incrementAndGet();
  }

  /** The text of ICD 191 under another id. */
  public static String text(String policy) {
    return shipped().replace("id: us-icd-191\n", "id: " + policy + "\n");
  }

  private static String shipped() {
    return ShippedPolicies.read().stream()
        .filter(each -> each.test().id().equals("us-icd-191"))
        .map(ShippedPolicies.Shipped::text)
        .findFirst()
        .orElseThrow();
  }

  /** Proposed by Ana, agreed by Bo; a later version by as many as a waiver takes. */
  public void inForce(String policy, String text) {
    Answer made =
        world
            .ana()
            .post("/api/v1/policies/versions", Map.of("text", text, "why", "as the test needs"));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String path =
        "/api/v1/policies/%s/versions/%s/agreement".formatted(policy, made.text("version"));
    boolean first = made.text("version").equals("1");
    Answer agreed = (first ? world.bo() : seniorOfficer()).post(path, Map.of());
    if (agreed.text("state").equals("proposed")) {
      agreed = world.bo().post(path, Map.of());
    }
    assertThat(agreed.text("state")).as(agreed.toString()).isEqualTo("inForce");
  }

  /**
   * Takes in a report and has it read; gives its id. It is numbered, since what came before is not
   * taken in again.
   */
  public String report(String text) {
    String numbered = text + " Note " + COUNT.incrementAndGet() + ".";
    Answer made =
        world
            .ana()
            .post(
                "/api/v1/reports?source=Duties", "text/plain", numbered.getBytes(UTF_8), Map.of());
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    world.beat();
    return made.text("id");
  }

  /** Opens a case with this report; gives its id. */
  public String open(String report) {
    Answer made =
        world.ana().post("/api/v1/cases", Map.of("title", "Concerts", "reports", List.of(report)));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.text("id");
  }

  /**
   * A proposal with every question answered alike, what the record needs said, and this report as
   * evidence of the ground.
   */
  public Answer propose(
      String caseId, String policy, String victims, String answer, String result, String report) {
    DutyTest test = world.bean(DutyTests.class).find(policy).orElseThrow();
    Map<String, Object> body = new HashMap<>();
    body.put("victims", victims);
    body.put("policy", policy);
    body.put("reasons", "As the reports say.");
    body.put(
        "answers",
        test.questions().stream()
            .map(each -> Map.of("question", each.id(), "answer", answer, "reason", "as reported"))
            .toList());
    body.put("result", result.equals("warn") || result.equals("noDuty") ? result : "waived");
    if (body.get("result").equals("waived")) {
      body.put("ground", result);
      body.put("evidence", List.of(Map.of("of", "ground", "report", report)));
      body.put("record", Map.of("originator", "the partner was asked and agreed"));
    }
    return world.ana().post("/api/v1/cases/" + caseId + "/determinations", body);
  }

  /** The same, which must be taken; gives its id. */
  public String proposed(
      String caseId, String policy, String victims, String answer, String result, String report) {
    Answer made = propose(caseId, policy, victims, answer, result, report);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.text("id");
  }

  /** Somebody agrees. */
  public Answer agree(Caller who, String determination) {
    return who.post("/api/v1/determinations/" + determination + "/agreement", Map.of());
  }

  /** Puts a case under a policy: Ana proposes it, a senior officer on call agrees. */
  public void putUnder(String caseId, String policy) {
    String path = "/api/v1/cases/" + caseId + "/policy";
    Answer put =
        world.ana().put(path, Map.of("policy", policy, "why", "This one governs a case like it."));
    assertThat(put.status()).as(put.toString()).isEqualTo(200);
    Answer agreed = seniorOfficer().post(path + "/agreement", Map.of());
    assertThat(agreed.text("state")).as(agreed.toString()).isEqualTo("agreed");
  }

  /** An approver who is on call as senior officer for two hours from now. */
  public Caller seniorOfficer() {
    return holder("seniorOfficer");
  }

  /** An approver who is on call in this post for two hours from now. */
  public Caller holder(String post) {
    Caller senior = world.officerWith(Role.APPROVER);
    Instant now = world.clock().instant();
    Answer shift =
        world
            .ana()
            .post(
                "/api/v1/duty-roster/shifts",
                Map.of(
                    "post", post,
                    "officer", idOf(senior),
                    "from", now.toString(),
                    "until", now.plus(Duration.ofHours(2)).toString()));
    assertThat(shift.status()).as(shift.toString()).isEqualTo(201);
    return senior;
  }

  /** Somebody's id. */
  public String idOf(Caller who) {
    return ActingAs.of(
        world.server(), who.email(), () -> world.bean(CurrentOfficer.class).get().id().value());
  }
}
