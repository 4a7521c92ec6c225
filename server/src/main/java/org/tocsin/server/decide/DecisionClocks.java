// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.CaseOpened;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.OneByOne;
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
  private final OpenClasses open;
  private final Cases cases;
  private final Reports reports;
  private final DutyTests tests;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;

  DecisionClocks(
      DeterminationStore store,
      Steps steps,
      InDoubt inDoubt,
      OpenClasses open,
      Cases cases,
      Reports reports,
      DutyTests tests,
      Ledger ledger,
      ApplicationEventPublisher events,
      TransactionTemplate transaction) {
    this.store = store;
    this.steps = steps;
    this.inDoubt = inDoubt;
    this.open = open;
    this.cases = cases;
    this.reports = reports;
    this.tests = tests;
    this.ledger = ledger;
    this.events = events;
    this.transaction = transaction;
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
   * Lets a case's clocks run by another policy, from the same receipt. Time is never gained: a
   * moment by which it had to be decided stays when the other policy's is later. A clock that was
   * met runs again for the classes that only the other policy names.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void move(DecisionClock running, CaseId caseId, DutyTest test, Instant now) {
    Instant due = running.startedAt().plus(test.decideWithin());
    store.moveClock(caseId, due.isBefore(running.dueAt()) ? due : running.dueAt(), test.id());
    if (open.undecided(caseId).isEmpty()) {
      store.meetClock(caseId, now);
    } else {
      store.unmeetClock(caseId);
    }
    steps.move(caseId, running.startedAt(), test, now);
  }

  @Override
  public String name() {
    return "decide.clocks";
  }

  /** A case that cannot be told holds up no other. */
  @Override
  public int runDue(Instant now) {
    return OneByOne.work(
        store.overdueUntold(now),
        each -> Boolean.TRUE.equals(transaction.execute(_ -> runOut(each, now))));
  }

  private boolean runOut(CaseId caseId, Instant now) {
    if (!store.tellOverdue(caseId, now)) {
      return false;
    }
    if (!cases.get(caseId).open()) {
      store.closeClock(caseId, now);
      return true;
    }
    if (open.undecided(caseId).isEmpty()) {
      store.meetClock(caseId, now); // A new version of its policy asks for fewer classes.
      return true;
    }
    ledger.append(
        Act.of("DecisionOverdue")
            .inCase(caseId)
            .about(caseId)
            .fact("open", open.undecided(caseId).stream().map(VictimClass::word).toList())
            .says(
                "The decision is overdue, not decided in time: " + open.words(caseId).orElse("")));
    inDoubt.warn(caseId, open.governing(caseId), open.unsettled(caseId), now);
    events.publishEvent(new DecisionOverdue(caseId));
    return true;
  }
}
