// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.Audience;
import org.tocsin.audience.AudienceSnapshot;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.watch.Watchers;

/**
 * Finds who came into the way of a warning in force since it was approved, by joining or by moving,
 * and adds them to its audience: nobody in the way is forgotten.
 */
@Component
class Joiners implements DueWork {

  private static final int MOST_IN_FORCE = 1_000;

  private final WarningStore store;
  private final Warnings warnings;
  private final Watchers watchers;
  private final Reach reach;
  private final Ledger ledger;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;

  /** The watchers as last looked at for each warning: the same snapshot holds nobody new. */
  private final Map<WarningId, AudienceSnapshot> seen = new ConcurrentHashMap<>();

  Joiners(
      WarningStore store,
      Warnings warnings,
      Watchers watchers,
      Reach reach,
      Ledger ledger,
      ApplicationEventPublisher events,
      TransactionTemplate transaction) {
    this.store = store;
    this.warnings = warnings;
    this.watchers = watchers;
    this.reach = reach;
    this.ledger = ledger;
    this.events = events;
    this.transaction = transaction;
  }

  @Override
  public String name() {
    return "warn.joiners";
  }

  @Override
  public int runDue(Instant now) {
    List<Warning> inForce =
        warnings.inState(List.of(WarningState.IN_FORCE), Optional.empty(), MOST_IN_FORCE);
    seen.keySet().retainAll(inForce.stream().map(Warning::id).toList());
    AudienceSnapshot snapshot = watchers.snapshot();
    int grown = 0;
    for (Warning warning : inForce) {
      if (!snapshot.equals(seen.get(warning.id()))) {
        Boolean more = transaction.execute(status -> grow(warning, now));
        seen.put(warning.id(), snapshot);
        grown += Boolean.TRUE.equals(more) ? 1 : 0;
      }
    }
    return grown;
  }

  private boolean grow(Warning warning, Instant now) {
    store.lock(warning.id());
    List<AudiencePart> parts = store.audience(warning.id());
    Audience have = warnings.audience(warning.id());
    Audience joined = reach.audience(warning.draft(), warnings.sentAlert(warning.id())).minus(have);
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
