// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tocsin.server.collect.Report;
import org.tocsin.server.decide.DecisionClock;
import org.tocsin.server.decide.Determination;
import org.tocsin.server.decide.DutyResult;
import org.tocsin.server.outcome.Evidence.ToldWarning;

/**
 * When each step of a case was taken. Every length is computed from these instants.
 *
 * @param receivedAt when the report was received that started the case's clock
 * @param readAt when it was read
 * @param decidedAt when it was first proposed to warn
 * @param agreedAt when that was first agreed
 * @param warnedAt when the first warning came into force
 * @param windowEndedAt when the last warning given before the incident ceased to hold; empty when
 *     one was in force at that moment
 * @param incidentAt when the first incident began; empty also when only its day, month or year is
 *     known
 * @param inWindow whether a warning was in force then; empty without {@code incidentAt}
 */
public record Timing(
    Optional<Instant> receivedAt,
    Optional<Instant> readAt,
    Optional<Instant> decidedAt,
    Optional<Instant> agreedAt,
    Optional<Instant> warnedAt,
    Optional<Instant> windowEndedAt,
    Optional<Instant> incidentAt,
    Optional<Boolean> inWindow) {

  static Timing of(Evidence evidence) {
    Optional<Instant> incidentAt = evidence.firstTimed().map(Incident::began);
    return new Timing(
        evidence
            .clock()
            .map(DecisionClock::startedAt)
            .or(() -> evidence.reports().stream().map(Report::receivedAt).findFirst()),
        evidence.readAt(),
        earliest(evidence, Determination::proposedAt),
        evidence.determinations().stream()
            .filter(Timing::warns)
            .filter(each -> each.state() == Determination.State.AGREED)
            .flatMap(each -> each.settledAt().stream())
            .min(Comparator.naturalOrder()),
        evidence.given().stream().map(ToldWarning::givenAt).findFirst(),
        incidentAt.flatMap(at -> windowEnd(evidence, at)),
        incidentAt,
        incidentAt.map(at -> evidence.warnings().stream().anyMatch(each -> each.inForceAt(at))));
  }

  private static Optional<Instant> earliest(
      Evidence evidence, java.util.function.Function<Determination, Instant> time) {
    return evidence.determinations().stream()
        .filter(Timing::warns)
        .map(time)
        .min(Comparator.naturalOrder());
  }

  private static boolean warns(Determination determination) {
    // What holds because nobody decided in time is nobody's decision.
    return determination.result() instanceof DutyResult.Warn
        && !determination.proposedBy().equals(Determination.THE_CLOCK);
  }

  private static Optional<Instant> windowEnd(Evidence evidence, Instant incidentAt) {
    boolean inForce = evidence.warnings().stream().anyMatch(each -> each.inForceAt(incidentAt));
    return inForce
        ? Optional.empty()
        : evidence.given().stream()
            .filter(each -> each.givenAt().isBefore(incidentAt))
            .map(ToldWarning::end)
            .max(Comparator.naturalOrder());
  }

  /** Hours from the first warning to the incident; negative when the warning came after it. */
  OptionalDouble leadTimeHours() {
    return Hours.between(warnedAt, incidentAt);
  }
}
