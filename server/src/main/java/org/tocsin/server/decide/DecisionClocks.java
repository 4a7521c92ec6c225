// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
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
 * when it runs out: silence is an event.
 */
@Component
class DecisionClocks implements DueWork {

  private final DeterminationStore store;
  private final Cases cases;
  private final Reports reports;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final Duration shortest;

  DecisionClocks(
      DeterminationStore store,
      Cases cases,
      Reports reports,
      Ledger ledger,
      ApplicationEventPublisher events,
      DutyTests tests) {
    this.store = store;
    this.cases = cases;
    this.reports = reports;
    this.ledger = ledger;
    this.events = events;
    this.shortest =
        tests.list().stream()
            .map(DutyTest::decideWithin)
            .min(Comparator.naturalOrder())
            .orElse(Duration.ofHours(4));
  }

  @EventListener
  void start(CaseOpened opened) {
    CaseFile file = cases.get(opened.caseId());
    Instant start =
        reports.list(file.reports()).stream()
            .map(Report::receivedAt)
            .max(Comparator.naturalOrder())
            .orElse(file.openedAt());
    store.startClock(file.id(), start, start.plus(shortest));
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
      events.publishEvent(new DecisionOverdue(caseId));
    }
    return overdue.size();
  }
}
