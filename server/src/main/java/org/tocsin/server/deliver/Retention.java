// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.DueWork;

/**
 * Destroys what was kept of deliveries long enough and nothing needs any more: calls, messages of
 * exercises, and what providers said later. Receipts and the record's entries stay. Looks once an
 * hour, and on while there is much.
 */
@Component
final class Retention implements DueWork {

  private static final Duration EVERY = Duration.ofHours(1);
  private static final int MOST = 5_000;

  private final JdbcClient jdbc;
  private final RetentionSettings settings;
  private volatile Instant next = Instant.MIN;

  Retention(JdbcClient jdbc, RetentionSettings settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  @Override
  public String name() {
    return "deliver.retention";
  }

  @Override
  public int runDue(Instant now) {
    if (now.isBefore(next)) {
      return 0;
    }
    int all = 0;
    boolean more = false;
    Instant reports = now.minus(settings.reports());
    for (int count :
        new int[] {
          calls(now.minus(settings.calls())),
          exerciseMail(now.minus(settings.exerciseMail())),
          old("came_back", reports),
          old("handed_over", reports),
          old("delivery_report", reports)
        }) {
      all += count;
      more |= count == MOST;
    }
    next = more ? Instant.MIN : now.plus(EVERY);
    return all;
  }

  /** Only those for whose result nothing waits any more. */
  private int calls(Instant before) {
    return jdbc.sql(
            """
            with gone as (
              select id from deliver.call where ended_at < ? and settled_at is not null
               order by ended_at limit ? for update skip locked),
              parcels as (delete from deliver.call_parcel p using gone where p.call_id = gone.id)
            delete from deliver.call c using gone where c.id = gone.id
            """)
        .params(Timestamp.from(before), MOST)
        .update();
  }

  /** The oldest have the smallest ids, so that no index by time is needed. */
  private int exerciseMail(Instant before) {
    return jdbc.sql(
            """
            delete from deliver.exercise_mail where at < ? and id in (
              select id from deliver.exercise_mail order by id limit ?)
            """)
        .params(Timestamp.from(before), MOST)
        .update();
  }

  /** Of a table without a key, which knows the time of each row. */
  private int old(String table, Instant before) {
    return jdbc.sql(
            "delete from deliver.%1$s where ctid = any(array(select ctid from deliver.%1$s where at < ? limit ?))"
                .formatted(table))
        .params(Timestamp.from(before), MOST)
        .update();
  }
}
