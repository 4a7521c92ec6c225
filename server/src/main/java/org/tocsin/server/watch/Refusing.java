// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.audience.FileWatcher;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.secret.Sealer;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Where somebody says that they want nothing more by a channel, and that they do again.
 * Thread-safe.
 */
@Service
public class Refusing {

  private final WatcherStore store;
  private final Watchers watchers;
  private final Refusals refusals;
  private final Sealer sealer;
  private final Ledger ledger;
  private final Clock clock;

  Refusing(
      WatcherStore store,
      Watchers watchers,
      Refusals refusals,
      Sealer sealer,
      Ledger ledger,
      Clock clock) {
    this.store = store;
    this.watchers = watchers;
    this.refusals = refusals;
    this.sealer = sealer;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * Takes addresses away for good, at the wish of whoever has them: nothing goes there any more,
   * and no file brings them back. That it was wished is recorded, the address is not.
   *
   * @param address which of the addresses of this kind are meant
   * @return whether there was one
   */
  @Transactional
  public boolean refuse(WatcherId id, String channel, Predicate<String> address) {
    store.lockForJoining();
    Optional<WatcherStore.Row> row = store.held(id.number());
    Sealer.Sealed sealed = row.map(WatcherStore.Row::sealed).orElse(null);
    String externalId = row.map(WatcherStore.Row::externalId).orElse(null);
    if (sealed == null || externalId == null) {
      return false;
    }
    FileWatcher before =
        PersonalBytes.decode(sealer.open(sealed, externalId))
            .toFileWatcher(externalId, row.get().traits().kind());
    Instant now = clock.instant();
    int refused = 0;
    for (FileWatcher.Channel each : before.channels()) {
      if (each.channel().equals(channel) && address.test(each.address())) {
        refusals.add(id.number(), channel, each.address(), now);
        refused++;
      }
    }
    if (refused == 0) {
      return false;
    }
    FileWatcher after = refusals.known().allowed(before);
    watchers.replace(after, now);
    ledger.append(
        Act.of("ContactRefused")
            .about(Watchers.subject(id.number()))
            .fact("channel", channel)
            .fact("addresses", refused)
            .says("Watcher %s wants no more warnings by %s".formatted(id, channel)));
    return true;
  }

  /** What this watcher refuses. */
  public List<Refusal> refusals(WatcherId id) {
    return refusals.of(id.number());
  }

  /**
   * Lets addresses of this kind be entered again, because whoever refused them has asked for it.
   * They are not entered by that: nobody has kept them.
   *
   * @throws Problem T5001 when this watcher refuses nothing of the kind
   */
  @Transactional
  public void allowAgain(WatcherId id, String channel, OfficerId by) {
    int lifted = refusals.lift(id.number(), channel);
    if (lifted == 0) {
      throw WatchProblem.NO_WATCHER.because("no watcher %s refuses that channel".formatted(id));
    }
    ledger.append(
        Act.of("ContactAllowed")
            .by(by)
            .about(Watchers.subject(id.number()))
            .fact("channel", channel)
            .fact("addresses", lifted)
            .says("Watcher %s may be entered with %s again".formatted(id, channel)));
  }
}
