// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.server.kernel.Problem;

/** FEATURE UNDER TEST: what a sound determination is, as a table; in doubt one warns. */
class DutyRulesTest {

  private static final String ICD_191 = "us-icd-191";
  private final DutyTests tests = new DutyTests();

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
  })
  void aTableOfAnswers(String policy, String answers, String result, String outcome) {
    DutyTest test = tests.find(policy).orElseThrow();
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
    Proposal proposal = new Proposal(VictimClass.PUBLIC, policy, given, wanted, "because");
    assertThat(number(proposal)).isEqualTo(outcome);
  }

  private String number(Proposal proposal) {
    @Nullable Problem refused =
        catchThrowableOfType(Problem.class, () -> DutyRules.requireSound(tests, proposal));
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
        new Proposal(VictimClass.PUBLIC, ICD_191, answers, new DutyResult.Waived("whim"), "  ");
    Problem refused =
        catchThrowableOfType(Problem.class, () -> DutyRules.requireSound(tests, proposal));
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
            "reasons");
  }

  @Test
  void aPolicyIsPutOnlyForItsClasses() {
    Proposal proposal =
        new Proposal(
            VictimClass.PROTECTORS,
            "no-double-standard",
            List.of(),
            new DutyResult.Warn(),
            "because");
    Problem refused =
        catchThrowableOfType(Problem.class, () -> DutyRules.requireSound(tests, proposal));
    assertThat(refused.faults().getFirst().where()).isEqualTo("victims");
  }

  @Test
  void anUnknownPolicyIsRefusedWithThoseThatAreKnown() {
    Proposal proposal =
        new Proposal(VictimClass.PUBLIC, "none", List.of(), new DutyResult.Warn(), "because");
    assertThatThrownBy(() -> DutyRules.requireSound(tests, proposal))
        .hasMessageContaining("no-double-standard")
        .hasMessageContaining(ICD_191);
  }

  @Test
  void aFaultInAPolicysFileNamesFileAndField() {
    byte[] yaml = "id: x\ntitle: X\n".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> DutyTests.parse(yaml, "x.yaml"))
        .hasMessage("x.yaml: 'citation' is missing");
  }
}
