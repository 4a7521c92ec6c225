// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.DueWork;

/**
 * The workers of one channel on this node: as long as chunks are due they claim and work them off,
 * several at a time, each on its own virtual thread with its own line. One channel's trouble stays
 * in its own runner.
 *
 * <p>Runs at each beat, and at once when a wave has been queued here. Several nodes may run it:
 * they share the chunks by skipping locked rows, and take over what a dead node held when its lease
 * ends.
 */
final class ChannelRunner implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(ChannelRunner.class);

  private final Channel channel;
  private final ChunkWorker worker;
  private final WaveStore waves;
  private final DeliverySettings settings;
  private final Clock clock;
  private final TransactionTemplate transaction;
  private final ReentrantLock running = new ReentrantLock();
  private final AtomicBoolean again = new AtomicBoolean();
  private final Set<Long> held = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  ChannelRunner(
      Channel channel,
      ChunkWorker worker,
      WaveStore waves,
      DeliverySettings settings,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.channel = channel;
    this.worker = worker;
    this.waves = waves;
    this.settings = settings;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public String name() {
    return "deliver." + channel.kind();
  }

  @Override
  public int runDue(Instant now) {
    running.lock();
    try {
      int done = 0;
      do {
        again.set(false);
        done += drain();
      } while (again.get() && !stopping);
      return done;
    } finally {
      running.unlock();
    }
  }

  /** Something was queued: whoever runs now looks once more, or else somebody starts. */
  void nudge() {
    again.set(true);
    Thread.ofVirtual()
        .name("nudge-" + channel.kind())
        .start(() -> {
          if (!stopping && !running.isLocked()) {
            runDue(clock.instant());
          }
        });
  }

  /** Ends after the rounds at hand; what is not done stays for the next start or another node. */
  void stop() {
    stopping = true;
    running.lock();
    try {
      log.debug("workers have stopped: channel={}", channel.kind());
    } finally {
      running.unlock();
    }
  }

  private int drain() {
    Optional<Chunk> first = claim();
    if (first.isEmpty()) {
      return 0;
    }
    AtomicInteger done = new AtomicInteger();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < channel.workers(); i++) {
      Optional<Chunk> begin = i == 0 ? first : Optional.empty();
      workers.add(
          Thread.ofVirtual()
              .name("deliver-" + channel.kind() + "-" + i)
              .start(() -> done.addAndGet(workOff(begin))));
    }
    for (Thread each : workers) {
      join(each);
    }
    return done.get();
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        // The rounds at hand must end before anybody goes on; they are bounded in time.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private int workOff(Optional<Chunk> begin) {
    int done = 0;
    Optional<Chunk> next = begin.isPresent() ? begin : claim();
    if (next.isEmpty()) {
      return 0;
    }
    try (Channel.Line line = channel.open()) {
      while (next.isPresent()) {
        if (!work(next.get(), line)) {
          return done;
        }
        done++;
        next = stopping ? Optional.empty() : claim();
      }
    }
    return done;
  }

  private boolean work(Chunk chunk, Channel.Line line) {
    try {
      worker.work(chunk, line, () -> !stopping);
      return true;
    } catch (RuntimeException e) {
      // The lease ends by itself and the chunk is taken up again, with its round marked as repeats.
      log.warn("chunk broke off and will be taken up again: chunk={}", chunk.id(), e);
      return false;
    } finally {
      held.remove(chunk.id());
    }
  }

  /** One at a time on this node, so that {@code held} is complete when the next one asks. */
  private synchronized Optional<Chunk> claim() {
    Instant now = clock.instant();
    Optional<Chunk> claimed =
        transaction.execute(status ->
            waves.claim(
                channel.kind(),
                now,
                now.plus(settings.lease()),
                settings.roundSize(),
                held.stream().mapToLong(Long::longValue).toArray()));
    Optional<Chunk> chunk = claimed == null ? Optional.empty() : claimed;
    chunk.ifPresent(each -> held.add(each.id()));
    return chunk;
  }
}
