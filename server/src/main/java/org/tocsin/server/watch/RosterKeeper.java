// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.Watcher;
import org.tocsin.server.kernel.CopiedRow;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.secret.Sealer;

/**
 * Keeps the roster equal to the table: everybody at the start, what this node writes right after
 * its commit, what other nodes write within about a second.
 *
 * <p>Changes are followed by the transaction that made them, up to the oldest one still running, so
 * that a transaction which commits late is never passed over. A crash loses nothing: the next start
 * reads everybody.
 */
@Component
@Order(0)
class RosterKeeper implements DueWork, SmartInitializingSingleton {

  private static final Logger log = LoggerFactory.getLogger(RosterKeeper.class);
  private static final int BATCH = 20_000;
  private static final int AT_ONCE = 2_000;
  private static final int EXPECTED = 100_000;

  private final WatcherStore store;
  private final Roster roster;
  private final Sealer sealer;
  private final TransactionTemplate reading;
  private final Set<Long> own = ConcurrentHashMap.newKeySet();
  private long followedTo;

  RosterKeeper(
      WatcherStore store, Roster roster, Sealer sealer, PlatformTransactionManager transactions) {
    this.store = store;
    this.roster = roster;
    this.sealer = sealer;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
  }

  @Override
  public void afterSingletonsInstantiated() {
    reading.executeWithoutResult(status -> {
      followedTo = store.settledBefore();
      long start = System.nanoTime();
      int count =
          store.everybody(rows -> roster.putAll(new Ahead<>(rows, AT_ONCE, this::open), EXPECTED));
      log.info(
          "watchers read: count={} milliseconds={}",
          count,
          (System.nanoTime() - start) / 1_000_000);
    });
  }

  /** Puts these into memory when the running transaction has committed, before any listener. */
  void afterCommit(List<Roster.Known> changed, List<Long> erased) {
    long transaction = store.transaction();
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public int getOrder() {
            return Integer.MIN_VALUE;
          }

          @Override
          public void afterCommit() {
            // Only now: a rolled back transaction has changed nothing.
            apply(transaction, changed, erased);
          }
        });
  }

  /** Never between a follower's reading and its putting, or it would put older state over ours. */
  private synchronized void apply(long transaction, List<Roster.Known> changed, List<Long> erased) {
    own.add(transaction);
    roster.put(changed);
    erased.forEach(roster::remove);
  }

  @Override
  public String name() {
    return "watch.roster";
  }

  @Override
  public synchronized int runDue(Instant now) {
    Integer done = reading.execute(status -> follow());
    return done == null ? 0 : done;
  }

  private int follow() {
    long settled = store.settledBefore();
    if (settled <= followedTo) {
      return 0;
    }
    Batch batch = new Batch();
    long from = followedTo;
    // What this node wrote itself is in memory already; only the stretches between are read.
    for (long mine : own.stream().filter(each -> each < settled).sorted().toList()) {
      store.changed(from, mine, batch::add);
      from = mine + 1;
      own.remove(mine);
    }
    store.changed(from, settled, batch::add);
    batch.flush();
    followedTo = settled;
    return batch.count;
  }

  /** Opens rows on all cores and hands them to the roster, some at a time. */
  private final class Batch {
    private final List<WatcherStore.Row> rows = new ArrayList<>();
    private int count;

    void add(WatcherStore.Row row) {
      rows.add(row);
      if (rows.size() == BATCH) {
        flush();
      }
    }

    void flush() {
      roster.put(rows.parallelStream().flatMap(RosterKeeper.this::open).toList());
      rows.stream().filter(row -> row.sealed() == null).forEach(row -> roster.remove(row.number()));
      count += rows.size();
      rows.clear();
    }
  }

  private Stream<Roster.Known> open(WatcherStore.Row row) {
    Sealer.Sealed sealed = row.sealed();
    String externalId = row.externalId();
    return sealed == null || externalId == null
        ? Stream.empty()
        : Stream.of(open(row.number(), externalId, row.traits(), sealed));
  }

  /** Opens a row of {@link WatcherStore#everybody}. */
  private Roster.Known open(CopiedRow row) {
    return open(
        row.int8(0),
        row.text(1),
        Traits.of(row.text(2), row.text(3), row.text(4)),
        new Sealer.Sealed(row.bytes(5), row.bytes(6)));
  }

  private Roster.Known open(long number, String externalId, Traits traits, Sealer.Sealed sealed) {
    roster.recognise(externalId, number);
    Personal personal = PersonalBytes.decode(sealer.open(sealed, externalId));
    return new Roster.Known(
        new Watcher(number, traits.kind(), personal.places(), personal.preferences()), traits);
  }
}
