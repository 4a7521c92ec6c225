// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.level;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.WarningId;

/** The tables of the service level, and the one pass over a warning's receipts. */
@Repository
class LevelStore {

  /** A warning that is to be counted, as it was claimed. */
  record Due(WarningId warning, Instant since, int waves, long seen) {}

  /**
   * How far a warning has got.
   *
   * @param ended attempts that have a receipt
   * @param over whether nothing more can come
   */
  record Reach(long ended, boolean over) {}

  /** A number of people on its way to the table, or added up from it. */
  record Count(LocalDate day, String channel, boolean exercise, int bucket, long people) {}

  /** How many warnings stand behind the counts of a day, or of all days where it is null. */
  record Warnings(@Nullable LocalDate day, String channel, boolean exercise, long count) {}

  /**
   * Waves with the time from which they count. A person who has a receipt of a later step only (the
   * first is still under way) counts from the warning's beginning, never from that step.
   */
  private static final String WAVES =
      """
      with wave as (
        select id, exercise, recipients, reason <> 'again' as counts,
               reason in ('approved', 'grown', 'correction') as entry,
               case when reason in ('approved', 'correction')
                    then least(queued_at, :approved::timestamptz) else queued_at end as began
          from deliver.wave where warning_id = :warning),
      receipt as (
        select r.watcher, r.outcome, r.at, w.began, w.entry, w.counts, w.id as wave, c.channel
          from wave w join deliver.chunk c on c.wave_id = w.id and c.warning_id = :warning
          join deliver.receipt r on r.chunk_id = c.id),
      """;

  private static final String BY_PERSON =
      WAVES
          + """
          person as (
            select coalesce(min(began) filter (where entry), (select min(began) from wave)) as began,
                   min(at) filter (where outcome = 1) as told, bool_and(outcome = 4) as lacking
              from receipt group by watcher),
          found as (
            select began, -1 as bucket, recipients as people from wave where entry
            union all
            select began, case when told is not null then %s else -2 end, 1
              from person where told is not null or lacking)
          select (began at time zone 'UTC')::date, '', bucket, sum(people) from found group by 1, 3
          """
              .formatted(Buckets.between("began", "told"));

  private static final String BY_CHANNEL =
      WAVES
          + """
          found as (
            select w.began, c.channel, -1 as bucket, c.size as people
              from wave w join deliver.chunk c on c.wave_id = w.id and c.warning_id = :warning
             where w.counts and c.attempt = 1 and c.channel <> 'none'
            union all
            select began, channel, %s, 1 from receipt where counts and outcome = 1)
          select (began at time zone 'UTC')::date, channel, bucket, sum(people)
            from found group by 1, 2, 3
          """
              .formatted(Buckets.between("began", "at"));

  private final JdbcClient jdbc;

  LevelStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Remembers a warning that has a new wave. */
  void expect(WarningId warning, Instant since, Instant dueAt) {
    jdbc.sql(
            """
            insert into deliver.level_due (warning_id, since, due_at) values (?, ?, ?)
            on conflict (warning_id) do update set waves = level_due.waves + 1
            """)
        .params(warning.value(), Timestamp.from(since), Timestamp.from(dueAt))
        .update();
  }

  /** Takes one that is due; whoever takes it has until then to count it. */
  Optional<Due> claim(Instant now, Instant until) {
    return jdbc.sql(
            """
            update deliver.level_due set due_at = ?
             where warning_id = (select warning_id from deliver.level_due where due_at <= ?
                                  order by due_at limit 1 for update skip locked)
            returning warning_id, since, waves, seen
            """)
        .params(Timestamp.from(until), Timestamp.from(now))
        .query((row, i) ->
            new Due(
                new WarningId(row.getString(1)),
                row.getTimestamp(2).toInstant(),
                row.getInt(3),
                row.getLong(4)))
        .optional();
  }

  Reach reach(WarningId warning, Instant now) {
    return jdbc.sql(
            """
            select coalesce(sum(done), 0),
                   coalesce(bool_and(finished_at is not null), true)
                   and (exists (select 1 from deliver.stop where warning_id = :warning)
                        or not exists (select 1 from deliver.wave
                                        where warning_id = :warning and until > :now))
              from deliver.chunk where warning_id = :warning
            """)
        .param("warning", warning.value())
        .param("now", Timestamp.from(now))
        .query((row, i) -> new Reach(row.getLong(1), row.getBoolean(2)))
        .single();
  }

  boolean isExercise(WarningId warning) {
    return jdbc.sql(
            "select coalesce(bool_or(exercise), false) from deliver.wave where warning_id = ?")
        .param(warning.value())
        .query(Boolean.class)
        .single();
  }

  /** Counts; passes over every receipt of the warning. */
  List<Count> count(WarningId warning, Optional<Instant> approved, boolean exercise) {
    return Stream.of(BY_PERSON, BY_CHANNEL)
        .flatMap(sql ->
            jdbc
                .sql(sql)
                .param("warning", warning.value())
                .param("approved", approved.map(Timestamp::from).orElse(null), Types.TIMESTAMP)
                .query((row, i) ->
                    new Count(
                        row.getObject(1, LocalDate.class),
                        row.getString(2),
                        exercise,
                        row.getInt(3),
                        row.getLong(4)))
                .stream())
        .toList();
  }

  /** Puts these in place of what was counted before; in the caller's transaction. */
  void replace(WarningId warning, boolean open, List<Count> counts) {
    jdbc.sql("delete from deliver.level_count where warning_id = ?")
        .param(warning.value())
        .update();
    for (Count each : counts) {
      jdbc.sql(
              "insert into deliver.level_count (warning_id, day, channel, exercise, open, bucket,"
                  + " people) values (?, ?, ?, ?, ?, ?, ?)")
          .params(
              warning.value(),
              each.day(),
              each.channel(),
              each.exercise(),
              open,
              each.bucket(),
              each.people())
          .update();
    }
    jdbc.sql("update deliver.level_version set version = version + 1").update();
  }

  /** Sets when it is to be counted next, and what of it was; in the caller's transaction. */
  void again(Due due, long seen, Instant dueAt) {
    jdbc.sql("update deliver.level_due set seen = ?, due_at = ? where warning_id = ?")
        .params(seen, Timestamp.from(dueAt), due.warning().value())
        .update();
  }

  /** Forgets a warning that is over, unless a wave came meanwhile. */
  boolean forget(Due due) {
    return jdbc.sql("delete from deliver.level_due where warning_id = ? and waves = ?")
            .params(due.warning().value(), due.waves())
            .update()
        == 1;
  }

  /** Locks the warning's row, so that of two who have counted it one writes after the other. */
  void lock(Due due) {
    jdbc.sql("select waves from deliver.level_due where warning_id = ? for update")
        .param(due.warning().value())
        .query(Integer.class)
        .optional();
  }

  long version() {
    return jdbc.sql("select version from deliver.level_version").query(Long.class).single();
  }

  /** The counts of these days, added up over warnings. */
  List<Count> counts(LocalDate from, LocalDate through, boolean openOnly) {
    return jdbc.sql(
            """
            select day, channel, exercise, bucket, sum(people) from deliver.level_count
             where day between :from and :through and (open or not :openOnly)
             group by 1, 2, 3, 4
            """)
        .param("from", from)
        .param("through", through)
        .param("openOnly", openOnly)
        .query((row, i) ->
            new Count(
                row.getObject(1, LocalDate.class),
                row.getString(2),
                row.getBoolean(3),
                row.getInt(4),
                row.getLong(5)))
        .list();
  }

  /** How many warnings stand behind the counts. */
  List<Warnings> warnings(LocalDate from, LocalDate through, boolean openOnly) {
    return jdbc.sql(
            """
            select day, channel, exercise, count(distinct warning_id) from deliver.level_count
             where day between :from and :through and (open or not :openOnly) and bucket = -1
             group by grouping sets ((day, channel, exercise), (channel, exercise))
            """)
        .param("from", from)
        .param("through", through)
        .param("openOnly", openOnly)
        .query((row, i) ->
            new Warnings(
                row.getObject(1, LocalDate.class),
                row.getString(2),
                row.getBoolean(3),
                row.getLong(4)))
        .list();
  }
}
