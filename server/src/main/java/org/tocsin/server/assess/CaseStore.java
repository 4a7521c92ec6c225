// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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

  boolean close(CaseId id, String as, Instant at) {
    return jdbc.sql(
                "update assess.case_file set closed_at = ?, closed_as = ?"
                    + " where id = ? and closed_at is null")
            .params(Timestamp.from(at), as, id.value())
            .update()
        == 1;
  }

  Optional<CaseFile> find(CaseId id) {
    return all(List.of(id)).stream().findFirst();
  }

  /** Those of these cases that there are, the oldest first. */
  List<CaseFile> all(List<CaseId> ids) {
    return whole(
        jdbc.sql("select * from assess.case_file where id = any(?) order by id")
            .param(values(ids))
            .query(CaseStore::cover)
            .list());
  }

  /** At most {@code most} cases made before this id, newest first. */
  List<CaseFile> newest(String before, int most) {
    return whole(
        jdbc.sql("select * from assess.case_file where id < ? order by id desc limit ?")
            .params(before, most)
            .query(CaseStore::cover)
            .list());
  }

  private static String[] values(Collection<CaseId> ids) {
    return ids.stream().map(CaseId::value).toArray(String[]::new);
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
    return assessments(List.of(id)).getOrDefault(id, List.of());
  }

  /** Every version of each of these cases, newest first. */
  Map<CaseId, List<ThreatAssessment>> assessments(Collection<CaseId> ids) {
    Map<CaseId, List<ThreatAssessment>> all = new HashMap<>();
    jdbc.sql(
            "select case_id, version, made_at, made_by, body from assess.assessment"
                + " where case_id = any(?) order by version desc")
        .param(values(ids))
        .query(row -> {
          add(all, row, assessment(row));
        });
    return all;
  }

  /** The newest version of each of these cases. */
  private Map<CaseId, List<ThreatAssessment>> newestAssessments(Collection<CaseId> ids) {
    Map<CaseId, List<ThreatAssessment>> all = new HashMap<>();
    jdbc.sql(
            "select distinct on (case_id) case_id, version, made_at, made_by, body"
                + " from assess.assessment where case_id = any(?) order by case_id, version desc")
        .param(values(ids))
        .query(row -> {
          add(all, row, assessment(row));
        });
    return all;
  }

  private static <T> void add(Map<CaseId, List<T>> all, ResultSet row, T part) throws SQLException {
    all.computeIfAbsent(new CaseId(row.getString("case_id")), _ -> new ArrayList<>()).add(part);
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

  private Map<CaseId, List<Dissent>> dissents(Collection<CaseId> ids) {
    Map<CaseId, List<Dissent>> all = new HashMap<>();
    jdbc.sql("select * from assess.dissent where case_id = any(?) order by number")
        .param(values(ids))
        .query(row -> {
          add(
              all,
              row,
              new Dissent(
                  row.getInt("number"),
                  row.getInt("version"),
                  new OfficerId(row.getString("made_by")),
                  row.getTimestamp("made_at").toInstant(),
                  row.getString("words")));
        });
    return all;
  }

  private Map<CaseId, List<Membership>> members(Collection<CaseId> ids) {
    Map<CaseId, List<Membership>> all = new HashMap<>();
    jdbc.sql(
            """
            select r.case_id, r.report_id, r.number, r.joined_at, l.left_at, l.left_by, l.reason
              from assess.case_report r
              left join assess.leaving l on l.case_id = r.case_id and l.report_id = r.report_id
                   and l.rejoined_at is null
             where r.case_id = any(?) order by r.number
            """)
        .param(values(ids))
        .query(row -> {
          add(
              all,
              row,
              new Membership(
                  new ReportId(row.getString("report_id")),
                  row.getInt("number"),
                  row.getTimestamp("joined_at").toInstant(),
                  row.getTimestamp("left_at") == null
                      ? Optional.empty()
                      : Optional.of(
                          new Membership.Leaving(
                              row.getTimestamp("left_at").toInstant(),
                              row.getString("left_by"),
                              row.getString("reason")))));
        });
    return all;
  }

  private Map<CaseId, CaseId> continuations(Collection<CaseId> ids) {
    Map<CaseId, CaseId> all = new HashMap<>();
    jdbc.sql(
            "select case_id, into_id from assess.continuation"
                + " where case_id = any(?) and undone_at is null")
        .param(values(ids))
        .query(row -> {
          all.put(new CaseId(row.getString(1)), new CaseId(row.getString(2)));
        });
    return all;
  }

  /** The cover of a file: what stands in its own row. */
  private record Cover(
      CaseId id,
      String title,
      Instant openedAt,
      OfficerId openedBy,
      Optional<Instant> closedAt,
      Optional<String> closedAs) {}

  private static Cover cover(ResultSet row, int i) throws SQLException {
    return new Cover(
        new CaseId(row.getString("id")),
        row.getString("title"),
        row.getTimestamp("opened_at").toInstant(),
        new OfficerId(row.getString("opened_by")),
        Optional.ofNullable(row.getTimestamp("closed_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("closed_as")));
  }

  /** The files with what is in them: four reads, however many they are. */
  private List<CaseFile> whole(List<Cover> covers) {
    if (covers.isEmpty()) {
      return List.of();
    }
    List<CaseId> ids = covers.stream().map(Cover::id).toList();
    Map<CaseId, List<Membership>> members = members(ids);
    Map<CaseId, List<ThreatAssessment>> newest = newestAssessments(ids);
    Map<CaseId, List<Dissent>> dissents = dissents(ids);
    Map<CaseId, CaseId> continuations = continuations(ids);
    return covers.stream()
        .map(cover ->
            new CaseFile(
                cover.id(),
                cover.title(),
                cover.openedAt(),
                cover.openedBy(),
                cover.closedAt(),
                cover.closedAs(),
                members.getOrDefault(cover.id(), List.of()),
                newest.getOrDefault(cover.id(), List.of()).stream().findFirst(),
                dissents.getOrDefault(cover.id(), List.of()),
                Optional.ofNullable(continuations.get(cover.id()))))
        .toList();
  }

  private ThreatAssessment assessment(ResultSet row) throws SQLException {
    return json.readValue(row.getString("body"), AssessmentBody.class)
        .assessment(
            row.getInt("version"),
            new OfficerId(row.getString("made_by")),
            row.getTimestamp("made_at").toInstant());
  }
}
