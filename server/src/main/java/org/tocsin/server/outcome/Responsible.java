// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tocsin.server.decide.DecisionClock;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.outcome.Evidence.ToldWarning;
import org.tocsin.server.outcome.Telling.Line;
import org.tocsin.server.warn.WarningState;

/**
 * Who was responsible at each step: the person whom the record names for it, or that it names
 * nobody although the step was due.
 */
final class Responsible {

  /** Acts by which somebody was responsible, in words. */
  static final Map<String, String> STEPS =
      Map.ofEntries(
          Map.entry("CaseOpened", "%s opened the case"),
          Map.entry("ThreatAssessed", "%s judged how likely the danger was"),
          Map.entry("DeterminationProposed", "%s put the questions of the duty test and proposed"),
          Map.entry("DeterminationAgreed", "%s agreed to the proposal, as a second person"),
          Map.entry("DeterminationReturned", "%s sent the proposal back"),
          Map.entry("GlassBroken", "%s decided alone, as an emergency allows"),
          Map.entry("WarningDrafted", "%s wrote a warning"),
          Map.entry("WarningReturned", "%s sent a warning's text back"),
          Map.entry("WarningApproved", "%s approved a warning; from then on it held"),
          Map.entry("CancelProposed", "%s proposed to take a warning back"),
          Map.entry("LapseDecided", "%s decided what should follow a warning's end"),
          Map.entry("IncidentRecorded", "%s wrote down what had happened"),
          Map.entry("OutcomeGiven", "%s closed the case with its outcome"));

  private Responsible() {}

  static List<Line> of(Evidence evidence, Function<OfficerId, String> name) {
    List<Line> lines = new ArrayList<>();
    for (TimelineLine line : evidence.acts().told()) {
      String step = STEPS.get(line.type());
      if (step != null) {
        lines.add(
            new Line(
                line.at(),
                capital(step.formatted(person(line.by(), name))),
                Telling.plain(line),
                line.leafIndex()));
      }
    }
    evidence
        .clock()
        .filter(clock -> clock.overdue(evidence.now()))
        .ifPresent(clock -> lines.add(undecided(evidence, clock)));
    for (ToldWarning each : evidence.given()) {
      if (each.warning().state() == WarningState.LAPSED
          && each.warning().lapseDecision().isEmpty()) {
        lines.add(lapsed(evidence, each));
      }
    }
    return lines;
  }

  private static Line undecided(Evidence evidence, DecisionClock clock) {
    return nobody(
        clock.dueAt(),
        "Nobody had decided by now whether to warn, although it was due",
        "One person of the desk had to propose, and another to agree.%s"
            .formatted(
                clock
                    .metAt()
                    .map(met -> " They did %s later.".formatted(Hours.words(clock.dueAt(), met)))
                    .orElse(" They have not until this was told.")),
        evidence.acts().place("DecisionOverdue", 1));
  }

  private static Line lapsed(Evidence evidence, ToldWarning each) {
    return nobody(
        each.end(),
        "Nobody had decided by now what should follow %s, although it was due"
            .formatted(Telling.noun(each.warning())),
        "The desk had to renew it, give the all-clear, or write down why it might lapse. The record"
            + " names nobody who did.",
        evidence.entry("WarningLapsed", each.warning().id()));
  }

  private static Line nobody(Instant at, String words, String detail, @Nullable Long entry) {
    return new Line(at, words, detail, entry);
  }

  private static String person(String by, Function<OfficerId, String> name) {
    return by.startsWith("officer_") ? name.apply(new OfficerId(by)) : "the program";
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
