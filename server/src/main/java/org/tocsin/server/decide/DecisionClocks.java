// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.CaseOpened;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Starts a case's clock at the receipt of the newest report with which it was opened, and cries out
 * when it runs out: silence is an event. The default then is to warn.
 */
@Component
class DecisionClocks implements DueWork {

  private final DeterminationStore store;
  private final Steps steps;
  private final InDoubt inDoubt;
  private final Cases cases;
  private final Reports reports;
  private final DutyTests tests;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  DecisionClocks(
      DeterminationStore store,
      Steps steps,
      InDoubt inDoubt,
      Cases cases,
      Reports reports,
      DutyTests tests,
      Ledger ledger,
      CurrentOfficer officer,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.steps = steps;
    this.inDoubt = inDoubt;
    this.cases = cases;
    this.reports = reports;
    this.tests = tests;
    this.ledger = ledger;
    this.officer = officer;
    this.events = events;
    this.clock = clock;
  }

  @EventListener
  void start(CaseOpened opened) {
    CaseFile file = cases.get(opened.caseId());
    Optional<Report> newest =
        reports.list(file.reports()).stream().max(Comparator.comparing(Report::receivedAt));
    Instant start = newest.map(Report::receivedAt).orElse(file.openedAt());
    DutyTest test = tests.standard();
    store.startClock(file.id(), start, start.plus(test.decideWithin()), test.id());
    steps.start(file.id(), start, test, newest.map(Report::id));
  }

  /**
   * Puts a case under another policy: its clocks run by that one, from the same receipt. One
   * officer alone does so, and therefore never gains time: a moment by which it had to be decided
   * stays when the other policy's is later.
   */
  @Transactional
  void putUnder(CaseId caseId, String policy) {
    cases.get(caseId);
    DutyTest test = tests.require(policy);
    DecisionClock running =
        store
            .clock(caseId)
            .orElseThrow(() ->
                DecideProblem.BAD_DETERMINATION.because(
                    caseId + " was opened before clocks were kept, and has none"));
    if (running.policy().equals(test.id())) {
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant due = running.startedAt().plus(test.decideWithin());
    store.moveClock(caseId, due.isBefore(running.dueAt()) ? due : running.dueAt(), test.id(), now);
    steps.move(caseId, running.startedAt(), test, now);
    ledger.append(
        Act.of("CasePutUnderPolicy")
            .by(officer.get().id())
            .inCase(caseId)
            .about(caseId)
            .fact("before", running.policy())
            .fact("policy", test.id())
            .fact("policySha256", test.sha256())
            .says("Put under the policy " + test.id()));
  }

  @Override
  public String name() {
    return "decide.clocks";
  }

  @Override
  @Transactional
  public int runDue(Instant now) {
    List<CaseId> overdue = store.takeOverdue(now);
    for (CaseId caseId : overdue) {
      ledger.append(
          Act.of("DecisionOverdue")
              .inCase(caseId)
              .about(caseId)
              .says("The decision is overdue: no determination was agreed in time"));
      if (cases.get(caseId).open()) {
        warnInDoubt(caseId, now);
      }
      events.publishEvent(new DecisionOverdue(caseId));
    }
    return overdue.size();
  }

  private void warnInDoubt(CaseId caseId, Instant now) {
    DutyTest test =
        store.clock(caseId).flatMap(each -> tests.find(each.policy())).orElseGet(tests::standard);
    List<VictimClass> decided =
        Reconsiderations.holding(store.list(caseId)).stream().map(Determination::victims).toList();
    inDoubt.warn(
        caseId,
        test,
        test.inDoubtFor().stream().filter(each -> !decided.contains(each)).toList(),
        now);
  }
}
