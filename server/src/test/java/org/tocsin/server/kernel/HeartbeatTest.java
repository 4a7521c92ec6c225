// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: due work stops with the server. */
class HeartbeatTest {

  /** Work that is in the middle of something, and waits for it, when the server is stopped. */
  private static final class Busy implements DueWork {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @Override
    public String name() {
      return "busy";
    }

    @Override
    public int runDue(Instant now) {
      begun.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return 0;
    }
  }

  /** Work that leaves its thread interrupted, as code that was itself interrupted does. */
  private static final class Interrupted implements DueWork {
    private final CountDownLatch again = new CountDownLatch(3);

    @Override
    public String name() {
      return "interrupted";
    }

    @Override
    public int runDue(Instant now) {
      again.countDown();
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  @Test
  void workThatLeavesItsThreadInterruptedRunsAgain() throws InterruptedException {
    Interrupted work = new Interrupted();
    Heartbeat heart =
        new Heartbeat(
            List.of(work), Clock.systemUTC(), Duration.ofMillis(1), new SimpleMeterRegistry());
    heart.start();
    try {
      assertThat(work.again.await(15, TimeUnit.SECONDS)).isTrue();
      assertThat(heart.audit(Instant.EPOCH)).isEmpty();
    } finally {
      heart.stop();
    }
  }

  @Test
  void whoeverIsStoppedInTheMiddleOfItsWorkWaitsForNoNextBeat() throws InterruptedException {
    Busy work = new Busy();
    Heartbeat heart =
        new Heartbeat(
            List.of(work), Clock.systemUTC(), Duration.ofDays(1), new SimpleMeterRegistry());
    heart.start();
    work.begun.await();
    Thread stop = Thread.ofPlatform().start(heart::stop);
    while (stop.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait(); // It has said that all should end, and waits for those that have not.
    }
    work.go.countDown();
    stop.join(Duration.ofSeconds(15));
    assertThat(stop.isAlive()).isFalse();
  }
}
