// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.BinaryCopy;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.secret.Sealer;

/** The tables of answers, escalations and reactions. */
@Repository
class AnswerStore {

  /** Who answers what. */
  record Key(WarningId warning, long watcher) {}

  /** An answer as it stands. */
  record Row(
      WarningId warning,
      long watcher,
      int turn,
      AnswerKind kind,
      Sealer.@Nullable Sealed note,
      Instant at,
      String via) {}

  /** A wave whose silence falls due. */
  record Escalation(String wave, WarningId warning, int step) {}

  private static final String COLUMNS = "warning_id, watcher, turn, kind, note, note_key, at, via";

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  AnswerStore(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  /** The latest answers of these, as far as there are any. */
  Map<Key, Row> latest(List<Key> keys) {
    Map<Key, Row> found = new HashMap<>();
    jdbc.sql(
            "select distinct on (a.warning_id, a.watcher) a."
                + COLUMNS.replace(", ", ", a.")
                + " from answer.answer a join unnest(?::text[], ?::bigint[]) as k (warning_id, watcher)"
                + " using (warning_id, watcher) order by a.warning_id, a.watcher, a.turn desc")
        .params(
            keys.stream().map(key -> key.warning().value()).toArray(String[]::new),
            keys.stream().mapToLong(Key::watcher).toArray())
        .query(row -> {
          Row answer = row(row, 0);
          found.put(new Key(answer.warning(), answer.watcher()), answer);
        });
    return found;
  }

  void add(List<Row> answers) {
    BinaryCopy.into(
        template,
        "answer.answer (" + COLUMNS + ")",
        copy -> {
          for (Row each : answers) {
            Sealer.Sealed note = each.note();
            copy.row(8)
                .text(each.warning().value())
                .int8(each.watcher())
                .int4(each.turn())
                .text(each.kind().word())
                .bytes(note == null ? null : note.box())
                .bytes(note == null ? null : note.key())
                .time(each.at())
                .text(each.via());
          }
        });
  }

  /** How many watchers answered each of these how, by the latest answer; none is left out. */
  Map<WarningId, Map<String, Integer>> counts(List<WarningId> warnings) {
    Map<WarningId, Map<String, Integer>> all = new HashMap<>();
    for (WarningId warning : warnings) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      for (AnswerKind kind : AnswerKind.values()) {
        counts.put(kind.word(), 0);
      }
      all.put(warning, counts);
    }
    jdbc.sql(
            "select warning_id, kind, count(*) from (select distinct on (warning_id, watcher)"
                + " warning_id, kind from answer.answer where warning_id = any(?)"
                + " order by warning_id, watcher, turn desc) each group by warning_id, kind")
        .param(values(warnings))
        .query(row -> {
          all.getOrDefault(new WarningId(row.getString(1)), new HashMap<>())
              .put(row.getString(2), row.getInt(3));
        });
    return all;
  }

  /** Who answered these, by watcher number; a warning that nobody answered is left out. */
  Map<WarningId, long[]> answered(List<WarningId> warnings) {
    Map<WarningId, LongStream.Builder> all = new HashMap<>();
    jdbc.sql("select distinct warning_id, watcher from answer.answer where warning_id = any(?)")
        .param(values(warnings))
        .query(row -> {
          all.computeIfAbsent(new WarningId(row.getString(1)), _ -> LongStream.builder())
              .add(row.getLong(2));
        });
    Map<WarningId, long[]> numbers = new HashMap<>();
    all.forEach((warning, each) -> numbers.put(warning, each.build().toArray()));
    return numbers;
  }

  private static String[] values(List<WarningId> warnings) {
    return warnings.stream().map(WarningId::value).toArray(String[]::new);
  }

  /** The latest answers by watcher number; {@code kind} empty for all. */
  List<Row> list(WarningId warning, String kind, long after, int limit) {
    return jdbc.sql(
            "select * from (select distinct on (watcher) "
                + COLUMNS
                + " from answer.answer where warning_id = ? and watcher > ?"
                + " order by watcher, turn desc) each where ? = '' or kind = ?"
                + " order by watcher limit ?")
        .params(warning.value(), after, kind, kind, limit)
        .query(AnswerStore::row)
        .list();
  }

  Optional<Row> latest(WarningId warning, long watcher) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from answer.answer where warning_id = ? and watcher = ?"
                + " order by turn desc limit 1")
        .params(warning.value(), watcher)
        .query(AnswerStore::row)
        .optional();
  }

  /** Those who said so since a time, and nothing else afterwards. */
  private static final String NEED_HELP =
      """
       from answer.answer a
       where a.kind = 'needHelp' and a.at >= ?
         and not exists (select 1 from answer.answer later
                          where later.warning_id = a.warning_id and later.watcher = a.watcher
                            and later.turn > a.turn)
      """;

  /** How many watchers need help now and have said so since this time. */
  long needHelp(Instant since) {
    return jdbc.sql("select count(*)" + NEED_HELP)
        .param(Timestamp.from(since))
        .query(Long.class)
        .single();
  }

  /** The warning of whoever of them said so last. */
  Optional<WarningId> newestNeedingHelp(Instant since) {
    return jdbc.sql("select a.warning_id" + NEED_HELP + " order by a.at desc limit 1")
        .param(Timestamp.from(since))
        .query((row, i) -> new WarningId(row.getString(1)))
        .optional();
  }

  void eraseNotes(long watcher) {
    jdbc.sql("update answer.answer set note = null, note_key = null where watcher = ?")
        .param(watcher)
        .update();
  }

  void addEscalation(String wave, WarningId warning, int step, Instant dueAt) {
    jdbc.sql(
            "insert into answer.escalation (wave_id, warning_id, step, due_at) values (?, ?, ?, ?)"
                + " on conflict (wave_id) do nothing")
        .params(wave, warning.value(), step, Timestamp.from(dueAt))
        .update();
  }

  /**
   * From here on, until the transaction ends, a warning is not held up or let go on: what is read
   * of that stays true. Before any row of it, or two would wait for each other.
   */
  void shareHolds(WarningId warning) {
    jdbc.sql("select pg_advisory_xact_lock_shared(hashtext('answer.hold'), hashtext(?))")
        .param(warning.value())
        .query()
        .listOfRows();
  }

  /** Waits for everybody who queues for a warning, and lets nobody until the transaction ends. */
  void lockHolds(WarningId warning) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('answer.hold'), hashtext(?))")
        .param(warning.value())
        .query()
        .listOfRows();
  }

  /** Stops the clocks of a warning's escalations. */
  void holdEscalations(WarningId warning, Instant at) {
    jdbc.sql(
            "update answer.escalation set held_at = ?"
                + " where warning_id = ? and done_at is null and held_at is null")
        .params(Timestamp.from(at), warning.value())
        .update();
  }

  /** Lets them go on; each has the time left that it had. */
  void resumeEscalations(WarningId warning, Instant at) {
    jdbc.sql(
            "update answer.escalation set due_at = due_at + greatest(?::timestamptz - held_at, '0'),"
                + " held_at = null where warning_id = ? and done_at is null and held_at is not null")
        .params(Timestamp.from(at), warning.value())
        .update();
  }

  /**
   * Holds one until the transaction ends; false when it was taken, another node has it, or it is
   * not due any more.
   */
  boolean take(Escalation due, Instant now) {
    return jdbc.sql(
            "select 1 from answer.escalation"
                + " where wave_id = ? and done_at is null and held_at is null and due_at <= ?"
                + " for update skip locked")
        .params(due.wave(), Timestamp.from(now))
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /** At most so many escalations that are due at a time, the longest due first. */
  List<Escalation> due(Instant at, int most) {
    return jdbc.sql(
            "select wave_id, warning_id, step from answer.escalation"
                + " where done_at is null and held_at is null and due_at <= ?"
                + " order by due_at limit ?")
        .params(Timestamp.from(at), most)
        .query((row, i) ->
            new Escalation(row.getString(1), new WarningId(row.getString(2)), row.getInt(3)))
        .list();
  }

  void endEscalation(String wave, Instant now, int silent, String cameTo) {
    jdbc.sql("update answer.escalation set done_at = ?, silent = ?, came_to = ? where wave_id = ?")
        .params(Timestamp.from(now), silent, cameTo, wave)
        .update();
  }

  void addReaction(Reaction reaction, String by) {
    jdbc.sql(
            """
            insert into answer.reaction (id, case_id, warning_id, by, kind, words, report_id,
              said_at, recorded_at, recorded_by)
            values (?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            reaction.id(),
            reaction.caseId().value(),
            reaction.warning().map(WarningId::value).orElse(""),
            reaction.by(),
            reaction.kind().word(),
            reaction.words(),
            reaction.report().value(),
            Timestamp.from(reaction.saidAt()),
            Timestamp.from(reaction.recordedAt()),
            by)
        .update();
  }

  List<Reaction> reactions(CaseId caseId) {
    return jdbc.sql(
            "select id, warning_id, by, kind, words, report_id, said_at, recorded_at"
                + " from answer.reaction where case_id = ? order by said_at, id limit 1000")
        .param(caseId.value())
        .query((row, i) ->
            new Reaction(
                row.getString(1),
                caseId,
                Optional.ofNullable(row.getString(2)).map(WarningId::new),
                row.getString(3),
                ReactionKind.find(row.getString(4)).orElseThrow(),
                row.getString(5),
                new ReportId(row.getString(6)),
                row.getTimestamp(7).toInstant(),
                row.getTimestamp(8).toInstant()))
        .list();
  }

  private static Row row(ResultSet row, int i) throws SQLException {
    byte[] box = row.getBytes("note");
    byte[] key = row.getBytes("note_key");
    return new Row(
        new WarningId(row.getString("warning_id")),
        row.getLong("watcher"),
        row.getInt("turn"),
        AnswerKind.find(row.getString("kind")).orElseThrow(),
        box == null || key == null ? null : new Sealer.Sealed(box, key),
        row.getTimestamp("at").toInstant(),
        row.getString("via"));
  }
}
