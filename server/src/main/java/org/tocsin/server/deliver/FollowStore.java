// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.WarningId;

/** Reads what has become of a warning since somebody looked last. */
@Repository
class FollowStore {

  /** So many rows come from the database at a time. */
  private static final int FETCH = 10_000;

  /** A wave. */
  record WaveRow(String id, String reason, int recipients, Instant queuedAt) {}

  /** A chunk as it stands. */
  record ChunkRow(
      long id,
      String wave,
      int step,
      String channel,
      int attempt,
      int size,
      int done,
      Instant dueAt,
      boolean finished) {}

  /** The receipts of a chunk from a position up to another one. */
  record Stretch(long chunk, int from, int to) {}

  /** Takes a receipt. */
  interface ReceiptSink {
    void receipt(
        long chunk,
        long watcher,
        ReceiptKind kind,
        boolean repeat,
        Instant at,
        @Nullable String reason);
  }

  private final JdbcClient jdbc;

  FollowStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<WaveRow> waves(WarningId warning) {
    return jdbc.sql(
            "select id, reason, recipients, queued_at from deliver.wave where warning_id = ?"
                + " order by queued_at, id")
        .param(warning.value())
        .query((row, i) ->
            new WaveRow(
                row.getString(1), row.getString(2), row.getInt(3), row.getTimestamp(4).toInstant()))
        .list();
  }

  /** The chunks that are not finished, or were finished at or after a time. */
  List<ChunkRow> chunks(WarningId warning, Instant finishedSince) {
    return jdbc.sql(
            "select id, wave_id, step, channel, attempt, size, done, due_at,"
                + " finished_at is not null from deliver.chunk"
                + " where warning_id = ? and (finished_at is null or finished_at >= ?)")
        .params(warning.value(), Timestamp.from(finishedSince))
        .withFetchSize(FETCH)
        .query((row, i) ->
            new ChunkRow(
                row.getLong(1),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                row.getInt(5),
                row.getInt(6),
                row.getInt(7),
                row.getTimestamp(8).toInstant(),
                row.getBoolean(9)))
        .list();
  }

  /** Everybody for whom these waves were queued, in no order and more than once. */
  long[] recipients(List<String> waves) {
    LongStream.Builder numbers = LongStream.builder();
    jdbc.sql("select ids, size from deliver.chunk where wave_id = any(?) and attempt = 1")
        .param(waves.toArray(String[]::new))
        .withFetchSize(FETCH / 100)
        .query(row -> {
          for (long id : IdBytes.decode(row.getBytes(1), row.getInt(2))) {
            numbers.add(id);
          }
        });
    return numbers.build().toArray();
  }

  void receipts(List<Stretch> stretches, ReceiptSink sink) {
    jdbc.sql(
            "select r.chunk_id, r.watcher, r.outcome, r.repeat, r.at, r.reason"
                + " from unnest(?::bigint[], ?::int[], ?::int[]) as s (chunk, first, beyond)"
                + " join deliver.receipt r on r.chunk_id = s.chunk"
                + " and r.position >= s.first and r.position < s.beyond")
        .params(
            stretches.stream().mapToLong(Stretch::chunk).toArray(),
            stretches.stream().mapToInt(Stretch::from).toArray(),
            stretches.stream().mapToInt(Stretch::to).toArray())
        .withFetchSize(FETCH)
        .query(row -> {
          sink.receipt(
              row.getLong(1),
              row.getLong(2),
              ReceiptKind.of(row.getInt(3)),
              row.getBoolean(4),
              row.getTimestamp(5).toInstant(),
              row.getString(6));
        });
  }

  /** The last reason why nothing got through to each of these, by number. */
  List<Progress.Unreached> reasons(WarningId warning, long[] watchers) {
    return jdbc.sql(
            "select r.watcher, (array_agg(coalesce(r.reason, '') order by r.at desc))[1]"
                + " from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id"
                + " where c.warning_id = ? and r.least <= ? and r.most >= ? and r.watcher = any(?)"
                + " group by 1 order by 1")
        .params(
            warning.value(),
            LongStream.of(watchers).max().orElse(0),
            LongStream.of(watchers).min().orElse(0),
            watchers)
        .query((row, i) -> new Progress.Unreached(row.getLong(1), row.getString(2)))
        .list();
  }
}
