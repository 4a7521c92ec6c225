// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;

/** What follows when a determination comes to hold, in whatever way: clocks, what it replaces. */
@Component
class Holding {

  private final DeterminationStore store;
  private final StepStore steps;
  private final ReconsiderStore reconsiderations;
  private final OpenClasses open;
  private final ApplicationEventPublisher events;

  Holding(
      DeterminationStore store,
      StepStore steps,
      ReconsiderStore reconsiderations,
      OpenClasses open,
      ApplicationEventPublisher events) {
    this.store = store;
    this.steps = steps;
    this.reconsiderations = reconsiderations;
    this.open = open;
    this.events = events;
  }

  /**
   * Makes it hold; T4004 when it was settled before. The clock of the case is met once people have
   * decided for every class that its policy warns in doubt.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void hold(Determination made, OfficerId by, Instant at) {
    boolean byPeople = !by.equals(Determination.THE_CLOCK);
    if (byPeople) {
      store.lockClock(made.caseId()); // Of two who decide at once, the second sees the first.
    }
    Instant now = byPeople ? afterAll(made.caseId(), at) : at;
    if (!store.settle(made.id(), Determination.State.AGREED, by, now, null)) {
      throw DecideProblem.SETTLED.because(made.id() + " is no longer proposed");
    }
    if (byPeople && open.undecided(made.caseId()).isEmpty()) {
      store.meetClock(made.caseId(), now);
    }
    boolean warns =
        Reconsiderations.holding(store.list(made.caseId())).stream()
            .anyMatch(each -> each.result() instanceof DutyResult.Warn);
    steps.spareWarning(made.caseId(), warns ? null : now);
    reconsiderations.settle(made.caseId(), made.victims(), made.id(), now);
    events.publishEvent(
        new DeterminationAgreed(made.id(), made.caseId(), made.victims(), made.result()));
  }

  /**
   * What people decide last holds, though another node's clock, by which a default was settled
   * before, goes ahead of this one's.
   */
  private Instant afterAll(CaseId caseId, Instant now) {
    return store.list(caseId).stream()
        .flatMap(each -> each.settledAt().stream())
        .max(Comparator.naturalOrder())
        .filter(last -> !last.isBefore(now))
        .map(last -> last.plus(1, ChronoUnit.MICROS))
        .orElse(now);
  }
}
