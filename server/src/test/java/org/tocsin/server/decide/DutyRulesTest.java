// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ReportId;

/** FEATURE UNDER TEST: what a sound determination is, as a table; in doubt one warns. */
class DutyRulesTest {

  private static final String ICD_191 = "us-icd-191";
  private static final Evidence GROUND =
      new Evidence(
          Evidence.GROUND, new ReportId("report_00000000000000000000000000"), OptionalInt.empty());

  private static DutyTest test(String policy) {
    return ShippedPolicies.read().stream()
        .map(ShippedPolicies.Shipped::test)
        .filter(each -> each.id().equals(policy))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest(name = "{0} answered {1} as {2}: {3}")
  @CsvSource({
    // credible, specific, impending, harm, target: y yes, n no, u unknown
    "us-icd-191, yyyyy, warn, taken",
    "us-icd-191, uuuuu, warn, taken",
    "us-icd-191, nnnnn, warn, taken",
    "us-icd-191, yyyyy, noDuty, T4005",
    "us-icd-191, uuuuu, noDuty, T4005",
    "us-icd-191, yuyuy, noDuty, T4005",
    "us-icd-191, yyyyn, noDuty, taken",
    "us-icd-191, nuuuu, noDuty, taken",
    "us-icd-191, yyyyy, alreadyKnown, taken",
    "us-icd-191, uuuuu, noWay, taken",
    "us-icd-191, yyyyy, inconvenient, T4002",
    "us-icd-191, yyyyy, counterThreat, T4002",
    "no-double-standard, yy, counterThreat, taken",
    "no-double-standard, yu, noDuty, T4005",
    "no-double-standard, yn, noDuty, taken",
    // cleryCrime, geography, reported, continuing; emergency, immediateThreat, onCampus: either set
    "us-clery-act, ynyyyyy, noDuty, T4005",
    "us-clery-act, yyyyyyn, noDuty, T4005",
    "us-clery-act, ynyyyyn, noDuty, taken",
    "us-clery-act, nuuunuu, noDuty, taken",
    "us-clery-act, yyyyyyy, compromises, taken",
    "eu-eecc-110, yyn, noDuty, taken",
    "eu-eecc-110, yyu, noDuty, T4005",
  })
  void aTableOfAnswers(String policy, String answers, String result, String outcome) {
    DutyTest test = test(policy);
    List<Answered> given = new ArrayList<>();
    for (int i = 0; i < answers.length(); i++) {
      given.add(
          new Answered(
              test.questions().get(i).id(),
              switch (answers.charAt(i)) {
                case 'y' -> Answered.Answer.YES;
                case 'n' -> Answered.Answer.NO;
                default -> Answered.Answer.UNKNOWN;
              },
              "because"));
    }
    DutyResult wanted =
        switch (result) {
          case "warn" -> new DutyResult.Warn();
          case "noDuty" -> new DutyResult.NoDuty();
          default -> new DutyResult.Waived(result);
        };
    Proposal proposal =
        new Proposal(
            VictimClass.PUBLIC,
            policy,
            given,
            wanted,
            "because",
            wanted instanceof DutyResult.Waived ? List.of(GROUND) : List.of(),
            test.recordFor(wanted).stream()
                .collect(Collectors.toMap(DutyTest.Field::id, _ -> "as asked")));
    assertThat(number(test, proposal)).isEqualTo(outcome);
  }

  private static String number(DutyTest test, Proposal proposal) {
    @Nullable Problem refused =
        catchThrowableOfType(Problem.class, () -> DutyRules.requireSound(test, proposal));
    return refused == null ? "taken" : refused.type().number();
  }

  @Test
  void everyFaultIsToldAtOnceAndByName() {
    List<Answered> answers =
        List.of(
            new Answered("credible", Answered.Answer.YES, " "),
            new Answered("specific", Answered.Answer.YES, "because"),
            new Answered("specific", Answered.Answer.NO, "because"),
            new Answered("weather", Answered.Answer.NO, "because"));
    Proposal proposal =
        new Proposal(
            VictimClass.PUBLIC,
            ICD_191,
            answers,
            new DutyResult.Waived("whim"),
            "  ",
            List.of(new Evidence("weather", GROUND.report(), OptionalInt.empty())),
            Map.of("colour", "red"));
    Problem refused =
        catchThrowableOfType(Problem.class, () -> DutyRules.requireSound(test(ICD_191), proposal));
    assertThat(refused.faults())
        .extracting(Problem.Fault::where)
        .containsExactly(
            "answers.specific",
            "answers.impending",
            "answers.harm",
            "answers.target",
            "answers.credible.reason",
            "answers",
            "ground",
            "evidence",
            "record.originator",
            "record",
            "reasons");
  }

  @Test
  void aWaiverNeedsEvidenceForItsGround() {
    DutyTest test = test("no-double-standard");
    Proposal proposal =
        new Proposal(
            VictimClass.PUBLIC,
            test.id(),
            test.questions().stream()
                .map(each -> new Answered(each.id(), Answered.Answer.YES, "because"))
                .toList(),
            new DutyResult.Waived("counterThreat"),
            "because",
            List.of(),
            Map.of("told", "the venue"));
    Problem refused =
        catchThrowableOfType(Problem.class, () -> DutyRules.requireSound(test, proposal));
    assertThat(refused.faults())
        .extracting(Problem.Fault::where)
        .containsExactly("evidence.ground");
  }

  @Test
  void aPolicyIsPutOnlyForItsClasses() {
    Proposal proposal =
        new Proposal(
            VictimClass.PROTECTORS,
            "no-double-standard",
            List.of(),
            new DutyResult.Warn(),
            "because",
            List.of(),
            Map.of());
    Problem refused =
        catchThrowableOfType(
            Problem.class, () -> DutyRules.requireSound(test("no-double-standard"), proposal));
    assertThat(refused.faults().getFirst().where()).isEqualTo("victims");
  }
}
