// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;

/** The table of holds, and what can be sent again. */
@Repository
class HoldStore {

  private final JdbcClient jdbc;

  HoldStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Hold> current(WarningId warning) {
    return jdbc.sql(
            "select since, officer, why from deliver.hold"
                + " where warning_id = ? and ended_at is null")
        .param(warning.value())
        .query((row, i) ->
            new Hold(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3)))
        .optional();
  }

  /** Begins a hold; false when there is one already. */
  boolean begin(WarningId warning, Hold hold) {
    return jdbc.sql(
                "insert into deliver.hold (warning_id, since, officer, why) values (?, ?, ?, ?)"
                    + " on conflict (warning_id) where ended_at is null do nothing")
            .params(warning.value(), Timestamp.from(hold.since()), hold.officer(), hold.why())
            .update()
        == 1;
  }

  /** Ends the hold; false when there is none. */
  boolean end(WarningId warning, Instant at, OfficerId officer) {
    return jdbc.sql(
                "update deliver.hold set ended_at = ?, ended_by = ?"
                    + " where warning_id = ? and ended_at is null")
            .params(Timestamp.from(at), officer.value(), warning.value())
            .update()
        == 1;
  }

  /**
   * Somebody whom nothing reached.
   *
   * @param step the last step that was tried, from 0
   * @param watcher who
   * @param mayHaveArrived whether an attempt of it may have arrived all the same
   */
  record Failed(int step, long watcher, boolean mayHaveArrived) {}

  /** Everybody whom no attempt has reached and for whom none is waiting, by number. */
  List<Failed> failed(WarningId warning) {
    return jdbc
        .sql(
            """
            with each as (
              select r.watcher, c.step, r.outcome,
                     bool_or(r.repeat) over (partition by r.watcher, c.step) repeats,
                     bool_or(r.outcome = 1) over (partition by r.watcher) told,
                     row_number() over (partition by r.watcher, c.step, c.channel order by c.id desc) n
                from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id
               where c.warning_id = ?),
            steps as (
              select watcher, step, bool_or(repeats) repeats, min(outcome) least, max(outcome) most
                from each where n = 1 and not told group by watcher, step)
            select distinct on (watcher) step, watcher, repeats, least, most
              from steps order by watcher, step desc
            """)
        .param(warning.value())
        .query((row, i) ->
            row.getInt(4) == ReceiptKind.FAILED.code() && row.getInt(5) == row.getInt(4)
                ? Optional.of(new Failed(row.getInt(1), row.getLong(2), row.getBoolean(3)))
                : Optional.<Failed>empty())
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }
}
