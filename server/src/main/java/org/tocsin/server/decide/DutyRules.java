// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.ArrayList;
import java.util.List;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;

/**
 * What a sound determination is.
 *
 * <p>The heart of it: doubt is resolved in favour of warning (ICD 191, D.3), so that no duty exists
 * only where a question was answered with a reasoned no.
 */
final class DutyRules {

  private DutyRules() {}

  /** The policy of a sound proposal; refuses an unsound one with every fault. */
  static DutyTest requireSound(DutyTests tests, Proposal proposal) {
    DutyTest test =
        tests
            .find(proposal.policy())
            .orElseThrow(() ->
                DecideProblem.BAD_DETERMINATION.because(
                    "policy '%s' is not known; known are %s"
                        .formatted(
                            Problem.shorten(proposal.policy()),
                            tests.list().stream().map(DutyTest::id).toList())));
    List<Fault> faults = new ArrayList<>();
    if (!test.victims().contains(proposal.victims())) {
      faults.add(
          new Fault(
              "victims",
              proposal.victims().word(),
              "this policy is not put for them",
              "use one of " + test.victims().stream().map(VictimClass::word).toList()));
    }
    requireAnswers(test, proposal, faults);
    requireGround(test, proposal, faults);
    if (proposal.reasons().isBlank()) {
      faults.add(new Fault("reasons", "", "is empty", "say why in a sentence or more"));
    }
    if (!faults.isEmpty()) {
      throw new Problem(
          DecideProblem.BAD_DETERMINATION, faults.size() + " faults, see the list", faults);
    }
    if (proposal.result() instanceof DutyResult.NoDuty
        && proposal.answers().stream().noneMatch(DutyRules::no)) {
      throw DecideProblem.IN_DOUBT_WARN.because(
          "every question is answered with yes or unknown, which is a duty to warn");
    }
    return test;
  }

  private static boolean no(Answered answered) {
    return answered.answer() == Answered.Answer.NO;
  }

  private static void requireAnswers(DutyTest test, Proposal proposal, List<Fault> faults) {
    for (DutyTest.Question question : test.questions()) {
      long times =
          proposal.answers().stream().filter(each -> each.question().equals(question.id())).count();
      if (times != 1) {
        faults.add(
            new Fault(
                "answers." + question.id(),
                times + " answers",
                question.text(),
                "answer it once: yes, no or unknown"));
      }
    }
    for (Answered answered : proposal.answers()) {
      boolean known =
          test.questions().stream().anyMatch(each -> each.id().equals(answered.question()));
      if (!known) {
        faults.add(
            new Fault(
                "answers",
                Problem.shorten(answered.question()),
                "is no question of " + test.id(),
                "answer " + test.questions().stream().map(DutyTest.Question::id).toList()));
      } else if (answered.reason().isBlank()) {
        faults.add(
            new Fault("answers." + answered.question() + ".reason", "", "is empty", "say why"));
      }
    }
  }

  private static void requireGround(DutyTest test, Proposal proposal, List<Fault> faults) {
    if (proposal.result() instanceof DutyResult.Waived(String ground)
        && test.findWaiver(ground).isEmpty()) {
      faults.add(
          new Fault(
              "ground",
              Problem.shorten(ground),
              "is none of the policy's grounds",
              "use one of " + test.waivers().stream().map(DutyTest.Waiver::ground).toList()));
    }
  }
}
