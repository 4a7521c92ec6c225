// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.ReportId;

/** The table of alerts that became reports. */
@Repository
class MonitorStore {

  private final JdbcClient jdbc;

  MonitorStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Counts that it came; in the caller's transaction, in which nobody else can count the same.
   *
   * @return whether it is new
   */
  boolean came(String source, byte[] identity, Instant at) {
    return jdbc.sql(
            """
            insert into collect.monitor_alert (source, identity, last_seen_at) values (?, ?, ?)
            on conflict (source, identity) do update
              set seen = monitor_alert.seen + 1, last_seen_at = excluded.last_seen_at
            returning report_id is null
            """)
        .params(source, identity, Timestamp.from(at))
        .query(Boolean.class)
        .single();
  }

  /** Forgets so many of those that came last before then; returns how many. */
  int forget(Instant before, int most) {
    return jdbc.sql(
            """
            delete from collect.monitor_alert where (source, identity) in (
              select source, identity from collect.monitor_alert where last_seen_at < ?
               order by last_seen_at limit ? for update skip locked)
            """)
        .params(Timestamp.from(before), most)
        .update();
  }

  void became(String source, byte[] identity, ReportId report) {
    jdbc.sql("update collect.monitor_alert set report_id = ? where source = ? and identity = ?")
        .params(report.value(), source, identity)
        .update();
  }
}
