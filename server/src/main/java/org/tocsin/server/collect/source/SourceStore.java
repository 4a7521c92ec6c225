// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.collect.Reliability;
import org.tocsin.server.kernel.ReportId;

/** The tables of sources, and what those of reports say of them. */
@Repository
class SourceStore {

  private static final String SELECT =
      """
      select s.*, (select max(r.received_at) from collect.source_name n
                     join lateral (select max(received_at) as received_at from collect.report r
                                    where r.source = n.name) r on true
                    where n.source_id = s.id) as last_report_at
        from collect.source s
      """;

  private static final String ITS_REPORTS =
      " from collect.source_name n join collect.report r on r.source = n.name where n.source_id ="
          + " ?";

  private final JdbcClient jdbc;

  SourceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The source of this spelling. */
  Optional<Source> byName(String name) {
    return one(" where s.id = (select source_id from collect.source_name where name = ?)", name);
  }

  /** The source of which some spelling is this one but for case and spaces. */
  Optional<Source> byFolded(String folded) {
    return one(
        " where s.id = (select source_id from collect.source_name where folded = ? limit 1)",
        folded);
  }

  Optional<Source> find(SourceId id) {
    return one(" where s.id = ?", id.value());
  }

  /** Holds these rows until the transaction ends, in the order of their ids. */
  void lock(List<SourceId> ids) {
    jdbc.sql("select id from collect.source where id = any(?) order by id for update")
        .param(ids.stream().map(SourceId::value).toArray(String[]::new))
        .query((row, i) -> row.getString(1))
        .list();
  }

  /** The source that this one was found to be. */
  Optional<String> joinedTo(SourceId id) {
    return jdbc.sql("select joined_to from collect.source where id = ? and joined_to is not null")
        .param(id.value())
        .query((row, i) -> row.getString(1))
        .optional();
  }

  /** Says when it counts as silent. */
  void silence(SourceId id, Silence silence) {
    jdbc.sql("update collect.source set silence = ?, silence_seconds = ? where id = ?")
        .param(silence.mode().word())
        .param(seconds(silence))
        .param(id.value())
        .update();
  }

  private Optional<Source> one(String where, String value) {
    return jdbc.sql(SELECT + where).param(value).query(SourceStore::source).optional();
  }

  /** Keeps it; false when a source of this name was there already. */
  boolean insert(Source source, String folded, String by) {
    boolean made =
        jdbc.sql(
                    """
                    insert into collect.source (id, name, folded, kind, owner, reliability, interest,
                        silence, silence_seconds, added_at, added_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (folded) do nothing
                    """)
                .param(source.id().value())
                .param(source.name())
                .param(folded)
                .param(source.kind().word())
                .param(source.owner())
                .param(source.standing().name())
                .param(source.interest())
                .param(source.silence().mode().word())
                .param(seconds(source.silence()))
                .param(Timestamp.from(source.addedAt()))
                .param(by)
                .update()
            == 1;
    if (made) {
      addName(source.name(), folded, source.id());
    }
    return made;
  }

  private static @Nullable Long seconds(Silence silence) {
    Duration after = silence.after();
    return after == null ? null : after.toSeconds();
  }

  void addName(String name, String folded, SourceId id) {
    jdbc.sql(
            "insert into collect.source_name (name, folded, source_id) values (?, ?, ?)"
                + " on conflict (name) do nothing")
        .params(name, folded, id.value())
        .update();
  }

  /** Every spelling of the one belongs to the other from now on. */
  void join(SourceId one, SourceId to) {
    jdbc.sql("update collect.source_name set source_id = ? where source_id = ?")
        .params(to.value(), one.value())
        .update();
    jdbc.sql(
            "update collect.source set joined_to = ?, silence = 'off', silent_since = null where id"
                + " = ?")
        .params(to.value(), one.value())
        .update();
  }

  void change(SourceId id, SourceDraft.Checked draft) {
    jdbc.sql(
            """
            update collect.source set kind = ?, owner = ?, interest = ?, silence = ?,
                silence_seconds = ?, silent_since = case when ? = 'off' then null else silent_since end
             where id = ?
            """)
        .param(draft.kind().word())
        .param(draft.owner())
        .param(draft.interest())
        .param(draft.silence().mode().word())
        .param(seconds(draft.silence()))
        .param(draft.silence().mode().word())
        .param(id.value())
        .update();
  }

  void grade(SourceId id, Source.Graded graded) {
    jdbc.sql(
            "insert into collect.source_grade (source_id, graded_at, reliability, reason,"
                + " graded_by) values (?, ?, ?, ?, ?)")
        .params(
            id.value(),
            Timestamp.from(graded.at()),
            graded.grade().name(),
            graded.reason(),
            graded.by())
        .update();
    jdbc.sql("update collect.source set reliability = ? where id = ?")
        .params(graded.grade().name(), id.value())
        .update();
  }

  List<Source.Graded> grades(SourceId id) {
    return jdbc.sql("select * from collect.source_grade where source_id = ? order by number")
        .param(id.value())
        .query((row, i) ->
            new Source.Graded(
                Reliability.valueOf(row.getString("reliability")),
                row.getTimestamp("graded_at").toInstant(),
                row.getString("graded_by"),
                row.getString("reason")))
        .list();
  }

  /** By name, from the one after this folded name on. */
  List<Source> list(String after, int most) {
    return jdbc.sql(
            SELECT + " where s.joined_to is null and s.folded > ? order by s.folded limit ?")
        .params(after, most)
        .query(SourceStore::source)
        .list();
  }

  List<Source> silent(int most) {
    return jdbc.sql(SELECT + " where s.silent_since is not null order by s.silent_since limit ?")
        .param(most)
        .query(SourceStore::source)
        .list();
  }

  /** Those whose silence is to be told, and those that are silent. */
  List<Source> watched() {
    return jdbc.sql(
            SELECT
                + " where s.joined_to is null and (s.silence <> 'off' or s.silent_since is not"
                + " null)")
        .query(SourceStore::source)
        .list();
  }

  /** How many are silent and nobody has said that they know. */
  int unseenSilences() {
    return jdbc.sql(
            "select count(*) from collect.source where silent_since is not null and silence_seen_by"
                + " is null")
        .query(Integer.class)
        .single();
  }

  int silences() {
    return jdbc.sql("select count(*) from collect.source where silent_since is not null")
        .query(Integer.class)
        .single();
  }

  /** False when another node was first. */
  boolean fellSilent(SourceId id, Instant at) {
    return jdbc.sql(
                "update collect.source set silent_since = ?, silence_seen_by = null"
                    + " where id = ? and silent_since is null")
            .params(Timestamp.from(at), id.value())
            .update()
        == 1;
  }

  boolean heard(SourceId id) {
    return jdbc.sql(
                "update collect.source set silent_since = null, silence_seen_by = null"
                    + " where id = ? and silent_since is not null")
            .param(id.value())
            .update()
        == 1;
  }

  boolean seen(SourceId id, String by) {
    return jdbc.sql(
                "update collect.source set silence_seen_by = ?"
                    + " where id = ? and silent_since is not null and silence_seen_by is null")
            .params(by, id.value())
            .update()
        == 1;
  }

  /** When something came, newest first; what came within a minute is one time. */
  List<Instant> arrivals(SourceId id, int most) {
    return jdbc.sql(
            "select distinct date_trunc('minute', at) as at from (select r.received_at as at"
                + ITS_REPORTS
                + " order by r.received_at desc limit 2000) newest order by at desc limit ?")
        .params(id.value(), most)
        .query((row, i) -> row.getTimestamp(1).toInstant())
        .list();
  }

  List<ReportId> reports(SourceId id, int most) {
    return jdbc.sql("select r.id" + ITS_REPORTS + " order by r.id desc limit ?")
        .params(id.value(), most)
        .query((row, i) -> new ReportId(row.getString(1)))
        .list();
  }

  List<String> names(SourceId id) {
    return jdbc.sql("select name from collect.source_name where source_id = ? order by name")
        .param(id.value())
        .query((row, i) -> row.getString(1))
        .list();
  }

  List<Source.FedBy> fedBy(SourceId id) {
    return jdbc.sql(
            "select r.via, count(*), max(r.received_at)"
                + ITS_REPORTS
                + " group by r.via order by 3 desc limit 50")
        .param(id.value())
        .query((row, i) ->
            new Source.FedBy(row.getString(1), row.getLong(2), row.getTimestamp(3).toInstant()))
        .list();
  }

  Source.Health health(SourceId id, Optional<Rhythm> rhythm, Instant since) {
    long reports =
        jdbc.sql("select count(*)" + ITS_REPORTS).param(id.value()).query(Long.class).single();
    Optional<String> failing =
        jdbc.sql(
                """
                select f.last_error from collect.source_name n join collect.feed f on f.name = n.name
                 where n.source_id = ? and f.removed_at is null and f.failures > 0
                   and f.last_error is not null
                union all
                select t.last_error from collect.source_name n join collect.taxii t on t.name = n.name
                 where n.source_id = ? and t.removed_at is null and t.failures > 0
                   and t.last_error is not null limit 1
                """)
            .params(id.value(), id.value())
            .query(String.class)
            .optional();
    return jdbc.sql(
            """
            select count(*) as refused, max(q.received_at) as at,
                   (array_agg(q.problem || ' ' || q.reason order by q.received_at desc))[1] as why
              from collect.source_name n join collect.quarantine q on q.source = n.name
             where n.source_id = ? and q.received_at > ?
            """)
        .params(id.value(), Timestamp.from(since))
        .query((row, i) ->
            new Source.Health(
                reports,
                rhythm,
                row.getLong("refused"),
                failing.or(() -> nullable(row, "why")),
                failing.isPresent() ? Optional.empty() : at(row, "at")))
        .single();
  }

  private static Optional<String> nullable(ResultSet row, String column) {
    try {
      return Optional.ofNullable(row.getString(column));
    } catch (SQLException e) {
      throw new IllegalStateException("the column " + column + " was asked for", e);
    }
  }

  private static Optional<Instant> at(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  private static Source source(ResultSet row, int i) throws SQLException {
    Silence.Mode mode = Silence.Mode.valueOf(row.getString("silence").toUpperCase(Locale.ROOT));
    return new Source(
        new SourceId(row.getString("id")),
        row.getString("name"),
        SourceKind.find(row.getString("kind")).orElse(SourceKind.OTHER),
        row.getString("owner"),
        Reliability.valueOf(row.getString("reliability")),
        row.getString("interest"),
        mode == Silence.Mode.AFTER
            ? new Silence(mode, Duration.ofSeconds(row.getLong("silence_seconds")))
            : new Silence(mode, null),
        row.getTimestamp("added_at").toInstant(),
        at(row, "last_report_at"),
        at(row, "silent_since"),
        Optional.ofNullable(row.getString("silence_seen_by")));
  }
}
