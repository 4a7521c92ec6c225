// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
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

/** The tables of cases and assessments. */
@Repository
class CaseStore {

  /** Of the reports {@code r} of cases, those that were not taken out. */
  private static final String STAYS =
      " and not exists (select from assess.leaving l where l.case_id = r.case_id"
          + " and l.report_id = r.report_id and l.rejoined_at is null)";

  private final JdbcClient jdbc;
  private final JsonMapper json;

  CaseStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(CaseId id, String title, Instant at, OfficerId by) {
    jdbc.sql("insert into assess.case_file (id, title, opened_at, opened_by) values (?, ?, ?, ?)")
        .params(id.value(), title, Timestamp.from(at), by.value())
        .update();
  }

  /**
   * Adds a report, or takes it back in with the number that it had; false when it is in the case.
   */
  boolean addReport(CaseId id, ReportId report, Instant at, String by) {
    return jdbc.sql(
                    """
                    insert into assess.case_report (case_id, report_id, joined_at, joined_by, number)
                    select ?, ?, ?, ?, coalesce(max(number), 0) + 1 from assess.case_report where case_id = ?
                    on conflict (case_id, report_id) do nothing
                    """)
                .params(id.value(), report.value(), Timestamp.from(at), by, id.value())
                .update()
            == 1
        || jdbc.sql(
                    """
                    update assess.leaving set rejoined_at = ?, rejoined_by = ?
                     where case_id = ? and report_id = ? and rejoined_at is null
                    """)
                .params(Timestamp.from(at), by, id.value(), report.value())
                .update()
            == 1;
  }

  /** Takes a report out; false when it is not in the case. */
  boolean takeOut(CaseId id, ReportId report, String reason, Instant at, String by) {
    return jdbc.sql(
                """
                insert into assess.leaving (case_id, report_id, left_at, left_by, reason)
                select r.case_id, r.report_id, ?, ?, ? from assess.case_report r
                 where r.case_id = ? and r.report_id = ?
                on conflict (case_id, report_id) where rejoined_at is null do nothing
                """)
            .params(Timestamp.from(at), by, reason, id.value(), report.value())
            .update()
        == 1;
  }

  void insertAssessment(CaseId id, ThreatAssessment assessment) {
    jdbc.sql(
            "insert into assess.assessment (case_id, version, made_at, made_by, body)"
                + " values (?, ?, ?, ?, ?::jsonb)")
        .params(
            id.value(),
            assessment.version(),
            Timestamp.from(assessment.at()),
            assessment.by().value(),
            json.writeValueAsString(AssessmentBody.of(assessment)))
        .update();
  }

  int newestVersion(CaseId id) {
    return jdbc.sql("select coalesce(max(version), 0) from assess.assessment where case_id = ?")
        .param(id.value())
        .query(Integer.class)
        .single();
  }

  /**
   * Locks the case's row, so that two versions never get the same number; what merely refers to the
   * case is kept meanwhile.
   */
  boolean lock(CaseId id) {
    return jdbc.sql("select 1 from assess.case_file where id = ? for no key update")
        .param(id.value())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  List<CaseId> open(List<CaseId> ids) {
    return jdbc.sql("select id from assess.case_file where id = any(?) and closed_at is null")
        .param(ids.stream().map(CaseId::value).toArray(String[]::new))
        .query((row, i) -> new CaseId(row.getString(1)))
        .list();
  }

  Map<CaseId, String> titles(List<CaseId> ids) {
    Map<CaseId, String> titles = new HashMap<>();
    jdbc.sql("select id, title from assess.case_file where id = any(?)")
        .param(ids.stream().map(CaseId::value).toArray(String[]::new))
        .query(row -> {
          titles.put(new CaseId(row.getString(1)), row.getString(2));
        });
    return titles;
  }

  boolean close(CaseId id, String as, Instant at) {
    return jdbc.sql(
                "update assess.case_file set closed_at = ?, closed_as = ?"
                    + " where id = ? and closed_at is null")
            .params(Timestamp.from(at), as, id.value())
            .update()
        == 1;
  }

  Optional<CaseFile> find(CaseId id) {
    return jdbc.sql("select * from assess.case_file where id = ?")
        .param(id.value())
        .query(this::caseFile)
        .optional();
  }

  /** At most {@code most} cases made before this id, newest first. */
  List<CaseFile> newest(String before, int most) {
    return jdbc.sql("select * from assess.case_file where id < ? order by id desc limit ?")
        .params(before, most)
        .query(this::caseFile)
        .list();
  }

  List<CaseId> casesOf(ReportId report) {
    return jdbc.sql(
            "select r.case_id from assess.case_report r where r.report_id = ?"
                + STAYS
                + " order by r.case_id")
        .param(report.value())
        .query((row, i) -> new CaseId(row.getString(1)))
        .list();
  }

  /** A case by its name. */
  record Titled(CaseId id, String title) {}

  Map<ReportId, List<Titled>> casesOf(List<ReportId> reports) {
    Map<ReportId, List<Titled>> all = new HashMap<>();
    jdbc.sql(
            "select r.report_id, c.id, c.title from assess.case_report r"
                + " join assess.case_file c on c.id = r.case_id"
                + " where r.report_id = any(?)"
                + STAYS
                + " order by c.id")
        .param(reports.stream().map(ReportId::value).toArray(String[]::new))
        .query(row -> {
          all.computeIfAbsent(new ReportId(row.getString(1)), key -> new ArrayList<>())
              .add(new Titled(new CaseId(row.getString(2)), row.getString(3)));
        });
    return all;
  }

  List<ThreatAssessment> assessments(CaseId id) {
    return jdbc.sql(
            "select version, made_at, made_by, body from assess.assessment where case_id = ?"
                + " order by version desc")
        .param(id.value())
        .query(this::assessment)
        .list();
  }

  private Optional<ThreatAssessment> newestAssessment(CaseId id) {
    return jdbc.sql(
            "select version, made_at, made_by, body from assess.assessment where case_id = ?"
                + " order by version desc limit 1")
        .param(id.value())
        .query(this::assessment)
        .optional();
  }

  /** Keeps what somebody holds against a version; the case is locked. */
  void insertDissent(CaseId id, Dissent dissent) {
    jdbc.sql(
            "insert into assess.dissent (case_id, number, version, made_by, made_at, words)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(
            id.value(),
            dissent.number(),
            dissent.version(),
            dissent.by().value(),
            Timestamp.from(dissent.at()),
            dissent.words())
        .update();
  }

  private List<Dissent> dissents(CaseId id) {
    return jdbc.sql("select * from assess.dissent where case_id = ? order by number")
        .param(id.value())
        .query((row, i) ->
            new Dissent(
                row.getInt("number"),
                row.getInt("version"),
                new OfficerId(row.getString("made_by")),
                row.getTimestamp("made_at").toInstant(),
                row.getString("words")))
        .list();
  }

  private List<Membership> members(CaseId id) {
    return jdbc.sql(
            """
            select r.report_id, r.number, r.joined_at, l.left_at, l.left_by, l.reason
              from assess.case_report r
              left join assess.leaving l on l.case_id = r.case_id and l.report_id = r.report_id
                   and l.rejoined_at is null
             where r.case_id = ? order by r.number
            """)
        .param(id.value())
        .query((row, i) ->
            new Membership(
                new ReportId(row.getString(1)),
                row.getInt(2),
                row.getTimestamp(3).toInstant(),
                row.getTimestamp(4) == null
                    ? Optional.empty()
                    : Optional.of(
                        new Membership.Leaving(
                            row.getTimestamp(4).toInstant(), row.getString(5), row.getString(6)))))
        .list();
  }

  private Optional<CaseId> continuesIn(CaseId id) {
    return jdbc.sql(
            "select into_id from assess.continuation where case_id = ? and undone_at is null")
        .param(id.value())
        .query((row, i) -> new CaseId(row.getString(1)))
        .optional();
  }

  private CaseFile caseFile(ResultSet row, int i) throws SQLException {
    CaseId id = new CaseId(row.getString("id"));
    return new CaseFile(
        id,
        row.getString("title"),
        row.getTimestamp("opened_at").toInstant(),
        new OfficerId(row.getString("opened_by")),
        Optional.ofNullable(row.getTimestamp("closed_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("closed_as")),
        members(id),
        newestAssessment(id),
        dissents(id),
        continuesIn(id));
  }

  private ThreatAssessment assessment(ResultSet row, int i) throws SQLException {
    return json.readValue(row.getString("body"), AssessmentBody.class)
        .assessment(
            row.getInt("version"),
            new OfficerId(row.getString("made_by")),
            row.getTimestamp("made_at").toInstant());
  }
}
