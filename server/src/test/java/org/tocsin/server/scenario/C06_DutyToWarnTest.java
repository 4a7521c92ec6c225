// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.access.Role;
import org.tocsin.server.decide.DutyTest;
import org.tocsin.server.decide.DutyTests;
import org.tocsin.server.decide.DutyWorld;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: whether there is a duty to warn is decided on the clock. An embassy's waiver
 * loses its ground; a campus decides within minutes.
 */
class C06_DutyToWarnTest {

  private final ServerWorld world = ServerWorld.running();
  private final DutyWorld duty = new DutyWorld(world);

  private void later(Duration length) {
    world.clock().forwardTo(world.clock().instant().plus(length));
    world.beat();
  }

  /** The worksheet as somebody fills it in by page. */
  private Answer worksheet(String caseId, String policy, Map<String, String> more) {
    DutyTest test = world.bean(DutyTests.class).find(policy).orElseThrow();
    Map<String, String> fields = new HashMap<>();
    fields.put("policy", policy);
    fields.put("victims", "public");
    fields.put("reasons", "As the reports say.");
    for (DutyTest.Question question : test.questions()) {
      fields.put("answer." + question.id(), "yes");
      fields.put("reason." + question.id(), "as reported");
    }
    fields.putAll(more);
    return world.ana().submit("/desk/cases/" + caseId + "/determinations/new", fields);
  }

  @Test
  void aWaiverLosesItsGroundAndInDoubtTheAlertGoesOut() {
    Story story = Story.begun(world);
    String caseId = story.caseId();
    String report = world.ana().get("/api/v1/cases/" + caseId).text("/reports/0");
    world.beat();
    Caller senior = world.officerWith(Role.APPROVER);
    Map<String, String> waiver = new HashMap<>();
    waiver.put("result", "waived");
    waiver.put("ground", "alreadyKnown");
    assertThat(worksheet(caseId, "us-icd-191", waiver).body())
        .contains("Mark the report or finding that shows the ground")
        .contains("The policy wants it in the record");
    waiver.put("cite.ground." + report + ":0", "on");
    waiver.put("record.originator", "The partner service; it does not object.");
    Answer made = worksheet(caseId, "us-icd-191", waiver);
    assertThat(made.status()).as(made.toString()).isEqualTo(303);
    String page = made.header("Location");
    Instant now = world.clock().instant();
    assertThat(
            world
                .ana()
                .submit(
                    "/desk/duty-roster/shifts",
                    Map.of(
                        "post", "Senior  officer",
                        "officer", duty.idOf(senior),
                        "from", now.toString().substring(0, 16),
                        "until", now.plus(Duration.ofHours(2)).toString().substring(0, 16)))
                .status())
        .isEqualTo(303);
    senior.page(page);
    assertThat(senior.submit(page + "/agreement", Map.of()).status()).isEqualTo(303);

    String second =
        duty.report("The embassy warned that extremists plan to attack a theatre tonight.");
    world.ana().post("/api/v1/cases/" + caseId + "/reports", Map.of("report", second));
    assertThat(world.bo().page(page).body())
        .contains("The ground may have fallen away. Is what is new known to them as well?");
    later(Duration.ofMinutes(245));
    assertThat(world.bo().page("/desk/cases/" + caseId).body()).contains("By the clock:");

    assertThat(story.signed(story.drafted()).text("state")).isEqualTo("inForce");
    assertThat(world.bean(Ledger.class).timeline(new CaseId(caseId)))
        .extracting(TimelineLine::type)
        .containsSubsequence(
            "DeterminationProposed",
            "DeterminationAgreed",
            "ReconsiderationDemanded",
            "ReconsiderationOverdue",
            "InDoubtWarn",
            "WarningApproved");
  }

  @Test
  void aCampusIsDecidedForWithinMinutesUnderItsOwnPolicy() {
    Story story = Story.begun(world);
    String caseId = story.caseId();
    world.beat();
    String page = "/desk/cases/" + caseId;
    world.ana().page(page);
    Map<String, String> change = new HashMap<>(Map.of("policy", "us-clery-act", "why", " "));
    assertThat(world.ana().submit(page + "/policy", change).body()).contains("T4018");
    change.put("why", "The danger is on the campus; this is its rule.");
    assertThat(world.ana().submit(page + "/policy", change).status()).isEqualTo(303);
    assertThat(world.ana().page(page).body()).contains("To stand under Campus timely warning");
    assertThat(world.bo().submit(page + "/policy/agreement", Map.of()).body()).contains("T4012");
    assertThat(duty.seniorOfficer().submit(page + "/policy/agreement", Map.of()).status())
        .isEqualTo(303);
    assertThat(world.ana().page(page).body()).contains("20 min left to decide");
    Map<String, String> fields = new HashMap<>();
    fields.put("answer.geography", "no");
    fields.put("result", "noDuty");
    fields.put("record.confirmed", "Campus police, by telephone.");
    fields.put("record.segment", "All; the rest of the city by the page.");
    assertThat(worksheet(caseId, "us-clery-act", fields).body())
        .contains("T4005")
        .contains("Emergency notification");
    fields.put("result", "warn");
    Answer made = worksheet(caseId, "us-clery-act", fields);
    assertThat(made.status()).as(made.toString()).isEqualTo(303);
    later(Duration.ofMinutes(7));
    fields.put("victims", "ownCommunity");
    for (Answer each : List.of(made, worksheet(caseId, "us-clery-act", fields))) {
      world.bo().page(each.header("Location"));
      assertThat(world.bo().submit(each.header("Location") + "/agreement", Map.of()).status())
          .isEqualTo(303);
    }
    assertThat(story.signed(story.drafted()).text("state")).isEqualTo("inForce");
    Answer clock = world.ana().get("/api/v1/cases/" + caseId + "/clock");
    for (int step = 0; step < 4; step++) {
      assertThat(clock.text("/steps/" + step + "/metAt")).as(clock.toString()).isNotEmpty();
      assertThat(clock.text("/steps/" + step + "/overdue")).isEqualTo("false");
    }
  }
}
