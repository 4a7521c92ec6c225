// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.level;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.deliver.EveryMade;
import org.tocsin.server.deliver.WaveQueued;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.Handling;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.warn.Warning;
import org.tocsin.server.warn.Warnings;

/**
 * Counts warnings when they are due: a minute after the approval, then each time as long after the
 * last as the warning is old, at most six hours, and a last time when it is over. What is being
 * counted is held by no lock: a wave that is queued meanwhile waits for nothing.
 */
@Component
class LevelCounter implements DueWork {

  /** Who was handed something within a minute stands in the table a moment later. */
  private static final Duration FIRST = Duration.ofSeconds(75);

  private static final Duration LONGEST = Duration.ofHours(6);

  /** How long a count may take before another node begins with it, too. */
  private static final Duration LEASE = Duration.ofMinutes(20);

  private final LevelStore store;
  private final Warnings warnings;
  private final EveryMade made;
  private final TransactionTemplate transaction;
  private final TransactionTemplate pass;

  LevelCounter(
      LevelStore store,
      Warnings warnings,
      EveryMade made,
      PlatformTransactionManager transactions) {
    this.made = made;
    this.store = store;
    this.warnings = warnings;
    this.transaction = new TransactionTemplate(transactions);
    this.pass = new TransactionTemplate(transactions);
    this.pass.setReadOnly(true);
    // Both questions of one pass see the same receipts.
    this.pass.setIsolationLevel(TransactionTemplate.ISOLATION_REPEATABLE_READ);
  }

  /** In the transaction that queues the wave: no wave is there of which nobody knows here. */
  @EventListener
  void queued(WaveQueued wave) {
    if (!made.isForItself(wave.warning())) {
      store.expect(wave.warning(), wave.at(), wave.at().plus(FIRST));
    }
  }

  @Override
  public String name() {
    return "deliver.level";
  }

  @Override
  public int runDue(Instant now) {
    int done = 0;
    Optional<LevelStore.Due> due = claim(now);
    while (due.isPresent()) {
      count(due.get(), now);
      done++;
      due = claim(now);
    }
    return done;
  }

  private Optional<LevelStore.Due> claim(Instant now) {
    return Optional.ofNullable(
        transaction.execute(status -> store.claim(now, now.plus(LEASE)).orElse(null)));
  }

  private record Counted(LevelStore.Reach reach, Optional<List<LevelStore.Count>> counts) {}

  private void count(LevelStore.Due due, Instant now) {
    Optional<Warning> warning = warning(due.warning());
    // A warning that the stage before does not know counts from when it was queued.
    Optional<Instant> approved = warning.flatMap(Warning::approvedAt);
    boolean open = warning.filter(LevelCounter::isOpen).isPresent();
    Counted counted = pass.execute(status -> counted(due, approved, now));
    transaction.executeWithoutResult(status -> keep(due, open, counted, now));
  }

  private Counted counted(LevelStore.Due due, Optional<Instant> approved, Instant now) {
    LevelStore.Reach reach = store.reach(due.warning(), now);
    return new Counted(
        reach,
        reach.ended() == due.seen()
            ? Optional.empty()
            : Optional.of(store.count(due.warning(), approved, store.isExercise(due.warning()))));
  }

  private void keep(LevelStore.Due due, boolean open, Counted counted, Instant now) {
    store.lock(due);
    counted.counts().ifPresent(counts -> store.replace(due.warning(), open, counts));
    if (!counted.reach().over() || !store.forget(due)) {
      Duration age = Duration.between(due.since(), now);
      Duration pause = age.compareTo(LONGEST) > 0 ? LONGEST : age;
      store.again(
          due, counted.reach().ended(), now.plus(pause.compareTo(FIRST) < 0 ? FIRST : pause));
    }
  }

  private Optional<Warning> warning(WarningId id) {
    try {
      return Optional.of(warnings.get(id));
    } catch (Problem none) {
      if (none.type().number().equals("T5101")) {
        return Optional.empty();
      }
      throw none;
    }
  }

  private static boolean isOpen(Warning warning) {
    return warning.draft().forEverybody()
        && Handling.parse(warning.draft().marking()).isForEverybody();
  }
}
