// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.tocsin.server.kernel.trace.Traces;
import org.tocsin.server.warn.WarningApproved;

/**
 * What of a delivery is traced: the approval, below it each wave, below a wave each chunk that is
 * worked on, below a chunk its rounds with sending and commit. Waves and approval have ids that
 * follow from theirs, so chunks of other nodes and of other days find them. Thread-safe.
 */
@Component
class DeliveryTraces {
  private static final String WARNING = "tocsin.warning";
  private static final String WAVE = "tocsin.wave";

  private final Traces traces;
  private final Clock clock;

  DeliveryTraces(Traces traces, Clock clock) {
    this.traces = traces;
    this.clock = clock;
  }

  /** From here on the waves are queued; after the commit it is written how long that took. */
  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void approved(WarningApproved approved) {
    if (traces.isOn()) {
      Instant began = Instant.now();
      String id = approved.id().value();
      afterCommit(
          () -> traces.tell(id, id, "", "approval", began, Instant.now(), Map.of(WARNING, id)));
    }
  }

  /** A wave has come to its end; in the transaction of its last receipts. */
  void finished(WaveStore.FinishedWave wave) {
    if (traces.isOn()) {
      // The clock of an exercise leaps; spans go by the machine's.
      Instant now = Instant.now();
      Instant queued = now.minus(Duration.between(wave.queuedAt(), clock.instant()));
      String warning = wave.warning().value();
      afterCommit(() ->
          traces.tell(
              warning,
              wave.id(),
              warning,
              "wave",
              queued,
              Instant.now(),
              Map.of(
                  WARNING,
                  warning,
                  WAVE,
                  wave.id(),
                  "tocsin.step",
                  Integer.toString(wave.step()),
                  "tocsin.recipients",
                  Integer.toString(wave.recipients()))));
    }
  }

  private static void afterCommit(Runnable tell) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            tell.run();
          }
        });
  }

  /** A worker begins with a chunk. */
  Traces.Open chunk(Chunk chunk) {
    Traces.Open span = traces.below(chunk.warning().value(), chunk.waveId(), "chunk");
    return traces.isOn()
        ? span.fact(WARNING, chunk.warning().value())
            .fact(WAVE, chunk.waveId())
            .fact("tocsin.chunk", chunk.id())
            .fact("tocsin.channel", chunk.channel())
            .fact("tocsin.step", chunk.step())
            .fact("tocsin.attempt", chunk.attempt())
            .fact("tocsin.size", chunk.ids().length)
            .fact("tocsin.done_before", chunk.done())
        : span;
  }
}
