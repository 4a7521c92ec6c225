// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Id;
import org.tocsin.server.kernel.IncidentId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.kernel.ReportId;

/** The tables of incidents, figures, statements and outcomes; all insert-only. */
@Repository
class OutcomeStore {

  private final JdbcClient jdbc;

  OutcomeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Incident incident) {
    jdbc.sql(
            """
            insert into outcome.incident (id, case_id, title, began, precision, place_name, latitude,
                longitude, radius_metres, attack_type, target_type, weapons, groups, effects,
                reports, early, recorded_at, recorded_by)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(incident.id().value())
        .param(incident.caseId().value())
        .param(incident.title())
        .param(Timestamp.from(incident.began()))
        .param(incident.precision())
        .param(incident.place().name())
        .param(incident.place().latitude())
        .param(incident.place().longitude())
        .param(incident.place().radiusMetres())
        .param(incident.attackType())
        .param(incident.targetType())
        .param(incident.weapons().toArray(String[]::new))
        .param(incident.groups().toArray(String[]::new))
        .param(incident.effects().toArray(String[]::new))
        .param(incident.reports().stream().map(Id::value).toArray(String[]::new))
        .param(incident.early())
        .param(Timestamp.from(incident.recordedAt()))
        .param(incident.recordedBy().value())
        .update();
  }

  void insert(Figure figure) {
    jdbc.sql(
            """
            insert into outcome.figure (id, incident_id, what, least, most, qualifier, source, as_of,
                report_id, recorded_at, recorded_by)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(figure.id().value())
        .param(figure.incident().value())
        .param(figure.what().word())
        .param(figure.min())
        .param(figure.max().isPresent() ? figure.max().getAsLong() : null)
        .param(figure.qualifier().word())
        .param(figure.source())
        .param(Timestamp.from(figure.asOf()))
        .param(figure.report().value())
        .param(Timestamp.from(figure.recordedAt()))
        .param(figure.recordedBy().value())
        .update();
  }

  void insert(Statement statement) {
    jdbc.sql(
            """
            insert into outcome.statement (id, incident_id, kind, said_by, about, channel, certainty,
                words, said_at, report_id, recorded_at, recorded_by)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .param(statement.id().value())
        .param(statement.incident().value())
        .param(statement.kind().word())
        .param(statement.by())
        .param(statement.about())
        .param(statement.channel())
        .param(statement.certainty().word())
        .param(statement.words())
        .param(Timestamp.from(statement.saidAt()))
        .param(statement.report().value())
        .param(Timestamp.from(statement.recordedAt()))
        .param(statement.recordedBy().value())
        .update();
  }

  /** Keeps the outcome; false when the case has one. */
  boolean insert(Outcome outcome) {
    return jdbc.sql(
                """
                insert into outcome.outcome (case_id, outcome, reasons, decided_at, decided_by)
                values (?, ?, ?, ?, ?) on conflict do nothing
                """)
            .params(
                outcome.caseId().value(),
                outcome.kind().word(),
                outcome.reasons(),
                Timestamp.from(outcome.decidedAt()),
                outcome.decidedBy().value())
            .update()
        == 1;
  }

  Optional<Incident> find(IncidentId id) {
    return jdbc.sql("select * from outcome.incident where id = ?")
        .param(id.value())
        .query(OutcomeStore::incident)
        .optional();
  }

  /** The incidents of a case, the earliest first. */
  List<Incident> ofCase(CaseId caseId) {
    return ofCases(List.of(caseId));
  }

  /** The incidents of these cases, the earliest first. */
  List<Incident> ofCases(List<CaseId> cases) {
    return jdbc.sql("select * from outcome.incident where case_id = any(?) order by began, id")
        .param(values(cases))
        .query(OutcomeStore::incident)
        .list();
  }

  private static String[] values(List<? extends Id> ids) {
    return ids.stream().map(Id::value).toArray(String[]::new);
  }

  /** Until the transaction ends nobody else adds an incident to the case. */
  void lockIncidents(CaseId caseId) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('outcome.incidents'), hashtext(?))")
        .param(caseId.value())
        .query()
        .listOfRows();
  }

  long countIncidents(CaseId caseId) {
    return jdbc.sql("select count(*) from outcome.incident where case_id = ?")
        .param(caseId.value())
        .query(Long.class)
        .single();
  }

  boolean hasIncident(CaseId caseId, String title, Instant began) {
    return jdbc.sql(
            "select exists (select from outcome.incident"
                + " where case_id = ? and began = ? and title = ?)")
        .params(caseId.value(), Timestamp.from(began), title)
        .query(Boolean.class)
        .single();
  }

  /** At most {@code most} incidents recorded before this id, newest first. */
  List<Incident> newest(String before, int most) {
    return jdbc.sql("select * from outcome.incident where id < ? order by id desc limit ?")
        .params(before, most)
        .query(OutcomeStore::incident)
        .list();
  }

  /** Whoever is named with an incident, says something about one, or is spoken of. */
  List<String> named() {
    return jdbc.sql(
            """
            select unnest(groups) from outcome.incident
            union select said_by from outcome.statement
            union select about from outcome.statement
            """)
        .query((row, i) -> row.getString(1))
        .list();
  }

  /** Incidents that name one of these, or of which a statement does, newest first. */
  List<Incident> naming(List<String> names, int most) {
    String[] wanted = names.toArray(String[]::new);
    return jdbc.sql(
            """
            select * from outcome.incident i
             where groups && cast(? as text[])
                or exists (select from outcome.statement s where s.incident_id = i.id
                     and (s.said_by = any (cast(? as text[])) or s.about = any (cast(? as text[]))))
             order by began desc, id desc limit ?
            """)
        .params(wanted, wanted, wanted, most)
        .query(OutcomeStore::incident)
        .list();
  }

  /**
   * Every figure of these incidents, the newest of each kind first; of several for one time the one
   * that was recorded last.
   */
  List<Figure> figures(List<IncidentId> ids) {
    return jdbc.sql(
            "select * from outcome.figure where incident_id = any(?)"
                + " order by what, as_of desc, number desc")
        .param(values(ids))
        .query(OutcomeStore::figure)
        .list();
  }

  long countFigures(IncidentId id) {
    return jdbc.sql("select count(*) from outcome.figure where incident_id = ?")
        .param(id.value())
        .query(Long.class)
        .single();
  }

  /** Every statement about these incidents in the order in which they were made. */
  List<Statement> statements(List<IncidentId> ids) {
    return jdbc.sql(
            "select * from outcome.statement where incident_id = any(?) order by said_at, number")
        .param(values(ids))
        .query(OutcomeStore::statement)
        .list();
  }

  long countStatements(IncidentId id) {
    return jdbc.sql("select count(*) from outcome.statement where incident_id = ?")
        .param(id.value())
        .query(Long.class)
        .single();
  }

  Optional<Outcome> outcome(CaseId caseId) {
    return outcomes(List.of(caseId)).stream().findFirst();
  }

  /** How these cases ended, as far as they did. */
  List<Outcome> outcomes(List<CaseId> cases) {
    return jdbc.sql("select * from outcome.outcome where case_id = any(?)")
        .param(values(cases))
        .query((row, _) ->
            new Outcome(
                new CaseId(row.getString("case_id")),
                Word.get(OutcomeKind.class, row.getString("outcome")),
                row.getString("reasons"),
                row.getTimestamp("decided_at").toInstant(),
                new OfficerId(row.getString("decided_by"))))
        .list();
  }

  /** The cases that have an outcome, the newest given first. */
  List<CaseId> newestOutcomes(int most) {
    return jdbc.sql(
            "select case_id from outcome.outcome order by decided_at desc, case_id desc limit ?")
        .param(most)
        .query((row, _) -> new CaseId(row.getString("case_id")))
        .list();
  }

  private static Incident incident(ResultSet row, int i) throws SQLException {
    return new Incident(
        new IncidentId(row.getString("id")),
        new CaseId(row.getString("case_id")),
        row.getString("title"),
        row.getTimestamp("began").toInstant(),
        row.getString("precision"),
        new Place(
            row.getString("place_name"),
            row.getDouble("latitude"),
            row.getDouble("longitude"),
            row.getDouble("radius_metres")),
        row.getString("attack_type"),
        row.getString("target_type"),
        texts(row.getArray("weapons")),
        texts(row.getArray("groups")),
        texts(row.getArray("effects")),
        texts(row.getArray("reports")).stream().map(ReportId::new).toList(),
        row.getBoolean("early"),
        row.getTimestamp("recorded_at").toInstant(),
        new OfficerId(row.getString("recorded_by")));
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }

  private static Figure figure(ResultSet row, int i) throws SQLException {
    long most = row.getLong("most");
    OptionalLong max = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(most);
    return new Figure(
        new FigureId(row.getString("id")),
        new IncidentId(row.getString("incident_id")),
        Word.get(FigureKind.class, row.getString("what")),
        row.getLong("least"),
        max,
        Word.get(Qualifier.class, row.getString("qualifier")),
        row.getString("source"),
        row.getTimestamp("as_of").toInstant(),
        new ReportId(row.getString("report_id")),
        row.getTimestamp("recorded_at").toInstant(),
        new OfficerId(row.getString("recorded_by")));
  }

  private static Statement statement(ResultSet row, int i) throws SQLException {
    return new Statement(
        new StatementId(row.getString("id")),
        new IncidentId(row.getString("incident_id")),
        Word.get(StatementKind.class, row.getString("kind")),
        row.getString("said_by"),
        row.getString("about"),
        row.getString("channel"),
        Word.get(Certainty.class, row.getString("certainty")),
        row.getString("words"),
        row.getTimestamp("said_at").toInstant(),
        new ReportId(row.getString("report_id")),
        row.getTimestamp("recorded_at").toInstant(),
        new OfficerId(row.getString("recorded_by")));
  }
}
