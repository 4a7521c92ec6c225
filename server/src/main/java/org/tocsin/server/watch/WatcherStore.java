// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.BinaryCopy;
import org.tocsin.server.kernel.CopiedRow;
import org.tocsin.server.kernel.CopiedRows;
import org.tocsin.server.kernel.secret.Sealer;

/** The tables of the watchers. */
@Repository
class WatcherStore {

  /** A number of this database for the joining of mended lines: the letters tocsin.w. */
  private static final long JOINING = 0x746F_6373_696E_2E77L;

  /** A watcher on its way in. */
  record Incoming(String externalId, Traits traits, int places, Sealer.Sealed sealed) {}

  /** A row as it stands; erased ones have no external id and nothing sealed. */
  record Row(
      long number,
      @Nullable String externalId,
      Traits traits,
      int places,
      Sealer.@Nullable Sealed sealed,
      Instant changedAt) {}

  /** What the desk lists without opening anything. */
  record Listed(long number, String externalId, Traits traits, int places, Instant changedAt) {}

  private static final String COLUMNS =
      "number, external_id, kind, channels, languages, places, sealed, key, changed_at";

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  WatcherStore(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  /** Adds or replaces by external id; returns the number of each. */
  Map<String, Long> upsert(List<Incoming> watchers, Instant at) {
    template.execute(
        """
        create temp table incoming (
          ordinal int, external_id text, kind text, channels text, languages text, places int,
          sealed bytea, key bytea) on commit drop
        """);
    BinaryCopy.into(
        template,
        "incoming",
        copy -> {
          int ordinal = 0;
          for (Incoming each : watchers) {
            copy.row(8)
                .int4(ordinal++)
                .text(each.externalId())
                .text(each.traits().kind().word())
                .text(each.traits().channelsText())
                .text(each.traits().languagesText())
                .int4(each.places())
                .bytes(each.sealed().box())
                .bytes(each.sealed().key());
          }
        });
    Map<String, Long> numbers = new HashMap<>(watchers.size() * 2);
    jdbc.sql(
            """
            insert into watch.watcher as w
              (external_id, kind, channels, languages, places, sealed, key, changed_at)
            select external_id, kind, channels, languages, places, sealed, key, ?
              from incoming order by ordinal
            on conflict (external_id) do update set
              kind = excluded.kind, channels = excluded.channels, languages = excluded.languages,
              places = excluded.places, sealed = excluded.sealed, key = excluded.key,
              changed = pg_current_xact_id(), changed_at = excluded.changed_at
            returning w.external_id, w.number
            """)
        .param(Timestamp.from(at))
        .query(row -> {
          numbers.put(row.getString(1), row.getLong(2));
        });
    template.execute("drop table incoming");
    return numbers;
  }

  /** The transaction that the rows written now carry as their change. */
  long transaction() {
    return jdbc.sql("select pg_current_xact_id()::text::bigint").query(Long.class).single();
  }

  /** Every change of a transaction before this one is visible. */
  long settledBefore() {
    return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        .query(Long.class)
        .single();
  }

  /** Rows changed from one transaction on and before another, in a stream of bounded memory. */
  void changed(long from, long before, Consumer<Row> sink) {
    template.query(
        connection -> {
          var statement =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from watch.watcher where changed >= ?::text::xid8"
                      + " and changed < ?::text::xid8");
          statement.setFetchSize(5_000);
          statement.setString(1, Long.toString(from));
          statement.setString(2, Long.toString(before));
          return statement;
        },
        row -> {
          sink.accept(row(row, 0));
        });
  }

  /**
   * Everybody that is not erased, by COPY and in bounded memory.
   *
   * @param use is given the rows; they end with it
   */
  <T> T everybody(Function<Iterator<CopiedRow>, T> use) {
    return CopiedRows.query(
        template,
        "select number, external_id, kind, channels, languages, sealed, key"
            + " from watch.watcher where erased_at is null and sealed is not null",
        use);
  }

  Optional<Row> find(long number) {
    return jdbc.sql("select " + COLUMNS + " from watch.watcher where number = ?")
        .param(number)
        .query(WatcherStore::row)
        .optional();
  }

  Optional<Long> find(String externalId) {
    return jdbc.sql("select number from watch.watcher where external_id = ?")
        .param(externalId)
        .query(Long.class)
        .optional();
  }

  /**
   * What is needed to reach somebody.
   *
   * @param anyDevices whether anybody who was asked for has added devices
   */
  record Reached(
      long number,
      String externalId,
      List<String> languages,
      Sealer.Sealed sealed,
      boolean anyDevices) {}

  /** Those of a part of these numbers who are not erased, in ascending order. */
  List<Reached> reached(long[] all, int from, int to) {
    long[] numbers = Arrays.copyOfRange(all, from, to);
    Map<String, List<String>> languages = new HashMap<>();
    return jdbc.sql(
            """
            select number, external_id, languages, sealed, key,
                exists (select 1 from watch.device where watcher = any(?))
              from watch.watcher
             where number = any(?) and sealed is not null and external_id is not null
             order by number
            """)
        .param(numbers)
        .param(numbers)
        .query((row, i) ->
            new Reached(
                row.getLong(1),
                row.getString(2),
                languages.computeIfAbsent(row.getString(3), Traits::split),
                new Sealer.Sealed(row.getBytes(4), row.getBytes(5)),
                row.getBoolean(6)))
        .list();
  }

  /** A page of the list; empty words ask for no restriction. */
  List<Listed> list(long after, int limit, String idPart, String kind, boolean unreachable) {
    return jdbc.sql(
            """
            select number, external_id, kind, channels, languages, places, changed_at
              from watch.watcher
             where number > :after and erased_at is null and external_id <> :builtIn
               and (:part = '' or strpos(lower(external_id), lower(:part)) > 0)
               and (:kind = '' or kind = :kind)
               and (not :unreachable or channels = '')
             order by number limit :limit
            """)
        .param("after", after)
        .param("builtIn", BuiltInWatcher.ID)
        .param("part", idPart)
        .param("kind", kind)
        .param("unreachable", unreachable)
        .param("limit", limit)
        .query((row, i) ->
            new Listed(
                row.getLong(1),
                row.getString(2),
                Traits.of(row.getString(3), row.getString(4), row.getString(5)),
                row.getInt(6),
                row.getTimestamp(7).toInstant()))
        .list();
  }

  /** Destroys key and box and forgets the external id; returns whether there was something left. */
  boolean erase(long number, Instant at) {
    return jdbc.sql(
                """
                update watch.watcher set external_id = null, sealed = null, key = null,
                  channels = '', languages = '', places = 0,
                  changed = pg_current_xact_id(), changed_at = ?, erased_at = ?
                 where number = ? and erased_at is null
                """)
            .params(Timestamp.from(at), Timestamp.from(at), number)
            .update()
        == 1;
  }

  /** Lets no mended lines be joined until this transaction ends; others may write beside it. */
  void lockForWriting() {
    jdbc.sql("select pg_advisory_xact_lock_shared(?)").param(JOINING).query().listOfRows();
  }

  /** Waits until nobody writes watchers, and lets nobody until this transaction ends. */
  void lockForJoining() {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(JOINING).query().listOfRows();
  }

  /**
   * Those of these external ids that are there, held against changes until the transaction ends.
   */
  List<Row> held(List<String> externalIds) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from watch.watcher where external_id = any(?) order by number for update")
        .param(externalIds.toArray(String[]::new))
        .query(WatcherStore::row)
        .list();
  }

  /** One watcher, held against changes until the transaction ends. */
  Optional<Row> held(long number) {
    return jdbc.sql("select " + COLUMNS + " from watch.watcher where number = ? for update")
        .param(number)
        .query(WatcherStore::row)
        .optional();
  }

  /** Says by which kinds a watcher is reached now. */
  void setChannels(long number, Traits traits, Instant at) {
    jdbc.sql(
            """
            update watch.watcher
               set channels = ?, changed = pg_current_xact_id(), changed_at = ?
             where number = ?
            """)
        .params(traits.channelsText(), Timestamp.from(at), number)
        .update();
  }

  private static Sealer.@Nullable Sealed sealed(byte @Nullable [] box, byte @Nullable [] key) {
    return box == null || key == null ? null : new Sealer.Sealed(box, key);
  }

  private static Row row(ResultSet row, int i) throws SQLException {
    byte[] box = row.getBytes(7);
    byte[] key = row.getBytes(8);
    return new Row(
        row.getLong(1),
        row.getString(2),
        Traits.of(row.getString(3), row.getString(4), row.getString(5)),
        row.getInt(6),
        sealed(box, key),
        row.getTimestamp(9).toInstant());
  }
}
