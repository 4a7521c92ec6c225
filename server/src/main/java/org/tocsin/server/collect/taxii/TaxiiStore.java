// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.taxii;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.secret.Sealer;

/** The tables of TAXII collections. */
@Repository
class TaxiiStore {

  private final JdbcClient jdbc;

  TaxiiStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps it; false when its address is polled already. */
  boolean insert(TaxiiCollection one, Sealer.@Nullable Sealed password, String by, Instant at) {
    return jdbc.sql(
                """
                insert into collect.taxii (id, url, name, username, box, key, interval_seconds, marking,
                    added_at, added_by, next_poll_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
            .param(one.id().value())
            .param(one.url().toString())
            .param(one.name())
            .param(one.user())
            .param(password == null ? null : password.box())
            .param(password == null ? null : password.key())
            .param(one.interval().toSeconds())
            .param(one.marking().label())
            .param(Timestamp.from(at))
            .param(by)
            .param(Timestamp.from(one.nextPollAt()))
            .update()
        == 1;
  }

  /** Ends it and destroys its password. */
  boolean remove(TaxiiId id, Instant at) {
    return jdbc.sql(
                "update collect.taxii set removed_at = ?, box = null, key = null"
                    + " where id = ? and removed_at is null")
            .params(Timestamp.from(at), id.value())
            .update()
        == 1;
  }

  Optional<TaxiiCollection> find(TaxiiId id) {
    return jdbc.sql("select * from collect.taxii where id = ? and removed_at is null")
        .param(id.value())
        .query(TaxiiStore::collection)
        .optional();
  }

  Optional<Sealer.Sealed> password(TaxiiId id) {
    return jdbc.sql("select box, key from collect.taxii where id = ? and box is not null")
        .param(id.value())
        .query((row, i) -> new Sealer.Sealed(row.getBytes(1), row.getBytes(2)))
        .optional();
  }

  List<TaxiiCollection> list() {
    return jdbc.sql("select * from collect.taxii where removed_at is null order by name, id")
        .query(TaxiiStore::collection)
        .list();
  }

  /** Takes those that are due, so that no other node polls them before {@code lease}. */
  List<TaxiiCollection> claim(Instant now, Instant lease, int most) {
    return jdbc.sql(
            """
            update collect.taxii t set next_poll_at = ? from (
              select id from collect.taxii where removed_at is null and next_poll_at <= ?
               order by next_poll_at limit ? for update skip locked) due
             where t.id = due.id returning t.*
            """)
        .params(Timestamp.from(lease), Timestamp.from(now), most)
        .query(TaxiiStore::collection)
        .list();
  }

  /** Notes that a version of an object came; false when it came before. */
  boolean came(TaxiiId id, StixReader.Item item, Instant at) {
    return jdbc.sql(
                "insert into collect.taxii_object (taxii_id, object_id, version, first_seen_at)"
                    + " values (?, ?, ?, ?) on conflict do nothing")
            .params(id.value(), item.id(), item.version(), Timestamp.from(at))
            .update()
        == 1;
  }

  /** The server's mark at which a series of pages was cut. */
  Optional<String> mark(TaxiiId id) {
    return jdbc.sql("select next_mark from collect.taxii where id = ? and next_mark is not null")
        .param(id.value())
        .query((row, i) -> row.getString(1))
        .optional();
  }

  /** The series goes on at this mark; a poll that is cut here asks from there again. */
  void goesOn(TaxiiId id, String mark, @Nullable String reached) {
    jdbc.sql(
            "update collect.taxii set next_mark = ?, next_reached = coalesce(?::text, next_reached)"
                + " where id = ?")
        .param(mark)
        .param(reached)
        .param(id.value())
        .update();
  }

  /** The series is at its end, or has no marks: the next page is asked for by time. */
  void goneOn(TaxiiId id, @Nullable String addedAfter) {
    jdbc.sql(
            """
            update collect.taxii set added_after = coalesce(?::text, next_reached, added_after),
                next_mark = null, next_reached = null
             where id = ?
            """)
        .param(addedAfter)
        .param(id.value())
        .update();
  }

  /** The server knows its mark no more; what came is known, so that nothing comes twice. */
  void dropMark(TaxiiId id) {
    jdbc.sql("update collect.taxii set next_mark = null, next_reached = null where id = ?")
        .param(id.value())
        .update();
  }

  void answered(TaxiiId id, boolean news, Instant at, Instant next) {
    jdbc.sql(
            "update collect.taxii set polled_at = ?, next_poll_at = ?, failures = 0, last_error ="
                + " null, news_at = case when ? then ? else news_at end where id = ?")
        .params(Timestamp.from(at), Timestamp.from(next), news, Timestamp.from(at), id.value())
        .update();
  }

  void failed(TaxiiId id, String why, Instant next) {
    jdbc.sql(
            "update collect.taxii set failures = failures + 1, last_error = ?, next_poll_at = ?"
                + " where id = ?")
        .params(why, Timestamp.from(next), id.value())
        .update();
  }

  /** Whether these refused bytes are others than the last; the same are not kept again. */
  boolean refusedAnew(TaxiiId id, byte[] sha256) {
    byte[] before =
        jdbc.sql("select coalesce(refused_sha256, '') from collect.taxii where id = ?")
            .param(id.value())
            .query((row, i) -> row.getBytes(1))
            .single();
    jdbc.sql("update collect.taxii set refused_sha256 = ? where id = ?")
        .params(sha256, id.value())
        .update();
    return !Arrays.equals(before, sha256);
  }

  private static Optional<Instant> at(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  private static TaxiiCollection collection(ResultSet row, int i) throws SQLException {
    return new TaxiiCollection(
        new TaxiiId(row.getString("id")),
        URI.create(row.getString("url")),
        row.getString("name"),
        row.getString("username"),
        Duration.ofSeconds(row.getLong("interval_seconds")),
        Marking.parse(row.getString("marking")),
        Optional.ofNullable(row.getString("added_after")),
        row.getTimestamp("next_poll_at").toInstant(),
        at(row, "polled_at"),
        at(row, "news_at"),
        row.getInt("failures"),
        Optional.ofNullable(row.getString("last_error")));
  }
}
