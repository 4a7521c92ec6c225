// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.OneByOne;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Raises the end of a warning as an event: before it comes, so that somebody decides in time, and
 * when it has come. A warning never just fades; what says that a danger is over does, for nobody
 * need do anything about it. One that cannot be ended holds up no other.
 */
@Component
class WarningClock implements DueWork {

  private final WarningStore store;
  private final Warnings warnings;
  private final LapseMails mails;
  private final Lapses lapses;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;

  WarningClock(
      WarningStore store,
      Warnings warnings,
      LapseMails mails,
      Lapses lapses,
      Ledger ledger,
      ApplicationEventPublisher events,
      TransactionTemplate transaction) {
    this.store = store;
    this.warnings = warnings;
    this.mails = mails;
    this.lapses = lapses;
    this.ledger = ledger;
    this.events = events;
    this.transaction = transaction;
  }

  @Override
  public String name() {
    return "warn.lapse";
  }

  @Override
  public int runDue(Instant now) {
    List<Due> due =
        Stream.concat(
                store.lapsing(now).stream().map(id -> new Due(id, false)),
                store.overdue(now).stream().map(id -> new Due(id, true)))
            .toList();
    return OneByOne.work(
        due, each -> Boolean.TRUE.equals(transaction.execute(_ -> settle(each, now))));
  }

  private boolean settle(Due due, Instant now) {
    return due.isOver() ? lapse(due.id(), now) : aboutToLapse(due.id(), now);
  }

  /** What falls due for a warning: that it is about to lapse, or that its window is over. */
  private record Due(WarningId id, boolean isOver) {}

  private boolean aboutToLapse(WarningId id, Instant now) {
    if (!store.tellLapsing(id)) {
      return false;
    }
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
    return true;
  }

  private boolean lapse(WarningId id, Instant now) {
    if (!store.takeOverdue(id)) {
      return false;
    }
    Warning warning = warnings.get(id);
    WarningState how = warning.saysItIsOver() ? WarningState.ENDED : WarningState.LAPSED;
    store.end(id, how, now);
    if (how == WarningState.LAPSED && lapses.demands(warnings.get(id))) {
      mails.tell(warning, "lapsed", now);
    }
    ledger.append(how == WarningState.LAPSED ? lapsed(warning) : ended(warning));
    events.publishEvent(new WarningEnded(id, warning.caseId(), how));
    return true;
  }

  private static Act lapsed(Warning warning) {
    return Act.of("WarningLapsed")
        .inCase(warning.caseId())
        .about(warning.id())
        .fact("decided", warning.lapseDecision().orElse("nothing"))
        .says(Warnings.noun(warning.draft()) + " lapsed");
  }

  private static Act ended(Warning warning) {
    return Act.of("WarningEnded")
        .inCase(warning.caseId())
        .about(warning.id())
        .fact("how", WarningState.ENDED.word())
        .says("The message that a danger is over has been shown for as long as was signed");
  }
}
