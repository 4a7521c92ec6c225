// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.drill;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.record.Hash;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.MadeWarnings;
import org.tocsin.server.kernel.BinaryCopy;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;

/** The tables of drills, and the messages that they make. */
@Repository
public class DrillStore implements MadeWarnings {

  private static final int WAIT_MINUTES = 7 * 24 * 60;

  /** Who can no longer be reached: told by nothing that they confirmed. */
  private static final String SILENT =
      " from deliver.drill_watcher w join deliver.drill_message m using (warning_id)"
          + " where m.drill_id = :drill group by w.watcher having bool_and(w.confirmed_at is null)";

  private final JdbcClient jdbc;
  private final JdbcTemplate template;
  private final boolean exerciseServer;

  DrillStore(
      JdbcClient jdbc,
      JdbcTemplate template,
      @Value("${tocsin.exercise:false}") boolean exerciseServer) {
    this.jdbc = jdbc;
    this.template = template;
    this.exerciseServer = exerciseServer;
  }

  /**
   * A drill.
   *
   * @param id of the drill
   * @param caseId under which its acts stand in the record
   * @param startedAt when
   * @param startedBy by which officer
   * @param until how long people may confirm
   * @param who how they were chosen, in words
   * @param watchers how many are asked
   * @param skipped how many were left out, having been asked too recently
   * @param endedAt when it ended; null while it goes on
   */
  public record Drill(
      String id,
      String caseId,
      Instant startedAt,
      String startedBy,
      Instant until,
      String who,
      int watchers,
      int skipped,
      @Nullable Instant endedAt) {}

  /**
   * What came of one channel; each watcher counts once.
   *
   * @param channel which
   * @param warning the message's id, under which its deliveries stand
   * @param asked how many
   * @param confirmed how many have answered: reached
   * @param handedOver taken by the provider, but not answered
   * @param failed not even taken
   * @param underWay still tried
   */
  public record OfChannel(
      String channel,
      String warning,
      int asked,
      int confirmed,
      int handedOver,
      int failed,
      int underWay) {}

  @Override
  public Optional<ApprovedWarning> find(WarningId id) {
    return jdbc.sql(
            "select m.channel, d.case_id, d.started_at, d.until from deliver.drill_message m"
                + " join deliver.drill d on d.id = m.drill_id where m.warning_id = ?")
        .param(id.value())
        .query((row, i) ->
            message(
                id,
                new CaseId(row.getString(2)),
                row.getString(1),
                row.getTimestamp(3).toInstant(),
                row.getTimestamp(4).toInstant()))
        .optional();
  }

  /** The message of a channel; on a server that is an exercise it is one, too. */
  ApprovedWarning message(
      WarningId id, CaseId caseId, String channel, Instant from, Instant until) {
    String sealed = String.join("\n", id.value(), channel, from.toString(), until.toString());
    return new ApprovedWarning(
        id,
        caseId,
        "Alert",
        Urgency.UNKNOWN,
        Severity.MINOR,
        true,
        Marking.CLEAR,
        new TimeWindow(from, until),
        DrillWords.TEXTS,
        List.of(new ApprovedWarning.Step(List.of(channel), WAIT_MINUTES)),
        Hash.sha256((sealed + DrillWords.TEXTS).getBytes(StandardCharsets.UTF_8)).hex(),
        !exerciseServer);
  }

  /** One drill is started at a time, so that nobody is asked by two at once. */
  void lock() {
    jdbc.sql("lock table deliver.drill in share row exclusive mode").update();
  }

  /** Those of these watchers who were asked since a time. */
  Set<Long> askedSince(long[] watchers, Instant since) {
    return new HashSet<>(
        jdbc.sql(
                "select distinct watcher from deliver.drill_watcher"
                    + " where watcher = any(?) and asked_at > ?")
            .params(watchers, Timestamp.from(since))
            .query((row, i) -> row.getLong(1))
            .list());
  }

  void add(Drill drill) {
    jdbc.sql(
            "insert into deliver.drill (id, case_id, started_at, started_by, until, who, watchers,"
                + " skipped) values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            drill.id(),
            drill.caseId(),
            Timestamp.from(drill.startedAt()),
            drill.startedBy(),
            Timestamp.from(drill.until()),
            drill.who(),
            drill.watchers(),
            drill.skipped())
        .update();
  }

  void add(String drill, WarningId message, String channel, long[] watchers, Instant at) {
    jdbc.sql("insert into deliver.drill_message (warning_id, drill_id, channel) values (?, ?, ?)")
        .params(message.value(), drill, channel)
        .update();
    BinaryCopy.into(
        template,
        "deliver.drill_watcher (warning_id, watcher, asked_at)",
        copy -> {
          for (long watcher : watchers) {
            copy.row(3).text(message.value()).int8(watcher).time(at);
          }
        });
  }

  void confirm(WarningId message, WatcherId watcher, Instant at) {
    jdbc.sql(
            "update deliver.drill_watcher set confirmed_at = ? where warning_id = ? and watcher = ?"
                + " and confirmed_at is null")
        .params(Timestamp.from(at), message.value(), watcher.number())
        .update();
  }

  Optional<Drill> drill(String id) {
    return jdbc.sql("select * from deliver.drill where id = ?")
        .param(id)
        .query(DrillStore::drill)
        .optional();
  }

  List<Drill> latest(int limit) {
    return jdbc.sql("select * from deliver.drill order by started_at desc, id desc limit ?")
        .param(limit)
        .query(DrillStore::drill)
        .list();
  }

  /** Those whose time is over, the longest first. */
  List<String> over(Instant now) {
    return jdbc.sql(
            "select id from deliver.drill where ended_at is null and until <= ? order by until")
        .param(Timestamp.from(now))
        .query((row, i) -> row.getString(1))
        .list();
  }

  /** Ends a drill; empty when it has ended already or another node is at it. */
  Optional<Drill> end(String drill, Instant now) {
    return jdbc.sql(
            """
            update deliver.drill set ended_at = ? where id = (
              select id from deliver.drill where id = ? and ended_at is null
                 for update skip locked) returning *
            """)
        .params(Timestamp.from(now), drill)
        .query(DrillStore::drill)
        .optional();
  }

  /** Forgets drills that ended before then, with who was asked; returns how many. */
  int forget(Instant before, int most) {
    return jdbc.sql(
            """
            with gone as (
              select id from deliver.drill where ended_at < ?
               order by ended_at limit ? for update skip locked),
              asked as (delete from deliver.drill_watcher w using deliver.drill_message m, gone
                         where w.warning_id = m.warning_id and m.drill_id = gone.id),
              messages as (delete from deliver.drill_message m using gone where m.drill_id = gone.id),
              notices as (delete from deliver.drill_notice n using gone where n.drill_id = gone.id)
            delete from deliver.drill d using gone where d.id = gone.id
            """)
        .params(Timestamp.from(before), most)
        .update();
  }

  /**
   * Forgets the part of ids by which people were chosen, where it is a part of this id.
   *
   * @return of which drills
   */
  List<String> forgetPartOf(String externalId) {
    return jdbc.sql(
            """
            update deliver.drill
               set who = regexp_replace(who, ' with ''.*'' in their id$', ' chosen by a part of their id')
             where position(lower(substring(who from ' with ''(.*)'' in their id$')) in lower(?)) > 0
            returning id
            """)
        .param(externalId)
        .query((row, i) -> Objects.requireNonNull(row.getString(1)))
        .list();
  }

  List<OfChannel> channels(String drill) {
    return jdbc.sql(
            """
            with one as (
              select m.channel, m.warning_id, w.watcher, w.confirmed_at is not null confirmed,
                     coalesce(bool_or(r.outcome = 1), false) told,
                     coalesce(bool_or(r.outcome in (3, 4)), false) failed
                from deliver.drill_message m join deliver.drill_watcher w using (warning_id)
                left join deliver.receipt r on r.watcher = w.watcher and r.chunk_id in (
                  select c.id from deliver.chunk c where c.warning_id = m.warning_id)
               where m.drill_id = :drill group by 1, 2, 3, 4)
            select channel, warning_id, count(*), count(*) filter (where confirmed),
                   count(*) filter (where told and not confirmed),
                   count(*) filter (where failed and not told and not confirmed),
                   count(*) filter (where not failed and not told and not confirmed)
              from one group by 1, 2 order by 1
            """)
        .param("drill", drill)
        .query((row, i) ->
            new OfChannel(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6),
                row.getInt(7)))
        .list();
  }

  /** Watchers who confirmed by no channel, by number. */
  List<Long> silent(String drill, long after, int limit) {
    return jdbc.sql(
            "select watcher from (select w.watcher"
                + SILENT
                + ") s where watcher > :after order by 1 limit :limit")
        .param("drill", drill)
        .param("after", after)
        .param("limit", limit)
        .query((row, i) -> row.getLong(1))
        .list();
  }

  int countSilent(String drill) {
    return jdbc.sql("select count(*) from (select w.watcher" + SILENT + ") s")
        .param("drill", drill)
        .query(Integer.class)
        .single();
  }

  /** How many could not be reached by the last drill that ended. */
  long silentInTheLast() {
    return jdbc.sql(
            "select * from deliver.drill where ended_at is not null order by ended_at desc limit 1")
        .query(DrillStore::drill)
        .optional()
        .map(last -> (long) countSilent(last.id()))
        .orElse(0L);
  }

  static long[] sorted(LongStream numbers) {
    return numbers.sorted().distinct().toArray();
  }

  private static Drill drill(ResultSet row, int i) throws SQLException {
    Timestamp ended = row.getTimestamp("ended_at");
    return new Drill(
        row.getString("id"),
        row.getString("case_id"),
        row.getTimestamp("started_at").toInstant(),
        row.getString("started_by"),
        row.getTimestamp("until").toInstant(),
        row.getString("who"),
        row.getInt("watchers"),
        row.getInt("skipped"),
        ended == null ? null : ended.toInstant());
  }
}
