// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;

/** The table of reckonings that were handed over; insert-only. */
@Repository
class HandedOverStore {

  private static final String SELECT =
      "select id, case_id, sha256, length(pdf) as bytes, acts, at, by_whom from outcome.handed_over";

  private final JdbcClient jdbc;

  HandedOverStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(HandedOver made, byte[] pdf) {
    jdbc.sql(
            """
            insert into outcome.handed_over (id, case_id, sha256, pdf, acts, at, by_whom)
            values (?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            made.id().value(),
            made.caseId().value(),
            made.sha256(),
            pdf,
            made.acts(),
            Timestamp.from(made.at()),
            made.by().value())
        .update();
  }

  /** Until the transaction ends nobody else hands over a reckoning of the case. */
  void lock(CaseId caseId) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('outcome.handed_over'), hashtext(?))")
        .param(caseId.value())
        .query()
        .listOfRows();
  }

  /** Those of a case, the newest first. */
  List<HandedOver> ofCase(CaseId caseId) {
    return jdbc.sql(SELECT + " where case_id = ? order by number desc")
        .param(caseId.value())
        .query(HandedOverStore::made)
        .list();
  }

  Optional<HandedOver> find(ReckoningId id) {
    return jdbc.sql(SELECT + " where id = ?")
        .param(id.value())
        .query(HandedOverStore::made)
        .optional();
  }

  byte[] pdf(ReckoningId id) {
    return jdbc.sql("select pdf from outcome.handed_over where id = ?")
        .param(id.value())
        .query((row, _) -> row.getBytes(1))
        .single();
  }

  private static HandedOver made(ResultSet row, int i) throws SQLException {
    return new HandedOver(
        new ReckoningId(row.getString("id")),
        new CaseId(row.getString("case_id")),
        row.getString("sha256"),
        row.getInt("bytes"),
        row.getInt("acts"),
        row.getTimestamp("at").toInstant(),
        new OfficerId(row.getString("by_whom")));
  }
}
