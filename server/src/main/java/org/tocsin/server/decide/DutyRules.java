// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;

/**
 * What a sound determination is.
 *
 * <p>The heart of it: doubt is resolved in favour of warning (ICD 191, D.3), so that no duty exists
 * only where every threshold has a question that was answered with a reasoned no.
 */
final class DutyRules {

  private static final int REASON_MAX = 4_000;
  private static final int REASONS_MAX = 10_000;
  private static final int EVIDENCE_MAX = 200;

  private DutyRules() {}

  /** Refuses an unsound proposal with every fault. */
  static void requireSound(DutyTest test, Proposal proposal) {
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
    requireEvidence(test, proposal, faults);
    requireFields(test, proposal, faults);
    requireText(
        "reasons", proposal.reasons(), REASONS_MAX, "say why in a sentence or more", faults);
    if (!faults.isEmpty()) {
      throw new Problem(
          DecideProblem.BAD_DETERMINATION, faults.size() + " faults, see the list", faults);
    }
    if (proposal.result() instanceof DutyResult.NoDuty) {
      List<DutyTest.Threshold> reached = test.reached(proposal.answers());
      if (!reached.isEmpty()) {
        throw DecideProblem.IN_DOUBT_WARN.because(
            "no question of '%s' is answered with no, which is a duty to warn"
                .formatted(reached.getFirst().text()));
      }
    }
  }

  private static void requireText(
      String where, String text, int most, String remedy, List<Fault> faults) {
    if (text.isBlank()) {
      faults.add(new Fault(where, "", "is empty", remedy));
    } else if (text.length() > most) {
      faults.add(
          new Fault(
              where,
              Problem.shorten(text),
              "is too long",
              "write at most %d characters".formatted(most)));
    }
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
      } else {
        requireText(
            "answers." + answered.question() + ".reason",
            answered.reason(),
            REASON_MAX,
            "say why",
            faults);
      }
    }
  }

  private static void requireGround(DutyTest test, Proposal proposal, List<Fault> faults) {
    if (!(proposal.result() instanceof DutyResult.Waived(String ground))) {
      return;
    }
    if (test.findWaiver(ground).isEmpty()) {
      faults.add(
          new Fault(
              "ground",
              Problem.shorten(ground),
              "is none of the policy's grounds",
              "use one of " + test.waivers().stream().map(DutyTest.Waiver::ground).toList()));
    } else if (proposal.evidence().stream().noneMatch(each -> each.of().equals(Evidence.GROUND))) {
      faults.add(
          new Fault(
              "evidence.ground",
              "",
              "the ground rests on nothing",
              "name the report or finding of the case that shows it"));
    }
  }

  private static void requireEvidence(DutyTest test, Proposal proposal, List<Fault> faults) {
    if (proposal.evidence().size() > EVIDENCE_MAX) {
      faults.add(
          new Fault(
              "evidence",
              proposal.evidence().size() + " pieces",
              "are more than can be read",
              "name at most " + EVIDENCE_MAX));
    }
    Set<String> known =
        test.questions().stream().map(DutyTest.Question::id).collect(Collectors.toSet());
    known.add(Evidence.GROUND);
    proposal.evidence().stream()
        .map(Evidence::of)
        .filter(of -> !known.contains(of))
        .distinct()
        .forEach(of ->
            faults.add(
                new Fault(
                    "evidence",
                    Problem.shorten(of),
                    "is no question of " + test.id(),
                    "use a question's id, or '" + Evidence.GROUND + "'")));
  }

  private static void requireFields(DutyTest test, Proposal proposal, List<Fault> faults) {
    List<DutyTest.Field> asked = test.recordFor(proposal.result());
    for (DutyTest.Field field : asked) {
      requireText(
          "record." + field.id(),
          proposal.fields().getOrDefault(field.id(), ""),
          REASON_MAX,
          field.text(),
          faults);
    }
    Set<String> known = asked.stream().map(DutyTest.Field::id).collect(Collectors.toSet());
    proposal.fields().keySet().stream()
        .filter(id -> !known.contains(id))
        .sorted()
        .forEach(id ->
            faults.add(
                new Fault(
                    "record",
                    Problem.shorten(id),
                    "is not asked for with this result",
                    "leave it out; asked for are " + known.stream().sorted().toList())));
  }
}
