// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.tips;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.ReportId;

/** The tables of tips. */
@Repository
class TipStore {

  private final JdbcClient jdbc;

  TipStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(TipId id, byte[] codeHash, Instant at) {
    jdbc.sql("insert into collect.tip (id, code_hash, opened_at) values (?, ?, ?)")
        .params(id.value(), codeHash, Timestamp.from(at))
        .update();
  }

  void insertReport(TipId id, ReportId report, Instant at) {
    jdbc.sql("insert into collect.tip_line (tip_id, at, report_id) values (?, ?, ?)")
        .params(id.value(), Timestamp.from(at), report.value())
        .update();
  }

  void insertQuestion(TipId id, String question, String by, Instant at) {
    jdbc.sql("insert into collect.tip_line (tip_id, at, question, asked_by) values (?, ?, ?, ?)")
        .params(id.value(), Timestamp.from(at), question, by)
        .update();
  }

  Optional<TipId> byCode(byte[] codeHash) {
    return jdbc.sql("select id from collect.tip where code_hash = ?")
        .param(codeHash)
        .query((row, i) -> new TipId(row.getString(1)))
        .optional();
  }

  boolean exists(TipId id) {
    return jdbc.sql("select count(*) from collect.tip where id = ?")
            .param(id.value())
            .query(Integer.class)
            .single()
        == 1;
  }

  List<TipLine> lines(TipId id) {
    return jdbc.sql(
            "select at, report_id, question from collect.tip_line where tip_id = ? order by number")
        .param(id.value())
        .query((row, i) ->
            new TipLine(
                row.getTimestamp(1).toInstant(),
                Optional.ofNullable(row.getString(2)).map(ReportId::new),
                Optional.ofNullable(row.getString(3))))
        .list();
  }

  /** Newest first. */
  List<TipRow> list(String before, int most) {
    return jdbc.sql(
            """
            select t.id, t.opened_at, max(l.at) as last_at, min(l.report_id) as first,
                   count(l.report_id) as reports,
                   count(l.question) as questions,
                   coalesce(max(l.number) filter (where l.report_id is not null)
                     > max(l.number) filter (where l.question is not null), false) as answered
              from collect.tip t join collect.tip_line l on l.tip_id = t.id
             where t.id < ? group by t.id order by t.id desc limit ?
            """)
        .params(before, most)
        .query((row, i) ->
            new TipRow(
                new TipId(row.getString("id")),
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                new ReportId(row.getString("first")),
                row.getInt("reports"),
                row.getInt("questions"),
                row.getBoolean("answered")))
        .list();
  }

  Map<ReportId, TipId> of(List<ReportId> reports) {
    Map<ReportId, TipId> tips = new HashMap<>();
    jdbc.sql("select report_id, tip_id from collect.tip_line where report_id = any(?)")
        .param(reports.stream().map(ReportId::value).toArray(String[]::new))
        .query(row -> {
          tips.put(new ReportId(row.getString(1)), new TipId(row.getString(2)));
        });
    return tips;
  }
}
