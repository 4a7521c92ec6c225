// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.ReportId;

/** The table of what was done afterwards; insert-only. */
@Repository
class AftermathStore {

  private final JdbcClient jdbc;

  AftermathStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Aftermath made) {
    jdbc.sql(
            """
            insert into outcome.aftermath (id, case_id, kind, said_by, about, words, amount,
                happened_at, report_id, recorded_at, recorded_by)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(made.id().value())
        .param(made.caseId().value())
        .param(made.kind().word())
        .param(made.by())
        .param(made.about())
        .param(made.words())
        .param(made.amount().isPresent() ? made.amount().getAsLong() : null)
        .param(Timestamp.from(made.at()))
        .param(made.report().value())
        .param(Timestamp.from(made.recordedAt()))
        .param(made.recordedBy().value())
        .update();
  }

  List<Aftermath> ofCase(CaseId caseId) {
    return jdbc.sql(
            "select * from outcome.aftermath where case_id = ? order by happened_at, number")
        .param(caseId.value())
        .query(AftermathStore::made)
        .list();
  }

  long count(CaseId caseId) {
    return jdbc.sql("select count(*) from outcome.aftermath where case_id = ?")
        .param(caseId.value())
        .query(Long.class)
        .single();
  }

  private static Aftermath made(ResultSet row, int i) throws SQLException {
    long amount = row.getLong("amount");
    OptionalLong counted = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(amount);
    return new Aftermath(
        new AftermathId(row.getString("id")),
        new CaseId(row.getString("case_id")),
        Word.get(AftermathKind.class, row.getString("kind")),
        row.getString("said_by"),
        row.getString("about"),
        row.getString("words"),
        counted,
        row.getTimestamp("happened_at").toInstant(),
        new ReportId(row.getString("report_id")),
        row.getTimestamp("recorded_at").toInstant(),
        new OfficerId(row.getString("recorded_by")));
  }
}
