// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.indicators;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.assess.Citation;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.ReportId;

/** The table of signs. */
@Repository
class SignStore {

  private final JdbcClient jdbc;

  SignStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(CaseId id, Sign sign) {
    jdbc.sql(
            "insert into assess.sign (case_id, number, list, expectation, due_at)"
                + " values (?, ?, ?, ?, ?)")
        .params(
            id.value(), sign.number(), sign.list(), sign.expectation(), Timestamp.from(sign.by()))
        .update();
  }

  /** Keeps what somebody made of it; one that is awaited anew may become overdue anew. */
  void update(CaseId id, Sign sign) {
    jdbc.sql(
            """
            update assess.sign
               set state = ?, state_by = ?, state_at = ?, note = ?, cites = ?, due_at = ?,
                   overdue_told = false
             where case_id = ? and number = ?
            """)
        .params(
            sign.state().word(),
            sign.stateBy().map(OfficerId::value).orElse(null),
            sign.stateAt().map(Timestamp::from).orElse(null),
            sign.note(),
            sign.cites().stream().map(SignStore::written).toArray(String[]::new),
            Timestamp.from(sign.by()),
            id.value(),
            sign.number())
        .update();
  }

  List<Sign> of(CaseId id) {
    return jdbc.sql("select * from assess.sign where case_id = ? order by number")
        .param(id.value())
        .query(SignStore::sign)
        .list();
  }

  /** A sign with the case that it belongs to. */
  record Placed(CaseId caseId, Sign sign) {}

  /** Awaited signs of open cases whose time ran out and that nobody was told of, locked. */
  List<Placed> takeOverdue(Instant now) {
    return jdbc.sql(
            """
            select s.* from assess.sign s join assess.case_file c on c.id = s.case_id
             where s.state = 'awaited' and not s.overdue_told and s.due_at <= ?
               and c.closed_at is null
             order by s.due_at limit 100 for update of s skip locked
            """)
        .param(Timestamp.from(now))
        .query((row, i) -> new Placed(new CaseId(row.getString("case_id")), sign(row, i)))
        .list();
  }

  void told(CaseId id, int number) {
    jdbc.sql("update assess.sign set overdue_told = true where case_id = ? and number = ?")
        .params(id.value(), number)
        .update();
  }

  /** Awaited signs of open cases whose time ran out, longest first, at most {@code most}. */
  List<Placed> overdue(Instant now, int most) {
    return jdbc.sql(
            """
            select s.* from assess.sign s join assess.case_file c on c.id = s.case_id
             where s.state = 'awaited' and s.due_at <= ? and c.closed_at is null
             order by s.due_at, s.case_id, s.number limit ?
            """)
        .params(Timestamp.from(now), most)
        .query((row, i) -> new Placed(new CaseId(row.getString("case_id")), sign(row, i)))
        .list();
  }

  long countOverdue(Instant now) {
    return jdbc.sql(
            """
            select count(*) from assess.sign s join assess.case_file c on c.id = s.case_id
             where s.state = 'awaited' and s.due_at <= ? and c.closed_at is null
            """)
        .param(Timestamp.from(now))
        .query(Long.class)
        .single();
  }

  private static String written(Citation cite) {
    return cite.report() + ":" + cite.finding().orElse(-1);
  }

  private static List<Citation> cites(ResultSet row) throws SQLException {
    List<Citation> cites = new ArrayList<>();
    for (String written : (String[]) row.getArray("cites").getArray()) {
      int colon = written.indexOf(':');
      int finding = Integer.parseInt(written.substring(colon + 1));
      cites.add(
          new Citation(
              new ReportId(written.substring(0, colon)),
              finding < 0 ? OptionalInt.empty() : OptionalInt.of(finding)));
    }
    return cites;
  }

  private static Sign sign(ResultSet row, int i) throws SQLException {
    return new Sign(
        row.getInt("number"),
        row.getString("list"),
        row.getString("expectation"),
        row.getTimestamp("due_at").toInstant(),
        Sign.State.find(row.getString("state")).orElseThrow(),
        Optional.ofNullable(row.getString("state_by")).map(OfficerId::new),
        Optional.ofNullable(row.getTimestamp("state_at")).map(Timestamp::toInstant),
        row.getString("note"),
        cites(row));
  }
}
