// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.read.Clue.Spot;

/** The tables of what reports share, whom they name, and the clues of their findings. */
@Repository
class KinStore {

  private final JdbcClient jdbc;

  KinStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps it; false when it is kept already. */
  boolean insert(Kin kin) {
    return jdbc.sql(
                """
                insert into read.shared (report_id, other_id, code, percent, words, name,
                    span_start, span_end, other_start, other_end)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
            .params(
                kin.report().value(),
                kin.other().value(),
                kin.code().name(),
                kin.percent(),
                kin.words(),
                kin.name(),
                kin.start(),
                kin.end(),
                kin.otherStart(),
                kin.otherEnd())
            .update()
        == 1;
  }

  void insert(Named named) {
    jdbc.sql(
            "insert into read.named_source (report_id, name, kind, span_start, span_end)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing")
        .params(
            named.report().value(),
            named.name(),
            named.own() ? "own" : "quoted",
            named.start(),
            named.end())
        .update();
  }

  void replaceClues(ReportId report, List<Clue> clues) {
    jdbc.sql("delete from read.clue where report_id = ?").param(report.value()).update();
    for (Clue clue : clues) {
      jdbc.sql(
              """
              insert into read.clue (report_id, finding, kind, words, place, latitude, longitude, cell,
                  starts, ends, stated, groups) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              """)
          .params(
              Arrays.asList(
                  report.value(),
                  clue.finding(),
                  clue.kind(),
                  ReadingStore.storable(clue.words()),
                  clue.place().map(Spot::name).map(ReadingStore::storable).orElse(null),
                  clue.place().map(Spot::latitude).orElse(null),
                  clue.place().map(Spot::longitude).orElse(null),
                  Clues.cell(clue).orElse(null),
                  Timestamp.from(clue.starts()),
                  Timestamp.from(clue.ends()),
                  clue.stated(),
                  clue.groups().stream().map(ReadingStore::storable).toArray(String[]::new)))
          .update();
    }
  }

  /** What these share with any other, told from the report that was asked for. */
  List<Kin> kin(Collection<ReportId> reports) {
    String[] ids = values(reports);
    return jdbc.sql(
            """
            select report_id, other_id, code, percent, words, name, span_start, span_end,
                   other_start, other_end
              from read.shared where report_id = any(?)
            union all
            select other_id, report_id, code, percent, words, name, other_start, other_end,
                   span_start, span_end
              from read.shared where other_id = any(?)
             order by percent desc, words desc, code, 1, 2
             limit 4000
            """)
        .params(ids, ids)
        .query((row, i) -> kin(row))
        .list();
  }

  /** Reports with which something is kept that this one shares. */
  List<ReportId> linked(ReportId report) {
    return jdbc.sql(
            "select other_id from read.shared where report_id = ?"
                + " union select report_id from read.shared where other_id = ?")
        .params(report.value(), report.value())
        .query((row, i) -> new ReportId(row.getString(1)))
        .list();
  }

  /**
   * What these share among themselves, the most of each sort once for each two; nothing is left
   * out, since a link that is missing makes one origin look like two.
   */
  List<Kin> among(Collection<ReportId> reports) {
    String[] ids = values(reports);
    return jdbc.sql(
            """
            select distinct on (report_id, other_id, code)
                   report_id, other_id, code, percent, words, name, span_start, span_end,
                   other_start, other_end
              from read.shared where report_id = any(?) and other_id = any(?)
             order by report_id, other_id, code, words desc, span_start
            """)
        .params(ids, ids)
        .query((row, i) -> kin(row))
        .list();
  }

  List<Named> named(Collection<ReportId> reports) {
    return jdbc.sql(
            "select report_id, name, kind, span_start, span_end from read.named_source"
                + " where report_id = any(?) order by report_id, span_start, name")
        .param(values(reports))
        .query((row, i) ->
            new Named(
                new ReportId(row.getString(1)),
                row.getString(2),
                row.getString(3).equals("own"),
                row.getInt(4),
                row.getInt(5)))
        .list();
  }

  List<Clue> clues(Collection<ReportId> reports) {
    return jdbc.sql(
            "select * from read.clue where report_id = any(?) order by report_id, finding limit"
                + " 4000")
        .param(values(reports))
        .query((row, i) -> clue(row))
        .list();
  }

  /** Reports with a clue at this place or of these groups in this time; the newest first. */
  List<ReportId> near(
      Optional<Spot> place, Set<String> groups, Instant starts, Instant ends, int most) {
    Integer[] cells =
        place
            .map(spot -> Clues.around(spot.latitude(), spot.longitude()))
            .orElse(List.of())
            .toArray(Integer[]::new);
    return jdbc.sql(
            """
            select report_id from (
                select report_id from read.clue where cell = any(?::int[]) and ends > ? and starts < ?
                union
                select report_id from read.clue where groups && ?::text[] and ends > ? and starts < ?
            ) as found order by report_id desc limit ?
            """)
        .params(
            cells,
            Timestamp.from(starts),
            Timestamp.from(ends),
            groups.toArray(String[]::new),
            Timestamp.from(starts),
            Timestamp.from(ends),
            most)
        .query((row, i) -> new ReportId(row.getString(1)))
        .list();
  }

  private static String[] values(Collection<ReportId> reports) {
    return reports.stream().map(ReportId::value).toArray(String[]::new);
  }

  private static Kin kin(ResultSet row) throws SQLException {
    return new Kin(
        new ReportId(row.getString(1)),
        new ReportId(row.getString(2)),
        Kin.Code.valueOf(row.getString(3)),
        row.getInt(4),
        row.getInt(5),
        row.getString(6),
        row.getInt(7),
        row.getInt(8),
        row.getInt(9),
        row.getInt(10));
  }

  private static Clue clue(ResultSet row) throws SQLException {
    String place = row.getString("place");
    Array groups = row.getArray("groups");
    return new Clue(
        new ReportId(row.getString("report_id")),
        row.getInt("finding"),
        row.getString("kind"),
        row.getString("words"),
        place == null
            ? Optional.empty()
            : Optional.of(new Spot(place, row.getDouble("latitude"), row.getDouble("longitude"))),
        row.getTimestamp("starts").toInstant(),
        row.getTimestamp("ends").toInstant(),
        row.getBoolean("stated"),
        Set.of((String[]) groups.getArray()));
  }
}
