// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.access.Role;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: a policy is checked, tried, agreed by a second person, and kept for ever. */
class PoliciesTest {

  private final ServerWorld world = ServerWorld.running();
  private final DutyWorld duty = new DutyWorld(world);

  @Test
  void aVersionReplacesAnotherByAsManyAsToWaiveItAndTheRecordKeepsEach() {
    String policy = DutyWorld.policyId();
    duty.inForce(
        policy,
        DutyWorld.text(policy)
            .replace("waived: {agreements: 1, post", "waived: {agreements: 2, post"));
    String second = DutyWorld.text(policy).replace("decideWithin: PT4H", "decideWithin: PT3H");
    Answer proposed =
        world.ana().post("/api/v1/policies/versions", Map.of("text", second, "why", "faster"));
    assertThat(proposed.text("version")).isEqualTo("2");
    String version = "/api/v1/policies/" + policy + "/versions/2";
    assertThat(world.ana().post(version + "/agreement", Map.of()).problem()).isEqualTo("T4020");
    assertThat(decideWithin(policy)).isEqualTo("PT4H");
    Answer one = world.bo().post(version + "/agreement", Map.of());
    assertThat(one.text("state")).as(one.toString()).isEqualTo("proposed");
    assertThat(one.text("agreements")).isEqualTo("1");
    assertThat(one.text("agreementsNeeded")).isEqualTo("2");
    assertThat(one.text("postNeeded")).isEqualTo("seniorOfficer");
    assertThat(world.bo().page("/desk/policies/" + policy + "/versions/2").body())
        .contains("One agreement is needed, by the senior officer.")
        .contains("You have agreed to this.")
        .doesNotContain("Agree: put it in force");
    assertThat(world.bo().post(version + "/agreement", Map.of()).problem()).isEqualTo("T4013");
    Caller approver = world.officerWith(Role.APPROVER);
    assertThat(approver.post(version + "/agreement", Map.of()).problem()).isEqualTo("T4012");
    assertThat(decideWithin(policy)).isEqualTo("PT4H");
    assertThat(duty.seniorOfficer().post(version + "/agreement", Map.of()).text("state"))
        .isEqualTo("inForce");
    assertThat(decideWithin(policy)).isEqualTo("PT3H");
    assertThat(world.bo().post(version + "/agreement", Map.of()).problem()).isEqualTo("T4010");
    assertThat(world.bo().get("/api/v1/policies/" + policy + "/versions").body())
        .contains("\"state\":\"replaced\"")
        .contains("decideWithin: PT4H");
    assertThat(world.bean(Ledger.class).about(policy + "/2"))
        .extracting(TimelineLine::type)
        .containsExactly("PolicyProposed", "PolicySupported", "PolicyInForce");
  }

  private String decideWithin(String policy) {
    return world.bean(DutyTests.class).find(policy).orElseThrow().decideWithin().toString();
  }

  @Test
  void whatIsSentBackIsNotInForceAndSaysWhy() {
    String policy = DutyWorld.policyId();
    world
        .ana()
        .post("/api/v1/policies/versions", Map.of("text", DutyWorld.text(policy), "why", "new"));
    String version = "/api/v1/policies/" + policy + "/versions/1";
    assertThat(world.bo().post(version + "/return", Map.of("why", " ")).problem())
        .isEqualTo("T4009");
    assertThat(world.bo().post(version + "/return", Map.of("why", "cite it")).text("state"))
        .isEqualTo("returned");
    assertThat(world.bean(DutyTests.class).find(policy)).isEmpty();
  }

  @Test
  void aTextWithFaultsIsRefusedWithLinesAndNothingIsKept() {
    String policy = DutyWorld.policyId();
    String bad = DutyWorld.text(policy).replace("inDoubt: warn", "inDoubt: silence");
    Answer refused =
        world.ana().post("/api/v1/policies/versions", Map.of("text", bad, "why", "quieter"));
    assertThat(refused.problem()).isEqualTo("T4009");
    assertThat(refused.body()).containsPattern("line \\d+, inDoubt").contains("[warn]");
    assertThat(world.ana().get("/api/v1/policies/" + policy + "/versions").problem())
        .isEqualTo("T4008");
    assertThat(world.ana().post("/api/v1/policies/check", Map.of("text", bad)).text("sound"))
        .isEqualTo("false");
    assertThat(
            world
                .officerWith(Role.AUDITOR)
                .post("/api/v1/policies/versions", Map.of("text", bad, "why", "x"))
                .problem())
        .isEqualTo("T9003");
  }

  @Test
  void aDryRunTellsWhichPastCasesWouldHaveComeOutOtherwise() {
    String policy = DutyWorld.policyId();
    String text = DutyWorld.text(policy).replace(", post: seniorOfficer", "");
    duty.inForce(policy, text);
    String report = duty.report("Extremists plan to attack a concert in Moscow.");
    String caseId = duty.open(report);
    duty.putUnder(caseId, policy);
    String waived = duty.proposed(caseId, policy, "intendedVictims", "yes", "noWay", report);
    assertThat(duty.agree(world.bo(), waived).text("state")).isEqualTo("agreed");
    String no = duty.proposed(caseId, policy, "public", "no", "noDuty", report);
    assertThat(duty.agree(world.bo(), no).text("state")).isEqualTo("agreed");

    assertThat(dryRun(text).get("otherwise")).isEqualTo(List.of());
    String stricter =
        text.replace("ground: noWay", "ground: unreachable")
            .replace("noDuty: {agreements: 1}", "noDuty: {agreements: 2}");
    assertThat(dryRun(stricter).get("looked")).isEqualTo(2);
    assertThat(String.valueOf(dryRun(stricter).get("otherwise")))
        .contains("determination=" + waived)
        .contains("would=warn")
        .contains("The ground 'noWay' would not be one.")
        .contains("determination=" + no)
        .contains("It held by 1 and would have needed 2 to agree.");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> dryRun(String text) {
    Answer checked = world.ana().post("/api/v1/policies/check", Map.of("text", text));
    assertThat(checked.text("sound")).as(checked.toString()).isEqualTo("true");
    return tools.jackson.databind.json.JsonMapper.shared()
        .convertValue(checked.json().get("dryRun"), Map.class);
  }

  @Test
  void theEditorShowsFaultsAndKeepsWhatWasTyped() {
    String policy = DutyWorld.policyId();
    String bad = DutyWorld.text(policy).replace("waived: {agreements: 1", "waived: {agreements: 9");
    Answer checked =
        world.ana().submit("/desk/policies/edit", Map.of("text", bad, "action", "check"));
    assertThat(checked.body())
        .contains("who.waived.agreements")
        .contains("is no number of 1 to 5")
        .contains("agreements: 9");
    Map<String, String> good =
        Map.of("text", DutyWorld.text(policy), "why", "our own", "action", "propose");
    Answer made = world.ana().submit("/desk/policies/edit", good);
    assertThat(made.status()).as(made.toString()).isEqualTo(303);
    String page = made.header("Location");
    assertThat(world.ana().page(page).body()).contains("You proposed this");
    assertThat(world.bo().page(page).body()).contains("Agree: put it in force");
    assertThat(world.bo().submit(page + "/agreement", Map.of()).status()).isEqualTo(303);
    assertThat(world.bo().page("/desk/policies").body()).contains(policy);
  }
}
