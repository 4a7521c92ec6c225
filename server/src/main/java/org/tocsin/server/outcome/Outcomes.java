// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.outcome.Drafts.OutcomeDraft;

/** The door to how a case ended. Giving the outcome closes the case; it is given once. */
@Service
public class Outcomes {

  private final OutcomeStore store;
  private final Cases cases;
  private final Reckonings reckonings;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Outcomes(
      OutcomeStore store,
      Cases cases,
      Reckonings reckonings,
      Ledger ledger,
      CurrentOfficer officer,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.reckonings = reckonings;
    this.ledger = ledger;
    this.officer = officer;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Ends the case.
   *
   * @throws org.tocsin.server.kernel.Problem T8005 with every fault; T8006 when it has its outcome
   */
  @Transactional
  Outcome close(CaseId caseId, OutcomeDraft draft) {
    cases.get(caseId);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Faults faults = new Faults(now);
    OutcomeKind kind = faults.word("outcome", draft.outcome(), OutcomeKind.class);
    String reasons = faults.text("reasons", draft.reasons(), Faults.TEXT);
    boolean happened = !store.ofCase(caseId).isEmpty();
    if (kind == OutcomeKind.HIT && !happened) {
      faults.add("outcome", "hit", "names no incident", "record the incident first");
    }
    if (happened && (kind == OutcomeKind.NOTHING || kind == OutcomeKind.FALSE_ALARM)) {
      faults.add(
          "outcome",
          kind.word(),
          "contradicts the incident of the case",
          "say hit, foiled or unknown");
    }
    faults.check(OutcomeProblem.BAD_OUTCOME);
    Officer person = officer.get();
    Outcome outcome = new Outcome(caseId, kind, reasons, now, person.id());
    if (!store.insert(outcome)) {
      Outcome given = store.outcome(caseId).orElseThrow();
      throw OutcomeProblem.OUTCOME_GIVEN.because(
          "%s was given as %s at %s".formatted(caseId, given.kind().word(), given.decidedAt()));
    }
    OptionalDouble leadTime = leadTimeHours(caseId);
    ledger.append(
        Act.of("OutcomeGiven")
            .by(person.id())
            .inCase(caseId)
            .about(caseId)
            .fact("outcome", kind.word())
            .fact(
                "leadTimeHours",
                leadTime.isPresent() ? Double.toString(leadTime.getAsDouble()) : null)
            .commits("reasons", reasons)
            .says(
                "Outcome: %s%s"
                    .formatted(
                        kind.label(),
                        leadTime.isPresent()
                            ? ", lead time " + leadTime.getAsDouble() + " hours"
                            : "")));
    cases.close(caseId, kind.word());
    events.publishEvent(new OutcomeGiven(caseId, kind));
    return outcome;
  }

  /** How the case ended; empty while it is open. */
  public Optional<Outcome> find(CaseId caseId) {
    return store.outcome(caseId);
  }

  /**
   * Hours from the first warning in force to the first incident, one decimal; may be negative.
   *
   * @throws org.tocsin.server.kernel.Problem T3001 when there is no such case
   */
  @Transactional(readOnly = true)
  public OptionalDouble leadTimeHours(CaseId caseId) {
    cases.get(caseId);
    return reckonings.inTimes(List.of(caseId)).stream()
        .findFirst()
        .map(each -> Timing.of(each).leadTimeHours())
        .orElse(OptionalDouble.empty());
  }
}
