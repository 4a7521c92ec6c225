// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.tocsin.record.RecordException;
import org.tocsin.record.RecordFolder;
import org.tocsin.record.RecordReader;
import org.tocsin.record.SignedCheckpoint;
import org.tocsin.server.kernel.DueWork;

/**
 * Gives entries their place in the record, and publishes the record as tiles with a signed
 * checkpoint, about once a second while there is something new.
 *
 * <p>The table is the truth: a place once committed there never changes. The folder is its
 * publication and can be made again from the table byte for byte, so a crash between the two leaves
 * a folder that is merely behind; each run begins by catching up, which is the recovery.
 *
 * <p>Several nodes may run on one database: an advisory lock lets one at a time give places, and
 * each publishes the same history into its own folder.
 *
 * <p>Metrics: {@code tocsin.record.size} entries in the folder, {@code tocsin.record.behind}
 * entries in the table that the folder lacks, {@code tocsin.record.behind.age} seconds that the
 * oldest entry without a place has been waiting.
 */
@Component
class RecordPublisher implements DueWork, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(RecordPublisher.class);
  private static final int BATCH = 5_000;
  private static final int BATCH_BYTES = 4 << 20;

  /** Runs without progress after which the log cries: about half a minute. */
  private static final int RUNS_STALLED = 30;

  /** How often something is written to a shared place before the next run has to. */
  private static final int TRIES = 4;

  private static final int CATCH_UP_TRIES = 400;
  private static final Duration CATCH_UP_PAUSE = Duration.ofMillis(25); // 10 s in all

  private final LedgerStore store;
  private final Sequencer sequencer;
  private final RecordPlace place;
  private final RecordKeys keys;
  private final AtomicLong size = new AtomicLong();
  private final AtomicLong behind = new AtomicLong();
  private volatile @Nullable RecordFolder folder;
  private volatile @Nullable RecordReader last;
  private int runsWithoutProgress;
  private volatile double waitingSeconds;
  private volatile long witnessed;

  RecordPublisher(
      LedgerStore store,
      Sequencer sequencer,
      RecordPlace place,
      RecordKeys keys,
      MeterRegistry metrics) {
    this.store = store;
    this.sequencer = sequencer;
    this.place = place;
    this.keys = keys;
    metrics.gauge("tocsin.record.size", size);
    metrics.gauge("tocsin.record.behind", behind);
    Gauge.builder("tocsin.record.behind.age", this, publisher -> publisher.waitingSeconds)
        .baseUnit("seconds")
        .description("how long the oldest entry without a place has been waiting")
        .strongReference(true)
        .register(metrics);
  }

  @Override
  public String name() {
    return "ledger.publish";
  }

  @Override
  public synchronized int runDue(Instant now) {
    open(); // A folder that contradicts the table stops the sequencing too.
    // A crash after this leaves entries with a place that the folder lacks; publishing heals it.
    int sequenced = sequencer.sequence();
    int published = published();
    watch(sequenced + published > 0, now);
    settleKeys(now);
    return Math.max(sequenced, published);
  }

  /** What cannot be published must not look as if all were well. */
  private int published() {
    try {
      return publish();
    } catch (RuntimeException e) {
      behind.set(store.written() - size.get());
      throw e;
    }
  }

  /** After the entries, so that a change of the key finds its own entry published. */
  private void settleKeys(Instant now) {
    try {
      written(folder -> keys.settle(folder, now));
    } catch (IOException e) {
      closeFolder();
      throw new UncheckedIOException("The change of the record's key could not be published", e);
    }
  }

  private int publish() {
    long before = open().size();
    try {
      written(folder -> {
        long size = folder.size();
        folder.appendAt(size, upTo(BATCH_BYTES, store.bodiesFrom(size, BATCH)));
      });
      return (int) Math.min(Integer.MAX_VALUE, open().size() - before);
    } catch (IOException e) {
      // The folder takes no more appends after a failure of the disk: open it anew next time.
      closeFolder();
      throw new UncheckedIOException("The record could not be written to its folder", e);
    }
  }

  /** Something that writes beside or to the record. */
  @FunctionalInterface
  private interface Writing {
    void to(RecordFolder folder) throws IOException;
  }

  /**
   * Writes, and where another node was faster does it again with what that one published in sight,
   * so that nothing of it is overwritten and nobody waits for the next run.
   */
  private void written(Writing writing) throws IOException {
    for (int tried = 1; ; tried++) {
      try {
        writing.to(open());
        last = open().reader();
        return;
      } catch (RuntimeException e) {
        closeFolder();
        boolean isOvertaken =
            e instanceof RecordException refusal
                && refusal.reason() == RecordException.Reason.OVERTAKEN;
        if (!isOvertaken || tried == TRIES) {
          throw e;
        }
      }
    }
  }

  /** As many of the first as fit, one at least: a bucket takes a batch as one value. */
  private static List<byte[]> upTo(int most, List<byte[]> bodies) {
    int fit = 0;
    long bytes = 0;
    while (fit < bodies.size() && (fit == 0 || bytes + bodies.get(fit).length <= most)) {
      bytes += bodies.get(fit++).length;
    }
    return bodies.subList(0, fit);
  }

  /** Says aloud when entries wait and nothing moves. */
  private void watch(boolean progress, Instant now) {
    long published = open().size();
    long waiting = store.written() - published;
    size.set(published);
    behind.set(waiting);
    waitingSeconds = store.oldestWithoutPlace().map(at -> seconds(at, now)).orElse(0.0);
    runsWithoutProgress = progress || waiting == 0 ? 0 : runsWithoutProgress + 1;
    if (runsWithoutProgress > 0 && runsWithoutProgress % RUNS_STALLED == 0) {
      log.warn(
          "the published record stands still: size={} behind={} runs={}",
          published,
          waiting,
          runsWithoutProgress);
    }
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / 1_000.0);
  }

  /**
   * Publishes until every act that has committed by now is in the folder.
   *
   * @throws org.tocsin.server.kernel.Problem T9052 when another node keeps the places to itself for
   *     ten seconds
   */
  void catchUp(Instant now) {
    long newest = store.newestNumber();
    for (int i = 0; i < CATCH_UP_TRIES; i++) {
      runDue(now);
      if (store.unpublished(newest, size()) == 0) {
        return;
      }
      LockSupport.parkNanos(CATCH_UP_PAUSE.toNanos());
    }
    throw LedgerProblem.NOT_YET.because(
        "%d acts wait, %d are published".formatted(behind.get(), size.get()));
  }

  private synchronized long size() {
    return open().size();
  }

  /** How many entries of the table the folder lacks, as of the last run. */
  long behind() {
    return behind.get();
  }

  /**
   * The record as of its newest checkpoint. Where that stands in a store that others serve, nobody
   * who looks waits while the store is slow or away: they see it as it was last.
   */
  RecordReader reader() {
    RecordReader known = last;
    return place.isShared() && known != null ? known : reopened();
  }

  private synchronized RecordReader reopened() {
    return open().reader();
  }

  /**
   * The record as of the newest witnessed checkpoint if that covers so many entries, otherwise as
   * of the newest one. A checkpoint that another key signed is passed over.
   */
  synchronized RecordReader readerOf(long entries) {
    return witnessedReader(entries).orElseGet(open()::reader);
  }

  /** The record as of the newest witnessed checkpoint, if that covers so many entries. */
  synchronized Optional<RecordReader> witnessedReader(long entries) {
    RecordFolder folder = open();
    try {
      return folder
          .findCosigned()
          .filter(witnessed -> witnessed.size() >= entries && witnessed.size() <= folder.size())
          .filter(witnessed -> isSignedAlike(folder, witnessed.checkpoint()));
    } catch (IOException e) {
      throw new UncheckedIOException("The record's witnessed checkpoint cannot be read", e);
    }
  }

  /** Whether a key that signed the newest checkpoint signed the witnessed one, too. */
  private static boolean isSignedAlike(RecordFolder folder, SignedCheckpoint witnessed) {
    String origin = witnessed.checkpoint().origin();
    return folder.checkpoint().note().signatures().stream()
        .filter(now -> now.name().equals(origin))
        .anyMatch(now ->
            witnessed.note().signatures().stream()
                .anyMatch(then -> then.name().equals(origin) && then.keyId() == now.keyId()));
  }

  /**
   * Puts a witnessed checkpoint beside the record, if its folder has grown so far and has another
   * one there.
   *
   * @throws org.tocsin.record.RecordException when it is of another history than the folder's
   */
  synchronized void keep(SignedCheckpoint witnessed) {
    try {
      written(folder -> {
        if (witnessed.checkpoint().size() <= folder.size() && isSignedAlike(folder, witnessed)) {
          folder.keep(witnessed);
        }
        this.witnessed = folder.findCosigned().map(RecordReader::size).orElse(0L);
      });
    } catch (IOException e) {
      closeFolder(); // It takes nothing more after a failure of the disk.
      throw new UncheckedIOException("The record's witnessed checkpoint cannot be kept", e);
    }
  }

  /** How many entries the witnessed checkpoint covers that was kept last; waits for nobody. */
  long witnessed() {
    return witnessed;
  }

  /** Shows a stamped checkpoint beside the record, once the folder has grown to it. */
  synchronized void keepStamped(SignedCheckpoint stamped) {
    try {
      written(folder -> {
        if (stamped.checkpoint().size() <= folder.size()) {
          folder.keepStamped(stamped);
        }
      });
    } catch (IOException e) {
      closeFolder(); // It takes nothing more after a failure of the disk.
      throw new UncheckedIOException("The stamped checkpoint could not be written", e);
    }
  }

  /** Where the record is published. */
  RecordPlace place() {
    return place;
  }

  private RecordFolder open() {
    RecordFolder open = folder;
    if (open == null) {
      try {
        open = place.open(keys, store);
      } catch (IOException e) {
        throw new UncheckedIOException("The folder of the record cannot be opened", e);
      }
      folder = open;
      last = open.reader();
      sequencer.goOn();
    }
    return open;
  }

  private void closeFolder() {
    RecordFolder open = folder;
    folder = null;
    sequencer.stop();
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException("The folder of the record cannot be closed", e);
      }
    }
  }

  @Override
  public synchronized void destroy() {
    closeFolder();
  }
}
