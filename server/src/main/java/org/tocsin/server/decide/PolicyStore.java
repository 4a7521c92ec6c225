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
import org.tocsin.server.kernel.OfficerId;

/** The SQL of policies and their versions. */
@Repository
class PolicyStore {

  private final JdbcClient jdbc;

  PolicyStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps others from changing policies until this transaction ends. */
  void lock() {
    jdbc.sql("lock table decide.policy in share row exclusive mode").update();
  }

  int newest(String policy) {
    return jdbc.sql("select coalesce(max(version), 0) from decide.policy where policy = ?")
        .param(policy)
        .query(Integer.class)
        .single();
  }

  boolean knowsShipped(String policy, String sha256) {
    return jdbc.sql(
            "select exists (select from decide.policy where policy = ? and sha256 = ?"
                + " and origin = 'shipped')")
        .params(policy, sha256)
        .query(Boolean.class)
        .single();
  }

  void insert(PolicyVersion made) {
    jdbc.sql(
            """
            insert into decide.policy (policy, version, body, sha256, origin, state, why,
                proposed_by, proposed_at, settled_by, settled_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            Arrays.asList(
                made.policy(),
                made.version(),
                made.text(),
                made.sha256(),
                made.shipped() ? "shipped" : "desk",
                made.state().word(),
                made.why(),
                made.proposedBy(),
                Timestamp.from(made.proposedAt()),
                made.settledBy().orElse(null),
                made.settledAt().map(Timestamp::from).orElse(null)))
        .update();
  }

  /** What is in force is replaced; nothing is in force until {@link #settle}. */
  void replace(String policy, Instant at) {
    jdbc.sql(
            "update decide.policy set state = 'replaced', replaced_at = ?"
                + " where policy = ? and state = 'inForce'")
        .params(Timestamp.from(at), policy)
        .update();
  }

  boolean settle(
      String policy,
      int version,
      PolicyVersion.State state,
      String by,
      Instant at,
      @Nullable String why) {
    return jdbc.sql(
                "update decide.policy set state = ?, settled_by = ?, settled_at = ?,"
                    + " settled_why = ? where policy = ? and version = ? and state = 'proposed'")
            .params(Arrays.asList(state.word(), by, Timestamp.from(at), why, policy, version))
            .update()
        == 1;
  }

  /** Keeps that somebody agreed to a version; once more when they had before another came. */
  void agree(PolicyVersion version, Basis.Agreed agreed) {
    jdbc.sql(
            """
            insert into decide.policy_agreement (policy, version, officer, at, post, standing_for)
            values (?, ?, ?, ?, ?, ?)
            on conflict (policy, version, officer) do update
               set at = excluded.at, post = excluded.post, standing_for = excluded.standing_for
            """)
        .params(
            Arrays.asList(
                version.policy(),
                version.version(),
                agreed.by().value(),
                Timestamp.from(agreed.at()),
                agreed.post().orElse(null),
                agreed.standingFor().map(OfficerId::value).orElse(null)))
        .update();
  }

  /** Who agreed to a version since then, in order. */
  List<Basis.Agreed> agreed(PolicyVersion version, Instant since) {
    return jdbc.sql(
            """
            select officer, at, post, standing_for from decide.policy_agreement
             where policy = ? and version = ? and at >= ? order by at, officer
            """)
        .params(version.policy(), version.version(), Timestamp.from(since))
        .query(BasisStore::agreed)
        .list();
  }

  Optional<PolicyVersion> inForce(String policy) {
    return jdbc.sql("select * from decide.policy where policy = ? and state = 'inForce'")
        .param(policy)
        .query(PolicyStore::version)
        .optional();
  }

  List<PolicyVersion> inForce() {
    return jdbc.sql("select * from decide.policy where state = 'inForce' order by policy")
        .query(PolicyStore::version)
        .list();
  }

  List<PolicyVersion> proposed() {
    return jdbc.sql(
            "select * from decide.policy where state = 'proposed' order by proposed_at limit 100")
        .query(PolicyStore::version)
        .list();
  }

  Optional<PolicyVersion> find(String policy, int version) {
    return jdbc.sql("select * from decide.policy where policy = ? and version = ?")
        .params(policy, version)
        .query(PolicyStore::version)
        .optional();
  }

  /** Any version with this text. */
  Optional<PolicyVersion> withHash(String sha256) {
    return jdbc.sql("select * from decide.policy where sha256 = ? order by version limit 1")
        .param(sha256)
        .query(PolicyStore::version)
        .optional();
  }

  /** Every version of a policy, newest first, at most a hundred. */
  List<PolicyVersion> versions(String policy) {
    return jdbc.sql("select * from decide.policy where policy = ? order by version desc limit 100")
        .param(policy)
        .query(PolicyStore::version)
        .list();
  }

  private static PolicyVersion version(ResultSet row, int i) throws SQLException {
    return new PolicyVersion(
        row.getString("policy"),
        row.getInt("version"),
        row.getString("body"),
        row.getString("sha256"),
        row.getString("origin").equals("shipped"),
        PolicyVersion.State.of(row.getString("state")),
        row.getString("why"),
        row.getString("proposed_by"),
        row.getTimestamp("proposed_at").toInstant(),
        Optional.ofNullable(row.getString("settled_by")),
        Optional.ofNullable(row.getTimestamp("settled_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getString("settled_why")));
  }
}
