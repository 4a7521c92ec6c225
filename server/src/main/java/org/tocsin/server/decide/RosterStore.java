// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.OfficerId;

/** The SQL of duty rosters and delegations. */
@Repository
class RosterStore {

  private final JdbcClient jdbc;

  RosterStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Shift shift) {
    jdbc.sql(
            "insert into decide.shift (id, post, officer, from_at, until_at, made_by)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(
            shift.id(),
            shift.post(),
            shift.officer().value(),
            Timestamp.from(shift.from()),
            Timestamp.from(shift.until()),
            shift.madeBy().value())
        .update();
  }

  void insert(Delegation made) {
    jdbc.sql(
            "insert into decide.delegation (id, post, holder, officer, from_at, until_at, why)"
                + " values (?, ?, ?, ?, ?, ?, ?)")
        .params(
            made.id(),
            made.post(),
            made.holder().value(),
            made.officer().value(),
            Timestamp.from(made.from()),
            Timestamp.from(made.until()),
            made.why())
        .update();
  }

  boolean endShift(String id, Instant at) {
    return end("shift", id, at);
  }

  boolean endDelegation(String id, Instant at) {
    return end("delegation", id, at);
  }

  private boolean end(String table, String id, Instant at) {
    return jdbc.sql(
                "update decide.%s set ended_at = ? where id = ? and ended_at is null"
                    .formatted(table))
            .params(Timestamp.from(at), id)
            .update()
        == 1;
  }

  /** Those that are not over, earliest first. */
  List<Shift> shifts(Instant now) {
    return notOver("shift", now, RosterStore::shift);
  }

  Optional<Shift> findShift(String id) {
    return find("shift", id, RosterStore::shift);
  }

  /** Those that are not over, earliest first. */
  List<Delegation> delegations(Instant now) {
    return notOver("delegation", now, RosterStore::delegation);
  }

  Optional<Delegation> findDelegation(String id) {
    return find("delegation", id, RosterStore::delegation);
  }

  private <T> List<T> notOver(String table, Instant now, RowMapper<T> mapper) {
    return jdbc.sql(
            "select * from decide.%s where until_at > ? and ended_at is null order by from_at, id limit 500"
                .formatted(table))
        .param(Timestamp.from(now))
        .query(mapper)
        .list();
  }

  private <T> Optional<T> find(String table, String id, RowMapper<T> mapper) {
    return jdbc.sql("select * from decide.%s where id = ?".formatted(table))
        .param(id)
        .query(mapper)
        .optional();
  }

  private static Shift shift(ResultSet row, int i) throws SQLException {
    return new Shift(
        row.getString("id"),
        row.getString("post"),
        new OfficerId(row.getString("officer")),
        row.getTimestamp("from_at").toInstant(),
        row.getTimestamp("until_at").toInstant(),
        new OfficerId(row.getString("made_by")),
        Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant));
  }

  private static Delegation delegation(ResultSet row, int i) throws SQLException {
    return new Delegation(
        row.getString("id"),
        row.getString("post"),
        new OfficerId(row.getString("holder")),
        new OfficerId(row.getString("officer")),
        row.getTimestamp("from_at").toInstant(),
        row.getTimestamp("until_at").toInstant(),
        row.getString("why"),
        Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant));
  }
}
