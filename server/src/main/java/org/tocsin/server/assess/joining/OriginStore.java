// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;

/** The tables of what people say of origins, and of cases that continue in others. */
@Repository
class OriginStore {

  private final JdbcClient jdbc;

  OriginStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(CaseId caseId, Origins.Word word, Instant at, String by) {
    jdbc.sql(
            "insert into assess.origin_word (case_id, report_id, other_id, word, reason, said_at,"
                + " said_by) values (?, ?, ?, ?, ?, ?, ?)")
        .params(
            caseId.value(),
            word.report().value(),
            word.other().value(),
            word.one() ? "one" : "apart",
            word.reason(),
            Timestamp.from(at),
            by)
        .update();
  }

  /** What was said, oldest first. */
  List<Origins.Word> words(CaseId caseId) {
    return jdbc.sql(
            "select report_id, other_id, word, reason from assess.origin_word where case_id = ?"
                + " order by number")
        .param(caseId.value())
        .query((row, i) ->
            new Origins.Word(
                new ReportId(row.getString(1)),
                new ReportId(row.getString(2)),
                row.getString(3).equals("one"),
                row.getString(4)))
        .list();
  }

  /** Two cases locked, so that neither comes to continue in the other meanwhile. */
  void lock(CaseId one, CaseId other) {
    jdbc.sql("select id from assess.case_file where id in (?, ?) order by id for no key update")
        .params(one.value(), other.value())
        .query(String.class)
        .list();
  }

  void insert(Continuation made) {
    jdbc.sql(
            "insert into assess.continuation (case_id, into_id, reason, made_at, made_by, brought)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(
            made.caseId().value(),
            made.into().value(),
            made.reason(),
            Timestamp.from(made.at()),
            made.by(),
            made.brought().stream().map(ReportId::value).toArray(String[]::new))
        .update();
  }

  boolean undo(CaseId caseId, Instant at, String by, String reason) {
    return jdbc.sql(
                "update assess.continuation set undone_at = ?, undone_by = ?, undone_reason = ?"
                    + " where case_id = ? and undone_at is null")
            .params(Timestamp.from(at), by, reason, caseId.value())
            .update()
        == 1;
  }

  Optional<Continuation> from(CaseId caseId) {
    return jdbc.sql("select * from assess.continuation where case_id = ? and undone_at is null")
        .param(caseId.value())
        .query((row, i) -> continuation(row))
        .optional();
  }

  List<Continuation> into(CaseId caseId) {
    return jdbc.sql(
            "select * from assess.continuation where into_id = ? and undone_at is null"
                + " order by made_at, case_id")
        .param(caseId.value())
        .query((row, i) -> continuation(row))
        .list();
  }

  private static Continuation continuation(java.sql.ResultSet row) throws java.sql.SQLException {
    return new Continuation(
        new CaseId(row.getString("case_id")),
        new CaseId(row.getString("into_id")),
        row.getString("reason"),
        row.getTimestamp("made_at").toInstant(),
        row.getString("made_by"),
        java.util.Arrays.stream((String[]) row.getArray("brought").getArray())
            .map(ReportId::new)
            .toList());
  }
}
