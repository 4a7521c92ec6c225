// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.OfficerId;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of determinations and their clocks. */
@Repository
class DeterminationStore {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  DeterminationStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void insert(Determination made) {
    String ground = made.result() instanceof DutyResult.Waived(String name) ? name : null;
    jdbc.sql(
            """
            insert into decide.determination (id, case_id, victims, policy, policy_hash, result, ground,
                reasons, answers, proposed_by, proposed_at, state)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
            """)
        .param(made.id().value())
        .param(made.caseId().value())
        .param(made.victims().word())
        .param(made.policy())
        .param(made.policyHash())
        .param(made.result().word())
        .param(ground)
        .param(made.reasons())
        .param(json.writeValueAsString(made.answers()))
        .param(made.proposedBy().value())
        .param(Timestamp.from(made.proposedAt()))
        .param(made.state().word())
        .update();
  }

  /** Settles a proposed determination; false when it was settled before. */
  boolean settle(
      DeterminationId id,
      Determination.State state,
      OfficerId by,
      Instant at,
      @Nullable String why) {
    return jdbc.sql(
                "update decide.determination set state = ?, settled_by = ?, settled_at = ?,"
                    + " settled_why = ? where id = ? and state = 'proposed'")
            .param(state.word())
            .param(by.value())
            .param(Timestamp.from(at))
            .param(why)
            .param(id.value())
            .update()
        == 1;
  }

  Optional<Determination> find(DeterminationId id) {
    return jdbc.sql("select * from decide.determination where id = ?")
        .param(id.value())
        .query(this::determination)
        .optional();
  }

  List<Determination> list(CaseId caseId) {
    return list(List.of(caseId));
  }

  List<Determination> list(List<CaseId> cases) {
    return jdbc.sql("select * from decide.determination where case_id = any(?) order by id")
        .param(values(cases))
        .query(this::determination)
        .list();
  }

  private static String[] values(List<CaseId> cases) {
    return cases.stream().map(CaseId::value).toArray(String[]::new);
  }

  List<Determination> proposed() {
    return jdbc.sql(
            "select * from decide.determination where state = 'proposed' order by id limit 200")
        .query(this::determination)
        .list();
  }

  /**
   * Keeps others from settling it until this transaction ends; after the clock of its case, as
   * everywhere, so that two never wait for each other.
   */
  void lock(DeterminationId id) {
    jdbc.sql(
            "select case_id from decide.clock where case_id ="
                + " (select case_id from decide.determination where id = ?) for update")
        .param(id.value())
        .query(String.class)
        .optional();
    jdbc.sql("select id from decide.determination where id = ? for update")
        .param(id.value())
        .query(String.class)
        .optional();
  }

  /** What holds under this policy, the newest first; the defaults of clocks are nobody's. */
  List<Determination> agreedUnder(String policy, int most) {
    return jdbc.sql(
            """
            select * from decide.determination
             where policy = ? and state = 'agreed' and proposed_by <> ?
             order by id desc limit ?
            """)
        .params(policy, Determination.THE_CLOCK.value(), most)
        .query(this::determination)
        .list();
  }

  /** When the clocks of these cases started. */
  Map<CaseId, Instant> startedAt(List<CaseId> cases) {
    Map<CaseId, Instant> found = new HashMap<>();
    jdbc.sql("select case_id, started_at from decide.clock where case_id = any(?)")
        .param(cases.stream().map(CaseId::value).toArray(String[]::new))
        .query(row -> {
          found.put(new CaseId(row.getString(1)), row.getTimestamp(2).toInstant());
        });
    return found;
  }

  void startClock(CaseId caseId, Instant startedAt, Instant dueAt, String policy) {
    jdbc.sql(
            "insert into decide.clock (case_id, started_at, due_at, policy) values (?, ?, ?, ?)"
                + " on conflict do nothing")
        .params(caseId.value(), Timestamp.from(startedAt), Timestamp.from(dueAt), policy)
        .update();
  }

  /** Lets a clock run by another policy; when it is over, that is told anew. */
  void moveClock(CaseId caseId, Instant dueAt, String policy) {
    jdbc.sql(
            "update decide.clock set due_at = ?, policy = ?, overdue_told = false"
                + " where case_id = ?")
        .params(Timestamp.from(dueAt), policy, caseId.value())
        .update();
  }

  /** Its case is closed: nobody waits for a decision any more. */
  void closeClock(CaseId caseId, Instant at) {
    jdbc.sql("update decide.clock set closed_at = ? where case_id = ? and closed_at is null")
        .params(Timestamp.from(at), caseId.value())
        .update();
  }

  /** Keeps others from deciding in this case until this transaction ends. */
  void lockClock(CaseId caseId) {
    jdbc.sql("select case_id from decide.clock where case_id = ? for update")
        .param(caseId.value())
        .query(String.class)
        .optional();
  }

  /** A clock that was met runs again: its case has a policy that asks for more. */
  void unmeetClock(CaseId caseId) {
    jdbc.sql("update decide.clock set met_at = null where case_id = ?")
        .param(caseId.value())
        .update();
  }

  void meetClock(CaseId caseId, Instant at) {
    jdbc.sql("update decide.clock set met_at = ? where case_id = ? and met_at is null")
        .params(Timestamp.from(at), caseId.value())
        .update();
  }

  Optional<DecisionClock> clock(CaseId caseId) {
    return Optional.ofNullable(clocks(List.of(caseId)).get(caseId));
  }

  Map<CaseId, DecisionClock> clocks(List<CaseId> cases) {
    Map<CaseId, DecisionClock> all = new HashMap<>();
    jdbc.sql(
            "select started_at, due_at, met_at, policy, case_id from decide.clock"
                + " where case_id = any(?)")
        .param(values(cases))
        .query(row -> {
          all.put(
              new CaseId(row.getString(5)),
              new DecisionClock(
                  row.getTimestamp(1).toInstant(),
                  row.getTimestamp(2).toInstant(),
                  Optional.ofNullable(row.getTimestamp(3)).map(Timestamp::toInstant),
                  row.getString(4)));
        });
    return all;
  }

  /** The cases whose clock ran out and of which that is not told yet, longest first. */
  List<CaseId> overdueUntold(Instant now) {
    return jdbc.sql(
            "select case_id from decide.clock where met_at is null and closed_at is null"
                + " and not overdue_told and due_at < ? order by due_at, case_id limit 1000")
        .param(Timestamp.from(now))
        .query((row, i) -> new CaseId(row.getString(1)))
        .list();
  }

  /** Marks one of them as told; false when it is not one any more, or another node has it. */
  boolean tellOverdue(CaseId caseId, Instant now) {
    return jdbc.sql(
                """
                update decide.clock set overdue_told = true where case_id = (
                  select case_id from decide.clock
                   where case_id = ? and met_at is null and closed_at is null
                     and not overdue_told and due_at < ? for update skip locked)
                """)
            .params(caseId.value(), Timestamp.from(now))
            .update()
        == 1;
  }

  /**
   * The cases whose clock ran out and that wait for a decision, longest first, at most a hundred.
   */
  List<CaseId> overdue(Instant now) {
    return jdbc.sql(
            "select case_id from decide.clock"
                + " where met_at is null and closed_at is null and due_at < ?"
                + " order by due_at, case_id limit 100")
        .param(Timestamp.from(now))
        .query((row, i) -> new CaseId(row.getString(1)))
        .list();
  }

  private Determination determination(ResultSet row, int i) throws SQLException {
    return new Determination(
        new DeterminationId(row.getString("id")),
        new CaseId(row.getString("case_id")),
        VictimClass.find(row.getString("victims")).orElseThrow(),
        row.getString("policy"),
        row.getString("policy_hash"),
        result(row.getString("result"), row.getString("ground")),
        row.getString("reasons"),
        json.readValue(row.getString("answers"), new TypeReference<List<Answered>>() {}),
        new OfficerId(row.getString("proposed_by")),
        row.getTimestamp("proposed_at").toInstant(),
        state(row.getString("state")),
        Optional.ofNullable(row.getString("settled_by")).map(OfficerId::new),
        Optional.ofNullable(row.getTimestamp("settled_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("settled_why")));
  }

  private static DutyResult result(String word, @Nullable String ground) {
    return switch (word) {
      case "warn" -> new DutyResult.Warn();
      case "waived" -> new DutyResult.Waived(String.valueOf(ground));
      case "noDuty" -> new DutyResult.NoDuty();
      default -> throw new IllegalStateException("decide.determination holds the result " + word);
    };
  }

  private static Determination.State state(String word) {
    for (Determination.State state : Determination.State.values()) {
      if (state.word().equals(word)) {
        return state;
      }
    }
    throw new IllegalStateException("decide.determination holds the state " + word);
  }
}
