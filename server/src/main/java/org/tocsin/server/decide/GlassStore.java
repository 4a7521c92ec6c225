// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    jdbc.sql(
            "insert into decide.glass_told (determination, officer, told_at, mail, mail_next)"
                + " values (?, ?, ?, 'due', ?)")
        .params(id.value(), approver.value(), Timestamp.from(at), Timestamp.from(at))
        .update();
  }

  /**
   * A mail that is to be sent now.
   *
   * @param tries the how manieth attempt it is, from 1
   */
  record Due(GlassMail.Notice notice, int tries) {}

  /**
   * Takes one that is due, of those who have not seen it and while nobody has reviewed it; whoever
   * takes it has until then to send it.
   */
  Optional<Due> claimMail(Instant now, Instant until) {
    return jdbc.sql(
            """
            with due as (
              select t.determination, t.officer, t.mail_perhaps
                from decide.glass_told t join decide.glass g using (determination)
               where t.mail = 'due' and t.mail_next <= ? and t.seen_at is null
                 and g.reviewed_at is null
               order by t.mail_next limit 1 for update of t skip locked)
            update decide.glass_told t
               set mail_tries = mail_tries + 1, mail_next = ?, mail_perhaps = true
              from due, decide.glass g, decide.determination d
             where t.determination = due.determination and t.officer = due.officer
               and g.determination = due.determination and d.id = due.determination
            returning t.determination, g.case_id, t.officer, d.victims, g.broken_at,
                g.review_due_at, due.mail_perhaps, t.mail_tries
            """)
        .params(Timestamp.from(now), Timestamp.from(until))
        .query((row, i) ->
            new Due(
                new GlassMail.Notice(
                    new DeterminationId(row.getString(1)),
                    new CaseId(row.getString(2)),
                    new OfficerId(row.getString(3)),
                    VictimClass.find(row.getString(4)).orElseThrow(),
                    row.getTimestamp(5).toInstant(),
                    row.getTimestamp(6).toInstant(),
                    row.getBoolean(7)),
                row.getInt(8)))
        .optional();
  }

  /** It was sent, or given up for this reason; false when another attempt has ended it. */
  boolean endMail(Due due, String state, Instant at, @Nullable String why) {
    return jdbc.sql(
                "update decide.glass_told set mail = ?, mail_at = ?, mail_why = ?"
                    + " where determination = ? and officer = ? and mail = 'due'")
            .params(
                Arrays.asList(
                    state,
                    Timestamp.from(at),
                    why,
                    due.notice().determination().value(),
                    due.notice().approver().value()))
            .update()
        == 1;
  }

  void mailAgain(Due due, Instant at, boolean perhaps, String why) {
    jdbc.sql(
            "update decide.glass_told set mail_next = ?, mail_perhaps = ?, mail_why = ?"
                + " where determination = ? and officer = ? and mail = 'due'")
        .params(
            Timestamp.from(at),
            perhaps,
            why,
            due.notice().determination().value(),
            due.notice().approver().value())
        .update();
  }

  /** How many were mailed, how many could not be, and why the last that waits waits. */
  record Mailed(int sent, int failed, int waiting, Optional<String> why) {}

  Mailed mailed(DeterminationId id) {
    return jdbc.sql(
            """
            select count(*) filter (where mail = 'sent'), count(*) filter (where mail = 'failed'),
                   count(*) filter (where mail = 'due' and seen_at is null), max(mail_why)
              from decide.glass_told where determination = ?
            """)
        .param(id.value())
        .query((row, i) ->
            new Mailed(
                row.getInt(1),
                row.getInt(2),
                row.getInt(3),
                Optional.ofNullable(row.getString(4))))
        .single();
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
