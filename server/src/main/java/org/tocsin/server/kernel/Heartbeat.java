// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs every piece of {@link DueWork}, each on its own virtual thread, so that one that is slow
 * delays no other.
 *
 * <p>A failure is logged, counted and tried again at the next beat. {@link #beat()} lets tests and
 * exercises run everything that is due now and wait for it.
 */
public final class Heartbeat implements SmartLifecycle, Audit {

  private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

  /** So many failures in a row are no accident. */
  private static final int FAILURES_MOST = 3;

  private final List<Beat> beats;
  private final Duration pause;
  private volatile boolean running;
  private volatile CountDownLatch stopped = new CountDownLatch(1);

  /** A heart for these; {@code pause} lies between two beats of one piece of work. */
  public Heartbeat(List<DueWork> work, Clock clock, Duration pause, MeterRegistry metrics) {
    this.pause = pause;
    this.beats = work.stream().map(each -> new Beat(each, clock, metrics)).toList();
  }

  /** Runs everything due now, one after the other, until a whole round finds nothing more to do. */
  public void beat() {
    int done;
    do {
      done = 0;
      for (Beat beat : beats) {
        done += beat.once();
      }
    } while (done > 0);
  }

  @Override
  public String name() {
    return "due-work";
  }

  @Override
  public boolean isOfThisNode() {
    return true;
  }

  /** Work that fails again and again, or whose thread is gone. */
  @Override
  public List<Finding> audit(Instant now) {
    List<Finding> found = new ArrayList<>();
    for (Beat beat : beats) {
      Thread thread = beat.thread;
      if (beat.failures >= FAILURES_MOST) {
        found.add(
            Audit.wrong(
                beat.work.name(),
                "%s has failed %d times in a row; the log says why"
                    .formatted(beat.work.name(), beat.failures)));
      } else if (running && thread != null && !thread.isAlive()) {
        found.add(
            Audit.wrong(
                beat.work.name(),
                "%s does not run any more; restart this node".formatted(beat.work.name())));
      }
    }
    return found;
  }

  @Override
  public void start() {
    running = true;
    CountDownLatch end = new CountDownLatch(1);
    stopped = end;
    for (Beat beat : beats) {
      beat.thread = Thread.ofVirtual().name("due-" + beat.work.name()).start(() -> loop(beat, end));
    }
  }

  /**
   * A latch, and nothing else, ends it: whoever is told to wake up in the middle of its work may
   * forget it again, and work that leaves its thread interrupted must not be its own last run.
   */
  private void loop(Beat beat, CountDownLatch end) {
    while (end.getCount() > 0) {
      beat.once();
      Thread.interrupted();
      try {
        if (end.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        // Nobody ends this thread so; the next beat comes at once.
      }
    }
  }

  @Override
  public void stop() {
    running = false;
    stopped.countDown();
    for (Beat beat : beats) {
      Thread thread = beat.thread;
      if (thread != null) {
        try {
          thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** One piece of work with the lock that keeps this node from running it twice at a time. */
  private static final class Beat {
    private final DueWork work;
    private final Clock clock;
    private final MeterRegistry metrics;
    private volatile long ended = System.nanoTime();
    private volatile @Nullable Thread thread;
    private volatile int failures;

    Beat(DueWork work, Clock clock, MeterRegistry metrics) {
      this.work = work;
      this.clock = clock;
      this.metrics = metrics;
      Gauge.builder("tocsin.due.age", this, beat -> (System.nanoTime() - beat.ended) / 1e9)
          .tag("work", work.name())
          .baseUnit("seconds")
          .description("since a run of this due work ended")
          .strongReference(true)
          .register(metrics);
      Counter.builder("tocsin.due.failures").tag("work", work.name()).register(metrics);
    }

    synchronized int once() {
      try {
        int done = work.runDue(clock.instant());
        failures = 0;
        return done;
      } catch (RuntimeException e) {
        failures++;
        metrics.counter("tocsin.due.failures", "work", work.name()).increment();
        log.warn("due work failed and will be tried again: work={}", work.name(), e);
        return 0;
      } finally {
        ended = System.nanoTime();
      }
    }
  }
}
