// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Raises the end of a warning as an event: before it comes, so that somebody decides in time, and
 * when it has come. A warning never just fades; what says that a danger is over does, for nobody
 * need do anything about it.
 */
@Component
class WarningClock implements DueWork {

  private final WarningStore store;
  private final Warnings warnings;
  private final LapseMails mails;
  private final Lapses lapses;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;

  WarningClock(
      WarningStore store,
      Warnings warnings,
      LapseMails mails,
      Lapses lapses,
      Ledger ledger,
      ApplicationEventPublisher events) {
    this.store = store;
    this.warnings = warnings;
    this.mails = mails;
    this.lapses = lapses;
    this.ledger = ledger;
    this.events = events;
  }

  @Override
  public String name() {
    return "warn.lapse";
  }

  @Override
  @Transactional
  public int runDue(Instant now) {
    List<WarningId> lapsing = store.takeLapsing(now);
    lapsing.forEach(id -> aboutToLapse(id, now));
    List<WarningId> overdue = store.overdue(now);
    overdue.forEach(id -> lapse(id, now));
    return lapsing.size() + overdue.size();
  }

  private void aboutToLapse(WarningId id, Instant now) {
    Warning warning = warnings.get(id);
    mails.tell(warning, "lapsing", now);
    ledger.append(
        Act.of("WarningAboutToLapse")
            .inCase(warning.caseId())
            .about(id)
            .fact("windowUntil", warning.draft().window().until().toString())
            .says(
                Warnings.noun(warning.draft())
                    + " is about to lapse: renew, give the all-clear, or let it lapse with a reason"));
    events.publishEvent(new WarningLapsing(id, warning.caseId()));
  }

  private void lapse(WarningId id, Instant now) {
    Warning warning = warnings.get(id);
    if (warning.saysItIsOver()) {
      end(warning, now);
      return;
    }
    if (store.end(id, WarningState.LAPSED, now)) {
      if (lapses.demands(warnings.get(id))) {
        mails.tell(warning, "lapsed", now);
      }
      ledger.append(
          Act.of("WarningLapsed")
              .inCase(warning.caseId())
              .about(id)
              .fact("decided", warning.lapseDecision().orElse("nothing"))
              .says(Warnings.noun(warning.draft()) + " lapsed"));
      events.publishEvent(new WarningEnded(id, warning.caseId(), WarningState.LAPSED));
    }
  }

  private void end(Warning warning, Instant now) {
    if (store.end(warning.id(), WarningState.ENDED, now)) {
      ledger.append(
          Act.of("WarningEnded")
              .inCase(warning.caseId())
              .about(warning.id())
              .fact("how", WarningState.ENDED.word())
              .says("The message that a danger is over has been shown for as long as was signed"));
      events.publishEvent(new WarningEnded(warning.id(), warning.caseId(), WarningState.ENDED));
    }
  }
}
