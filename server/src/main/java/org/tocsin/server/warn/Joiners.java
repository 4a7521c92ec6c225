// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.Audience;
import org.tocsin.audience.Danger;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.watch.Changes;
import org.tocsin.server.watch.WatcherChanged;
import org.tocsin.server.watch.Watchers;

/**
 * Finds who came into the way of a warning in force since it was approved, by joining or by moving,
 * and adds them to its audience: nobody in the way is forgotten.
 *
 * <p>A warning that has just come into force, on this node or after a start, is matched with
 * everybody. After that only those who changed are asked which warnings they are in the way of, so
 * that one who joins costs microseconds, whatever number of warnings and watchers there is. Where
 * it cannot be told who changed, or something failed, everybody is matched again. It runs at once
 * after a change on this node, and at each beat.
 */
@Component
class Joiners implements DueWork {

  private static final int MOST_IN_FORCE = 1_000;

  private static final Logger log = LoggerFactory.getLogger(Joiners.class);

  private final WarningStore store;
  private final Warnings warnings;
  private final Watchers watchers;
  private final Reach reach;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** The warnings that were matched with everybody as of the mark. */
  private final Set<WarningId> matched = new HashSet<>();

  /** Whether a run is to begin, so that a thousand changes on end do not begin a thousand. */
  private final AtomicBoolean nudged = new AtomicBoolean();

  private long mark = Changes.NEVER;
  private InForce inForce = InForce.of(Map.of());

  Joiners(
      WarningStore store,
      Warnings warnings,
      Watchers watchers,
      Reach reach,
      Ledger ledger,
      ApplicationEventPublisher events,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.warnings = warnings;
    this.watchers = watchers;
    this.reach = reach;
    this.ledger = ledger;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "warn.joiners";
  }

  /** Somebody joined or moved: they are told now and not at the next beat. */
  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void nudge(WatcherChanged changed) {
    if (nudged.compareAndSet(false, true)) {
      Thread.ofVirtual().name("joiners").start(this::runNow);
    }
  }

  private void runNow() {
    // From here on a change may come too late for this run and wants another.
    nudged.set(false);
    try {
      runDue(clock.instant());
    } catch (RuntimeException failed) {
      log.warn("newcomers will be looked for again at the next beat", failed);
    }
  }

  @Override
  public synchronized int runDue(Instant now) {
    // The changes first: whoever changes after this is in the next answer, too.
    Changes changes = watchers.changes(mark);
    if (changes.all()) {
      matched.clear();
    }
    List<Warning> all =
        warnings.inState(List.of(WarningState.IN_FORCE), Optional.empty(), MOST_IN_FORCE);
    matched.retainAll(all.stream().map(Warning::id).toList());
    Map<WarningId, long[]> newcomers = newcomers(all, changes);
    int grown = 0;
    for (Warning warning : all) {
      long[] numbers = newcomers.get(warning.id());
      boolean everybody = !matched.contains(warning.id());
      if (everybody || numbers != null) {
        // Until it has been done, it is to be done with everybody.
        matched.remove(warning.id());
        Boolean more =
            transaction.execute(status -> grow(warning, everybody ? null : numbers, now));
        matched.add(warning.id());
        grown += Boolean.TRUE.equals(more) ? 1 : 0;
      }
    }
    mark = changes.mark();
    return grown;
  }

  /** Those who changed and are in the way now, by warning. */
  private Map<WarningId, long[]> newcomers(List<Warning> all, Changes changes) {
    if (changes.all() || changes.numbers().length == 0) {
      return Map.of();
    }
    Map<WarningId, Warning> known = new LinkedHashMap<>();
    all.stream()
        .filter(warning -> matched.contains(warning.id()))
        .forEach(warning -> known.put(warning.id(), warning));
    if (!inForce.warnings().equals(known.keySet())) {
      Map<WarningId, List<Danger>> dangers = new LinkedHashMap<>();
      known.forEach((id, warning) ->
          dangers.put(id, Reach.dangersOf(warning.draft(), warnings.sentAlert(id))));
      inForce = InForce.of(dangers);
    }
    Map<WarningId, long[]> newcomers = inForce.newcomers(watchers.snapshot(), changes.numbers());
    // Somebody who is named may be one who joined: names are looked up, not matched.
    known.values().stream()
        .filter(warning -> !warning.draft().recipients().isEmpty())
        .forEach(warning -> matched.remove(warning.id()));
    return newcomers;
  }

  private boolean grow(Warning warning, long @Nullable [] numbers, Instant now) {
    store.lock(warning.id());
    List<AudiencePart> parts = store.audience(warning.id());
    Audience have = warnings.audience(warning.id());
    Audience inTheWay =
        numbers == null
            ? reach.audience(warning.draft(), warnings.sentAlert(warning.id()))
            : watchers.snapshot().pick(numbers);
    Audience joined = inTheWay.minus(have);
    if (joined.isEmpty()) {
      return false;
    }
    int part = parts.getLast().part() + 1;
    store.insertAudience(
        warning.id(),
        new AudiencePart(
            part,
            now.truncatedTo(ChronoUnit.MICROS),
            joined,
            ContentHash.of(joined),
            Map.of("came into the way after the approval", joined.size())));
    ledger.append(
        Act.of("AudienceGrew")
            .inCase(warning.caseId())
            .about(warning.id())
            .fact("part", part)
            .fact("joined", joined.size())
            .fact("audienceSha256", ContentHash.of(joined))
            .says("%d more watchers came into the way".formatted(joined.size())));
    events.publishEvent(new AudienceGrew(warning.id(), warning.caseId(), part));
    return true;
  }
}
