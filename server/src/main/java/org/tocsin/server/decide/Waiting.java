// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.decide.StepClock.Step;
import org.tocsin.server.kernel.CaseId;

/** The SQL of what waits in all cases: counted, and gone through in turn. */
@Repository
class Waiting {

  private final JdbcClient jdbc;

  Waiting(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The next cases in which something is late or to be decided anew, after this one. */
  List<CaseId> after(String caseId, Instant now, int most) {
    return jdbc.sql(
            """
            (select case_id from decide.clock
              where case_id > :after and met_at is null and closed_at is null and due_at < :now
              order by case_id limit :most)
            union
            (select case_id from decide.step
              where case_id > :after and met_at is null and spared_at is null and due_at < :now
              order by case_id limit :most)
            union
            (select case_id from decide.reconsideration
              where case_id > :after and settled_at is null and closed_at is null
              order by case_id limit :most)
            order by case_id limit :most
            """)
        .param("after", caseId)
        .param("now", Timestamp.from(now))
        .param("most", most)
        .query((row, i) -> new CaseId(row.getString(1)))
        .list();
  }

  /** Cases whose clock ran out. */
  int clocks(Instant now) {
    return count(
        "select count(*) from decide.clock"
            + " where met_at is null and closed_at is null and due_at < ?",
        now);
  }

  /** Steps whose time ran out, by step. */
  Map<Step, Integer> steps(Instant now) {
    Map<Step, Integer> found = new EnumMap<>(Step.class);
    jdbc.sql(
            """
            select step, count(*) from decide.step
             where met_at is null and spared_at is null and due_at < ? group by step
            """)
        .param(Timestamp.from(now))
        .query(row -> {
          found.put(Step.of(row.getString(1)), row.getInt(2));
        });
    return found;
  }

  /** What must be decided anew. */
  int reconsiderations() {
    return jdbc.sql(
            "select count(*) from decide.reconsideration"
                + " where settled_at is null and closed_at is null")
        .query(Integer.class)
        .single();
  }

  /** What was decided alone and nobody has reviewed. */
  int glass() {
    return jdbc.sql("select count(*) from decide.glass where reviewed_at is null")
        .query(Integer.class)
        .single();
  }

  private int count(String sql, Instant now) {
    return jdbc.sql(sql).param(Timestamp.from(now)).query(Integer.class).single();
  }
}
