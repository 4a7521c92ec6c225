// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.hypotheses;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.ReportId;
import tools.jackson.databind.json.JsonMapper;

/** The table of matrices: every version stays. */
@Repository
class HypothesesStore {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  HypothesesStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** A version as it is kept. */
  record Body(
      String why,
      int next,
      List<Hypothesis> hypotheses,
      List<WeighingBody> weighings,
      List<String> leading) {}

  /** A weighing as it is kept. */
  record WeighingBody(String report, int finding, String relevance, Map<String, String> cells) {
    static WeighingBody of(Weighing weighing) {
      Map<String, String> cells = new HashMap<>();
      weighing.cells().forEach((key, cell) -> cells.put(key, cell.name()));
      return new WeighingBody(
          weighing.report().value(), weighing.finding(), weighing.relevance().word(), cells);
    }

    Weighing weighing() {
      Map<String, Consistency> kept = new HashMap<>();
      cells.forEach((key, cell) -> kept.put(key, Consistency.valueOf(cell)));
      return new Weighing(
          new ReportId(report), finding, Level.find(relevance).orElseThrow(), kept);
    }
  }

  void insert(CaseId id, MatrixVersion made) {
    jdbc.sql(
            "insert into assess.matrix (case_id, version, made_by, made_at, body)"
                + " values (?, ?, ?, ?, ?::jsonb)")
        .params(
            id.value(),
            made.version(),
            made.by().value(),
            Timestamp.from(made.at()),
            json.writeValueAsString(
                new Body(
                    made.why(),
                    made.next(),
                    made.hypotheses(),
                    made.weighings().stream().map(WeighingBody::of).toList(),
                    made.leading())))
        .update();
  }

  Optional<MatrixVersion> newest(CaseId id) {
    return jdbc.sql("select * from assess.matrix where case_id = ? order by version desc limit 1")
        .param(id.value())
        .query(this::version)
        .optional();
  }

  /** At most {@code most} versions, newest first. */
  List<MatrixVersion> versions(CaseId id, int most) {
    return jdbc.sql("select * from assess.matrix where case_id = ? order by version desc limit ?")
        .params(id.value(), most)
        .query(this::version)
        .list();
  }

  private MatrixVersion version(ResultSet row, int i) throws SQLException {
    Body body = json.readValue(row.getString("body"), Body.class);
    return new MatrixVersion(
        row.getInt("version"),
        new OfficerId(row.getString("made_by")),
        row.getTimestamp("made_at").toInstant(),
        body.why(),
        body.next(),
        body.hypotheses(),
        body.weighings().stream().map(WeighingBody::weighing).toList(),
        body.leading());
  }
}
