// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.OfficerId;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of what determinations rest on and of who agreed to them. */
@Repository
class BasisStore {

  private final JdbcClient jdbc;
  private final JsonMapper json;

  BasisStore(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  private record Row(String of, String cites) {}

  void insert(DeterminationId id, Basis basis) {
    jdbc.sql("insert into decide.basis values (?, ?, ?::jsonb, ?::jsonb, ?, ?, ?)")
        .params(
            Arrays.asList(
                id.value(),
                basis.assessment(),
                json.writeValueAsString(
                    basis.evidence().stream()
                        .map(each -> new Row(each.of(), each.word()))
                        .toList()),
                json.writeValueAsString(basis.fields()),
                basis.asked().agreements(),
                basis.asked().post().orElse(null),
                basis.byClock()))
        .update();
  }

  /** What a determination rests on; one made before this was kept rests on nothing and one. */
  Basis of(DeterminationId id) {
    List<Basis.Agreed> agreed = agreements(id);
    return jdbc.sql("select * from decide.basis where determination = ?")
        .param(id.value())
        .query((row, i) ->
            new Basis(
                row.getInt("assessment"),
                json
                    .readValue(row.getString("evidence"), new TypeReference<List<Row>>() {})
                    .stream()
                    .flatMap(each -> Evidence.find(each.of(), each.cites()).stream())
                    .toList(),
                json.readValue(
                    row.getString("fields"), new TypeReference<Map<String, String>>() {}),
                new DutyTest.Agreement(
                    row.getInt("agreements"), Optional.ofNullable(row.getString("post"))),
                row.getBoolean("by_clock"),
                agreed))
        .optional()
        .orElseGet(() ->
            new Basis(
                0,
                List.of(),
                Map.of(),
                new DutyTest.Agreement(1, Optional.empty()),
                false,
                agreed));
  }

  void agree(DeterminationId id, Basis.Agreed agreed) {
    jdbc.sql("insert into decide.agreement values (?, ?, ?, ?, ?)")
        .params(
            Arrays.asList(
                id.value(),
                agreed.by().value(),
                Timestamp.from(agreed.at()),
                agreed.post().orElse(null),
                agreed.standingFor().map(OfficerId::value).orElse(null)))
        .update();
  }

  private List<Basis.Agreed> agreements(DeterminationId id) {
    return jdbc.sql("select * from decide.agreement where determination = ? order by at, officer")
        .param(id.value())
        .query(BasisStore::agreed)
        .list();
  }

  /** One agreement, to whatever it is. */
  static Basis.Agreed agreed(ResultSet row, int i) throws SQLException {
    return new Basis.Agreed(
        new OfficerId(row.getString("officer")),
        row.getTimestamp("at").toInstant(),
        Optional.ofNullable(row.getString("post")),
        Optional.ofNullable(row.getString("standing_for")).map(OfficerId::new));
  }
}
