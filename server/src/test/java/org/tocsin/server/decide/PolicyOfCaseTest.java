// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: a case stands under one policy, and nobody decides not to warn by another
 * that asks for less; to leave it takes as much as to waive it.
 */
class PolicyOfCaseTest {

  private static final String ICD_191 = "us-icd-191";
  private static final String WHY = "Another rule governs a case like this one.";

  private final ServerWorld world = ServerWorld.running();
  private final DutyWorld duty = new DutyWorld(world);
  private final String report = duty.report("Extremists plan to attack a concert in Moscow.");
  private final String caseId = duty.open(report);
  private final String path = "/api/v1/cases/" + caseId + "/policy";

  /** ICD 191 under another id, changed in one place, in force. */
  private String policy(String from, String to) {
    String policy = DutyWorld.policyId();
    String text = DutyWorld.text(policy);
    assertThat(text).contains(from);
    duty.inForce(policy, text.replace(from, to));
    return policy;
  }

  private Answer put(Caller who, String policy) {
    return who.put(path, Map.of("policy", policy, "why", WHY));
  }

  private Answer agree(Caller who) {
    return who.post(path + "/agreement", Map.of());
  }

  private Answer clock() {
    return world.ana().get("/api/v1/cases/" + caseId + "/clock");
  }

  @Test
  void notToWarnIsDecidedByTheCasesPolicyAndToWarnByAny() {
    String lax = policy("waived: {agreements: 1, post: seniorOfficer}", "waived: {agreements: 1}");
    Answer refused = duty.propose(caseId, lax, "intendedVictims", "yes", "noWay", report);
    assertThat(refused.problem()).as(refused.toString()).isEqualTo("T4022");
    assertThat(refused.body()).contains("the case stands under us-icd-191");
    assertThat(duty.propose(caseId, lax, "public", "no", "noDuty", report).problem())
        .isEqualTo("T4022");
    assertThat(world.ana().page(worksheet(lax)).body())
        .contains("one can only decide to warn with this test");
    String warn = duty.proposed(caseId, lax, "public", "yes", "warn", report);
    assertThat(duty.agree(world.bo(), warn).text("state")).isEqualTo("agreed");
  }

  private String worksheet(String policy) {
    return "/desk/cases/" + caseId + "/determinations/new?policy=" + policy;
  }

  @Test
  void whereAWaiverAndNoDutyAskForTwoPostsItTakesBoth() {
    String strict =
        policy("noDuty: {agreements: 1}", "noDuty: {agreements: 1, post: legalAdviser}");
    duty.putUnder(caseId, strict);
    assertThat(put(world.officerWith(Role.OFFICER), "us-clery-act").status()).isEqualTo(200);
    assertThat(agree(world.officerWith(Role.APPROVER)).problem()).isEqualTo("T4012");
    assertThat(agree(duty.seniorOfficer()).text("state")).isEqualTo("proposed");
    assertThat(agree(duty.seniorOfficer()).problem()).isEqualTo("T4012");
    assertThat(agree(duty.holder("legalAdviser")).text("state")).isEqualTo("agreed");
  }

  @Test
  void whoeverProposesAnotherPolicyHasTheRolesThatThePolicyAsksFor() {
    duty.putUnder(caseId, policy("propose: [officer]", "propose: [officer, approver]"));
    Answer refused = put(world.officerWith(Role.OFFICER), "us-clery-act");
    assertThat(refused.problem()).as(refused.toString()).isEqualTo("T4011");
  }

  @Test
  void whoeverMayNotProposeAnotherPolicyIsToldSoByThePageAndByTheApi() {
    Caller approver = world.officerWith(Role.APPROVER);
    assertThat(approver.page("/desk/cases/" + caseId).body())
        .contains("Whoever has the role officer as well proposes to put the case under another")
        .doesNotContain("Propose the other policy");
    Answer refused = put(approver, "us-clery-act");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problem()).isEqualTo("T4011");
    assertThat(world.ana().page("/desk/cases/" + caseId).body())
        .contains("Propose the other policy");
  }

  @Test
  void toLeaveAPolicyTakesAReasonAndAsManyAsToWaiveItThePostIncluded() {
    String strict =
        policy(
            "waived: {agreements: 1, post: seniorOfficer}",
            "waived: {agreements: 2, post: seniorOfficer}");
    duty.putUnder(caseId, strict);
    assertThat(world.ana().put(path, Map.of("policy", ICD_191)).problem()).isEqualTo("T4018");
    assertThat(put(world.ana(), strict).problem()).isEqualTo("T4021");
    Answer proposed = put(world.ana(), ICD_191);
    assertThat(proposed.text("agreementsNeeded")).as(proposed.toString()).isEqualTo("2");
    assertThat(proposed.text("postNeeded")).isEqualTo("seniorOfficer");
    assertThat(put(world.bo(), "us-clery-act").problem()).isEqualTo("T4021");
    assertThat(agree(world.ana()).problem()).isEqualTo("T4003");
    assertThat(agree(world.officerWith(Role.OFFICER)).problem()).isEqualTo("T9003");
    assertThat(agree(world.bo()).text("state")).isEqualTo("proposed");
    assertThat(agree(world.bo()).problem()).isEqualTo("T4013");
    assertThat(agree(world.officerWith(Role.APPROVER)).problem()).isEqualTo("T4012");
    assertThat(clock().text("policy")).isEqualTo(strict);
    assertThat(duty.propose(caseId, ICD_191, "public", "no", "noDuty", report).problem())
        .isEqualTo("T4022");
    assertThat(agree(duty.seniorOfficer()).text("state")).isEqualTo("agreed");
    assertThat(clock().text("policy")).isEqualTo(ICD_191);
    assertThat(world.bean(Ledger.class).timeline(new CaseId(caseId)))
        .extracting(TimelineLine::type)
        .containsSubsequence("CasePolicyProposed", "CasePolicySupported", "CasePutUnderPolicy");
    assertThat(world.ana().get("/api/v1/cases/" + caseId + "/policy-changes").json()).hasSize(2);
  }

  @Test
  void whatIsSentBackLeavesThePolicyAsItIs() {
    assertThat(put(world.ana(), "us-clery-act").status()).isEqualTo(200);
    assertThat(world.bo().page("/desk/decisions").body()).contains("From us-icd-191 to us-clery");
    assertThat(
            world
                .bo()
                .submit("/desk/cases/" + caseId + "/policy/return", Map.of("why", WHY))
                .status())
        .isEqualTo(303);
    assertThat(clock().text("policy")).isEqualTo(ICD_191);
    assertThat(agree(duty.seniorOfficer()).problem()).isEqualTo("T4021");
  }

  @Test
  void whatWasDecidedNotToWarnUnderThePolicyBeforeIsDecidedAnew() {
    String held = duty.proposed(caseId, ICD_191, "public", "no", "noDuty", report);
    duty.agree(world.bo(), held);
    String waiting = duty.proposed(caseId, ICD_191, "intendedVictims", "no", "noDuty", report);
    String strict = policy("noDuty: {agreements: 1}", "noDuty: {agreements: 2}");
    duty.putUnder(caseId, strict);
    assertThat(clock().body()).contains("The case stands under another policy now: " + strict);
    assertThat(duty.agree(world.bo(), waiting).problem()).isEqualTo("T4004");
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofMinutes(245)));
    world.beat();
    assertThat(
            world
                .bean(Determinations.class)
                .requireRelease(new CaseId(caseId), VictimClass.PUBLIC)
                .proposedBy())
        .isEqualTo(Determination.THE_CLOCK);
  }

  @Test
  void whatWasProposedUnderAVersionThatWasReplacedIsProposedAnew() {
    String policy = policy("noDuty: {agreements: 1}", "noDuty: {agreements: 1}");
    duty.putUnder(caseId, policy);
    String kept = duty.proposed(caseId, policy, "public", "no", "noDuty", report);
    duty.inForce(
        policy,
        DutyWorld.text(policy).replace("noDuty: {agreements: 1}", "noDuty: {agreements: 2}"));
    Answer refused = duty.agree(world.bo(), kept);
    assertThat(refused.problem()).as(refused.toString()).isEqualTo("T4022");
    assertThat(refused.body()).contains("has a newer version");
  }
}
