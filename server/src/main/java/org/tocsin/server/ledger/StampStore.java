// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.record.SignedCheckpoint;

/** The table of stamped checkpoints. */
@Repository
class StampStore {

  /**
   * A stamped checkpoint.
   *
   * @param at when, by the authority's clock
   * @param askedAt when it was asked for, by the desk's
   */
  record Stamped(Instant at, Instant askedAt, String authority, SignedCheckpoint checkpoint) {}

  private final JdbcClient jdbc;

  StampStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps one; of the same size the first stays, which is the older proof. */
  void keep(Stamped stamped) {
    jdbc.sql(
            "insert into ledger.stamp (size, at, asked_at, authority, checkpoint)"
                + " values (?, ?, ?, ?, ?) on conflict (size) do nothing")
        .params(
            stamped.checkpoint().checkpoint().size(),
            Timestamp.from(stamped.at()),
            Timestamp.from(stamped.askedAt()),
            stamped.authority(),
            stamped.checkpoint().bytes())
        .update();
  }

  /** The largest stamped checkpoint of at most this size. */
  Optional<Stamped> newest(long size) {
    return jdbc.sql(
            "select at, asked_at, authority, checkpoint from ledger.stamp where size <= ?"
                + " order by size desc limit 1")
        .param(size)
        .query((row, i) ->
            new Stamped(
                row.getTimestamp(1).toInstant(),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                SignedCheckpoint.parse(row.getBytes(4))))
        .optional();
  }
}
