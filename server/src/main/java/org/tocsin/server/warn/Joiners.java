// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * <p>A warning that has just come into force, or that this node sees for the first time, is matched
 * with everybody. After that only those who changed are asked which warnings they are in the way
 * of. Where it cannot be told who changed, or something failed, everybody is matched again; a
 * warning that fails holds up no other. It runs at once after a change on this node, and at each
 * beat for those of other nodes.
 */
@Component
class Joiners implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(Joiners.class);

  private final WarningStore store;
  private final Warnings warnings;
  private final Watchers watchers;
  private final Reach reach;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** The warnings that were matched with everybody as of the mark, made ready. */
  private final Map<WarningId, InForce.Warned> matched = new HashMap<>();

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
    List<WarningId> all = store.inForce();
    matched.keySet().retainAll(Set.copyOf(all));
    Map<WarningId, long[]> newcomers = newcomers(changes.numbers());
    int grown = 0;
    @Nullable RuntimeException failure = null;
    for (WarningId id : all) {
      try {
        grown += grown(id, newcomers.get(id), now) ? 1 : 0;
      } catch (RuntimeException failed) {
        // Everybody is matched with it the next time.
        matched.remove(id);
        failure = failed;
      }
    }
    mark = changes.mark();
    if (failure != null) {
      throw failure;
    }
    return grown;
  }

  /** Those who changed and are in the way now, by warning. */
  private Map<WarningId, long[]> newcomers(long[] changed) {
    if (changed.length == 0 || matched.isEmpty()) {
      return Map.of();
    }
    if (!inForce.isOf(matched.keySet())) {
      inForce = InForce.of(matched);
    }
    return inForce.newcomers(watchers.snapshot(), changed, reach::present);
  }

  private boolean grown(WarningId id, long @Nullable [] newcomers, Instant now) {
    InForce.Warned known = matched.get(id);
    if (known != null && newcomers == null) {
      return false;
    }
    InForce.Warned warned = known == null ? warned(id) : known;
    Boolean more =
        transaction.execute(status -> grow(id, warned, known == null ? null : newcomers, now));
    matched.put(id, warned);
    return Boolean.TRUE.equals(more);
  }

  private InForce.Warned warned(WarningId id) {
    Draft draft = warnings.get(id).draft();
    return new InForce.Warned(draft, Reach.dangersOf(draft, warnings.sentAlert(id)));
  }

  /** Adds newcomers; null is whoever of all is one. */
  private boolean grow(
      WarningId id, InForce.Warned warned, long @Nullable [] newcomers, Instant now) {
    store.lock(id);
    Warning warning = warnings.get(id);
    if (warning.state() != WarningState.IN_FORCE) {
      // It was replaced or taken back while this waited; its successor has an audience of its own.
      return false;
    }
    List<AudiencePart> parts = store.audience(id);
    Audience inTheWay =
        newcomers == null
            ? reach.stillReached(warned.draft(), warned.dangers())
            : watchers.withoutBuiltIn(watchers.snapshot().pick(newcomers));
    Audience joined = inTheWay.minus(warnings.audience(id));
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
