// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.DueWork;

/**
 * Lets go what nodes held that are gone: whose {@link Presence} was missing twice, a second and
 * more apart, so that one that only lost its connection has time to come back. Their open
 * transactions are ended first: they hold rows that nobody else could take. What they had begun is
 * sent again, marked as repeats, and their own commits, should they wake, fit no lease any more.
 *
 * <p>Safe on several nodes at a time. Looks once a beat, which is a second.
 */
final class Takeover implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(Takeover.class);
  private static final Duration DOUBT = Duration.ofMillis(900);

  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Presence presence;
  private final LongSupplier nanos;
  private final Map<Long, Long> missingSince = new HashMap<>();

  Takeover(
      JdbcClient jdbc,
      PlatformTransactionManager transactions,
      Presence presence,
      LongSupplier nanos) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.presence = presence;
    this.nanos = nanos;
  }

  @Override
  public String name() {
    return "deliver.takeover";
  }

  @Override
  public synchronized int runDue(Instant now) {
    OptionalLong mine = presence.key();
    List<Long> holders =
        jdbc.sql("select distinct holder from deliver.chunk where holder is not null")
            .query((row, i) -> row.getLong(1))
            .list();
    missingSince.keySet().retainAll(Set.copyOf(holders));
    int freed = 0;
    for (long holder : holders) {
      // What is held under this node's own key and by none of its workers they take up themselves.
      if (mine.isEmpty() || mine.getAsLong() != holder) {
        freed += look(holder);
      }
    }
    return freed;
  }

  private int look(long holder) {
    Integer freed = transaction.execute(_ -> lives(holder) ? null : letGo(holder));
    if (freed == null) {
      missingSince.remove(holder);
      return 0;
    }
    return freed;
  }

  /** Whoever can share the lock knows that nobody has it; until the end nobody else can have it. */
  private boolean lives(long holder) {
    return !jdbc.sql("select pg_try_advisory_xact_lock_shared(?)")
        .param(holder)
        .query(Boolean.class)
        .single();
  }

  private int letGo(long holder) {
    long since = missingSince.computeIfAbsent(holder, _ -> nanos.getAsLong());
    if (nanos.getAsLong() - since < DOUBT.toNanos()) {
      return 0;
    }
    int ended =
        jdbc.sql(
                """
                select count(*) from (select pg_terminate_backend(pid) from pg_stat_activity
                  where hashtextextended(application_name, 0) = ? and usename = current_user
                    and state like 'idle in transaction%' and pid <> pg_backend_pid()) t
                """)
            .param(holder)
            .query(Integer.class)
            .single();
    // A row that a transaction ended just now still holds is let go at the next beat.
    int freed =
        jdbc.sql(
                """
                update deliver.chunk set holder = null, lease_until = null where id in
                  (select id from deliver.chunk where holder = ? for update skip locked)
                """)
            .param(holder)
            .update();
    if (freed > 0) {
      log.warn(
          "a node is gone; what it held is taken over: chunks={} transactionsEnded={}",
          freed,
          ended);
    }
    return freed;
  }
}
