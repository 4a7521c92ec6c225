// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            "select since, officer, why from deliver.hold h where warning_id = ? and ended_at is null"
                + " and not exists (select 1 from deliver.stop s where s.warning_id = h.warning_id)")
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

  /** Lets one at a time queue again for a warning, until the end of the transaction. */
  void lock(WarningId warning) {
    jdbc.sql("select id from deliver.wave where warning_id = ? order by id for no key update")
        .param(warning.value())
        .query(String.class)
        .list();
  }

  /** Everybody for whom something is queued or under way. */
  private Set<Long> waiting(WarningId warning) {
    Set<Long> waiting = new HashSet<>();
    jdbc.sql(
            "select ids, size, done from deliver.chunk"
                + " where warning_id = ? and finished_at is null")
        .param(warning.value())
        .query(row -> {
          long[] ids = IdBytes.decode(row.getBytes(1), row.getInt(2));
          for (int i = row.getInt(3); i < ids.length; i++) {
            waiting.add(ids[i]);
          }
        });
    return waiting;
  }

  /** Everybody whom no attempt has reached and for whom none is waiting, by number. */
  List<Failed> failed(WarningId warning) {
    // Before the receipts: what a worker finishes in between counts as waiting still.
    Set<Long> waiting = waiting(warning);
    return jdbc
        .sql(
            """
            with each as (
              select r.watcher, c.step, r.outcome,
                     bool_or(r.repeat) over (partition by r.watcher, c.step) repeats,
                     bool_or(r.outcome = 1) over (partition by r.watcher) told,
                     row_number() over (partition by r.watcher, c.step, c.channel order by c.id desc) n
                from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id
               where c.warning_id = ? and r.outcome <> 4),
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
        .filter(each -> !waiting.contains(each.watcher()))
        .toList();
  }
}
