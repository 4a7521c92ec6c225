// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.warn.Warning;

/** What an audit asks of the tables of waves. */
@Repository
class AuditStore {

  /** So many of the newest chunks are counted at each audit. */
  private static final int CHUNKS_COUNTED = 500;

  /** Claims of one chunk, which a dead node or a held warning does not explain. */
  private static final int CLAIMS_MOST = 20;

  private final JdbcClient jdbc;

  AuditStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What has been due for long on a channel.
   *
   * @param watchers how many wait
   * @param since since when the first
   * @param isWorkedOn whether a node holds a chunk of the channel
   */
  record Waiting(String channel, int watchers, Instant since, boolean isWorkedOn) {}

  /** A chunk that was begun so many times. */
  record Broken(long chunk, String warning, String channel, int claims) {}

  /** So many wait for another attempt by a channel. */
  record PutOff(String channel, int watchers) {}

  /** A finished chunk without a receipt for everybody in it. */
  record Lacking(long chunk, String warning, int receipts, int size) {}

  /** Those of these warnings for which there is no wave. */
  List<Warning> neverQueued(List<Warning> some) {
    Set<String> queued =
        Set.copyOf(
            jdbc.sql("select distinct warning_id from deliver.wave where warning_id = any(?)")
                .param(some.stream().map(each -> each.id().value()).toArray(String[]::new))
                .query((row, i) -> row.getString(1))
                .list());
    return some.stream().filter(each -> !queued.contains(each.id().value())).toList();
  }

  /** Waves without an open chunk that have no end. */
  List<String> doneButOpen() {
    return jdbc.sql(
            """
            select id from deliver.wave w
             where finished_at is null
               and not exists (select 1 from deliver.chunk c
                                where c.wave_id = w.id and c.finished_at is null)
               and exists (select 1 from deliver.chunk c where c.wave_id = w.id)
             limit 100
            """)
        .query((row, i) -> row.getString(1))
        .list();
  }

  /**
   * What has been due since before a time, is held by no node, and is not held up by an officer.
   */
  List<Waiting> waiting(Instant before) {
    return jdbc.sql(
            """
            select c.channel, sum(c.size - c.done), min(c.due_at),
                   exists (select 1 from deliver.chunk h
                            where h.channel = c.channel and h.finished_at is null
                              and h.lease_until > clock_timestamp())
              from deliver.chunk c
             where c.finished_at is null and c.due_at < :before
               and (c.lease_until is null or c.lease_until < clock_timestamp() - interval '1 minute')
               and not exists (select 1 from deliver.hold h
                                where h.warning_id = c.warning_id and h.ended_at is null)
             group by c.channel order by c.channel
            """)
        .param("before", Timestamp.from(before))
        .query((row, i) ->
            new Waiting(
                row.getString(1),
                row.getInt(2),
                row.getTimestamp(3).toInstant(),
                row.getBoolean(4)))
        .list();
  }

  /** Chunks that were begun again and again and not finished. */
  List<Broken> broken() {
    return jdbc.sql(
            "select id, warning_id, channel, lease from deliver.chunk"
                + " where finished_at is null and lease >= ? order by lease desc, id limit 20")
        .param(CLAIMS_MOST)
        .query((row, i) ->
            new Broken(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4)))
        .list();
  }

  /** Channels on which somebody waits for another attempt, with how many. */
  List<PutOff> putOff() {
    return jdbc.sql(
            "select channel, sum(size - done) from deliver.chunk"
                + " where finished_at is null and attempt > 1 group by channel order by channel")
        .query((row, i) -> new PutOff(row.getString(1), row.getInt(2)))
        .list();
  }

  /** Lets one audit at a time queue what was never queued; until the transaction ends. */
  void lockNeverQueued() {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('deliver.never-queued', 0))")
        .query()
        .listOfRows();
  }

  /** Of the chunks that were finished last, those whose receipts are not complete. */
  List<Lacking> lackingReceipts(Instant now) {
    return jdbc.sql(
            """
            with newest as (
              select id, warning_id, size from deliver.chunk
               where finished_at is not null and finished_at <= ?
               order by id desc limit ?)
            select n.id, n.warning_id, coalesce(sum(cardinality(r.watchers)), 0), n.size
              from newest n left join deliver.receipt_run r on r.chunk_id = n.id
             group by 1, 2, 4 having coalesce(sum(cardinality(r.watchers)), 0) < n.size order by 1 limit 20
            """)
        .params(Timestamp.from(now), CHUNKS_COUNTED)
        .query(
            (row, i) -> new Lacking(row.getLong(1), row.getString(2), row.getInt(3), row.getInt(4)))
        .list();
  }
}
