// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.BinaryCopy;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;

/** The tables of waves, chunks and receipts. */
@Repository
class WaveStore {

  /** A wave on its way in. */
  record NewWave(
      String id,
      WarningId warning,
      CaseId caseId,
      int step,
      String reason,
      int recipients,
      String contentHash,
      boolean exercise,
      Instant queuedAt,
      Instant until) {}

  /** A chunk on its way in. */
  record NewChunk(
      String waveId,
      WarningId warning,
      int step,
      String channel,
      int lane,
      int attempt,
      boolean repeats,
      long[] ids,
      Instant dueAt,
      byte[] secret) {

    /** The same, due at another time. */
    NewChunk dueAt(Instant other) {
      return new NewChunk(
          waveId, warning, step, channel, lane, attempt, repeats, ids, other, secret);
    }
  }

  /** A wave that has just been finished. */
  record FinishedWave(
      String id, WarningId warning, CaseId caseId, int step, int recipients, Instant queuedAt) {}

  private final JdbcClient jdbc;
  private final JdbcTemplate template;

  WaveStore(JdbcClient jdbc, JdbcTemplate template) {
    this.jdbc = jdbc;
    this.template = template;
  }

  void addWave(NewWave wave) {
    jdbc.sql(
            """
            insert into deliver.wave (id, warning_id, case_id, step, reason, recipients,
              content_hash, exercise, queued_at, until) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            wave.id(),
            wave.warning().value(),
            wave.caseId().value(),
            wave.step(),
            wave.reason(),
            wave.recipients(),
            wave.contentHash(),
            wave.exercise(),
            Timestamp.from(wave.queuedAt()),
            Timestamp.from(wave.until()))
        .update();
  }

  void addChunks(List<NewChunk> chunks) {
    BinaryCopy.into(
        template,
        "deliver.chunk (wave_id, warning_id, step, channel, lane, attempt, repeats, ids, size,"
            + " due_at, secret)",
        copy -> {
          for (NewChunk each : chunks) {
            copy.row(11)
                .text(each.waveId())
                .text(each.warning().value())
                .int4(each.step())
                .text(each.channel())
                .int2(each.lane())
                .int4(each.attempt())
                .bool(each.repeats())
                .bytes(IdBytes.encode(each.ids()))
                .int4(each.ids().length)
                .time(each.dueAt())
                .bytes(each.secret());
          }
        });
  }

  /**
   * Claims the chunk of this channel that nobody holds and that has been due longest in the first
   * {@link Lane} in which any is due. {@code held} are the ones this node works on now. Leases go
   * by the database's clock: one node's that jumps takes nothing from another.
   *
   * @param holder the key under which this node is present; what is held under it and by no worker
   *     was dropped and may be taken up at once. Empty: the lease alone keeps others away
   */
  Optional<Chunk> claim(
      String channel, Instant now, Duration lease, int round, OptionalLong holder, long[] held) {
    @Nullable Long key = holder.isPresent() ? holder.getAsLong() : null;
    return jdbc.sql(
            """
            with mine as (
              select id from deliver.chunk
               where channel = :channel and finished_at is null and due_at <= :now
                 and (lease_until is null or lease_until <= clock_timestamp()
                      or holder = :holder::bigint)
                 and id <> all(:held)
                 and not exists (select 1 from deliver.hold h
                                   where h.warning_id = chunk.warning_id and h.ended_at is null
                                    and not exists (select 1 from deliver.stop s
                                                     where s.warning_id = h.warning_id))
               order by lane, due_at, id limit 1 for update skip locked),
            claimed as (
              update deliver.chunk c
                 set lease_until = clock_timestamp() + :lease::interval, lease = c.lease + 1,
                     holder = :holder::bigint,
                     started = greatest(c.started, least(c.size, c.done + :round))
                from mine where c.id = mine.id
              returning new.*, old.started as started_before)
            select c.*, w.case_id, w.content_hash, w.until
              from claimed c join deliver.wave w on w.id = c.wave_id
            """)
        .param("channel", channel)
        .param("now", Timestamp.from(now))
        .param("lease", lease.toString())
        .param("round", round)
        .param("holder", key)
        .param("held", held)
        .query(WaveStore::chunk)
        .optional();
  }

  private static Chunk chunk(ResultSet row, int i) throws SQLException {
    return new Chunk(
        row.getLong("id"),
        row.getString("wave_id"),
        new WarningId(row.getString("warning_id")),
        new CaseId(row.getString("case_id")),
        row.getInt("step"),
        row.getString("channel"),
        row.getInt("lane"),
        row.getInt("attempt"),
        row.getBoolean("repeats"),
        IdBytes.decode(row.getBytes("ids"), row.getInt("size")),
        row.getInt("done"),
        row.getInt("started_before"),
        row.getInt("started"),
        row.getLong("lease"),
        row.getObject("holder", Long.class),
        row.getBytes("secret"),
        row.getString("content_hash"),
        row.getTimestamp("until").toInstant());
  }

  /** Why nothing more of this warning goes out, if so. */
  Optional<String> stopped(WarningId warning) {
    return jdbc.sql("select why from deliver.stop where warning_id = ?")
        .param(warning.value())
        .query(String.class)
        .optional();
  }

  /**
   * What keeps the deliveries of a warning from going on.
   *
   * @param stopped why nothing more of it goes out; null when it does
   * @param isHeld whether an officer holds it up; what was stopped is held by nobody
   */
  record Course(@Nullable String stopped, boolean isHeld) {}

  /** How it stands with a warning, asked between two rounds. */
  Course course(WarningId warning) {
    return jdbc.sql(
            """
            select s.why, s.why is null and exists
                     (select 1 from deliver.hold where warning_id = id.id and ended_at is null)
              from (select ?::text as id) id left join deliver.stop s on s.warning_id = id.id
            """)
        .param(warning.value())
        .query((row, i) -> new Course(row.getString(1), row.getBoolean(2)))
        .single();
  }

  void stop(WarningId warning, Instant at, String why) {
    // Workers that are about to commit a round wait here, and see the stop before their next one.
    jdbc.sql(
            "select id from deliver.chunk where warning_id = ? and finished_at is null"
                + " order by id for update")
        .param(warning.value())
        .query(Long.class)
        .list();
    jdbc.sql(
            "insert into deliver.stop (warning_id, at, why) values (?, ?, ?)"
                + " on conflict (warning_id) do nothing")
        .params(warning.value(), Timestamp.from(at), why)
        .update();
    // Retries that wait have nothing to wait for any more: they become due and are given up.
    jdbc.sql(
            "update deliver.chunk set due_at = ? where warning_id = ? and finished_at is null"
                + " and due_at > ?")
        .params(Timestamp.from(at), warning.value(), Timestamp.from(at))
        .update();
  }

  /**
   * Moves a chunk on, if the lease is still this one's.
   *
   * @return false when another worker has taken the chunk over
   */
  boolean advance(
      Chunk chunk, int done, int started, Duration lease, Instant now, boolean finished) {
    return jdbc.sql(
                """
                update deliver.chunk set done = :done, started = greatest(started, :started),
                  lease_until = clock_timestamp() + :time::interval,
                  holder = case when not :finished then holder end,
                  finished_at = case when :finished then :now::timestamptz end
                 where id = :id and lease = :lease and finished_at is null
                """)
            .param("done", done)
            .param("started", started)
            .param("time", lease.toString())
            .param("now", Timestamp.from(now))
            .param("finished", finished)
            .param("id", chunk.id())
            .param("lease", chunk.lease())
            .update()
        == 1;
  }

  /** Gives a chunk back at once, so that others need not wait for the lease to end. */
  void release(Chunk chunk, Instant dueAt) {
    jdbc.sql(
            "update deliver.chunk set lease_until = null, holder = null, due_at = ?"
                + " where id = ? and lease = ? and finished_at is null")
        .params(Timestamp.from(dueAt), chunk.id(), chunk.lease())
        .update();
  }

  /** The same for a chunk whose next round was not begun: nobody in it may have been told. */
  void giveBack(Chunk chunk, Instant dueAt) {
    jdbc.sql(
            "update deliver.chunk set lease_until = null, holder = null, due_at = ?, started ="
                + " greatest(done, ?) where id = ? and lease = ? and finished_at is null")
        .params(Timestamp.from(dueAt), chunk.mayRepeat(), chunk.id(), chunk.lease())
        .update();
  }

  /** Adds receipts, a row for each run of them that differ in position and watcher alone. */
  void addReceipts(long chunkId, List<Receipt> receipts) {
    BinaryCopy.into(
        template,
        "deliver.receipt_run"
            + " (chunk_id, first, watchers, least, most, outcome, repeat, at, reason)",
        copy -> {
          int from = 0;
          while (from < receipts.size()) {
            int to = endOfRun(receipts, from);
            Receipt first = receipts.get(from);
            long[] watchers =
                receipts.subList(from, to).stream().mapToLong(Receipt::watcher).toArray();
            copy.row(9)
                .int8(chunkId)
                .int4(first.position())
                .int8s(watchers)
                .int8(LongStream.of(watchers).min().orElseThrow())
                .int8(LongStream.of(watchers).max().orElseThrow())
                .int2(first.kind().code())
                .bool(first.repeat())
                .time(first.at())
                .text(first.reason());
            from = to;
          }
        });
  }

  private static int endOfRun(List<Receipt> receipts, int from) {
    int to = from + 1;
    while (to < receipts.size() && receipts.get(to).follows(receipts.get(to - 1))) {
      to++;
    }
    return to;
  }

  List<Receipt> receipts(long chunkId) {
    return jdbc.sql(
            "select position, watcher, outcome, repeat, at, reason from deliver.receipt"
                + " where chunk_id = ? order by position")
        .param(chunkId)
        .query((row, i) ->
            new Receipt(
                row.getInt(1),
                row.getLong(2),
                ReceiptKind.of(row.getInt(3)),
                row.getBoolean(4),
                row.getTimestamp(5).toInstant(),
                row.getString(6)))
        .list();
  }

  void setEntry(long chunkId, long entry) {
    jdbc.sql("update deliver.chunk set entry = ? where id = ?").params(entry, chunkId).update();
  }

  /**
   * Finishes the wave if this was its last chunk; the row is locked so that two see each other, and
   * weakly enough not to wait for those who add a chunk to it.
   */
  Optional<FinishedWave> finishWave(String waveId, Instant now) {
    jdbc.sql("select id from deliver.wave where id = ? for no key update")
        .param(waveId)
        .query(String.class)
        .single();
    return jdbc.sql(
            """
            update deliver.wave set finished_at = ?
             where id = ? and finished_at is null
               and not exists (select 1 from deliver.chunk
                                where wave_id = deliver.wave.id and finished_at is null)
            returning id, warning_id, case_id, step, recipients, queued_at
            """)
        .params(Timestamp.from(now), waveId)
        .query((row, i) ->
            new FinishedWave(
                row.getString(1),
                new WarningId(row.getString(2)),
                new CaseId(row.getString(3)),
                row.getInt(4),
                row.getInt(5),
                row.getTimestamp(6).toInstant()))
        .optional();
  }

  /**
   * Those who were told, those who may have been, and those whom a worker is telling now. Exact in
   * the transaction that has stopped the warning, for that holds its chunks. Who was given up may
   * have been told as well: by a worker that died, or by an attempt of which that was not known.
   */
  LongStream perhapsTold(WarningId warning) {
    LongStream.Builder numbers = LongStream.builder();
    jdbc.sql(
            """
            select distinct r.watcher from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id
             where c.warning_id = :warning
               and (r.outcome = 1 or r.outcome = 3 and r.repeat
                 or (r.outcome = 2 or r.outcome = 3 and starts_with(r.reason, :givenUp))
                   and not exists (select 1 from unnest(array[:quiet, :pressed, :onItsWay]) unsent
                                    where r.reason in (unsent, :givenUp || unsent)))
            """)
        .param("warning", warning.value())
        .param("givenUp", Retries.GIVEN_UP)
        .param("quiet", Patience.QUIET)
        .param("pressed", Patience.PRESSED)
        .param("onItsWay", Patience.ON_ITS_WAY)
        .query(row -> {
          numbers.add(row.getLong(1));
        });
    jdbc.sql(
            "select ids, size, done, started from deliver.chunk"
                + " where warning_id = ? and finished_at is null and started > done")
        .param(warning.value())
        .query(row -> {
          addStarted(row, numbers);
        });
    return numbers.build();
  }

  /**
   * Those whom a worker may be telling now; of a warning that was stopped it only becomes fewer.
   */
  LongStream inFlight(List<WarningId> warnings) {
    LongStream.Builder numbers = LongStream.builder();
    jdbc.sql(
            "select ids, size, done, started from deliver.chunk where warning_id = any(?)"
                + " and finished_at is null and started > done")
        .param(warnings.stream().map(WarningId::value).toArray(String[]::new))
        .query(row -> {
          addStarted(row, numbers);
        });
    return numbers.build();
  }

  private static void addStarted(ResultSet row, LongStream.Builder numbers) throws SQLException {
    long[] ids = IdBytes.decode(row.getBytes(1), row.getInt(2));
    for (int i = row.getInt(3); i < row.getInt(4); i++) {
      numbers.add(ids[i]);
    }
  }

  /** The first attempts of a wave hold everybody it is for; retries repeat some of them. */
  LongStream recipients(String wave) {
    LongStream.Builder numbers = LongStream.builder();
    jdbc.sql("select ids, size from deliver.chunk where wave_id = ? and attempt = 1")
        .param(wave)
        .query(row -> {
          for (long id : IdBytes.decode(row.getBytes(1), row.getInt(2))) {
            numbers.add(id);
          }
        });
    return numbers.build().sorted().distinct();
  }

  /** Everybody that was queued for a step of a warning, whatever came of it. */
  List<Long> watchersOf(WarningId warning, @Nullable ReceiptKind kind) {
    return jdbc.sql(
            """
            select distinct r.watcher from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id
             where c.warning_id = ? and (? = 0 or r.outcome = ?) order by 1
            """)
        .params(warning.value(), kind == null ? 0 : kind.code(), kind == null ? 0 : kind.code())
        .query((row, i) -> row.getLong(1))
        .list();
  }
}
