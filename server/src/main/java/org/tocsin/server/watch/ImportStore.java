// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.BinaryCopy;
import org.tocsin.server.kernel.secret.Sealer;

/** The tables of imports and of the lines that are kept of them. */
@Repository
class ImportStore {

  /** About how many bytes of lines are read at a time; a single line may be larger. */
  private static final int PAGE_BYTES = 1 << 20;

  private static final int PAGE_LINES = 1_000;

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  ImportStore(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  /** What is written down of an import. */
  record Noted(
      Instant at,
      String by,
      String format,
      String sha256,
      int watchers,
      int places,
      int rejected) {}

  /**
   * A kept line, sealed.
   *
   * @param idHash the keyed hash of the id in it; null where none can be read
   */
  record SealedLine(long line, byte @Nullable [] idHash, Sealer.Sealed sealed) {}

  /** Adds an import with the lines that are kept of it; returns its number. */
  long add(Noted noted, Sealer.@Nullable Sealed header, List<SealedLine> lines) {
    long id =
        jdbc.sql(
                """
                insert into watch.import
                  (at, by, format, sha256, watchers, places, rejected, header, header_key, keeps)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """)
            .params(Timestamp.from(noted.at()), noted.by(), noted.format(), noted.sha256())
            .params(noted.watchers(), noted.places(), noted.rejected())
            .param(header == null ? null : header.box())
            .param(header == null ? null : header.key())
            .param(!lines.isEmpty())
            .query(Long.class)
            .single();
    BinaryCopy.into(
        template,
        "watch.reject (import_id, line, ordinal, sealed, key, id_hash)",
        copy -> {
          int ordinal = 0;
          for (SealedLine each : lines) {
            copy.row(6)
                .int8(id)
                .int8(each.line())
                .int4(ordinal++)
                .bytes(each.sealed().box())
                .bytes(each.sealed().key())
                .bytes(each.idHash());
          }
        });
    return id;
  }

  /** The last imports of which lines are kept, the newest first. */
  List<PastImport> toMend(int limit) {
    return imports("where keeps", limit);
  }

  /** The last imports, the newest first. */
  List<PastImport> list(int limit) {
    return imports("", limit);
  }

  private List<PastImport> imports(String which, int limit) {
    return jdbc.sql(
            """
            select id, at, by, format, watchers, rejected,
                   (select count(*) from watch.reject where import_id = id)
              from watch.import %s order by id desc limit ?
            """
                .formatted(which))
        .param(limit)
        .query((row, i) ->
            new PastImport(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getInt(6),
                row.getInt(7)))
        .list();
  }

  /** What is needed to write the kept lines of an import again. */
  record Form(String format, Sealer.@Nullable Sealed header) {}

  /** The form of an import of which lines are kept. */
  Optional<Form> form(long id) {
    return jdbc.sql("select format, header, header_key from watch.import where id = ? and keeps")
        .param(id)
        .query((row, i) -> {
          byte[] box = row.getBytes(2);
          byte[] key = row.getBytes(3);
          return new Form(
              row.getString(1), box == null || key == null ? null : new Sealer.Sealed(box, key));
        })
        .optional();
  }

  /** A kept line with its place among those of its import. */
  record Kept(int ordinal, Sealer.Sealed sealed) {}

  /**
   * The next lines of an import in the order of the file; none at the end.
   *
   * @param after the place of the last one of the page before, -1 to begin
   */
  List<Kept> page(long importId, int after) {
    return jdbc.sql(
            """
            select ordinal, sealed, key from (
              select ordinal, sealed, key,
                     sum(octet_length(sealed)) over (order by ordinal) - octet_length(sealed) as before
                from (select * from watch.reject where import_id = ? and ordinal > ?
                       order by ordinal limit ?) line) page
             where before < ? order by ordinal
            """)
        .params(importId, after, PAGE_LINES, PAGE_BYTES)
        .query((row, i) ->
            new Kept(row.getInt(1), new Sealer.Sealed(row.getBytes(2), row.getBytes(3))))
        .list();
  }

  /** Destroys the kept lines of an import; returns how many there were. */
  int forget(long importId) {
    // The row of the import first: of two who destroy the same lines the second finds none.
    jdbc.sql("update watch.import set header = null, header_key = null, keeps = false where id = ?")
        .param(importId)
        .update();
    return jdbc.sql("delete from watch.reject where import_id = ?").param(importId).update();
  }

  /** Destroys the kept lines with this hash, wherever they stand; returns how many there were. */
  int forget(byte[] idHash) {
    // In the order of forget(long), so that none waits for the other.
    List<Long> imports =
        jdbc.sql(
                """
                select id from watch.import
                 where id in (select import_id from watch.reject where id_hash = ?)
                 order by id for update
                """)
            .param(idHash)
            .query((row, i) -> row.getLong(1))
            .list();
    if (imports.isEmpty()) {
      return 0;
    }
    int lines = jdbc.sql("delete from watch.reject where id_hash = ?").param(idHash).update();
    jdbc.sql(
            """
            update watch.import i set header = null, header_key = null, keeps = false
             where id = any(?) and not exists (select 1 from watch.reject where import_id = i.id)
            """)
        .param(imports.toArray(Long[]::new))
        .update();
    return lines;
  }

  /** Imports not later than this of which lines are kept, the oldest first. */
  List<Long> keptSince(Instant at, int limit) {
    return jdbc.sql("select id from watch.import where keeps and at <= ? order by at limit ?")
        .params(Timestamp.from(at), limit)
        .query((row, i) -> row.getLong(1))
        .list();
  }
}
