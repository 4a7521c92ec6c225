// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.deliver.Lane;
import org.tocsin.server.deliver.Parcel;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;

/** The tables of the call list. */
@Repository
class CallStore {

  /** One officer at a time takes a call, so that each sees what the others have in hand. */
  private static final long TAKING = 0x7043_414C_4C53L;

  /** May be taken: waits, is due, and nobody holds its warning up or has stopped it. */
  private static final String FREE =
      """
      c.ended_at is null and c.holder is null and c.withdrawn is null and c.until > :now
        and not exists (select 1 from deliver.stop s where s.warning_id = c.warning_id)
      """;

  private static final String NOT_HELD_UP =
      " and not exists (select 1 from deliver.hold h"
          + " where h.warning_id = c.warning_id and h.ended_at is null)";

  private final JdbcClient jdbc;

  CallStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The call that this delivery is for, if there is one already. */
  Optional<Call> of(String parcel) {
    return jdbc.sql(
            "select c.* from deliver.call_parcel p join deliver.call c on c.id = p.call_id"
                + " where p.parcel = ?")
        .param(parcel)
        .query(CallStore::call)
        .optional();
  }

  /** Puts somebody on the list, or the delivery to the call that waits for them already. */
  void add(Parcel parcel) {
    var letter = parcel.letter();
    var warning = letter.warning();
    jdbc.sql(
            """
            insert into deliver.call (warning_id, case_id, watcher, content_hash, lane, exercise,
              language, since, until, due_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (warning_id, watcher) where ended_at is null do nothing
            """)
        .params(
            warning.id().value(),
            warning.caseId().value(),
            parcel.watcher().number(),
            warning.contentHash(),
            Lane.of(warning).code(),
            warning.exercise(),
            letter.text().language(),
            Timestamp.from(parcel.at()),
            Timestamp.from(warning.window().until()),
            Timestamp.from(parcel.at()))
        .update();
    jdbc.sql(
            """
            insert into deliver.call_parcel (parcel, call_id)
            select ?, id from deliver.call where warning_id = ? and watcher = ? and ended_at is null
            on conflict (parcel) do nothing
            """)
        .params(parcel.id(), warning.id().value(), parcel.watcher().number())
        .update();
  }

  /** These deliveries want a call of their own: the one that they had has ended. */
  void anew(List<String> parcels) {
    jdbc.sql(
            "delete from deliver.call_parcel p using deliver.call c"
                + " where p.parcel = any(?) and c.id = p.call_id and c.ended_at is not null")
        .param(parcels.toArray(String[]::new))
        .update();
  }

  /** Whom this officer has in hand. */
  Optional<Call> heldBy(String officer) {
    return jdbc.sql("select c.* from deliver.call c where holder = ? order by id limit 1")
        .param(officer)
        .query(CallStore::call)
        .optional();
  }

  /** Takes what hurries most and has waited longest; nobody who is on the phone already. */
  Optional<Call> take(Instant now, Instant leaseUntil, String officer) {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(TAKING).query().listOfRows();
    return jdbc.sql(
            "update deliver.call set holder = :officer, last_holder = :officer, lease_until = :until"
                + " where id = (select c.id from deliver.call c where "
                + FREE
                + NOT_HELD_UP
                + """
                   and c.due_at <= :now and not exists (
                     select 1 from deliver.call o where o.watcher = c.watcher and o.holder is not null)
                   order by c.lane, c.since, c.id limit 1 for update skip locked)
                returning *
                """)
        .param("officer", officer)
        .param("until", Timestamp.from(leaseUntil))
        .param("now", Timestamp.from(now))
        .query(CallStore::call)
        .optional();
  }

  Optional<Call> find(long id) {
    return jdbc.sql("select c.* from deliver.call c where id = ?")
        .param(id)
        .query(CallStore::call)
        .optional();
  }

  /** The same, held until the transaction ends. */
  Optional<Call> lock(long id) {
    return jdbc.sql("select c.* from deliver.call c where id = ? for update")
        .param(id)
        .query(CallStore::call)
        .optional();
  }

  void keep(long id, Instant leaseUntil) {
    jdbc.sql("update deliver.call set lease_until = ? where id = ?")
        .params(Timestamp.from(leaseUntil), id)
        .update();
  }

  /** Puts it back on the list as it was. */
  void giveBack(long id) {
    jdbc.sql("update deliver.call set holder = null, lease_until = null where id = ?")
        .param(id)
        .update();
  }

  /** Notes a try after which they are called again. */
  void again(long id, CallResult said, Instant dueAt) {
    jdbc.sql(
            "update deliver.call set holder = null, lease_until = null, tries = tries + 1, said = ?,"
                + " left_words = left_words or ?, due_at = ? where id = ?")
        .params(said.word(), said == CallResult.VOICEMAIL, Timestamp.from(dueAt), id)
        .update();
  }

  /** Ends it with this try, or with none. */
  void end(long id, @Nullable CallResult said, Instant now) {
    jdbc.sql(
            "update deliver.call set holder = null, lease_until = null, ended_at = :now,"
                + " tries = tries + :tries, said = coalesce(:said, said),"
                + " left_words = left_words or :left where id = :id")
        .param("now", Timestamp.from(now))
        .param("tries", said == null ? 0 : 1)
        .param("said", said == null ? null : said.word(), java.sql.Types.VARCHAR)
        .param("left", said == CallResult.VOICEMAIL)
        .param("id", id)
        .update();
  }

  /** Marks as not needed any more; one that waits ends with it. */
  Optional<Call> withdraw(WarningId warning, WatcherId watcher, String why, Instant now) {
    return jdbc.sql(WITHDRAW + " where warning_id = :warning and watcher = :watcher" + WITHDRAWN)
        .param("why", why)
        .param("now", Timestamp.from(now))
        .param("warning", warning.value())
        .param("watcher", watcher.number())
        .query(CallStore::call)
        .optional();
  }

  /** The same for everything of somebody who was erased. */
  List<Call> withdraw(WatcherId watcher, String why, Instant now) {
    return jdbc.sql(WITHDRAW + " where watcher = :watcher" + WITHDRAWN)
        .param("why", why)
        .param("now", Timestamp.from(now))
        .param("watcher", watcher.number())
        .query(CallStore::call)
        .list();
  }

  private static final String WITHDRAW =
      "update deliver.call set withdrawn = :why,"
          + " ended_at = case when holder is null then :now::timestamptz end";

  private static final String WITHDRAWN = " and ended_at is null and withdrawn is null returning *";

  /** Withdraws whom a warning concerns that has ended or was stopped; gives who they are. */
  List<Call> withdrawEnded(Instant now, int most) {
    return jdbc.sql(
            """
            update deliver.call c set ended_at = case when c.holder is null then :now::timestamptz end,
              withdrawn = coalesce((select 'the warning was stopped: ' || s.why from deliver.stop s
                                     where s.warning_id = c.warning_id), 'the warning has ended')
             where c.id = any (array(
               select o.id from deliver.call o where o.ended_at is null and o.withdrawn is null
                  and (o.until <= :now or exists (select 1 from deliver.stop s
                                                   where s.warning_id = o.warning_id))
                order by o.id limit :most for update skip locked))
            returning *
            """)
        .param("now", Timestamp.from(now))
        .param("most", most)
        .query(CallStore::call)
        .list();
  }

  /** Calls whose officer has let them lie. */
  List<Call> lapsed(Instant now, int most) {
    return jdbc.sql(
            "select c.* from deliver.call c where holder is not null and lease_until <= ?"
                + " order by id limit ? for update skip locked")
        .params(Timestamp.from(now), most)
        .query(CallStore::call)
        .list();
  }

  /** Ended calls for whose result something may still wait. */
  List<Call> unsettled(int most) {
    return jdbc.sql(
            "select c.* from deliver.call c where ended_at is not null and settled_at is null"
                + " order by ended_at limit ? for update skip locked")
        .param(most)
        .query(CallStore::call)
        .list();
  }

  void settle(long id, Instant now) {
    jdbc.sql("update deliver.call set settled_at = ? where id = ?")
        .params(Timestamp.from(now), id)
        .update();
  }

  /** Those who wait and may be called now, the first to be taken first. */
  List<Call> waiting(Instant now, int most) {
    return list(
        FREE + NOT_HELD_UP + " and c.due_at <= :now order by c.lane, c.since, c.id", now, most);
  }

  /** Those who are called again later, the next first. */
  List<Call> later(Instant now, int most) {
    return list(FREE + NOT_HELD_UP + " and c.due_at > :now order by c.due_at, c.id", now, most);
  }

  /** Those whose warning an officer holds up. */
  List<Call> heldUp(Instant now, int most) {
    return list(
        FREE
            + " and exists (select 1 from deliver.hold h where h.warning_id = c.warning_id"
            + " and h.ended_at is null) order by c.lane, c.since, c.id",
        now,
        most);
  }

  /** Those whom somebody has on the phone. */
  List<Call> inHand(Instant now, int most) {
    return list("c.holder is not null and :now::timestamptz is not null order by c.id", now, most);
  }

  /** Those that ended within the last day, the latest first. */
  List<Call> ended(Instant now, int most) {
    return list(
        "c.ended_at > :now::timestamptz - interval '1 day' order by c.ended_at desc, c.id desc",
        now,
        most);
  }

  private List<Call> list(String where, Instant now, int most) {
    return jdbc.sql("select c.* from deliver.call c where " + where + " limit :most")
        .param("now", Timestamp.from(now))
        .param("most", most)
        .query(CallStore::call)
        .list();
  }

  /** How many may be called now. */
  long countWaiting(Instant now) {
    return jdbc.sql(
            "select count(*) from deliver.call c where "
                + FREE
                + NOT_HELD_UP
                + " and c.due_at <= :now")
        .param("now", Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  /** Whether an officer holds the deliveries of this warning up. */
  boolean isHeldUp(WarningId warning) {
    return jdbc.sql(
            "select exists (select 1 from deliver.hold where warning_id = ? and ended_at is null)")
        .param(warning.value())
        .query(Boolean.class)
        .single();
  }

  private static Call call(ResultSet row, int i) throws SQLException {
    return new Call(
        row.getLong("id"),
        new WarningId(row.getString("warning_id")),
        new CaseId(row.getString("case_id")),
        new WatcherId(row.getLong("watcher")),
        row.getString("content_hash"),
        row.getInt("lane"),
        row.getBoolean("exercise"),
        row.getString("language"),
        row.getTimestamp("since").toInstant(),
        row.getTimestamp("until").toInstant(),
        row.getTimestamp("due_at").toInstant(),
        row.getInt("tries"),
        row.getString("said"),
        row.getBoolean("left_words"),
        row.getString("holder"),
        time(row, "lease_until"),
        row.getString("last_holder"),
        row.getString("withdrawn"),
        time(row, "ended_at"));
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
