// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.Audit;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.warn.MessageType;
import org.tocsin.server.warn.Warning;
import org.tocsin.server.warn.WarningApproved;
import org.tocsin.server.warn.WarningState;
import org.tocsin.server.warn.Warnings;

/**
 * Compares what was approved with what was queued, what was queued with what was worked off, and
 * what was worked off with its receipts.
 */
@Component
class DeliveryAudit implements Audit {

  /** What is due waits a second or two; after this, nobody comes for it. */
  private static final Duration LATE = Duration.ofSeconds(60);

  private static final int WARNINGS_AT_ONCE = 500;

  private final AuditStore store;
  private final Warnings warnings;
  private final WarnListener listener;
  private final Endings endings;
  private final List<Channel> channels;
  private final Clock clock;
  private final TransactionTemplate transaction;

  DeliveryAudit(
      AuditStore store,
      Warnings warnings,
      WarnListener listener,
      Endings endings,
      List<Channel> channels,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.warnings = warnings;
    this.listener = listener;
    this.endings = endings;
    this.channels = channels;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public String name() {
    return "deliver.waves";
  }

  @Override
  public List<Finding> audit(Instant now) {
    List<Finding> found = new ArrayList<>();
    neverQueued(found);
    neverEnded(found);
    nobodyComes(found, now);
    withoutReceipts(found, now);
    return found;
  }

  /** A warning comes into force and its wave is queued in one transaction; this is the proof. */
  private void neverQueued(List<Finding> found) {
    Optional<WarningId> before = Optional.empty();
    while (true) {
      List<Warning> some =
          warnings.inState(List.of(WarningState.IN_FORCE), before, WARNINGS_AT_ONCE);
      for (Warning each : store.neverQueued(some)) {
        // Nobody may have been left to take it back from.
        if (each.messageType() != MessageType.CANCEL) {
          if (Boolean.TRUE.equals(transaction.execute(status -> queue(each)))) {
            found.add(
                Audit.mended(
                    each.id().value(),
                    "%s was in force and not queued; it is queued now".formatted(each.id())));
          }
        }
      }
      if (some.size() < WARNINGS_AT_ONCE) {
        return;
      }
      before = Optional.of(some.getLast().id());
    }
  }

  /** False when another node was quicker. */
  private boolean queue(Warning warning) {
    store.lockNeverQueued();
    if (store.neverQueued(List.of(warning)).isEmpty()) {
      return false;
    }
    listener.approved(new WarningApproved(warning.id(), warning.caseId()));
    return true;
  }

  private void neverEnded(List<Finding> found) {
    for (String wave : store.doneButOpen()) {
      boolean isMended =
          Boolean.TRUE.equals(transaction.execute(status -> endings.wave(wave, clock.instant())));
      if (isMended) {
        found.add(
            Audit.mended(wave, "the wave %s was done and not ended; it is now".formatted(wave)));
      }
    }
  }

  private void nobodyComes(List<Finding> found, Instant now) {
    for (AuditStore.Waiting each : store.waiting(now.minus(LATE))) {
      if (!each.isWorkedOn()) {
        found.add(
            Audit.wrong(
                each.channel(),
                "%,d wait to be told by %s since %s, and no node works on it; look at the log of each node"
                    .formatted(each.watchers(), each.channel(), each.since())));
      }
    }
    for (AuditStore.PutOff each : store.putOff()) {
      channels.stream()
          .filter(channel -> channel.kind().equals(each.channel()))
          .findFirst()
          .flatMap(Channel::missing)
          .ifPresent(missing ->
              found.add(
                  Audit.wrong(
                      each.channel() + " set-up",
                      "%,d wait to be told by %s: %s"
                          .formatted(each.watchers(), each.channel(), missing))));
    }
    for (AuditStore.Broken each : store.broken()) {
      found.add(
          Audit.wrong(
              "chunk " + each.chunk(),
              "chunk %d of %s by %s was begun %d times and not finished; the log says why it breaks off"
                  .formatted(each.chunk(), each.warning(), each.channel(), each.claims())));
    }
  }

  private void withoutReceipts(List<Finding> found, Instant now) {
    for (AuditStore.Lacking each : store.lackingReceipts(now)) {
      found.add(
          Audit.wrong(
              "chunk " + each.chunk(),
              "chunk %d of %s has %d receipts for %d watchers; restore the table deliver.receipt_run or send again"
                  .formatted(each.chunk(), each.warning(), each.receipts(), each.size())));
    }
  }
}
