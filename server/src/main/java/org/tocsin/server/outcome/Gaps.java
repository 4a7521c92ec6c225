// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tocsin.server.decide.Determination;
import org.tocsin.server.decide.DutyResult;
import org.tocsin.server.decide.VictimClass;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.outcome.Evidence.ToldWarning;
import org.tocsin.server.warn.WarningState;

/** Finds what was missing in a case. One rule a method; each says what it compares. */
final class Gaps {

  private final Evidence evidence;
  private final Timing timing;
  private final List<Gap> found = new ArrayList<>();

  private Gaps(Evidence evidence, Timing timing) {
    this.evidence = evidence;
    this.timing = timing;
  }

  static List<Gap> of(Evidence evidence, Timing timing) {
    Gaps gaps = new Gaps(evidence, timing);
    gaps.reportsCameTooLate();
    gaps.nobodyJudged();
    gaps.decisionWasOverdue();
    gaps.classesWereNotDecided();
    gaps.decisionsWaited();
    gaps.decidedButNotWarned();
    gaps.draftsWereNeverSent();
    gaps.nobodyWasWarned();
    gaps.warningHadEnded();
    gaps.lapseWasNotDecided();
    gaps.placeWasOutside();
    gaps.laterReportsChangedNothing();
    gaps.notEverybodyHeard();
    gaps.callsForHelp();
    gaps.calledTooVague();
    gaps.nobodyCounted();
    gaps.closedTooEarly();
    gaps.outcomeIsMissing();
    return List.copyOf(gaps.found);
  }

  private void gap(String name, String words) {
    found.add(new Gap(name, words));
  }

  private void reportsCameTooLate() {
    evidence
        .first()
        .filter(Incident::early)
        .ifPresent(incident ->
            gap(
                "noReportBefore",
                "No report of this case had been received when it happened: the first came"
                    + " later."));
  }

  private void nobodyJudged() {
    if (evidence.assessments().isEmpty() && !evidence.reports().isEmpty()) {
      gap("notAssessed", "Nobody wrote down how likely the danger was, and why.");
    }
  }

  private void decisionWasOverdue() {
    evidence
        .clock()
        .filter(clock -> clock.overdue(evidence.now()))
        .ifPresent(clock ->
            gap(
                "decisionOverdue",
                "The decision was due by %s and %s."
                    .formatted(
                        DeskTime.words(clock.dueAt()),
                        clock
                            .metAt()
                            .map(met -> "came " + Hours.words(clock.dueAt(), met) + " late")
                            .orElse(
                                "was not made by people for every class that the policy names"))));
  }

  /** The no-double-standard rule: whoever tells a few must decide about all. */
  private void classesWereNotDecided() {
    boolean anything = !evidence.determinations().isEmpty();
    if (!anything) {
      gap("nothingDecided", "No duty test was recorded: nobody decided whether to warn.");
    } else if (evidence.determinations().stream()
        .noneMatch(each -> each.victims() == VictimClass.PUBLIC)) {
      gap("publicNotDecided", "It was never decided whether to tell the public.");
    }
  }

  private void decisionsWaited() {
    for (Determination each : evidence.determinations()) {
      if (each.state() == Determination.State.PROPOSED) {
        gap(
            "neverAgreed",
            "The determination for %s of %s was never agreed or sent back by a second person."
                .formatted(label(each.victims()), DeskTime.words(each.proposedAt())));
      }
    }
  }

  private void decidedButNotWarned() {
    evidence.determinations().stream()
        .filter(each -> each.state() == Determination.State.AGREED)
        .filter(each -> each.result() instanceof DutyResult.Warn)
        .map(Determination::victims)
        .distinct()
        .filter(victims ->
            evidence.given().stream()
                .noneMatch(told -> told.warning().draft().victims().equals(victims.word())))
        .forEach(victims ->
            gap(
                "decidedNotWarned",
                "It was agreed to warn %s, and %s."
                    .formatted(
                        label(victims),
                        evidence.given().stream().anyMatch(Gaps::isForAll)
                            ? "no warning was written to them alone: they were told what everybody"
                                + " was"
                            : "no warning to them was ever in force")));
  }

  private static boolean isForAll(ToldWarning told) {
    return told.warning().draft().forEverybody();
  }

  private void draftsWereNeverSent() {
    for (ToldWarning each : evidence.warnings()) {
      if (each.warning().state() == WarningState.DRAFT) {
        gap(
            "neverSent",
            "%s, written %s, was never approved and never sent."
                .formatted(
                    capital(Telling.noun(each.warning())),
                    DeskTime.words(each.warning().draftedAt())));
      }
    }
  }

  private void nobodyWasWarned() {
    if (evidence.incidents().isEmpty()) {
      return;
    }
    if (timing.warnedAt().isEmpty()) {
      gap("noWarning", "Nobody was warned.");
      return;
    }
    Instant warned = timing.warnedAt().get();
    timing
        .incidentAt()
        .filter(at -> !warned.isBefore(at))
        .ifPresent(at ->
            gap(
                "warnedAfter",
                "The first warning came %s after it had begun."
                    .formatted(Hours.words(at, warned))));
  }

  private void warningHadEnded() {
    if (timing.windowEndedAt().isEmpty() || timing.incidentAt().isEmpty()) {
      return;
    }
    Instant at = timing.incidentAt().get();
    Instant end = timing.windowEndedAt().get();
    Optional<ToldWarning> last =
        evidence.given().stream().filter(each -> each.end().equals(end)).findFirst();
    String how =
        last.map(each -> each.warning().state()).orElse(WarningState.LAPSED) == WarningState.LAPSED
            ? "lapsed"
            : "was ended";
    gap(
        "lapsedBefore",
        "The warning %s %s before the attack and was not renewed."
            .formatted(how, Hours.words(end, at)));
  }

  private void lapseWasNotDecided() {
    for (ToldWarning each : evidence.given()) {
      if (each.warning().state() == WarningState.LAPSED
          && each.warning().lapseDecision().isEmpty()) {
        gap(
            "lapseNotDecided",
            ("%s lapsed on %s without a decision: nobody renewed it, gave the all-clear, or wrote"
                    + " down why it might lapse.")
                .formatted(capital(Telling.noun(each.warning())), DeskTime.words(each.end())));
      }
    }
  }

  private void placeWasOutside() {
    evidence
        .firstTimed()
        .ifPresent(incident -> {
          List<WarnedArea> areas =
              evidence.given().stream()
                  .filter(each -> each.givenAt().isBefore(incident.began()))
                  .map(each -> new WarnedArea(each.warning().draft().areas()))
                  .filter(WarnedArea::isDrawn)
                  .toList();
          if (!areas.isEmpty()
              && areas.stream().noneMatch(area -> area.contains(incident.place()))) {
            gap(
                "outsideArea",
                "It happened outside every area that the warnings named: %s."
                    .formatted(incident.place().name()));
          }
        });
  }

  /** What came in after the last warning, before the incident, and led to no update. */
  private void laterReportsChangedNothing() {
    if (timing.incidentAt().isEmpty() || timing.warnedAt().isEmpty()) {
      return;
    }
    Instant at = timing.incidentAt().get();
    Instant lastGiven =
        evidence.given().stream()
            .map(ToldWarning::givenAt)
            .filter(given -> given.isBefore(at))
            .reduce((_, later) -> later)
            .orElse(at);
    long after =
        evidence.reports().stream()
            .filter(each -> each.receivedAt().isAfter(lastGiven) && each.receivedAt().isBefore(at))
            .count();
    if (after > 0) {
      gap(
          "notUpdated",
          "%s in the case after the last warning and before the attack led to no update."
              .formatted(Hours.amount(after, "further report")));
    }
  }

  private void notEverybodyHeard() {
    for (ToldWarning each : evidence.sent()) {
      long lost = each.echo().failed().orElse(0) + each.echo().unreachable().orElse(0);
      if (lost > 0) {
        gap(
            "notReached",
            "%s did not get to %s of its audience."
                .formatted(capital(Telling.noun(each.warning())), Hours.amount(lost, "watcher")));
      }
      long silent = each.echo().silent().orElse(0);
      if (silent > 0) {
        gap(
            "silent",
            "%s who %s told of %s never answered."
                .formatted(
                    Hours.amount(silent, "watcher"),
                    silent == 1 ? "was" : "were",
                    Telling.noun(each.warning())));
      }
    }
  }

  /** What came of a call for help stands in no table of the desk: it has to be asked for. */
  private void callsForHelp() {
    for (ToldWarning each : evidence.sent()) {
      long calls = each.echo().answers().getOrDefault("needHelp", 0L);
      if (calls > 0) {
        gap(
            "helpAsked",
            "%s answered %s that they needed help. This reckoning cannot tell whether they got it."
                .formatted(Hours.amount(calls, "watcher"), Telling.noun(each.warning())));
      }
    }
  }

  /** Word that it is over is no more exact warning. */
  private void calledTooVague() {
    for (Echo.Reaction each : evidence.reactions()) {
      boolean answered =
          evidence.given().stream().anyMatch(told -> told.givenAt().isAfter(each.saidAt()));
      if (each.kind().equals("disputedSpecificity") && !answered) {
        gap(
            "calledTooVague",
            "%s called the warning too vague on %s, and no more exact one followed."
                .formatted(each.by(), DeskTime.words(each.saidAt())));
      }
    }
  }

  private void nobodyCounted() {
    for (Evidence.HappenedIncident each : evidence.incidents()) {
      if (each.figures().isEmpty()) {
        gap(
            "noFigures",
            "How many people were killed or hurt is not recorded: %s."
                .formatted(each.incident().title()));
      }
    }
  }

  private void closedTooEarly() {
    evidence
        .firstTimed()
        .ifPresent(incident ->
            evidence
                .file()
                .closedAt()
                .filter(closed -> closed.isBefore(incident.began()))
                .ifPresent(closed ->
                    gap(
                        "closedBefore",
                        "The case was closed as %s %s before it happened."
                            .formatted(
                                evidence.file().closedAs().orElse("ended"),
                                Hours.words(Duration.between(closed, incident.began()))))));
  }

  private void outcomeIsMissing() {
    if (evidence.outcome().isEmpty()) {
      gap("noOutcome", "The case has no outcome yet.");
    }
  }

  /** For example {@code the host government}. */
  static String label(VictimClass victims) {
    if (victims == VictimClass.OWN_COMMUNITY) {
      return "the desk's own community";
    }
    String label = victims.label();
    return (label.startsWith("Those") ? "" : "the ")
        + Character.toLowerCase(label.charAt(0))
        + label.substring(1);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
