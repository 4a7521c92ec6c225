// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: what is not decided in time comes to warn; what was decided not to warn is
 * decided anew when something new touches it; every step has a clock.
 */
class InDoubtTest {

  private static final String ICD_191 = "us-icd-191";

  private final ServerWorld world = ServerWorld.running();
  private final DutyWorld duty = new DutyWorld(world);

  private void later(Duration length) {
    world.clock().forwardTo(world.clock().instant().plus(length));
    world.beat();
  }

  private List<String> types(String caseId) {
    return world.bean(Ledger.class).timeline(new CaseId(caseId)).stream()
        .map(TimelineLine::type)
        .toList();
  }

  private Determination released(String caseId) {
    return world.bean(Determinations.class).requireRelease(new CaseId(caseId), VictimClass.PUBLIC);
  }

  private Answer clock(String caseId) {
    return world.ana().get("/api/v1/cases/" + caseId + "/clock");
  }

  @Test
  void whenTheClockRunsOutTheDefaultIsToWarnUntilPeopleDecide() {
    String report = duty.report("Extremists plan to attack a concert in Moscow.");
    String caseId = duty.open(report);
    assertThatThrownBy(() -> released(caseId)).hasMessageContaining("no agreed determination");
    later(Duration.ofMinutes(245));
    Determination byClock = released(caseId);
    assertThat(byClock.proposedBy()).isEqualTo(Determination.THE_CLOCK);
    assertThat(types(caseId)).contains("DecisionOverdue", "InDoubtWarn");
    Answer shown = world.ana().get("/api/v1/determinations/" + byClock.id());
    assertThat(shown.text("byClock")).isEqualTo("true");
    assertThat(shown.text("proposedBy")).isEqualTo("system");
    assertThat(world.ana().page("/desk/cases/" + caseId).body())
        .contains("By the clock:")
        .contains("Overdue by 5 min");
    String no = duty.proposed(caseId, ICD_191, "public", "no", "noDuty", report);
    duty.agree(world.bo(), no);
    assertThatThrownBy(() -> released(caseId)).hasMessageContaining("no agreed determination");
  }

  @Test
  void aCaseOfWhichItCannotBeToldHoldsUpNoOther() {
    String report = duty.report("Extremists plan to attack a concert in Moscow.");
    String stuck = duty.open(report);
    String other = duty.open(report);
    PostgresWorld.refusing(
        world.bean(JdbcClient.class),
        "decide.clock",
        "new.case_id = '%s' and new.overdue_told".formatted(stuck),
        () -> {
          later(Duration.ofMinutes(245));
          assertThat(types(other)).contains("DecisionOverdue", "InDoubtWarn");
          assertThat(types(stuck)).doesNotContain("DecisionOverdue");
        });
    world.beat();
    assertThat(types(stuck)).contains("DecisionOverdue", "InDoubtWarn");
  }

  @Test
  void theClockRunsUntilPeopleHaveDecidedForEveryClassThatThePolicyNames() {
    String report = duty.report("Extremists plan to attack a concert in Moscow.");
    String caseId = duty.open(report);
    duty.agree(world.bo(), duty.proposed(caseId, ICD_191, "public", "no", "noDuty", report));
    duty.agree(world.bo(), duty.proposed(caseId, ICD_191, "ownCommunity", "no", "noDuty", report));
    assertThat(clock(caseId).text("/steps/2/metAt")).isEmpty();
    assertThat(clock(caseId).text("/undecided/0")).isEqualTo("intendedVictims");
    assertThat(world.ana().page("/desk/cases/" + caseId).body())
        .contains("until people have decided for each of: <b>Intended victims</b>");
    later(Duration.ofMinutes(245));
    assertThat(holding(caseId, VictimClass.INTENDED_VICTIMS).proposedBy())
        .isEqualTo(Determination.THE_CLOCK);
    assertThat(holding(caseId, VictimClass.PUBLIC).result()).isEqualTo(new DutyResult.NoDuty());
    assertThat(clock(caseId).text("/steps/2/metAt")).isEmpty();
    duty.agree(
        world.bo(), duty.proposed(caseId, ICD_191, "intendedVictims", "no", "noDuty", report));
    assertThat(clock(caseId).text("/steps/2/metAt")).isNotEmpty();
    assertThat(clock(caseId).json().get("undecided")).isEmpty();
  }

  private Determination holding(String caseId, VictimClass victims) {
    return Reconsiderations.holding(world.bean(Determinations.class).list(new CaseId(caseId)))
        .stream()
        .filter(each -> each.victims() == victims)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aClockThatWasMetRunsAgainForTheClassesOfAnotherPolicy() {
    String report = duty.report("Extremists plan to attack a concert in Moscow.");
    String caseId = duty.open(report);
    duty.agree(world.bo(), duty.proposed(caseId, ICD_191, "public", "yes", "warn", report));
    duty.agree(
        world.bo(), duty.proposed(caseId, ICD_191, "intendedVictims", "yes", "warn", report));
    assertThat(clock(caseId).text("/steps/2/metAt")).isNotEmpty();
    duty.putUnder(caseId, "us-clery-act");
    assertThat(clock(caseId).text("/steps/2/metAt")).isEmpty();
    assertThat(clock(caseId).text("/undecided/0")).isEqualTo("ownCommunity");
    later(Duration.ofMinutes(30));
    assertThat(holding(caseId, VictimClass.OWN_COMMUNITY).proposedBy())
        .isEqualTo(Determination.THE_CLOCK);
  }

  @Test
  void aNewReportTouchesADecisionNotToWarnAndItsClockStartsAgain() {
    String report = duty.report("Extremists plan to attack a concert in Moscow.");
    String caseId = duty.open(report);
    String no = duty.proposed(caseId, ICD_191, "public", "no", "noDuty", report);
    duty.agree(world.bo(), no);
    assertThat(clock(caseId).text("/reconsiderations/0/determination")).isEmpty();
    String dull = duty.report("The concert hall has new chairs.");
    world.ana().post("/api/v1/cases/" + caseId + "/reports", Map.of("report", dull));
    assertThat(clock(caseId).text("/reconsiderations/0/determination")).isEmpty();

    String second =
        duty.report("The embassy warned that extremists plan to attack a concert this weekend.");
    world.ana().post("/api/v1/cases/" + caseId + "/reports", Map.of("report", second));
    assertThat(clock(caseId).text("/reconsiderations/0/determination")).isEqualTo(no);
    assertThat(world.bo().page("/desk/determinations/" + no).body())
        .contains("Decide anew")
        .contains("A new report (" + second + ") tells of:");
    assertThat(world.bo().get("/api/v1/reconsiderations").body()).contains(no);
    assertThat(types(caseId)).contains("ReconsiderationDemanded");
    later(Duration.ofMinutes(245));
    assertThat(released(caseId).proposedBy()).isEqualTo(Determination.THE_CLOCK);
    assertThat(types(caseId)).contains("ReconsiderationOverdue", "InDoubtWarn");
    assertThat(world.bo().get("/api/v1/reconsiderations").body()).doesNotContain(no);
  }

  @Test
  void nobodyAgreesNotToWarnOnceSomethingNewHasComeSinceItWasProposed() {
    String report = duty.report("Extremists plan to attack a concert in Moscow.");
    String caseId = duty.open(report);
    String no = duty.proposed(caseId, ICD_191, "public", "no", "noDuty", report);
    String second = duty.report("A group said that its gunmen will attack a concert on Friday.");
    world.ana().post("/api/v1/cases/" + caseId + "/reports", Map.of("report", second));
    Answer refused = duty.agree(world.bo(), no);
    assertThat(refused.problem()).as(refused.toString()).isEqualTo("T4004");
    assertThat(refused.body()).contains("propose anew");
    String anew = duty.proposed(caseId, ICD_191, "public", "no", "noDuty", report);
    assertThat(duty.agree(world.bo(), anew).text("state")).isEqualTo("agreed");
    assertThat(world.bo().get("/api/v1/reconsiderations").body()).doesNotContain(no);
  }

  @Test
  void aSecondReadingThatFindsNothingNewQuestionsNothing() {
    String report = duty.report("Extremists plan to attack a concert in Moscow, once more.");
    String caseId = duty.open(report);
    String no = duty.proposed(caseId, ICD_191, "public", "no", "noDuty", report);
    duty.agree(world.bo(), no);
    Answer again = world.ana().post("/api/v1/reports/" + report + "/reading", Map.of());
    assertThat(again.status()).as(again.toString()).isLessThan(300);
    assertThat(world.bo().get("/api/v1/reconsiderations").body()).doesNotContain(no);
  }

  @Test
  void aNewDeterminationOfTheClassSettlesItAndAWarningIsNeverQuestioned() {
    String report = duty.report("Extremists plan to attack a concert in Moscow.");
    String caseId = duty.open(report);
    duty.agree(world.bo(), duty.proposed(caseId, ICD_191, "public", "yes", "warn", report));
    String no = duty.proposed(caseId, ICD_191, "protectors", "no", "noDuty", report);
    duty.agree(world.bo(), no);
    String second = duty.report("Police said gunmen will attack a theatre in Moscow tonight.");
    world.ana().post("/api/v1/cases/" + caseId + "/reports", Map.of("report", second));
    assertThat(world.bo().get("/api/v1/reconsiderations").body()).contains(no);
    assertThat(clock(caseId).json().get("reconsiderations")).hasSize(1);
    duty.agree(world.bo(), duty.proposed(caseId, ICD_191, "protectors", "yes", "warn", report));
    assertThat(world.bo().get("/api/v1/reconsiderations").body()).doesNotContain(no);
  }

  @Test
  void aChangedAssessmentTouchesItAndSaysWhatChanged() {
    Story story = Story.begun(world);
    String caseId = story.caseId();
    String report = world.ana().get("/api/v1/cases/" + caseId).text("/reports/0");
    String no = duty.proposed(caseId, ICD_191, "public", "no", "noDuty", report);
    duty.agree(world.bo(), no);
    assess(caseId, report, "likely");
    String causes = clock(caseId).body();
    assess(caseId, report, "almost certain");
    assertThat(clock(caseId).body())
        .isNotEqualTo(causes)
        .contains("likelihood, from likely to almost certain");
  }

  private void assess(String caseId, String report, String likelihood) {
    Answer made =
        world
            .ana()
            .post(
                "/api/v1/cases/" + caseId + "/assessments",
                Map.of(
                    "actor",
                    "ISIS-K",
                    "target",
                    "people at concerts",
                    "method",
                    "firearms",
                    "place",
                    Map.of(
                        "name",
                        "Moscow",
                        "latitude",
                        55.75,
                        "longitude",
                        37.62,
                        "radiusMetres",
                        20000),
                    "window",
                    Map.of(
                        "from", world.clock().instant().toString(),
                        "until", world.clock().instant().plusSeconds(86_400).toString()),
                    "likelihood",
                    likelihood,
                    "confidence",
                    "moderate",
                    "statements",
                    List.of(
                        Map.of(
                            "text",
                            "An attack is planned.",
                            "cites",
                            List.of(Map.of("report", report))))));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
  }

  @Test
  void anotherPolicyNeverGainsTime() {
    String caseId = duty.open(duty.report("Extremists plan to attack a concert, a caller says."));
    String due = clock(caseId).text("/steps/2/dueAt");
    assertThat(due).isNotEmpty();
    duty.putUnder(caseId, "iso-31030-duty-of-care");
    assertThat(clock(caseId).text("/steps/2/dueAt")).isEqualTo(due);
    assertThat(clock(caseId).text("policy")).isEqualTo("iso-31030-duty-of-care");
  }

  @Test
  void everyStepHasItsClockAndThePolicySetsIt() {
    Story story = Story.begun(world);
    String caseId = story.caseId();
    world.beat();
    assertThat(clock(caseId).text("/steps/0/step")).isEqualTo("read");
    assertThat(clock(caseId).text("/steps/0/metAt")).isNotEmpty();
    later(Duration.ofMinutes(30));
    assertThat(clock(caseId).text("/steps/1/overdue")).isEqualTo("false");
    duty.putUnder(caseId, "us-clery-act");
    assertThat(clock(caseId).text("/steps/1/overdue")).isEqualTo("true");
    world.beat();
    assertThat(types(caseId)).contains("CasePutUnderPolicy", "StepOverdue", "DecisionOverdue");
    String page = world.ana().page("/desk/decisions").body();
    assertThat(page).contains("Proposed by one").contains("Concerts in Moscow");
    assertThat(world.bean(Steps.class).overdue(world.clock().instant()))
        .anySatisfy(due -> assertThat(due.caseId()).isEqualTo(new CaseId(caseId)));
    story.inForce();
    Answer done = clock(caseId);
    assertThat(done.text("/steps/3/step")).isEqualTo("warned");
    assertThat(done.text("/steps/3/metAt")).isNotEmpty();
    assertThat(world.ana().get("/api/v1/decision-times").body())
        .contains("us-clery-act")
        .contains("proposed");
  }

  @Test
  void nobodyNeedsToBeWarnedWhereThereIsNoDuty() {
    String report = duty.report("Extremists plan to attack a concert in Moscow.");
    String caseId = duty.open(report);
    duty.agree(world.bo(), duty.proposed(caseId, ICD_191, "public", "no", "noDuty", report));
    assertThat(clock(caseId).text("/steps/3/spared")).isEqualTo("true");
    duty.agree(
        world.bo(), duty.proposed(caseId, ICD_191, "intendedVictims", "yes", "warn", report));
    assertThat(clock(caseId).text("/steps/3/spared")).isEqualTo("false");
  }
}
