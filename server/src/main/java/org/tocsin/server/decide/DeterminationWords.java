// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.access.OfficerNames;

/** Puts determinations into the words that pages show. */
@Component
class DeterminationWords {

  private final DutyTests tests;
  private final OfficerNames names;

  DeterminationWords(DutyTests tests, OfficerNames names) {
    this.tests = tests;
    this.names = names;
  }

  /** A determination with its questions, its result in words and the people by name. */
  DeterminationShown shown(Determination made) {
    Optional<DutyTest> test = tests.find(made.policy());
    return new DeterminationShown(
        made,
        test.map(DutyTest::title).orElse(made.policy()),
        test.map(DutyTest::citation).orElse(""),
        result(made.result(), test),
        names.of(made.proposedBy().value()),
        made.settledBy().map(by -> names.of(by.value())).orElse(""),
        made.answers().stream().map(each -> answer(each, test)).toList());
  }

  private static String result(DutyResult result, Optional<DutyTest> test) {
    return switch (result) {
      case DutyResult.Warn() -> "Warn them";
      case DutyResult.NoDuty() -> "No duty to warn";
      case DutyResult.Waived(String ground) ->
          "Duty waived: "
              + test.flatMap(each -> each.findWaiver(ground))
                  .map(DutyTest.Waiver::text)
                  .orElse(ground);
    };
  }

  private static DeterminationShown.Line answer(Answered answered, Optional<DutyTest> test) {
    String question =
        test.map(DutyTest::questions).orElse(List.of()).stream()
            .filter(each -> each.id().equals(answered.question()))
            .map(DutyTest.Question::text)
            .findFirst()
            .orElse(answered.question());
    return new DeterminationShown.Line(question, answered.answer().word(), answered.reason());
  }
}
