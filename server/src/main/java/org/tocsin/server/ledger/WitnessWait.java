// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tocsin.record.RecordReader;

/**
 * Lets whoever makes a case bundle wait until witnesses have cosigned a checkpoint that covers it.
 *
 * <p>Witnesses are asked about what is new on the full multiples of {@code
 * tocsin.record.witness-every}. So it waits for that and {@link #ANSWER} more, but never longer
 * than {@link #MOST}, and not at all where that cannot be enough; then it says when to come again.
 * Waiting holds nothing but its own virtual thread. Thread-safe.
 */
@Component
class WitnessWait {

  static final Duration MOST = Duration.ofSeconds(25);

  /** From the question to the cosigned checkpoint beside the record, as a rule. */
  static final Duration ANSWER = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final RecordPublisher publisher;
  private final Duration every;
  private final boolean isAsking;
  private final Clock clock;
  private final Consumer<Duration> pause;

  @Autowired
  WitnessWait(
      RecordPublisher publisher,
      WitnessSettings settings,
      Clock clock,
      @Value("${tocsin.exercise:false}") boolean exercise) {
    this(publisher, settings, clock, exercise, pause -> LockSupport.parkNanos(pause.toNanos()));
  }

  /** One whose pauses are spent otherwise. */
  WitnessWait(
      RecordPublisher publisher,
      WitnessSettings settings,
      Clock clock,
      boolean exercise,
      Consumer<Duration> pause) {
    this.publisher = publisher;
    this.every = settings.witnessEvery();
    this.isAsking = !exercise && !settings.witnesses().isEmpty();
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * The record as of a checkpoint that covers what was wanted.
   *
   * @param again when a witnessed one may do so; empty when this one is, or none will be
   */
  record Covering(RecordReader reader, Optional<Instant> again) {}

  /** By a witnessed checkpoint if one covers so many entries now, otherwise by the newest one. */
  Covering now(long entries) {
    return publisher
        .witnessedReader(entries)
        .map(witnessed -> new Covering(witnessed, Optional.empty()))
        .orElseGet(() -> new Covering(publisher.reader(), again()));
  }

  /** The same after waiting for it. */
  Covering covering(long entries) {
    Covering first = now(entries);
    if (first.again().isEmpty()) {
      return first;
    }
    Duration left = Duration.between(clock.instant(), first.again().get());
    if (left.compareTo(MOST) > 0) {
      return first;
    }
    for (; left.isPositive() && publisher.witnessed() < entries; left = left.minus(PAUSE)) {
      pause.accept(PAUSE);
    }
    return now(entries);
  }

  /** After the next full multiple of the interval, at which witnesses are due. */
  private Optional<Instant> again() {
    if (!isAsking) {
      return Optional.empty();
    }
    long step = every.toMillis();
    long next = Math.ceilDiv(clock.instant().toEpochMilli() + 1, step) * step;
    return Optional.of(Instant.ofEpochMilli(next).plus(ANSWER));
  }
}
