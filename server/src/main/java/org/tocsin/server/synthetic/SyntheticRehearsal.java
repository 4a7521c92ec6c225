// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.synthetic;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tocsin.server.access.Officer;
import org.tocsin.server.access.Rehearsals;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.Citation;
import org.tocsin.server.assess.Statement;
import org.tocsin.server.collect.Grade;
import org.tocsin.server.collect.Intake;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.decide.Answered;
import org.tocsin.server.decide.Determination;
import org.tocsin.server.decide.Determinations;
import org.tocsin.server.decide.DutyResult;
import org.tocsin.server.decide.DutyTest;
import org.tocsin.server.decide.DutyTests;
import org.tocsin.server.decide.Proposal;
import org.tocsin.server.decide.VictimClass;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.ApprovedWarnings;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.StoredReading;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.Preview;
import org.tocsin.server.warn.Warnings;
import org.tocsin.server.watch.BuiltInWatcher;

/**
 * The part of the way that is people's: from a report to a signed public alert with its wave
 * queued, done by the very services that the desk uses, and taken back.
 */
@Component
class SyntheticRehearsal {

  /** So long it may stand behind what is meant. */
  private static final Duration WINDOW = Duration.ofHours(12);

  private static final double RADIUS_KM = 50;

  private final Rehearsals rehearsals;
  private final Reports reports;
  private final Readings readings;
  private final Cases cases;
  private final DutyTests tests;
  private final Determinations determinations;
  private final Warnings warnings;
  private final ApprovedWarnings approved;
  private final Clock clock;

  SyntheticRehearsal(
      Rehearsals rehearsals,
      Reports reports,
      Readings readings,
      Cases cases,
      DutyTests tests,
      Determinations determinations,
      Warnings warnings,
      ApprovedWarnings approved,
      Clock clock) {
    this.rehearsals = rehearsals;
    this.reports = reports;
    this.readings = readings;
    this.cases = cases;
    this.tests = tests;
    this.determinations = determinations;
    this.warnings = warnings;
    this.approved = approved;
    this.clock = clock;
  }

  /**
   * What came of a rehearsal.
   *
   * @param sent what is to be sent
   * @param takenInAt when the report had been read
   */
  record Rehearsed(Run.Sent sent, Instant takenInAt) {}

  /** A leg could not be done. */
  static final class StuckException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Leg leg;

    StuckException(Leg leg, RuntimeException why) {
      super(why);
      this.leg = leg;
    }

    Leg leg() {
      return leg;
    }
  }

  /**
   * Rehearses.
   *
   * @throws StuckException at the leg that could not be done
   */
  Rehearsed rehearse(WatcherId itself, Instant begunAt) {
    return rehearsals.rehearse(() -> {
      Officer one = rehearsals.nobody();
      Officer other = rehearsals.nobody();
      ReportId report = at(Leg.TAKEN_IN, () -> Rehearsals.as(one, () -> takenIn(begunAt)));
      Instant takenInAt = now();
      Run.Sent sent = at(Leg.DECIDED, () -> decided(report, itself, one, other));
      return new Rehearsed(sent, takenInAt);
    });
  }

  private static <T> T at(Leg leg, Supplier<T> act) {
    try {
      return act.get();
    } catch (RuntimeException failed) {
      throw new StuckException(leg, failed);
    }
  }

  private ReportId takenIn(Instant begunAt) {
    // The time makes it a report of its own: the same bytes would be the one of an hour ago.
    String text = SyntheticWords.REPORT + "\n" + begunAt;
    Report report =
        reports
            .receive(
                new Intake(
                    text.getBytes(StandardCharsets.UTF_8),
                    "text/plain;charset=utf-8",
                    Optional.of(SyntheticWords.EVENT),
                    SyntheticWords.SOURCE,
                    Grade.UNJUDGED,
                    Marking.CLEAR,
                    "synthetic",
                    Optional.empty()))
            .getFirst();
    StoredReading reading =
        readings
            .readNow(report.id())
            .orElseThrow(() -> new IllegalStateException("the report does not wait to be read"));
    if (reading.findings().isEmpty()) {
      throw new IllegalStateException("nothing was found in the report");
    }
    return report.id();
  }

  private Run.Sent decided(ReportId report, WatcherId itself, Officer one, Officer other) {
    TimeWindow window = new TimeWindow(now(), now().plus(WINDOW));
    CaseId caseId =
        Rehearsals.as(one, () -> cases.open(SyntheticWords.EVENT, List.of(report)).id());
    Rehearsals.as(one, () -> cases.assess(caseId, judgement(report, window)));
    Determination proposed = Rehearsals.as(one, () -> determinations.propose(caseId, proposal()));
    Rehearsals.as(other, () -> determinations.agree(proposed.id()));
    Preview preview =
        Rehearsals.as(one, () -> warnings.preview(warnings.compose(caseId, draft(window)).id()));
    requireItselfAlone(preview.part().audience().toArray(), itself);
    String hash = preview.warning().contentHash().orElseThrow();
    Rehearsals.as(other, () -> warnings.approve(preview.warning().id(), hash));
    ApprovedWarning signed = approved.get(preview.warning().id());
    if (!signed.contentHash().equals(hash) || !signed.test()) {
      throw new IllegalStateException("what was signed is not what would go out");
    }
    return new Run.Sent(preview.warning().id(), caseId, itself.number(), hash, window);
  }

  /** Refuses an audience with anybody else in it, or without the built-in watcher. */
  static void requireItselfAlone(long[] audience, WatcherId itself) {
    if (audience.length != 1 || audience[0] != itself.number()) {
      throw new IllegalStateException(
          "the index finds %d watchers, where the server itself alone is"
              .formatted(audience.length));
    }
  }

  private static Cases.Judgement judgement(ReportId report, TimeWindow window) {
    return new Cases.Judgement(
        "nobody",
        "nobody",
        "none",
        new Place(SyntheticWords.AREA, BuiltInWatcher.LATITUDE, BuiltInWatcher.LONGITUDE, 1_000),
        window,
        "almost no chance",
        "high",
        List.of(
            new Statement(
                SyntheticWords.DESCRIPTION, List.of(new Citation(report, OptionalInt.empty())))));
  }

  private Proposal proposal() {
    DutyTest test =
        tests.list().stream()
            .filter(each -> each.victims().contains(VictimClass.PUBLIC))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no duty test is for the public"));
    return new Proposal(
        VictimClass.PUBLIC,
        test.id(),
        test.questions().stream()
            .map(each -> new Answered(each.id(), Answered.Answer.YES, SyntheticWords.EVENT))
            .toList(),
        new DutyResult.Warn(),
        SyntheticWords.EVENT,
        List.of(),
        test.recordFor(new DutyResult.Warn()).stream()
            .collect(Collectors.toMap(DutyTest.Field::id, _ -> SyntheticWords.EVENT)));
  }

  private static Draft draft(TimeWindow window) {
    return new Draft(
        "publicAlert",
        VictimClass.PUBLIC.word(),
        Marking.CLEAR.label(),
        null,
        new Draft.Window(window.from(), window.until()),
        "Other",
        "Minor",
        "Unknown",
        "Unlikely",
        List.of("None"),
        List.of(),
        List.of(
            new Draft.DraftArea(
                SyntheticWords.AREA,
                List.of(),
                List.of(
                    new Draft.DraftCircle(
                        BuiltInWatcher.LATITUDE, BuiltInWatcher.LONGITUDE, RADIUS_KM)))),
        List.of(),
        List.of(
            new Draft.Text(
                "en",
                SyntheticWords.EVENT,
                SyntheticWords.HEADLINE,
                SyntheticWords.DESCRIPTION,
                SyntheticWords.INSTRUCTION,
                null,
                null)),
        new Draft.Plan(List.of(new Draft.Step(List.of("webhook"), SyntheticStore.WAIT_MINUTES))));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
