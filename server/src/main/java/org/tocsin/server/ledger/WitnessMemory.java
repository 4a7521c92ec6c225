// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.record.WitnessStore;

/**
 * What this server remembers as a witness, in the table {@code ledger.witnessed}.
 *
 * <p>Comparing and replacing are one statement: PostgreSQL locks the row and looks at it again as
 * it then is, so of two nodes with two checkpoints one is told that something else is kept by now.
 * It is durable when the statement returns, as every commit of the database is.
 */
@Repository
class WitnessMemory implements WitnessStore {

  private final JdbcClient jdbc;

  WitnessMemory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Optional<byte[]> find(String origin) {
    return jdbc.sql("select checkpoint from ledger.witnessed where origin = ?")
        .param(origin)
        .query((row, i) -> row.getBytes(1))
        .optional();
  }

  @Override
  public boolean replace(String origin, Optional<byte[]> expected, byte[] next) {
    return expected.isEmpty() ? begin(origin, next) : follow(origin, expected.get(), next);
  }

  private boolean begin(String origin, byte[] next) {
    return jdbc.sql(
                "insert into ledger.witnessed (origin, checkpoint) values (?, ?)"
                    + " on conflict (origin) do nothing")
            .params(origin, next)
            .update()
        == 1;
  }

  private boolean follow(String origin, byte[] expected, byte[] next) {
    return jdbc.sql(
                "update ledger.witnessed set checkpoint = ? where origin = ? and checkpoint = ?")
            .params(next, origin, expected)
            .update()
        == 1;
  }

  /** Everything that is remembered, by origin. */
  Map<String, byte[]> all() {
    Map<String, byte[]> all = new TreeMap<>();
    jdbc.sql("select origin, checkpoint from ledger.witnessed")
        .query(row -> {
          all.put(row.getString(1), row.getBytes(2));
        });
    return all;
  }
}
