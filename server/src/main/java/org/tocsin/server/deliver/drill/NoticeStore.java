// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.drill;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of results on their way to whoever started the drill. */
@Repository
class NoticeStore {

  private final JdbcClient jdbc;

  NoticeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A result that is to be sent now.
   *
   * @param tries the how manieth attempt it is, from 1
   * @param until when it is given up
   * @param repeat whether an earlier attempt may have arrived
   */
  record Due(String drill, int tries, Instant until, boolean repeat) {}

  void add(String drill, Instant now, Instant until) {
    jdbc.sql("insert into deliver.drill_notice (drill_id, next_at, until) values (?, ?, ?)")
        .params(drill, Timestamp.from(now), Timestamp.from(until))
        .update();
  }

  /** Takes one that is due; whoever takes it has until then to send it. */
  Optional<Due> claim(Instant now, Instant until) {
    return jdbc.sql(
            """
            with due as (
              select drill_id, perhaps from deliver.drill_notice
               where state = 'due' and next_at <= ?
               order by next_at limit 1 for update skip locked)
            update deliver.drill_notice n set tries = tries + 1, next_at = ?, perhaps = true
              from due where n.drill_id = due.drill_id
            returning n.drill_id, n.tries, n.until, due.perhaps
            """)
        .params(Timestamp.from(now), Timestamp.from(until))
        .query((row, i) ->
            new Due(
                row.getString(1),
                row.getInt(2),
                row.getTimestamp(3).toInstant(),
                row.getBoolean(4)))
        .optional();
  }

  /** It was sent, or given up for this reason; false when another attempt has ended it. */
  boolean end(Due due, String state, Instant at, @Nullable String why) {
    return jdbc.sql(
                "update deliver.drill_notice set state = ?, ended_at = ?, why = ?"
                    + " where drill_id = ? and state = 'due'")
            .param(state)
            .param(Timestamp.from(at))
            .param(why)
            .param(due.drill())
            .update()
        == 1;
  }

  void again(Due due, Instant at, boolean perhaps, String why) {
    jdbc.sql(
            "update deliver.drill_notice set next_at = ?, perhaps = ?, why = ?"
                + " where drill_id = ? and state = 'due'")
        .params(Timestamp.from(at), perhaps, why, due.drill())
        .update();
  }

  Optional<DrillNotice> find(String drill) {
    return jdbc.sql("select state, ended_at, why from deliver.drill_notice where drill_id = ?")
        .param(drill)
        .query((row, i) -> {
          Timestamp ended = row.getTimestamp(2);
          return new DrillNotice(
              row.getString(1), ended == null ? null : ended.toInstant(), row.getString(3));
        })
        .optional();
  }
}
