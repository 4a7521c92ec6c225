// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;

/** The table of mails about lapses. */
@Repository
class LapseMailStore {

  private final JdbcClient jdbc;

  LapseMailStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A mail that is to be sent now.
   *
   * @param occasion {@code lapsing} or {@code lapsed}
   * @param until when it is given up
   * @param repeat whether an earlier attempt may have arrived
   */
  record Due(
      WarningId warning,
      OfficerId officer,
      String occasion,
      int tries,
      Instant until,
      boolean repeat) {}

  void add(WarningId warning, OfficerId officer, String occasion, Instant now, Instant until) {
    jdbc.sql(
            "insert into warn.lapse_mail (warning_id, officer_id, occasion, next_at, until)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing")
        .params(
            warning.value(), officer.value(), occasion, Timestamp.from(now), Timestamp.from(until))
        .update();
  }

  /** Takes one that is due; whoever takes it has until then to send it. */
  Optional<Due> claim(Instant now, Instant until) {
    return jdbc.sql(
            """
            with due as (
              select warning_id, officer_id, occasion, perhaps from warn.lapse_mail
               where state = 'due' and next_at <= ?
               order by next_at limit 1 for update skip locked)
            update warn.lapse_mail m set tries = tries + 1, next_at = ?, perhaps = true
              from due where m.warning_id = due.warning_id and m.officer_id = due.officer_id
                         and m.occasion = due.occasion
            returning m.warning_id, m.officer_id, m.occasion, m.tries, m.until, due.perhaps
            """)
        .params(Timestamp.from(now), Timestamp.from(until))
        .query((row, i) ->
            new Due(
                new WarningId(row.getString(1)),
                new OfficerId(row.getString(2)),
                row.getString(3),
                row.getInt(4),
                row.getTimestamp(5).toInstant(),
                row.getBoolean(6)))
        .optional();
  }

  void again(Due due, Instant at, boolean perhaps, String why) {
    jdbc.sql(
            "update warn.lapse_mail set next_at = ?, perhaps = ?, why = ?"
                + " where warning_id = ? and officer_id = ? and occasion = ? and state = 'due'")
        .params(
            Timestamp.from(at),
            perhaps,
            why,
            due.warning().value(),
            due.officer().value(),
            due.occasion())
        .update();
  }

  /** It is over; false when another attempt has ended it. */
  boolean end(Due due, String state, @Nullable String why) {
    return jdbc.sql(
                "update warn.lapse_mail set state = ?, why = ?"
                    + " where warning_id = ? and officer_id = ? and occasion = ? and state = 'due'")
            .param(state)
            .param(why)
            .param(due.warning().value())
            .param(due.officer().value())
            .param(due.occasion())
            .update()
        == 1;
  }
}
