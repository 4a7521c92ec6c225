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
import org.tocsin.server.kernel.OfficerId;

/** The SQL of determinations made to hold alone. */
@Repository
class GlassStore {

  private final JdbcClient jdbc;

  GlassStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Glass made) {
    jdbc.sql(
            """
            insert into decide.glass (determination, case_id, broken_by, broken_at, why, review_due_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            made.determination().value(),
            made.caseId().value(),
            made.brokenBy().value(),
            Timestamp.from(made.brokenAt()),
            made.why(),
            Timestamp.from(made.reviewDueAt()))
        .update();
  }

  void tell(DeterminationId id, OfficerId approver, Instant at) {
    jdbc.sql("insert into decide.glass_told (determination, officer, told_at) values (?, ?, ?)")
        .params(id.value(), approver.value(), Timestamp.from(at))
        .update();
  }

  void see(DeterminationId id, OfficerId approver, Instant at) {
    jdbc.sql(
            "update decide.glass_told set seen_at = ?"
                + " where determination = ? and officer = ? and seen_at is null")
        .params(Timestamp.from(at), id.value(), approver.value())
        .update();
  }

  /** Which of them this person was told of and has not seen. */
  List<DeterminationId> unseen(OfficerId approver) {
    return jdbc.sql(
            "select determination from decide.glass_told"
                + " where officer = ? and seen_at is null order by told_at limit 20")
        .param(approver.value())
        .query((row, i) -> new DeterminationId(row.getString(1)))
        .list();
  }

  /** How many were told, and how many of them have seen it. */
  int[] told(DeterminationId id) {
    return jdbc.sql(
            "select count(*), count(seen_at) from decide.glass_told where determination = ?")
        .param(id.value())
        .query((row, i) -> new int[] {row.getInt(1), row.getInt(2)})
        .single();
  }

  boolean review(DeterminationId id, Glass.Review review) {
    return jdbc.sql(
                """
                update decide.glass set reviewed_by = ?, reviewed_at = ?, upheld = ?, review = ?
                 where determination = ? and reviewed_at is null
                """)
            .params(
                review.by().value(),
                Timestamp.from(review.at()),
                review.upheld(),
                review.words(),
                id.value())
            .update()
        == 1;
  }

  Optional<Glass> of(DeterminationId id) {
    return jdbc.sql("select * from decide.glass where determination = ?")
        .param(id.value())
        .query(GlassStore::glass)
        .optional();
  }

  /** Those that nobody has reviewed, the oldest first, at most a hundred. */
  List<Glass> open() {
    return jdbc.sql(
            "select * from decide.glass where reviewed_at is null order by review_due_at limit 100")
        .query(GlassStore::glass)
        .list();
  }

  /** Marks those whose review is overdue as told and gives them. */
  List<Glass> takeOverdue(Instant now) {
    return jdbc.sql(
            """
            update decide.glass set overdue_told = true
             where determination in (select determination from decide.glass
                                      where reviewed_at is null and not overdue_told
                                        and review_due_at < ?
                                      order by review_due_at limit 100 for update skip locked)
            returning *
            """)
        .param(Timestamp.from(now))
        .query(GlassStore::glass)
        .list();
  }

  private static Glass glass(ResultSet row, int i) throws SQLException {
    Optional<Glass.Review> review =
        row.getString("reviewed_by") == null
            ? Optional.empty()
            : Optional.of(
                new Glass.Review(
                    new OfficerId(row.getString("reviewed_by")),
                    row.getTimestamp("reviewed_at").toInstant(),
                    row.getBoolean("upheld"),
                    row.getString("review")));
    return new Glass(
        new DeterminationId(row.getString("determination")),
        new CaseId(row.getString("case_id")),
        new OfficerId(row.getString("broken_by")),
        row.getTimestamp("broken_at").toInstant(),
        row.getString("why"),
        row.getTimestamp("review_due_at").toInstant(),
        review);
  }
}
