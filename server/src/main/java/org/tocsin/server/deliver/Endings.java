// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.tocsin.record.Hash;
import org.tocsin.record.Merkle;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * What is recorded when a chunk is worked off, and when that was the last of its wave; in the
 * transaction of the last receipts.
 */
@Component
class Endings {

  private final WaveStore waves;
  private final Ledger ledger;
  private final Withheld withheld;
  private final Clock clock;
  private final ApplicationEventPublisher events;
  private final Pulse pulse;
  private final DeliveryTraces traces;

  Endings(
      WaveStore waves,
      Ledger ledger,
      Withheld withheld,
      Clock clock,
      ApplicationEventPublisher events,
      Pulse pulse,
      DeliveryTraces traces) {
    this.waves = waves;
    this.ledger = ledger;
    this.withheld = withheld;
    this.clock = clock;
    this.events = events;
    this.pulse = pulse;
    this.traces = traces;
  }

  /** One entry a chunk: counts, and the root over salted leaves so that one can be proven alone. */
  void chunk(Chunk chunk, List<Receipt> receipts, Instant now) {
    Receipt.Leaves made =
        new Receipt.Leaves(
            chunk.secret(),
            chunk.warning().value(),
            chunk.channel(),
            chunk.step(),
            chunk.attempt());
    Map<ReceiptKind, Integer> counts = new EnumMap<>(ReceiptKind.class);
    List<Hash> leaves = new ArrayList<>(receipts.size());
    for (Receipt receipt : receipts) {
      counts.merge(receipt.kind(), 1, Integer::sum);
      leaves.add(made.of(receipt));
    }
    Act act =
        Act.of("ReceiptsSealed")
            .inCase(chunk.caseId())
            .about(chunk.warning())
            .fact("wave", chunk.waveId())
            .fact("chunk", chunk.id())
            .fact("step", chunk.step())
            .fact("channel", chunk.channel())
            .fact("attempt", chunk.attempt())
            .fact("size", receipts.size())
            .fact("repeats", (int) receipts.stream().filter(Receipt::repeat).count())
            .fact("root", Merkle.root(leaves).base64())
            .says(words(chunk, receipts.size(), counts));
    for (ReceiptKind kind : ReceiptKind.values()) {
      act.fact(kind.word(), counts.getOrDefault(kind, 0));
    }
    waves.setEntry(chunk.id(), ledger.append(act));
    withheld.noted(chunk, receipts, now);
    wave(chunk.waveId(), now);
  }

  /** Ends a wave without open chunks, in the caller's transaction; false when it is not to end. */
  boolean wave(String wave, Instant now) {
    Optional<WaveStore.FinishedWave> finished = waves.finishWave(wave, now);
    finished.ifPresent(this::waveFinished);
    return finished.isPresent();
  }

  private static String words(Chunk chunk, int size, Map<ReceiptKind, Integer> counts) {
    if (chunk.channel().equals(Deliveries.NO_CHANNEL)) {
      return "%,d %s cannot be reached in step %d"
          .formatted(size, size == 1 ? "watcher" : "watchers", chunk.step() + 1);
    }
    return "%,d %s by %s: %,d told, %,d deferred, %,d failed"
        .formatted(
            size,
            size == 1 ? "attempt" : "attempts",
            chunk.channel(),
            counts.getOrDefault(ReceiptKind.TOLD, 0),
            counts.getOrDefault(ReceiptKind.DEFERRED, 0),
            counts.getOrDefault(ReceiptKind.FAILED, 0));
  }

  private void waveFinished(WaveStore.FinishedWave wave) {
    Duration took = Duration.between(wave.queuedAt(), clock.instant());
    ledger.append(
        Act.of("WaveDelivered")
            .inCase(wave.caseId())
            .about(wave.warning())
            .fact("wave", wave.id())
            .fact("step", wave.step())
            .fact("recipients", wave.recipients())
            .fact("seconds", took.toSeconds())
            .says(
                "Step %d ended for %,d watchers after %s"
                    .formatted(wave.step() + 1, wave.recipients(), words(took))));
    events.publishEvent(new WaveDelivered(wave.warning(), wave.step()));
    traces.finished(wave);
    pulse.last(wave.warning());
  }

  private static String words(Duration took) {
    return took.toMinutes() < 2 ? took.toSeconds() + " s" : took.toMinutes() + " min";
  }
}
