// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of changes of the record's key. */
@Repository
class KeyChangeStore {

  /**
   * A change.
   *
   * @param number how many there were before
   * @param leafIndex the place of its entry; null until it has one
   * @param sealed how nodes have the next key; null when it was changed again since
   * @param handover the proof; null until the old key has signed
   */
  record Change(
      int number,
      @Nullable Long leafIndex,
      String oldKey,
      String newKey,
      Instant overlapUntil,
      @Nullable String sealed,
      byte @Nullable [] handover) {

    /** Whether a tree of this size holds the entry. */
    boolean isIn(long size) {
      return leafIndex != null && leafIndex < size;
    }

    /** Whether the old key need not sign any more. */
    boolean isOver(Instant now) {
      return handover != null && !now.isBefore(overlapUntil);
    }
  }

  private static final long LOCK = 0x746f6373696e06L; // "tocsin", the change of the record's key

  private final JdbcClient jdbc;

  KeyChangeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Waits until nobody else changes the key, for the length of the transaction. */
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((row, i) -> true).single();
  }

  void insert(Change change, long entryNumber) {
    jdbc.sql(
            """
            insert into ledger.key_change
              (number, entry_number, old_key, new_key, overlap_until, sealed)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            change.number(),
            entryNumber,
            change.oldKey(),
            change.newKey(),
            Timestamp.from(change.overlapUntil()))
        .param(change.sealed())
        .update();
  }

  /** All changes, the first one first. */
  List<Change> all() {
    return jdbc.sql(
            """
            select c.number, e.leaf_index, c.old_key, c.new_key, c.overlap_until, c.sealed, c.handover
              from ledger.key_change c join ledger.entry e on e.number = c.entry_number
             order by c.number
            """)
        .query(KeyChangeStore::change)
        .list();
  }

  /** Keeps the proof; one that is there stays. */
  void keepHandover(int number, byte[] handover) {
    jdbc.sql("update ledger.key_change set handover = ? where number = ? and handover is null")
        .params(handover, number)
        .update();
  }

  /** Forgets the keys that the changes before this one brought. */
  void forgetBefore(int number) {
    jdbc.sql("update ledger.key_change set sealed = null where number < ? and sealed is not null")
        .param(number)
        .update();
  }

  private static Change change(ResultSet row, int i) throws SQLException {
    long leaf = row.getLong(2);
    return new Change(
        row.getInt(1),
        row.wasNull() ? null : Long.valueOf(leaf),
        row.getString(3),
        row.getString(4),
        row.getTimestamp(5).toInstant(),
        row.getString(6),
        row.getBytes(7));
  }
}
