// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.decide.StepClock.Step;
import org.tocsin.server.kernel.CaseId;

/** The SQL of the steps of decisions. */
@Repository
class StepStore {

  private final JdbcClient jdbc;

  StepStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void start(CaseId caseId, Step step, Instant startedAt, Instant dueAt) {
    jdbc.sql(
            "insert into decide.step (case_id, step, started_at, due_at) values (?, ?, ?, ?)"
                + " on conflict do nothing")
        .params(caseId.value(), step.word(), Timestamp.from(startedAt), Timestamp.from(dueAt))
        .update();
  }

  void move(CaseId caseId, Step step, Instant dueAt, Instant now) {
    jdbc.sql(
            "update decide.step set due_at = ?, overdue_told = overdue_told and ? < ?"
                + " where case_id = ? and step = ?")
        .params(
            Timestamp.from(dueAt),
            Timestamp.from(dueAt),
            Timestamp.from(now),
            caseId.value(),
            step.word())
        .update();
  }

  void meet(CaseId caseId, Step step, Instant at) {
    jdbc.sql("update decide.step set met_at = ? where case_id = ? and step = ? and met_at is null")
        .params(Timestamp.from(at), caseId.value(), step.word())
        .update();
  }

  /** Spares the warning, or wants it again where this is null. */
  void spareWarning(CaseId caseId, @Nullable Instant at) {
    jdbc.sql(
            "update decide.step set spared_at = ?"
                + " where case_id = ? and step = 'warned' and met_at is null")
        .params(Arrays.asList(at == null ? null : Timestamp.from(at), caseId.value()))
        .update();
  }

  /** What of this case was not done need not be done any more. */
  void spare(CaseId caseId, Instant at) {
    jdbc.sql(
            "update decide.step set spared_at = ?"
                + " where case_id = ? and met_at is null and spared_at is null")
        .params(Timestamp.from(at), caseId.value())
        .update();
  }

  List<StepClock> of(CaseId caseId) {
    return jdbc.sql("select * from decide.step where case_id = ?")
        .param(caseId.value())
        .query(StepStore::step)
        .list();
  }

  /** A step of a case. */
  record Due(CaseId caseId, StepClock clock) {}

  /** Those whose time ran out and that are not told, at most a hundred, locked. */
  List<Due> due(Instant now) {
    return jdbc.sql(
            """
            select * from decide.step
             where met_at is null and spared_at is null and not overdue_told and due_at < ?
             order by due_at limit 100 for update skip locked
            """)
        .param(Timestamp.from(now))
        .query((row, i) -> new Due(new CaseId(row.getString("case_id")), step(row, i)))
        .list();
  }

  void told(CaseId caseId, Step step) {
    jdbc.sql("update decide.step set overdue_told = true where case_id = ? and step = ?")
        .params(caseId.value(), step.word())
        .update();
  }

  /** Those whose time ran out and that are told, longest first, at most a hundred. */
  List<Due> overdue(Instant now) {
    return jdbc.sql(
            """
            select * from decide.step
             where met_at is null and spared_at is null and due_at < ?
             order by due_at, case_id limit 100
            """)
        .param(Timestamp.from(now))
        .query((row, i) -> new Due(new CaseId(row.getString("case_id")), step(row, i)))
        .list();
  }

  /** How long a step took. */
  record Took(String policy, Step step, Duration length, boolean late) {}

  /** How long the newest steps that were done took, at most so many. */
  List<Took> took(int most) {
    return jdbc.sql(
            """
            select c.policy, s.step, s.started_at, s.met_at, s.due_at
              from decide.step s join decide.clock c using (case_id)
             where s.met_at is not null
            union all
            select policy, 'agreed', started_at, met_at, due_at
              from decide.clock where met_at is not null
             order by 4 desc limit ?
            """)
        .param(most)
        .query((row, i) ->
            new Took(
                row.getString(1),
                Step.of(row.getString(2)),
                Duration.between(row.getTimestamp(3).toInstant(), row.getTimestamp(4).toInstant()),
                row.getTimestamp(4).after(row.getTimestamp(5))))
        .list();
  }

  private static StepClock step(ResultSet row, int i) throws SQLException {
    return new StepClock(
        Step.of(row.getString("step")),
        row.getTimestamp("started_at").toInstant(),
        row.getTimestamp("due_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("met_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getTimestamp("spared_at")).map(Timestamp::toInstant));
  }
}
