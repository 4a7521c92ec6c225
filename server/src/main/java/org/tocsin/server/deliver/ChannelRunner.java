// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.DueWork;

/**
 * The workers of one channel on this node: as long as chunks are due they claim and work them off,
 * several at a time, each on its own virtual thread with its own line. One channel's trouble stays
 * in its own runner, and a worker whose line is stuck keeps no other from starting: whenever
 * something is queued, and twice a second while any is at work, one more looks for chunks if there
 * is room, and each that finds one lets the next one look.
 *
 * <p>Runs at each beat, and at once when a wave has been queued here. Several nodes may run it:
 * they share the chunks by skipping locked rows, and {@link Takeover} gives them what a node held
 * that is gone.
 */
final class ChannelRunner implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(ChannelRunner.class);
  private static final int LOOK_AGAIN_MILLIS = 500;

  private final Channel channel;
  private final ChunkWorker worker;
  private final WaveStore waves;
  private final DeliverySettings settings;
  private final Clock clock;
  private final Presence presence;
  private final TransactionTemplate transaction;
  private final Stride stride;

  /** A permit for each worker that is not at work. */
  private final Semaphore room;

  /** Something was queued that nobody may have looked for yet. */
  private final AtomicBoolean again = new AtomicBoolean();

  private final AtomicInteger workedOff = new AtomicInteger();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private final Set<Long> held = ConcurrentHashMap.newKeySet();
  private final BrokenOff brokenOff;
  private final Thrown thrown;
  private volatile boolean stopping;

  ChannelRunner(
      Channel channel,
      ChunkWorker worker,
      WaveStore waves,
      DeliverySettings settings,
      Clock clock,
      Presence presence,
      PlatformTransactionManager transactions,
      RandomGenerator jitter) {
    this.channel = channel;
    this.worker = worker;
    this.waves = waves;
    this.settings = settings;
    this.clock = clock;
    this.presence = presence;
    this.transaction = new TransactionTemplate(transactions);
    this.stride =
        new Stride(settings.roundSize(), Math.min(settings.roundMost(), settings.chunkSize()));
    this.room = new Semaphore(channel.workers());
    this.brokenOff = new BrokenOff(settings.retryFirst(), settings.lease());
    this.thrown = new Thrown(settings.lease(), settings.retryMost(), jitter);
  }

  @Override
  public String name() {
    return "deliver." + channel.kind();
  }

  /** How many chunks this node works on by this channel. */
  int leased() {
    return held.size();
  }

  /** Works off what is due and waits for the end of it. */
  @Override
  public int runDue(Instant now) {
    int before = workedOff.get();
    do {
      startOne();
      while (!stopping && !isIdle()) {
        startOne();
      }
    } while (again.get() && !stopping);
    RuntimeException failed = failure.getAndSet(null);
    if (failed != null) {
      throw failed;
    }
    return workedOff.get() - before;
  }

  /** Waits a moment for all workers to come to their end. */
  private boolean isIdle() {
    try {
      if (room.tryAcquire(channel.workers(), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        room.release(channel.workers());
        return true;
      }
      return false;
    } catch (InterruptedException e) {
      // The rounds at hand end by themselves.
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Something was queued: one looks at once, whatever the others are at. */
  void nudge() {
    again.set(true);
    startOne();
  }

  /** Begins nothing new: the rounds at hand are the last. */
  void halt() {
    stopping = true;
  }

  /** Ends after the rounds at hand; what is not done stays for the next start or another node. */
  void stop() {
    halt();
    room.acquireUninterruptibly(channel.workers());
    log.debug("workers have stopped: channel={}", channel.kind());
  }

  private void startOne() {
    if (!stopping && room.tryAcquire()) {
      Thread.ofVirtual().name("deliver-" + channel.kind()).start(this::look);
    }
  }

  private void look() {
    try {
      again.set(false);
      Optional<Chunk> first = claim();
      if (first.isPresent()) {
        startOne();
        try {
          workOff(first.get());
        } finally {
          held.remove(first.get().id());
        }
      }
    } catch (RuntimeException e) {
      failure.set(e);
      log.warn("a worker broke off: channel={}", channel.kind(), e);
    } finally {
      room.release();
      if (again.get()) {
        // Queued while this one had looked already and not yet gone.
        startOne();
      }
    }
  }

  private void workOff(Chunk first) {
    try (Channel.Line line = channel.open()) {
      Optional<Chunk> next = Optional.of(first);
      while (next.isPresent()) {
        if (!work(next.get(), line)) {
          return;
        }
        workedOff.incrementAndGet();
        next = stopping ? Optional.empty() : claim();
      }
    }
  }

  private boolean work(Chunk chunk, Channel.Line line) {
    try {
      worker.work(chunk, line, stride, () -> !stopping, () -> mayGoOn(chunk));
      brokenOff.remove(chunk.id());
      thrown.remove(chunk.id());
      return true;
    } catch (DataAccessException | TransactionException e) {
      // Nobody holds it now, so it is taken up again, with its round marked as repeats.
      brokenOff.add(chunk.id(), clock.instant());
      log.warn("chunk broke off and will be taken up again: chunk={}", chunk.id(), e);
      return false;
    } catch (RuntimeException e) {
      Instant due = thrown.add(chunk.id(), chunk.until(), clock.instant());
      waves.release(chunk, due);
      log.warn("chunk broke off and will be taken up again: chunk={} due={}", chunk.id(), due, e);
      return false;
    } finally {
      held.remove(chunk.id());
    }
  }

  /** Whoever was silent for too long may have been taken for dead: others do it then. */
  private boolean mayGoOn(Chunk chunk) {
    Long holder = chunk.holder();
    return holder == null || presence.isSureOf(holder);
  }

  /** What others on this node work on, and what broke off and waits. */
  private long[] notNow(Instant now) {
    return LongStream.concat(held.stream().mapToLong(Long::longValue), brokenOff.waiting(now))
        .toArray();
  }

  /** One at a time on this node, so that {@code held} is complete when the next one asks. */
  private synchronized Optional<Chunk> claim() {
    Instant now = clock.instant();
    Optional<Chunk> claimed =
        transaction.execute(status ->
            waves.claim(
                channel.kind(), now, settings.lease(), stride.size(), presence.key(), notNow(now)));
    Optional<Chunk> chunk = claimed == null ? Optional.empty() : claimed;
    chunk.ifPresent(each -> held.add(each.id()));
    return chunk;
  }
}
