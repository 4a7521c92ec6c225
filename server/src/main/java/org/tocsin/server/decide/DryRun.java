// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;

/**
 * A policy tried on what was decided under its earlier versions. The answers that were given stay
 * as they are; a question that was never asked is in doubt, and in doubt one warns.
 *
 * @param looked how many determinations were looked at, the newest first
 * @param truncated whether there are more than were looked at
 * @param otherwise those that would have come out otherwise
 */
public record DryRun(int looked, boolean truncated, List<Line> otherwise) {

  /** At most so many are looked at. */
  static final int CASES_MAX = 200;

  /** Copies the lines. */
  public DryRun {
    otherwise = List.copyOf(otherwise);
  }

  /**
   * What was decided once.
   *
   * @param agreements how many people agreed to it
   * @param took from the receipt of the report until it held
   * @param limit what the policy of that time allowed
   */
  record Past(
      Determination made, int agreements, Optional<Duration> took, Optional<Duration> limit) {}

  /**
   * One that would have come out otherwise.
   *
   * @param was the word of its result
   * @param would what it would have been: {@code warn}, {@code noDuty}, {@code waived}, or {@code
   *     notPut} where the policy is not for that class any more
   * @param why each difference in a sentence
   */
  public record Line(
      DeterminationId determination,
      CaseId caseId,
      VictimClass victims,
      String was,
      String would,
      List<String> why) {
    /** Copies the sentences. */
    public Line {
      why = List.copyOf(why);
    }
  }

  static DryRun of(DutyTest draft, List<Past> past) {
    List<Line> lines =
        past.stream().limit(CASES_MAX).flatMap(each -> judge(draft, each).stream()).toList();
    return new DryRun(Math.min(past.size(), CASES_MAX), past.size() > CASES_MAX, lines);
  }

  private static Optional<Line> judge(DutyTest draft, Past past) {
    Determination made = past.made();
    List<String> why = new ArrayList<>();
    String would = would(draft, past, why);
    DutyTest.Agreement asked = draft.agreementFor(made.result());
    if (would.equals(made.result().word()) && asked.agreements() > past.agreements()) {
      why.add(
          "It held by %d and would have needed %d to agree."
              .formatted(past.agreements(), asked.agreements()));
    }
    past.took()
        .filter(took -> took.compareTo(draft.decideWithin()) > 0)
        .filter(took -> past.limit().map(limit -> took.compareTo(limit) <= 0).orElse(true))
        .ifPresent(took ->
            why.add(
                "It took %s and would have been overdue after %s."
                    .formatted(ClockWords.length(took), ClockWords.length(draft.decideWithin()))));
    return why.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Line(made.id(), made.caseId(), made.victims(), made.result().word(), would, why));
  }

  private static String would(DutyTest draft, Past past, List<String> why) {
    Determination made = past.made();
    if (!draft.victims().contains(made.victims())) {
      why.add("The policy would not be put for: " + made.victims().label() + ".");
      return "notPut";
    }
    List<DutyTest.Threshold> reached = draft.reached(made.answers());
    if (reached.isEmpty() && !(made.result() instanceof DutyResult.NoDuty)) {
      why.add("A question of every threshold was answered with no, so that no duty would exist.");
      return "noDuty";
    }
    return switch (made.result()) {
      case DutyResult.Warn() -> "warn";
      case DutyResult.NoDuty() -> {
        if (reached.isEmpty()) {
          yield "noDuty";
        }
        why.add(
            "No question of '%s' was answered with no: in doubt one warns."
                .formatted(reached.getFirst().text()));
        yield "warn";
      }
      case DutyResult.Waived(String ground) -> {
        if (draft.findWaiver(ground).isPresent()) {
          yield "waived";
        }
        why.add("The ground '%s' would not be one.".formatted(ground));
        yield "warn";
      }
    };
  }
}
