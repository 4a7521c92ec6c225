// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Polls the feeds that are due, on one node at a time.
 *
 * <p>The node holds an advisory lock of the database for a round; if it dies the database lets go
 * and another node goes on. Feeds of a round are asked side by side, so a slow one delays the
 * others by at most one call's time limit.
 */
class FeedPoller implements DueWork {

  /** Any number that nothing else locks: "feed" in ASCII. */
  private static final long LOCK = 0x66656564L;

  private static final int ROUND_MAX = 32;
  private static final int AT_A_TIME = 8;

  private final FeedStore store;
  private final FeedPoll poll;
  private final Ledger ledger;
  private final TransactionTemplate transaction;
  private final DataSource database;

  FeedPoller(
      FeedStore store,
      FeedPoll poll,
      Ledger ledger,
      TransactionTemplate transaction,
      DataSource database) {
    this.store = store;
    this.poll = poll;
    this.ledger = ledger;
    this.transaction = transaction;
    this.database = database;
  }

  @Override
  public String name() {
    return "collect.feeds";
  }

  @Override
  public int runDue(Instant now) {
    List<PolledFeed> due = store.due(now, ROUND_MAX);
    int silent = tellOfSilence(now);
    return due.isEmpty() ? silent : silent + pollLocked(now);
  }

  private int tellOfSilence(Instant now) {
    Integer told =
        transaction.execute(status -> {
          List<FeedId> silent = store.markSilent(now);
          for (FeedId feed : silent) {
            ledger.append(
                Act.of("FeedSilent").about(feed).says("A feed has given nothing new for too long"));
          }
          return silent.size();
        });
    return told == null ? 0 : told;
  }

  private int pollLocked(Instant now) {
    try (Connection connection = database.getConnection()) {
      if (!ask(connection, "select pg_try_advisory_lock(?)")) {
        return 0;
      }
      try {
        return round(store.due(now, ROUND_MAX));
      } finally {
        ask(connection, "select pg_advisory_unlock(?)");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the lock of the feeds could not be asked for", e);
    }
  }

  private int round(List<PolledFeed> due) {
    Semaphore room = new Semaphore(AT_A_TIME);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (PolledFeed feed : due) {
        threads.execute(() -> {
          room.acquireUninterruptibly();
          try {
            poll.run(feed);
          } finally {
            room.release();
          }
        });
      }
    }
    return due.size();
  }

  private static boolean ask(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, LOCK);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
