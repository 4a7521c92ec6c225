// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;

/** The SQL of cases that are to stand under another policy. */
@Repository
class PolicyChangeStore {

  private final JdbcClient jdbc;

  PolicyChangeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(PolicyChange made) {
    jdbc.sql(
            """
            insert into decide.policy_change (id, case_id, before, policy, why, proposed_by,
                proposed_at, state) values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            made.id(),
            made.caseId().value(),
            made.before(),
            made.policy(),
            made.why(),
            made.proposedBy().value(),
            Timestamp.from(made.proposedAt()),
            made.state().word())
        .update();
  }

  void agree(String id, Basis.Agreed agreed) {
    jdbc.sql(
            """
            insert into decide.policy_change_agreement (change, officer, at, post, standing_for)
            values (?, ?, ?, ?, ?)
            """)
        .params(
            Arrays.asList(
                id,
                agreed.by().value(),
                Timestamp.from(agreed.at()),
                agreed.post().orElse(null),
                agreed.standingFor().map(OfficerId::value).orElse(null)))
        .update();
  }

  void settle(String id, PolicyChange.State state, OfficerId by, Instant at, @Nullable String why) {
    jdbc.sql(
            "update decide.policy_change set state = ?, settled_by = ?, settled_at = ?,"
                + " settled_why = ? where id = ? and state = 'proposed'")
        .params(Arrays.asList(state.word(), by.value(), Timestamp.from(at), why, id))
        .update();
  }

  /** What waits in this case, if anything does. */
  Optional<PolicyChange> open(CaseId caseId) {
    return jdbc.sql("select * from decide.policy_change where case_id = ? and state = 'proposed'")
        .param(caseId.value())
        .query(this::change)
        .optional();
  }

  Optional<PolicyChange> find(String id) {
    return jdbc.sql("select * from decide.policy_change where id = ?")
        .param(id)
        .query(this::change)
        .optional();
  }

  /** Every one of a case, oldest first. */
  List<PolicyChange> list(CaseId caseId) {
    return jdbc.sql("select * from decide.policy_change where case_id = ? order by id limit 200")
        .param(caseId.value())
        .query(this::change)
        .list();
  }

  /** What waits over all cases, oldest first, at most a hundred. */
  List<PolicyChange> open() {
    return jdbc.sql(
            "select * from decide.policy_change where state = 'proposed'"
                + " order by proposed_at limit 100")
        .query(this::change)
        .list();
  }

  private List<Basis.Agreed> agreed(String id) {
    return jdbc.sql(
            "select officer, at, post, standing_for from decide.policy_change_agreement"
                + " where change = ? order by at, officer")
        .param(id)
        .query(BasisStore::agreed)
        .list();
  }

  private PolicyChange change(ResultSet row, int i) throws SQLException {
    return new PolicyChange(
        row.getString("id"),
        new CaseId(row.getString("case_id")),
        row.getString("before"),
        row.getString("policy"),
        row.getString("why"),
        new OfficerId(row.getString("proposed_by")),
        row.getTimestamp("proposed_at").toInstant(),
        PolicyChange.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString("settled_by")).map(OfficerId::new),
        Optional.ofNullable(row.getTimestamp("settled_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("settled_why")),
        agreed(row.getString("id")));
  }
}
