// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.others;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.ReportId;

/** The table of others' messages. */
@Repository
class OtherStore {

  private final JdbcClient jdbc;

  OtherStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A message to be kept.
   *
   * @param name digest of sender and identifier
   * @param actsOn the names in its references
   */
  record New(
      OtherId id,
      ReportId report,
      int place,
      byte[] name,
      List<byte[]> actsOn,
      Instant sent,
      Instant endsAt,
      Instant receivedAt) {}

  /** A row with what its report says of where it came from. */
  record Row(
      OtherId id,
      ReportId report,
      int place,
      String source,
      String via,
      Marking marking,
      Instant receivedAt) {}

  /** What came since a position, and the position to ask from next. */
  record Since(String next, List<String> ids) {}

  /** The bytes of a report that is a CAP message. */
  record Cap(byte[] bytes, Instant receivedAt) {}

  /** The report with this id, if it is a CAP message. */
  Optional<Cap> capOf(ReportId report) {
    return jdbc.sql(
            "select bytes, received_at from collect.report"
                + " where id = ? and media_type = 'application/cap+xml'")
        .param(report.value())
        .query((row, i) -> new Cap(row.getBytes(1), row.getTimestamp(2).toInstant()))
        .optional();
  }

  void insert(New each) {
    jdbc.sql(
            """
            insert into collect.other (id, report_id, place, name, acts_on, sent, ends_at, received_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            each.id().value(),
            each.report().value(),
            each.place(),
            each.name(),
            each.actsOn().toArray(byte[][]::new),
            Timestamp.from(each.sent()),
            Timestamp.from(each.endsAt()),
            Timestamp.from(each.receivedAt()))
        .update();
  }

  /**
   * The rows of transactions that a snapshot taken at {@code position} may not have seen. A row may
   * be named more than once over time, and none is ever missed. Rows that a restored backup brought
   * from another cluster's future are left out: the start has read them.
   */
  Since since(String position) {
    return jdbc.sql(
            """
            select pg_snapshot_xmin(pg_current_snapshot())::text as next,
                   array(select id from collect.other
                          where tx >= ?::text::xid8
                            and tx < pg_snapshot_xmax(pg_current_snapshot())) as ids
            """)
        .param(position)
        .query((row, i) -> new Since(row.getString("next"), texts(row, "ids")))
        .single();
  }

  /** From where to ask {@link #since} after everything was read that is there now. */
  String position() {
    return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text")
        .query(String.class)
        .single();
  }

  /** Rows that can matter from a time on by themselves, the newest first. */
  List<Named> mattering(Instant endsAfter, Instant sentAfter, int most) {
    return jdbc.sql(
            """
            select id, name, acts_on from collect.other where ends_at > ? or sent > ?
             order by received_at desc, id limit ?
            """)
        .params(Timestamp.from(endsAfter), Timestamp.from(sentAfter), most)
        .query(OtherStore::named)
        .list();
  }

  /** A row's id and the names by which others find it. */
  record Named(String id, byte[] name, List<byte[]> actsOn) {}

  /** Rows that have one of these names or act on one, the newest first. */
  List<Named> related(List<byte[]> names, int most) {
    byte[][] all = names.toArray(byte[][]::new);
    return jdbc.sql(
            """
            select id, name, acts_on from collect.other where name = any(?) or acts_on && ?
             order by received_at desc, id limit ?
            """)
        .params(Arrays.asList(all, all, most))
        .query(OtherStore::named)
        .list();
  }

  private static Named named(ResultSet row, int i) throws SQLException {
    return new Named(
        row.getString("id"),
        row.getBytes("name"),
        List.of((byte[][]) row.getArray("acts_on").getArray()));
  }

  /** The rows with these ids, each beside the others of its report. */
  List<Row> rows(List<String> ids) {
    return jdbc.sql(
            """
            select o.id, o.report_id, o.place, o.received_at, r.source, r.via, r.marking
              from collect.other o join collect.report r on r.id = o.report_id
             where o.id = any(?) order by o.report_id, o.place
            """)
        .param(ids.toArray(String[]::new))
        .query((row, i) ->
            new Row(
                new OtherId(row.getString("id")),
                new ReportId(row.getString("report_id")),
                row.getInt("place"),
                row.getString("source"),
                row.getString("via"),
                Marking.parse(row.getString("marking")),
                row.getTimestamp("received_at").toInstant()))
        .list();
  }

  /**
   * The alerts and updates that reports brought; what only acts on others has no end of its own.
   */
  List<Link> links(List<ReportId> reports) {
    return jdbc.sql(
            "select id, report_id from collect.other where report_id = any(?) and ends_at <> sent"
                + " order by report_id, place")
        .param(reports.stream().map(ReportId::value).toArray(String[]::new))
        .query((row, i) -> new Link(new OtherId(row.getString(1)), new ReportId(row.getString(2))))
        .list();
  }

  /** Which report brought which message. */
  record Link(OtherId id, ReportId report) {}

  /** The bytes of a report. */
  byte[] bytes(ReportId report) {
    return jdbc.sql("select bytes from collect.report where id = ?")
        .param(report.value())
        .query((row, i) -> row.getBytes(1))
        .single();
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
