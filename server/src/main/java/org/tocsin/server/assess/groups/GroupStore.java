// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.groups;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.reading.KnownGroup;
import org.tocsin.server.kernel.OfficerId;
import tools.jackson.databind.json.JsonMapper;

/** The table of the desk's edits of groups: every version stays. */
@Repository
class GroupStore {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  GroupStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** A version as it is kept. */
  record Body(
      String name,
      String parent,
      List<String> aliases,
      List<String> areas,
      List<String> lists,
      List<String> methods,
      String notes,
      String why) {}

  /** One edits groups at a time, so that no name goes to two. */
  void lock() {
    jdbc.sql("lock table assess.group_profile in share row exclusive mode").update();
  }

  void insert(Group group) {
    KnownGroup known = group.known();
    jdbc.sql(
            "insert into assess.group_profile (group_id, version, made_by, made_at, body)"
                + " values (?, ?, ?, ?, ?::jsonb)")
        .params(
            known.id(),
            group.version(),
            group.by().orElseThrow().value(),
            Timestamp.from(group.at().orElseThrow()),
            json.writeValueAsString(
                new Body(
                    known.name(),
                    known.parent().orElse(""),
                    known.aliases(),
                    known.areas(),
                    known.lists(),
                    group.methods(),
                    group.notes(),
                    group.why())))
        .update();
  }

  /** The newest version of each group that the desk has edited. */
  List<Group> newest() {
    return jdbc.sql(
            "select distinct on (group_id) * from assess.group_profile"
                + " order by group_id, version desc")
        .query(this::group)
        .list();
  }

  /** Every version of a group, newest first. */
  List<Group> versions(String id) {
    return jdbc.sql("select * from assess.group_profile where group_id = ? order by version desc")
        .param(id)
        .query(this::group)
        .list();
  }

  private Group group(ResultSet row, int i) throws SQLException {
    Body body = json.readValue(row.getString("body"), Body.class);
    return new Group(
        new KnownGroup(
            row.getString("group_id"),
            body.name(),
            body.parent().isEmpty() ? Optional.empty() : Optional.of(body.parent()),
            body.aliases(),
            body.areas(),
            body.lists()),
        body.methods(),
        body.notes(),
        row.getInt("version"),
        Optional.of(new OfficerId(row.getString("made_by"))),
        Optional.of(row.getTimestamp("made_at").toInstant()),
        body.why());
  }
}
