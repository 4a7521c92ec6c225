// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.read.StoredReading.Found;
import tools.jackson.databind.json.JsonMapper;

/** The table of what people did to findings; rows are only ever added. */
@Repository
class MendStore {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  MendStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(Mend mend) {
    jdbc.sql(
            """
            insert into read.mend (report_id, revision, finding, act, reason, note, before, after, by_id, at)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?)
            """)
        .params(
            Arrays.asList(
                mend.report().value(),
                mend.revision(),
                mend.number(),
                mend.act().name(),
                mend.reason().map(Enum::name).orElse(null),
                mend.note().orElse(null),
                mend.before().map(this::jsonb).orElse(null),
                jsonb(mend.after()),
                mend.by(),
                Timestamp.from(mend.at())))
        .update();
  }

  private String jsonb(Found found) {
    return json.writeValueAsString(found).replace("\\u0000", "\\uFFFD");
  }

  /** Everything done to a report's findings, oldest first. */
  List<Mend> of(ReportId report) {
    return jdbc.sql("select * from read.mend where report_id = ? order by revision")
        .param(report.value())
        .query(this::mend)
        .list();
  }

  /** Reports whose findings people worked on, by id, after this one. */
  List<ReportId> reports(String after, int most) {
    return jdbc.sql(
            """
            select distinct report_id from read.mend where report_id > ? order by report_id limit ?
            """)
        .params(after, most)
        .query((row, i) -> new ReportId(row.getString(1)))
        .list();
  }

  private Mend mend(ResultSet row, int i) throws SQLException {
    return new Mend(
        new ReportId(row.getString("report_id")),
        row.getInt("revision"),
        row.getInt("finding"),
        Mend.Kind.valueOf(row.getString("act")),
        Optional.ofNullable(row.getString("reason")).map(RejectionReason::valueOf),
        Optional.ofNullable(row.getString("note")),
        Optional.ofNullable(row.getString("before")).map(each -> json.readValue(each, Found.class)),
        json.readValue(row.getString("after"), Found.class),
        row.getString("by_id"),
        row.getTimestamp("at").toInstant());
  }
}
