// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Officer;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/** Which feeds are polled, and how they do. */
@Service
public class Feeds {

  private final FeedStore store;
  private final FeedPoll poll;
  private final Ledger ledger;
  private final CurrentOfficer officer;
  private final IdMaker ids;
  private final Clock clock;

  Feeds(
      FeedStore store,
      FeedPoll poll,
      Ledger ledger,
      CurrentOfficer officer,
      IdMaker ids,
      Clock clock) {
    this.store = store;
    this.poll = poll;
    this.ledger = ledger;
    this.officer = officer;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Begins to poll a feed; the first poll is due at once. T1008 with every fault, T1010 when its
   * address is polled already.
   */
  @Transactional
  public PolledFeed add(FeedDraft draft) {
    URI url = draft.check();
    Officer person = officer.get();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    PolledFeed feed =
        new PolledFeed(
            FeedId.next(ids),
            url,
            draft.name().strip(),
            draft.interval(),
            draft.silentAfter(),
            draft.grade(),
            draft.marking(),
            now,
            now,
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            Optional.empty());
    if (!store.insert(feed, person.id().value())) {
      throw CollectProblem.FEED_EXISTS.because("'%s' is polled already".formatted(url));
    }
    ledger.append(
        Act.of("FeedAdded")
            .by(person.id())
            .about(feed.id())
            .fact("intervalSeconds", feed.interval().toSeconds())
            .fact("grade", feed.grade().code())
            .fact("marking", feed.marking().label())
            .commits("url", url.toString())
            .commits("name", feed.name())
            .says("Feed added"));
    return feed;
  }

  /** Stops polling it; its reports stay. T1009 when there is no such feed. */
  @Transactional
  public void remove(FeedId id) {
    Officer person = officer.get();
    if (!store.remove(id, clock.instant())) {
      throw missing(id);
    }
    ledger.append(Act.of("FeedRemoved").by(person.id()).about(id).says("Feed removed"));
  }

  /** Asks it now and waits for what it gives; no transaction is open meanwhile. */
  public FeedPoll.Result poll(FeedId id) {
    return poll.run(get(id));
  }

  /** The feed with this id; T1009 when there is none. */
  public PolledFeed get(FeedId id) {
    return store.find(id).orElseThrow(() -> missing(id));
  }

  /** All that are polled, by name. */
  public List<PolledFeed> list() {
    return store.list();
  }

  private static org.tocsin.server.kernel.Problem missing(FeedId id) {
    return CollectProblem.NO_FEED.because("no feed has the id " + id);
  }
}
