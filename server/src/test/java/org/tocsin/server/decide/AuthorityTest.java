// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: a waiver holds by as many as the policy asks for and whoever is on call; one
 * alone can only decide to warn, aloud.
 */
class AuthorityTest {

  private final ServerWorld world = ServerWorld.running();
  private final DutyWorld duty = new DutyWorld(world);
  private final String policy = DutyWorld.policyId();
  private final String post = "chief" + policy.replaceAll("\\D", "");
  private String report = "";
  private String caseId = "";

  @BeforeEach
  void aPolicyThatAsksForTwoAndAPost() {
    duty.inForce(
        policy,
        DutyWorld.text(policy)
            .replace("agreements: 1, post: seniorOfficer", "agreements: 2, post: " + post));
    report = duty.report("Extremists plan to attack a concert in Moscow.");
    caseId = duty.open(report);
    duty.putUnder(caseId, policy);
  }

  private Answer shift(String officer, Instant from, Instant until) {
    Map<String, Object> body = new HashMap<>();
    body.put("post", post);
    body.put("officer", officer);
    body.put("from", from.toString());
    body.put("until", until.toString());
    return world.ana().post("/api/v1/duty-roster/shifts", body);
  }

  private Answer delegation(Caller holder, Caller to, Duration length) {
    Instant now = world.clock().instant();
    return holder.post(
        "/api/v1/duty-roster/delegations",
        Map.of(
            "post", post,
            "officer", duty.idOf(to),
            "from", now.toString(),
            "until", now.plus(length).toString(),
            "why", "on leave"));
  }

  @Test
  void aWaiverHoldsByTwoOfWhomOneIsOnCall() {
    Caller chief = world.officerWith(Role.APPROVER);
    String id = duty.proposed(caseId, policy, "intendedVictims", "yes", "noWay", report);
    Answer first = duty.agree(world.bo(), id);
    assertThat(first.text("state")).isEqualTo("proposed");
    assertThat(first.text("agreementsNeeded")).isEqualTo("2");
    assertThat(duty.agree(world.bo(), id).problem()).isEqualTo("T4013");
    Answer tooEarly = duty.agree(chief, id);
    assertThat(tooEarly.problem()).isEqualTo("T4012");
    assertThat(tooEarly.body()).contains("nobody does");
    Instant now = world.clock().instant();
    assertThat(shift(duty.idOf(chief), now, now.plus(Duration.ofHours(8))).status()).isEqualTo(201);
    Answer held = duty.agree(chief, id);
    assertThat(held.text("state")).as(held.toString()).isEqualTo("agreed");
    assertThat(held.text("/agreements/1/post")).isEqualTo(post);
    assertThat(world.bean(Ledger.class).about(id))
        .extracting(TimelineLine::type)
        .containsExactly("DeterminationProposed", "DeterminationSupported", "DeterminationAgreed");
  }

  @Test
  void nobodyStandsForTheAuthorOfWhatIsProposed() {
    Caller deputy = world.officerWith(Role.APPROVER);
    Instant now = world.clock().instant();
    shift(duty.idOf(world.ana()), now, now.plus(Duration.ofHours(8)));
    assertThat(delegation(world.ana(), deputy, Duration.ofHours(2)).status()).isEqualTo(201);
    String id = duty.proposed(caseId, policy, "intendedVictims", "yes", "noWay", report);
    duty.agree(world.bo(), id);
    assertThat(duty.agree(deputy, id).problem()).isEqualTo("T4012");
  }

  @Test
  void whoHoldsAPostLetsAnotherActInItForATimeAndNoLonger() {
    Caller chief = world.officerWith(Role.APPROVER);
    Caller deputy = world.officerWith(Role.APPROVER);
    assertThat(delegation(chief, deputy, Duration.ofHours(2)).problem()).isEqualTo("T4016");
    Instant now = world.clock().instant();
    shift(duty.idOf(chief), now, now.plus(Duration.ofHours(8)));
    assertThat(delegation(chief, deputy, Duration.ofDays(15)).problem()).isEqualTo("T4014");
    Answer made = delegation(chief, deputy, Duration.ofHours(2));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    assertThat(world.bean(Rosters.class).onCall(post)).hasSize(2);
    String id = duty.proposed(caseId, policy, "intendedVictims", "yes", "noWay", report);
    duty.agree(world.bo(), id);
    Answer held = duty.agree(deputy, id);
    assertThat(held.text("state")).isEqualTo("agreed");
    assertThat(held.text("/agreements/1/standingFor")).isEqualTo(duty.idOf(chief));
    Answer ended = chief.delete("/api/v1/duty-roster/delegations/" + made.text("id"));
    assertThat(ended.status()).isEqualTo(204);
    assertThat(world.bean(Rosters.class).onCall(post)).hasSize(1);
    assertThat(chief.delete("/api/v1/duty-roster/delegations/" + made.text("id")).problem())
        .isEqualTo("T4015");
    assertThat(world.ana().page("/desk/duty-roster").body()).contains(post);
    assertThat(
            world
                .ana()
                .submit(
                    "/desk/duty-roster/shifts", Map.of("post", "!", "from", "soon", "until", ""))
                .body())
        .as("all faults at once, by the names of the form that was sent")
        .contains("<a href=\"#s-post\">Post</a>: has another form")
        .contains("<a href=\"#s-officer\">Approver</a>: is nobody")
        .contains("<a href=\"#s-from\">From</a>: is no date and time (<q>soon</q>)")
        .contains("<a href=\"#s-until\">Until</a>: is no date and time");
  }

  @Test
  void aShiftNeedsAnApproverAndATimeToCome() {
    Caller auditor = world.officerWith(Role.AUDITOR);
    Instant now = world.clock().instant();
    Answer refused = shift(duty.idOf(auditor), now, now.minusSeconds(60));
    assertThat(refused.problem()).isEqualTo("T4014");
    assertThat(refused.body()).contains("role approver").contains("\"until\"");
    assertThat(
            world.officerWith(Role.APPROVER).post("/api/v1/duty-roster/shifts", Map.of()).status())
        .isEqualTo(403);
  }

  @Test
  void evidenceMustBeOfTheCase() {
    String other = duty.report("Somebody threatens another place, Kazan, with a bomb.");
    Answer refused = duty.propose(caseId, policy, "intendedVictims", "yes", "noWay", other);
    assertThat(refused.problem()).isEqualTo("T4002");
    assertThat(refused.body()).contains("is no report of the case");
  }

  @Test
  void oneAloneDecidesOnlyToWarnAndEveryApproverSeesItUntilTheyLook() {
    Caller approver = world.officerWith(Role.APPROVER);
    String waived = duty.proposed(caseId, policy, "intendedVictims", "yes", "noWay", report);
    Map<String, String> why = Map.of("why", "Nobody answers the telephone; it is tonight.");
    String glass = "/broken-glass";
    assertThat(world.ana().post("/api/v1/determinations/" + waived + glass, why).problem())
        .isEqualTo("T4017");
    String id = duty.proposed(caseId, policy, "public", "yes", "warn", report);
    String path = "/api/v1/determinations/" + id;
    assertThat(world.bo().post(path + glass, why).problem()).isEqualTo("T4017");
    assertThat(world.ana().post(path + glass, Map.of("why", "now")).problem()).isEqualTo("T4018");
    // Other alarms may stand there: lapses, and what else happens on the shared desk.
    String alarm = "Somebody decided alone to warn.";
    assertThat(approver.page("/desk/duty-roster").body()).doesNotContain(alarm);
    assertThat(world.ana().post(path + glass, why).status()).isEqualTo(200);
    assertThat(
            world
                .bean(Determinations.class)
                .requireRelease(new CaseId(caseId), VictimClass.PUBLIC)
                .id())
        .isEqualTo(new DeterminationId(id));
    assertThat(approver.page("/desk/duty-roster").body())
        .contains("class=\"alarm\"")
        .contains(alarm);
    assertThat(world.ana().get("/api/v1/broken-glass").body()).contains(id);
    String page = "/desk/determinations/" + id;
    assertThat(approver.submit(page + "/seen", Map.of()).status()).isEqualTo(303);
    assertThat(approver.page(page).body()).doesNotContain(alarm).contains("Decided alone");
    Map<String, Object> review =
        Map.of("upheld", true, "words", "It could not have waited; agreed.");
    assertThat(world.ana().post(path + "/review", review).problem()).isEqualTo("T4019");
    assertThat(world.bo().post(path + "/review", review).text("upheld")).isEqualTo("true");
    assertThat(approver.post(path + "/review", review).problem()).isEqualTo("T4019");
    assertThat(world.bean(Ledger.class).about(id))
        .extracting(TimelineLine::type)
        .containsExactly("DeterminationProposed", "GlassBroken", "GlassSeen", "GlassReviewed");
  }

  @Test
  void aReviewThatDoesNotComeIsAnEntry() {
    String id = duty.proposed(caseId, policy, "public", "yes", "warn", report);
    world
        .ana()
        .post(
            "/api/v1/determinations/" + id + "/broken-glass",
            Map.of("why", "Nobody answers the telephone; it is tonight."));
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofHours(25)));
    world.beat();
    assertThat(world.bean(Ledger.class).about(id))
        .extracting(TimelineLine::type)
        .contains("GlassReviewOverdue");
    assertThat(world.bo().page("/desk/decisions").body()).contains("Decided alone, to review");
  }
}
