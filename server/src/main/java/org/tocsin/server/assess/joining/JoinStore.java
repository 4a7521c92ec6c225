// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Id;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.TimeWindow;
import tools.jackson.databind.json.JsonMapper;

/** The tables of suggestions and of what waits to be matched. */
@Repository
class JoinStore {

  private static final String OPEN_CASES =
      """
      select r.case_id, r.report_id from assess.case_report r
        join assess.case_file c on c.id = r.case_id
       where c.closed_at is null
         and not exists (select from assess.leaving l where l.case_id = r.case_id
                          and l.report_id = r.report_id and l.rejoined_at is null)
         and not exists (select from assess.continuation n where n.case_id = r.case_id
                          and n.undone_at is null)
         and r.report_id = any(?)
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JoinStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void await(Id subject, Instant since) {
    jdbc.sql("insert into assess.matching (subject, since) values (?, ?) on conflict do nothing")
        .params(subject.value(), Timestamp.from(since))
        .update();
  }

  /** Takes what waits longest; other nodes pass it over until this transaction ends. */
  Optional<String> takeWaiting() {
    return jdbc.sql(
            """
            delete from assess.matching where subject = (
                select subject from assess.matching order by since, subject limit 1
                for update skip locked)
            returning subject
            """)
        .query(String.class)
        .optional();
  }

  void giveUp(String subject) {
    jdbc.sql("delete from assess.matching where subject = ?").param(subject).update();
  }

  /** Which of these reports are in which open cases that continue in no other. */
  Map<CaseId, Set<ReportId>> openCasesOf(Collection<ReportId> reports) {
    Map<CaseId, Set<ReportId>> all = new HashMap<>();
    jdbc.sql(OPEN_CASES)
        .param(reports.stream().map(ReportId::value).toArray(String[]::new))
        .query(row -> {
          all.computeIfAbsent(new CaseId(row.getString(1)), _ -> new HashSet<>())
              .add(new ReportId(row.getString(2)));
        });
    return all;
  }

  /** The newest assessments of open cases whose windows meet this one; the newest cases first. */
  List<Assessed> assessedOver(Instant from, Instant until, int most) {
    return jdbc.sql(
            """
            select c.id, a.body ->> 'actor' as actor, a.body -> 'place' as place,
                   a.body -> 'window' as span
              from assess.case_file c
              cross join lateral (select body from assess.assessment a where a.case_id = c.id
                                   order by version desc limit 1) a
             where c.closed_at is null
               and (a.body -> 'window' ->> 'until')::timestamptz > ?
               and (a.body -> 'window' ->> 'from')::timestamptz < ?
               and not exists (select from assess.continuation n where n.case_id = c.id
                                and n.undone_at is null)
             order by c.id desc limit ?
            """)
        .params(Timestamp.from(from), Timestamp.from(until), most)
        .query((row, i) -> assessed(row))
        .list();
  }

  private Assessed assessed(ResultSet row) throws SQLException {
    return new Assessed(
        new CaseId(row.getString("id")),
        row.getString("actor"),
        json.readValue(row.getString("place"), Place.class),
        json.readValue(row.getString("span"), TimeWindow.class));
  }

  void insert(Suggestion suggestion) {
    jdbc.sql(
            """
            insert into assess.suggestion (id, report_id, case_id, score, reasons, codes, made_at, state,
                reason) values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?) on conflict do nothing
            """)
        .params(
            suggestion.id().value(),
            suggestion.report().value(),
            suggestion.caseId().value(),
            suggestion.score(),
            json.writeValueAsString(suggestion.reasons()),
            codes(suggestion.reasons()),
            Timestamp.from(suggestion.at()),
            suggestion.state().word(),
            suggestion.reason())
        .update();
  }

  /** Gives it other reasons and opens it again; what was said of the old ones is in the record. */
  void renew(Suggestion suggestion) {
    jdbc.sql(
            "update assess.suggestion set score = ?, reasons = ?::jsonb, codes = ?, made_at = ?,"
                + " state = ?, settled_at = null, settled_by = null, reason = '' where id = ?")
        .params(
            suggestion.score(),
            json.writeValueAsString(suggestion.reasons()),
            codes(suggestion.reasons()),
            Timestamp.from(suggestion.at()),
            suggestion.state().word(),
            suggestion.id().value())
        .update();
  }

  private static String[] codes(List<JoinReason> reasons) {
    return reasons.stream().map(each -> each.code().name()).distinct().toArray(String[]::new);
  }

  /** Settles it; false when it is not in this state any more. */
  boolean settle(
      SuggestionId id,
      Suggestion.State from,
      Suggestion.State to,
      Instant at,
      String by,
      String reason) {
    return jdbc.sql(
                "update assess.suggestion set state = ?, settled_at = ?, settled_by = ?, reason = ?"
                    + " where id = ? and state = ?")
            .params(to.word(), Timestamp.from(at), by, reason, id.value(), from.word())
            .update()
        == 1;
  }

  Optional<Suggestion> find(SuggestionId id) {
    return jdbc.sql("select * from assess.suggestion where id = ?")
        .param(id.value())
        .query(this::suggestion)
        .optional();
  }

  Optional<Suggestion> find(ReportId report, CaseId caseId) {
    return jdbc.sql("select * from assess.suggestion where report_id = ? and case_id = ?")
        .params(report.value(), caseId.value())
        .query(this::suggestion)
        .optional();
  }

  /** Those of a case, open ones first, then the strongest. */
  List<Suggestion> ofCase(CaseId caseId, int most) {
    return jdbc.sql(
            "select * from assess.suggestion where case_id = ?"
                + " order by state = 'open' desc, score desc, id desc limit ?")
        .params(caseId.value(), most)
        .query(this::suggestion)
        .list();
  }

  /** Those of these reports, open ones first, then the strongest. */
  List<Suggestion> ofReports(Collection<ReportId> reports) {
    return jdbc.sql(
            "select * from assess.suggestion where report_id = any(?)"
                + " order by state = 'open' desc, score desc, id desc limit 400")
        .param(reports.stream().map(ReportId::value).toArray(String[]::new))
        .query(this::suggestion)
        .list();
  }

  /** Open ones of open cases made before this one, newest first. */
  List<Suggestion> open(@Nullable SuggestionId before, int most) {
    return jdbc.sql(
            """
            select s.* from assess.suggestion s join assess.case_file c on c.id = s.case_id
             where s.state = 'open' and c.closed_at is null and s.id < ? order by s.id desc limit ?
            """)
        .params(before == null ? "suggestion_~" : before.value(), most)
        .query(this::suggestion)
        .list();
  }

  private Suggestion suggestion(ResultSet row, int i) throws SQLException {
    return new Suggestion(
        new SuggestionId(row.getString("id")),
        new ReportId(row.getString("report_id")),
        new CaseId(row.getString("case_id")),
        row.getInt("score"),
        List.of(json.readValue(row.getString("reasons"), JoinReason[].class)),
        row.getTimestamp("made_at").toInstant(),
        Suggestion.State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
        Optional.ofNullable(row.getTimestamp("settled_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("settled_by")),
        row.getString("reason"));
  }
}
