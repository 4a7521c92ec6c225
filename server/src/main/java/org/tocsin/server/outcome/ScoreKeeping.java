// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.assess.Likelihood;
import org.tocsin.server.assess.ThreatAssessment;
import org.tocsin.server.collect.Report;
import org.tocsin.server.decide.Determination;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.outcome.Evidence.ToldWarning;
import org.tocsin.server.outcome.scores.CaseResult;
import org.tocsin.server.outcome.scores.CaseResult.Ending;
import org.tocsin.server.outcome.scores.CaseResult.Forecast;
import org.tocsin.server.outcome.scores.CaseResult.Warned;
import org.tocsin.server.outcome.scores.Scores;

/** Keeps score over the cases that were closed with an outcome. */
@Service
class ScoreKeeping {

  /** How many of the newest closed cases are counted at most. */
  static final int CASES_MAX = 200;

  private final OutcomeStore store;
  private final Reckonings reckonings;

  ScoreKeeping(OutcomeStore store, Reckonings reckonings) {
    this.store = store;
    this.reckonings = reckonings;
  }

  /** The scores over at most this many of the newest closed cases. */
  @Transactional(readOnly = true)
  public Scores newest(int most) {
    return of(store.newestOutcomes(Math.clamp(most, 1, CASES_MAX)));
  }

  /** The scores over these cases, as far as they have an outcome. */
  @Transactional(readOnly = true)
  public Scores of(List<CaseId> cases) {
    return Scores.of(
        Arrays.stream(Likelihood.values()).map(ScoreKeeping::forecast).toList(),
        reckonings.inFigures(cases).stream().flatMap(each -> result(each).stream()).toList());
  }

  private static Forecast forecast(Likelihood likelihood) {
    return new Forecast(likelihood.words(), likelihood.percentMin(), likelihood.percentMax());
  }

  /** What became of a case; empty when it has no outcome. */
  static Optional<CaseResult> result(Evidence evidence) {
    return evidence.outcome().map(outcome -> result(evidence, outcome));
  }

  private static CaseResult result(Evidence evidence, Outcome outcome) {
    Timing timing = Timing.of(evidence);
    // Where only the day is known its beginning counts: what came before that came in time.
    Instant end = evidence.first().map(Incident::began).orElse(outcome.decidedAt());
    Optional<ToldWarning> last =
        evidence.given().stream()
            .filter(each -> each.givenAt().isBefore(end))
            .reduce((_, later) -> later);
    return new CaseResult(
        evidence.file().id().value(),
        evidence.file().title(),
        ending(outcome.kind()),
        warned(evidence, timing, outcome),
        evidence.reports().stream().map(Report::source).collect(Collectors.toSet()),
        evidence.determinations().stream().map(Determination::policy).collect(Collectors.toSet()),
        evidence.assessments().stream()
            .filter(each -> each.at().isBefore(end))
            .reduce((_, later) -> later)
            .map(ThreatAssessment::likelihood)
            .map(ScoreKeeping::forecast),
        between(timing.warnedAt(), timing.incidentAt()),
        between(timing.receivedAt(), timing.decidedAt()),
        evidence.clock().map(clock -> clock.overdue(outcome.decidedAt())).orElse(false),
        last.map(each -> each.echo().told()).orElse(OptionalLong.empty()),
        last.map(each -> affected(each.echo())).orElse(OptionalLong.empty()),
        evidence.given().stream()
            .mapToLong(each -> each.echo().silent().orElse(0))
            .max()
            .orElse(0));
  }

  private static Warned warned(Evidence evidence, Timing timing, Outcome outcome) {
    if (outcome.kind() != OutcomeKind.HIT || evidence.incidents().isEmpty()) {
      Instant end = timing.incidentAt().orElse(outcome.decidedAt());
      boolean given = evidence.given().stream().anyMatch(each -> each.givenAt().isBefore(end));
      return given ? Warned.YES : Warned.NO;
    }
    if (timing.incidentAt().isEmpty()) {
      return evidence.given().isEmpty() ? Warned.NO : Warned.UNKNOWN;
    }
    if (timing.inWindow().orElse(false)) {
      return Warned.YES;
    }
    return timing.windowEndedAt().isPresent() ? Warned.LAPSED : Warned.NO;
  }

  private static OptionalLong affected(Echo echo) {
    return echo.told().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            echo.told().getAsLong() + echo.failed().orElse(0) + echo.unreachable().orElse(0));
  }

  private static Ending ending(OutcomeKind kind) {
    return switch (kind) {
      case HIT -> Ending.HAPPENED;
      case FOILED -> Ending.FOILED;
      case NOTHING, FALSE_ALARM -> Ending.NOTHING;
      case UNKNOWN -> Ending.UNKNOWN;
    };
  }

  private static Optional<Duration> between(Optional<Instant> from, Optional<Instant> to) {
    return from.flatMap(begin -> to.map(end -> Duration.between(begin, end)));
  }
}
