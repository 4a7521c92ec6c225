// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The SQL of determinations that must be decided anew. */
@Repository
class ReconsiderStore {

  private static final int CAUSES_MAX = 20;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ReconsiderStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /**
   * Opens one, or adds a cause to the one that is open; one that was settled opens anew while its
   * determination holds. False when nothing changed.
   */
  boolean add(Reconsideration made, String cause, boolean holds) {
    return jdbc.sql(
                """
                insert into decide.reconsideration as was
                    (determination, case_id, victims, since, due_at, causes)
                values (?, ?, ?, ?, ?, jsonb_build_array(?::text))
                on conflict (determination) do update
                   set causes = case when was.settled_at is null then was.causes || excluded.causes
                                     else excluded.causes end,
                       since = case when was.settled_at is null then was.since
                                    else excluded.since end,
                       due_at = case when was.settled_at is null then was.due_at
                                     else excluded.due_at end,
                       overdue_told = was.overdue_told and was.settled_at is null,
                       settled_at = null,
                       settled_with = null
                 where (was.settled_at is null
                        and not was.causes @> excluded.causes
                        and jsonb_array_length(was.causes) < ?)
                    or (was.settled_at is not null and ?)
                """)
            .params(
                made.determination().value(),
                made.caseId().value(),
                made.victims().word(),
                Timestamp.from(made.since()),
                Timestamp.from(made.dueAt()),
                cause,
                CAUSES_MAX,
                holds)
            .update()
        == 1;
  }

  void settle(CaseId caseId, VictimClass victims, DeterminationId with, Instant at) {
    jdbc.sql(
            "update decide.reconsideration set settled_at = ?, settled_with = ?"
                + " where case_id = ? and victims = ? and settled_at is null")
        .params(Timestamp.from(at), with.value(), caseId.value(), victims.word())
        .update();
  }

  /** Its determination does not hold; what is demanded of others of its class stays. */
  void settle(DeterminationId id, Instant at) {
    jdbc.sql(
            "update decide.reconsideration set settled_at = ?, settled_with = determination"
                + " where determination = ? and settled_at is null")
        .params(Timestamp.from(at), id.value())
        .update();
  }

  /** Its case is closed: nothing is decided anew. */
  void close(CaseId caseId, Instant at) {
    jdbc.sql(
            "update decide.reconsideration set closed_at = ?"
                + " where case_id = ? and settled_at is null and closed_at is null")
        .params(Timestamp.from(at), caseId.value())
        .update();
  }

  Optional<Reconsideration> of(DeterminationId id) {
    return jdbc.sql("select * from decide.reconsideration where determination = ?")
        .param(id.value())
        .query(this::row)
        .optional();
  }

  List<Reconsideration> ofCase(CaseId id) {
    return jdbc.sql("select * from decide.reconsideration where case_id = ? order by since")
        .param(id.value())
        .query(this::row)
        .list();
  }

  /** Those that wait, the most urgent first, at most a hundred. */
  List<Reconsideration> open() {
    return jdbc.sql(
            "select * from decide.reconsideration"
                + " where settled_at is null and closed_at is null"
                + " order by due_at, determination limit 100")
        .query(this::row)
        .list();
  }

  /** Those whose time ran out and of which nobody was told, longest ago first; not locked. */
  List<Reconsideration> overdue(Instant now) {
    return jdbc.sql(
            "select * from decide.reconsideration"
                + " where settled_at is null and closed_at is null"
                + " and not overdue_told and due_at < ?"
                + " order by due_at, determination limit 100")
        .param(Timestamp.from(now))
        .query(this::row)
        .list();
  }

  /** Marks it as told; false when it is not overdue any more, or was twas. */
  boolean tellOverdue(DeterminationId id, Instant now) {
    return jdbc.sql(
                "update decide.reconsideration set overdue_told = true where determination = ?"
                    + " and settled_at is null and closed_at is null"
                    + " and not overdue_told and due_at < ?")
            .params(id.value(), Timestamp.from(now))
            .update()
        == 1;
  }

  private Reconsideration row(ResultSet row, int i) throws SQLException {
    return new Reconsideration(
        new DeterminationId(row.getString("determination")),
        new CaseId(row.getString("case_id")),
        VictimClass.find(row.getString("victims")).orElseThrow(),
        row.getTimestamp("since").toInstant(),
        row.getTimestamp("due_at").toInstant(),
        json.readValue(row.getString("causes"), new TypeReference<List<String>>() {}),
        Optional.ofNullable(row.getTimestamp("settled_at")).map(Timestamp::toInstant));
  }
}
