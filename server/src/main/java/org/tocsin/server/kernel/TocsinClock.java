// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The server's clock: the machine's own, moved by an offset when an exercise runs on its own time.
 *
 * <p>Thread-safe. It only ever moves forward: evidence must not be dated before what caused it.
 */
public final class TocsinClock extends Clock {

  private final Clock machine;
  private final AtomicReference<Duration> offset = new AtomicReference<>(Duration.ZERO);
  private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

  /** A clock that follows this one. */
  public TocsinClock(Clock machine) {
    this.machine = machine;
  }

  /** Starts the clock at another time; only before anything was dated by it. */
  public synchronized void startAt(Instant time) {
    if (!last.get().equals(Instant.MIN)) {
      throw new IllegalStateException("The clock has been read already; move it forward instead.");
    }
    offset.set(Duration.between(machine.instant(), time));
  }

  /**
   * Moves the clock forward to this time; it goes on from there.
   *
   * @throws Problem T0008 when the time is earlier than now
   */
  public synchronized void forwardTo(Instant time) {
    Instant now = instant();
    if (time.isBefore(now)) {
      throw KernelProblem.BAD_TIME.because(
          "the exercise clock stands at %s and cannot go back to %s".formatted(now, time));
    }
    offset.set(Duration.between(machine.instant(), time));
  }

  @Override
  public Instant instant() {
    Instant now = machine.instant().plus(offset.get());
    return last.accumulateAndGet(now, (a, b) -> a.isAfter(b) ? a : b);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Instants inside, zones only at the edge.");
  }
}
