// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.ReportId;

/** The tables of reports, grades and quarantine. */
@Repository
class ReportStore {

  private static final String SELECT =
      """
      select r.id, r.title, r.media_type, r.sha256, length(r.bytes) as size, r.source,
             coalesce(g.reliability, r.reliability) as reliability,
             coalesce(g.credibility, r.credibility) as credibility,
             r.marking, r.via, r.received_at, r.published_at,
             (r.standing and g.reliability is null) as standing
        from collect.report r
        left join lateral (select reliability, credibility from collect.grade g
                            where g.report_id = r.id order by number desc limit 1) g on true
      """;

  private static final HexFormat HEX = HexFormat.of();

  private static final long PLACES_LOCK = 0x706C61636573L; // "places"

  private final JdbcClient jdbc;

  ReportStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps a report; returns false when this source has sent these bytes before. */
  boolean insert(Report report, byte[] bytes, String receivedBy, byte @Nullable [] partOf) {
    return jdbc.sql(
                """
                insert into collect.report (id, sha256, media_type, bytes, title, source, reliability,
                    credibility, marking, via, received_at, published_at, received_by, part_of,
                    standing)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (source, sha256) do nothing
                """)
            .param(report.id().value())
            .param(HEX.parseHex(report.sha256()))
            .param(report.mediaType())
            .param(bytes)
            .param(report.title())
            .param(report.source())
            .param(report.grade().reliability().name())
            .param(Integer.toString(report.grade().credibility().figure()))
            .param(report.marking().label())
            .param(report.via())
            .param(Timestamp.from(report.receivedAt()))
            .param(report.publishedAt().map(Timestamp::from).orElse(null))
            .param(receivedBy)
            .param(partOf)
            .param(report.standing())
            .update()
        == 1;
  }

  void insertDocument(byte[] sha256, String mediaType, byte[] bytes, Instant at) {
    jdbc.sql(
            "insert into collect.document (sha256, media_type, bytes, received_at)"
                + " values (?, ?, ?, ?) on conflict do nothing")
        .params(sha256, mediaType, bytes, Timestamp.from(at))
        .update();
  }

  Optional<Report> find(ReportId id) {
    return jdbc.sql(SELECT + " where r.id = ?")
        .param(id.value())
        .query(ReportStore::report)
        .optional();
  }

  Optional<Report> find(String source, String sha256) {
    return jdbc.sql(SELECT + " where r.source = ? and r.sha256 = ?")
        .params(source, HEX.parseHex(sha256))
        .query(ReportStore::report)
        .optional();
  }

  List<Report> list(List<ReportId> ids) {
    return jdbc.sql(SELECT + " where r.id = any(?) order by r.received_at, r.id")
        .param(ids.stream().map(ReportId::value).toArray(String[]::new))
        .query(ReportStore::report)
        .list();
  }

  List<Report> newest(@Nullable ReportId before, int most) {
    return jdbc.sql(SELECT + " where r.id < ? order by r.id desc limit ?")
        .params(before == null ? "report_~" : before.value(), most)
        .query(ReportStore::report)
        .list();
  }

  /** By their places; those without one are left out. */
  List<Report> after(@Nullable ReportId cursor, int most) {
    return jdbc.sql(
            SELECT
                + """
                 where r.place > coalesce(
                   (select place from collect.report where id <= ? and place is not null
                     order by id desc limit 1), 0)
                 order by r.place limit ?
                """)
        .params(cursor == null ? "" : cursor.value(), most)
        .query(ReportStore::report)
        .list();
  }

  boolean lackPlaces() {
    return jdbc.sql("select exists (select from collect.report where place is null)")
        .query(Boolean.class)
        .single();
  }

  /**
   * Gives places to what has committed, after every place that was given before; whatever somebody
   * holds gets its place the next time. In the caller's transaction, one at a time.
   *
   * @return how many it gave
   */
  int givePlaces(int most) {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(PLACES_LOCK).query().listOfRows();
    return jdbc.sql(
            """
            with waiting as (
              select id, row_number() over (order by id) as step
                from (select id from collect.report where place is null order by id limit ?
                         for no key update skip locked) next),
            base as (select coalesce(max(place), 0) as place from collect.report)
            update collect.report r set place = base.place + waiting.step
              from waiting, base where r.id = waiting.id
            """)
        .param(most)
        .update();
  }

  Optional<byte[]> original(ReportId id) {
    return jdbc.sql("select bytes from collect.report where id = ?")
        .param(id.value())
        .query((row, i) -> row.getBytes(1))
        .optional();
  }

  List<Reports.Graded> grades(ReportId id) {
    return jdbc.sql(
            """
            select 0 as number, reliability, credibility, received_at as at, received_by as by,
                   '' as reason
              from collect.report where id = ?
            union all
            select number, reliability, credibility, graded_at, graded_by, reason
              from collect.grade where report_id = ?
            order by number
            """)
        .params(id.value(), id.value())
        .query((row, i) ->
            new Reports.Graded(
                Grade.parse(row.getString("reliability"), row.getString("credibility")),
                row.getTimestamp("at").toInstant(),
                row.getString("by"),
                row.getString("reason")))
        .list();
  }

  /** Whoever grades this report waits for whoever does so already, until the transaction ends. */
  void lockGrades(ReportId id) {
    jdbc.sql("select id from collect.report where id = ? for no key update")
        .param(id.value())
        .query(String.class)
        .optional();
  }

  long countSince(Instant instant) {
    return jdbc.sql("select count(*) from collect.report where received_at > ?")
        .param(Timestamp.from(instant))
        .query(Long.class)
        .single();
  }

  void insertGrade(ReportId id, Grade grade, String reason, String by, Instant at) {
    jdbc.sql(
            "insert into collect.grade (report_id, graded_at, reliability, credibility, reason,"
                + " graded_by) values (?, ?, ?, ?, ?, ?)")
        .params(
            id.value(),
            Timestamp.from(at),
            grade.reliability().name(),
            Integer.toString(grade.credibility().figure()),
            reason,
            by)
        .update();
  }

  void insertQuarantined(Quarantined kept, byte[] bytes) {
    jdbc.sql(
            """
            insert into collect.quarantine (id, received_at, via, source, media_type, problem, reason,
                sha256, bytes) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            kept.id().value(),
            Timestamp.from(kept.receivedAt()),
            kept.via(),
            kept.source(),
            kept.mediaType(),
            kept.problem(),
            kept.reason(),
            HEX.parseHex(kept.sha256()),
            bytes)
        .update();
  }

  List<Quarantined> quarantine(@Nullable QuarantineId before, int most) {
    return jdbc.sql(
            """
            select id, received_at, via, source, media_type, problem, reason, sha256, length(bytes)
              from collect.quarantine where id < ? order by id desc limit ?
            """)
        .params(before == null ? "quarantine_~" : before.value(), most)
        .query((row, i) ->
            new Quarantined(
                new QuarantineId(row.getString(1)),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                HEX.formatHex(row.getBytes(8)),
                row.getLong(9)))
        .list();
  }

  Optional<byte[]> quarantined(QuarantineId id) {
    return jdbc.sql("select bytes from collect.quarantine where id = ?")
        .param(id.value())
        .query((row, i) -> row.getBytes(1))
        .optional();
  }

  private static Report report(ResultSet row, int i) throws SQLException {
    return new Report(
        new ReportId(row.getString("id")),
        row.getString("title"),
        row.getString("media_type"),
        HEX.formatHex(row.getBytes("sha256")),
        row.getLong("size"),
        row.getString("source"),
        Grade.parse(row.getString("reliability"), row.getString("credibility")),
        Marking.parse(row.getString("marking")),
        row.getString("via"),
        row.getTimestamp("received_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("published_at")).map(Timestamp::toInstant),
        row.getBoolean("standing"));
  }
}
