// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.DueWork;

/**
 * Sees that the public feeds have changed, by an act or a lapse, against what stands in a table:
 * after a crash the next beat finds what the last did not tell. All who are to be told of the
 * change stand in tables before any is told.
 */
@Component
class FeedChanges implements DueWork {

  private final PublicBoard board;
  private final PublicFeeds feeds;
  private final WebSubSettings settings;
  private final WebSubStore store;
  private final HubStore subscriptions;
  private final TransactionTemplate transaction;

  FeedChanges(
      PublicBoard board,
      PublicFeeds feeds,
      WebSubSettings settings,
      WebSubStore store,
      HubStore subscriptions,
      PlatformTransactionManager transactions) {
    this.board = board;
    this.feeds = feeds;
    this.settings = settings;
    this.store = store;
    this.subscriptions = subscriptions;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public String name() {
    return "publish.changes";
  }

  @Override
  public int runDue(Instant now) {
    String version = board.version();
    String before = store.version();
    if (version.equals(before)) {
      return 0;
    }
    return Boolean.TRUE.equals(
            transaction.execute(status -> changed(version, before.isEmpty(), now)))
        ? 1
        : 0;
  }

  /** Nobody is told of the first look: nothing has changed for whoever reads the feeds. */
  private boolean changed(String version, boolean first, Instant now) {
    var change = store.changed(version);
    if (change.isPresent() && !first) {
      List<String> hubs = settings.hubs().stream().map(URI::toString).toList();
      store.keepOnly(hubs);
      for (FeedKind kind : FeedKind.values()) {
        hubs.forEach(hub -> store.expect(hub, feeds.address(kind), change.get(), now));
      }
      subscriptions.expect(change.get(), now);
    }
    return change.isPresent();
  }
}
