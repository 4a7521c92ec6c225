// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of the witnesses that are asked and of what they cosigned. */
@Repository
class CosignatureStore {

  /** What is known of one witness; the columns of {@code ledger.witness}. */
  record Known(
      String name,
      int failures,
      @Nullable Instant askedAt,
      @Nullable String outcome,
      @Nullable String said,
      long size,
      @Nullable Instant cosignedAt,
      @Nullable Instant contradictedAt) {}

  /** A cosigned checkpoint as far as one needs to see whether it has changed. */
  record Version(long size, int version) {}

  private final JdbcClient jdbc;

  CosignatureStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Makes a row for each witness that has none. */
  void know(Collection<String> names, Instant now) {
    jdbc.sql(
            "insert into ledger.witness (name, due_at) select unnest(?::text[]), ?"
                + " on conflict (name) do nothing")
        .params(names.toArray(String[]::new), Timestamp.from(now))
        .update();
  }

  /**
   * Claims the witnesses that are due and have something to cosign: a checkpoint larger than the
   * one they cosigned last, or the same again if that was before {@code stale}.
   */
  List<String> claim(
      Collection<String> names, long size, Instant now, Instant stale, Instant until) {
    return jdbc.sql(
            """
            update ledger.witness set due_at = ?, asked_at = ?
             where name in (select name from ledger.witness
                             where name = any(?) and due_at <= ? and size <= ?
                               and (size < ? or outcome is distinct from 'cosigned'
                                    or cosigned_at <= ?)
                               for update skip locked)
            returning name
            """)
        .params(
            Timestamp.from(until),
            Timestamp.from(now),
            names.toArray(String[]::new),
            Timestamp.from(now),
            size,
            size,
            Timestamp.from(stale))
        .query((row, i) -> row.getString(1))
        .list();
  }

  Optional<Known> find(String name) {
    return list(List.of(name)).stream().findFirst();
  }

  /** What is known of these witnesses, by name. */
  List<Known> list(Collection<String> names) {
    return jdbc.sql(
            """
            select name, failures, asked_at, outcome, said, size, cosigned_at, contradicted_at
              from ledger.witness where name = any(?) order by name
            """)
        .param(names.toArray(String[]::new))
        .query((row, i) ->
            new Known(
                row.getString(1),
                row.getInt(2),
                instant(row.getTimestamp(3)),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                instant(row.getTimestamp(7)),
                instant(row.getTimestamp(8))))
        .list();
  }

  private static @Nullable Instant instant(@Nullable Timestamp at) {
    return at == null ? null : at.toInstant();
  }

  /** It cosigned: whatever it held against this record before is over. */
  void cosigned(String name, long size, Instant at, Instant dueAt) {
    jdbc.sql(
            """
            update ledger.witness set due_at = ?, failures = 0, outcome = 'cosigned', said = null,
                   size = ?, cosigned_at = ?, contradicted_at = null
             where name = ?
            """)
        .params(Timestamp.from(dueAt), size, Timestamp.from(at), name)
        .update();
  }

  /** It did not cosign. */
  void failed(String name, String outcome, String said, Instant dueAt) {
    jdbc.sql(
            """
            update ledger.witness set due_at = ?, failures = failures + 1, outcome = ?, said = ?
             where name = ?
            """)
        .params(Timestamp.from(dueAt), outcome, said, name)
        .update();
  }

  /** It says that this record has another history; true when it says so for the first time. */
  boolean contradicted(String name, Instant at) {
    return jdbc.sql(
                "update ledger.witness set contradicted_at = ?"
                    + " where name = ? and contradicted_at is null")
            .params(Timestamp.from(at), name)
            .update()
        == 1;
  }

  /** Keeps a first cosigned note of this size; false, with nothing changed, when there is one. */
  boolean insert(long size, byte[] note) {
    return jdbc.sql(
                "insert into ledger.cosigned (size, version, note) values (?, 1, ?)"
                    + " on conflict (size) do nothing")
            .params(size, note)
            .update()
        == 1;
  }

  /** The note of this size, which nobody else changes until the transaction ends. */
  byte[] lock(long size) {
    return jdbc.sql("select note from ledger.cosigned where size = ? for update")
        .param(size)
        .query((row, i) -> row.getBytes(1))
        .single();
  }

  void replace(long size, byte[] note) {
    jdbc.sql("update ledger.cosigned set note = ?, version = version + 1 where size = ?")
        .params(note, size)
        .update();
  }

  /** The sizes of which cosigned checkpoints are kept, largest first. */
  List<Version> versions() {
    return jdbc.sql("select size, version from ledger.cosigned order by size desc")
        .query((row, i) -> new Version(row.getLong(1), row.getInt(2)))
        .list();
  }

  Optional<byte[]> note(long size) {
    return jdbc.sql("select note from ledger.cosigned where size = ?")
        .param(size)
        .query((row, i) -> row.getBytes(1))
        .optional();
  }

  /** Forgets what is older than this size, and of the newer ones all but the newest so many. */
  void prune(long size, int newer) {
    jdbc.sql(
            """
            delete from ledger.cosigned where size < ? or (size > ? and size not in
              (select size from ledger.cosigned order by size desc limit ?))
            """)
        .params(size, size, newer)
        .update();
  }

  /** When the entry at this place was written; empty when there is none. */
  Optional<Instant> writtenAt(long leafIndex) {
    return jdbc.sql("select at from ledger.entry where leaf_index = ?")
        .param(leafIndex)
        .query((row, i) -> row.getTimestamp(1).toInstant())
        .optional();
  }
}
