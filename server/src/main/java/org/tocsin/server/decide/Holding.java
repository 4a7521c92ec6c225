// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.kernel.OfficerId;

/** What follows when a determination comes to hold, in whatever way: clocks, what it replaces. */
@Component
class Holding {

  private final DeterminationStore store;
  private final StepStore steps;
  private final ReconsiderStore reconsiderations;
  private final ApplicationEventPublisher events;

  Holding(
      DeterminationStore store,
      StepStore steps,
      ReconsiderStore reconsiderations,
      ApplicationEventPublisher events) {
    this.store = store;
    this.steps = steps;
    this.reconsiderations = reconsiderations;
    this.events = events;
  }

  /** Makes it hold; T4004 when it was settled before. */
  @Transactional(propagation = Propagation.MANDATORY)
  void hold(Determination made, OfficerId by, Instant now) {
    if (!store.settle(made.id(), Determination.State.AGREED, by, now, null)) {
      throw DecideProblem.SETTLED.because(made.id() + " is no longer proposed");
    }
    if (!by.equals(Determination.THE_CLOCK)) {
      store.meetClock(made.caseId(), now);
    }
    boolean warns =
        made.result() instanceof DutyResult.Warn
            || store.list(made.caseId()).stream()
                .anyMatch(each ->
                    each.state() == Determination.State.AGREED
                        && each.result() instanceof DutyResult.Warn);
    steps.spareWarning(made.caseId(), warns ? null : now);
    reconsiderations.settle(made.caseId(), made.victims(), made.id(), now);
    events.publishEvent(
        new DeterminationAgreed(made.id(), made.caseId(), made.victims(), made.result()));
  }
}
