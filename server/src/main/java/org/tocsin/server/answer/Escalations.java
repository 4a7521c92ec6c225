// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.ApprovedWarnings;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.deliver.DeliveryPaused;
import org.tocsin.server.deliver.DeliveryResumed;
import org.tocsin.server.deliver.WaveQueued;
import org.tocsin.server.kernel.Audit;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.OneByOne;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Silence is an event: when a wave's time to answer is over, whoever of it has not answered gets
 * the next step of the plan. What falls due is a row written with the wave itself, so nothing is
 * forgotten over a restart; each is worked off in one transaction with the wave it queues.
 */
@Component
class Escalations implements DueWork, Audit {

  /** What is due is taken at the next beat; after this, nobody takes it. */
  private static final Duration LATE = Duration.ofSeconds(60);

  private static final int LATE_SHOWN = 20;
  private static final int AT_ONCE = 1_000;

  private final AnswerStore store;
  private final Deliveries deliveries;
  private final ApprovedWarnings approved;
  private final Ledger ledger;
  private final TransactionTemplate transaction;

  Escalations(
      AnswerStore store,
      Deliveries deliveries,
      ApprovedWarnings approved,
      Ledger ledger,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.deliveries = deliveries;
    this.approved = approved;
    this.ledger = ledger;
    this.transaction = new TransactionTemplate(transactions);
  }

  @EventListener
  void queued(WaveQueued wave) {
    ApprovedWarning warning = approved.get(wave.warning());
    boolean asks = !warning.msgType().equals("Cancel") && !wave.isRepetition();
    if (asks && wave.step() + 1 < warning.steps().size()) {
      Duration patience = Duration.ofMinutes(warning.steps().get(wave.step()).waitMinutes());
      // Whoever holds it up and has not committed yet would not see this one.
      store.shareHolds(wave.warning());
      store.addEscalation(wave.wave(), wave.warning(), wave.step(), wave.at().plus(patience));
      if (deliveries.heldUp(wave.warning())) {
        store.holdEscalations(wave.warning(), wave.at());
      }
    }
  }

  /** Who is not told meanwhile is not silent, and two steps at once help nobody. */
  @EventListener
  void paused(DeliveryPaused paused) {
    store.lockHolds(paused.warning());
    store.holdEscalations(paused.warning(), paused.at());
  }

  @EventListener
  void resumed(DeliveryResumed resumed) {
    store.lockHolds(resumed.warning());
    store.resumeEscalations(resumed.warning(), resumed.at());
  }

  @Override
  public String name() {
    return "answer.escalate";
  }

  /** One that cannot be taken holds up no other. */
  @Override
  public int runDue(Instant now) {
    return OneByOne.work(
        store.due(now, AT_ONCE),
        each -> Boolean.TRUE.equals(transaction.execute(_ -> taken(each, now))));
  }

  /** Whether every step that fell due was taken, and every wave that asks has its next step. */
  @Override
  public List<Finding> audit(Instant now) {
    List<Finding> found = new ArrayList<>();
    for (AnswerStore.Escalation late : store.due(now.minus(LATE), LATE_SHOWN)) {
      found.add(
          Audit.wrong(
              late.wave(),
              "the silent of step %d of %s wait for their next step; look at the log for answer.escalate"
                  .formatted(late.step() + 1, late.warning())));
    }
    return found;
  }

  private boolean taken(AnswerStore.Escalation due, Instant now) {
    store.shareHolds(due.warning());
    boolean mine = store.take(due, now);
    if (mine) {
      escalate(due, now);
    }
    return mine;
  }

  private void escalate(AnswerStore.Escalation due, Instant now) {
    ApprovedWarning warning = approved.get(due.warning());
    long[] silent = silent(due);
    boolean over = !now.isBefore(warning.window().until()) || deliveries.stopped(due.warning());
    if (over || silent.length == 0) {
      store.endEscalation(
          due.wave(), now, silent.length, over ? "warning ended" : "everybody answered");
      return;
    }
    deliveries.queueStep(due.warning(), due.step() + 1, LongStream.of(silent));
    store.endEscalation(due.wave(), now, silent.length, "queued");
    ledger.append(
        Act.of("SilenceEscalated")
            .inCase(warning.caseId())
            .about(due.warning())
            .fact("wave", due.wave())
            .fact("step", due.step())
            .fact("silent", silent.length)
            .says(
                "%,d have not answered step %d; step %d begins"
                    .formatted(silent.length, due.step() + 1, due.step() + 2)));
  }

  /** The wave's recipients without those who have answered; who could not be told is silent too. */
  private long[] silent(AnswerStore.Escalation due) {
    Set<Long> answered = new HashSet<>();
    for (long[] numbers : store.answered(List.of(due.warning())).values()) {
      Arrays.stream(numbers).forEach(answered::add);
    }
    return deliveries.recipients(due.wave()).filter(id -> !answered.contains(id)).toArray();
  }
}
