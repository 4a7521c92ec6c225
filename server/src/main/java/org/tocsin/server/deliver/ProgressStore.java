// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;

/** Reads what the receipts add up to. */
@Repository
class ProgressStore {

  /** A worker that hangs in its line is done with it by then. */
  private static final Duration MOVING = Duration.ofMinutes(2);

  private static final String KNOWN =
      " from deliver.receipt r join deliver.chunk c on c.id = r.chunk_id";

  /** A receipt with what is needed to prove it. */
  record Proven(
      long chunkId,
      Receipt receipt,
      String channel,
      int step,
      int attempt,
      byte[] secret,
      @Nullable Long entry) {}

  private final JdbcClient jdbc;
  private final DeliveryReportStore reports;

  ProgressStore(JdbcClient jdbc, DeliveryReportStore reports) {
    this.jdbc = jdbc;
    this.reports = reports;
  }

  /** What is taken before a warning's first delivery that nobody has begun; if anything is. */
  Optional<InFront> inFront(WarningId warning, Instant now) {
    return jdbc.sql(
            """
            with mine as (
              select channel, lane, due_at, id from deliver.chunk
               where warning_id = :warning and finished_at is null and attempt = 1 and started = 0
               order by lane, due_at, id limit 1),
            before as (
              select c.id, c.size - c.done as waits, c.lease_until
                from deliver.chunk c, mine
               where c.channel = mine.channel and c.finished_at is null and c.due_at <= :now
                 and (c.lane, c.due_at, c.id) < (mine.lane, mine.due_at, mine.id)
                 and not exists (select 1 from deliver.hold h
                                  where h.warning_id = c.warning_id and h.ended_at is null))
            select sum(waits),
                   exists (select 1 from deliver.chunk c, mine
                            where c.channel = mine.channel and c.finished_at > :since)
                   or exists (select 1 from before b join deliver.receipt r on r.chunk_id = b.id
                               where b.lease_until > clock_timestamp() and r.at > :since)
              from before having sum(waits) > 0
            """)
        .param("warning", warning.value())
        .param("now", Timestamp.from(now))
        .param("since", Timestamp.from(now.minus(MOVING)))
        .query((row, i) -> new InFront(row.getLong(1), row.getBoolean(2)))
        .optional();
  }

  Progress progress(WarningId warning) {
    Totals totals = totals(warning);
    int queued =
        jdbc.sql(
                "select coalesce(sum(size - done), 0) from deliver.chunk"
                    + " where warning_id = ? and finished_at is null")
            .param(warning.value())
            .query(Integer.class)
            .single();
    Optional<Instant> began =
        jdbc.sql("select min(queued_at) from deliver.wave where warning_id = ?")
            .param(warning.value())
            .query((row, i) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
            .single();
    Integer audience =
        jdbc.sql(
                "select coalesce(sum(recipients), 0) from deliver.wave"
                    + " where warning_id = ? and reason in ('approved', 'grown', 'correction')")
            .param(warning.value())
            .query(Integer.class)
            .single();
    List<Progress.Step> steps = steps(warning);
    Instant last = totals.last();
    double seconds =
        last == null || began.isEmpty()
            ? 0
            : Math.max(0, Duration.between(began.get(), last).toMillis() / 1_000.0);
    return new Progress(
        audience,
        queued,
        totals.told(),
        totals.failed(),
        totals.unreachable(),
        totals.repeats(),
        steps,
        seconds,
        failures(warning),
        reports.reported(warning));
  }

  private record Totals(
      int told, int failed, int unreachable, int repeats, @Nullable Instant last) {}

  /** Each watcher counts once: told by any channel, or else failed, or else without a way. */
  private Totals totals(WarningId warning) {
    return jdbc.sql(
            "with each as (select r.watcher, bool_or(r.outcome = 1) told, bool_or(r.outcome = 3) failed,"
                + " bool_or(r.outcome = 4) unreachable,"
                + " count(*) filter (where r.repeat and r.outcome = 1) repeats,"
                + " max(r.at) filter (where r.outcome = 1) last"
                + KNOWN
                + " where c.warning_id = ? group by r.watcher)"
                + " select count(*) filter (where told),"
                + " count(*) filter (where failed and not told),"
                + " count(*) filter (where unreachable and not told and not failed),"
                + " coalesce(sum(repeats), 0), max(last) from each")
        .param(warning.value())
        .query((row, i) -> {
          Timestamp last = row.getTimestamp(5);
          return new Totals(
              row.getInt(1),
              row.getInt(2),
              row.getInt(3),
              row.getInt(4),
              last == null ? null : last.toInstant());
        })
        .single();
  }

  /**
   * What these warnings came to, in two readings of the tables; those without a wave are left out.
   */
  Map<WarningId, Progress.Reached> reached(List<WarningId> warnings) {
    String[] ids = warnings.stream().map(WarningId::value).toArray(String[]::new);
    Map<WarningId, Progress.Reached> found = new HashMap<>();
    jdbc.sql(
            "with wanted as (select warning_id, coalesce(sum(recipients) filter"
                + " (where reason in ('approved', 'grown', 'correction')), 0) audience"
                + " from deliver.wave where warning_id = any(?) group by 1),"
                + " each as (select c.warning_id, r.watcher, bool_or(r.outcome = 1) told,"
                + " bool_or(r.outcome = 3) failed, bool_or(r.outcome = 4) unreachable"
                + KNOWN
                + " where c.warning_id = any(?) group by 1, 2)"
                + " select w.warning_id, w.audience, count(*) filter (where told),"
                + " count(*) filter (where failed and not told),"
                + " count(*) filter (where unreachable and not told and not failed)"
                + " from wanted w left join each e using (warning_id) group by 1, 2")
        .params(ids, ids)
        .query(row -> {
          found.put(
              new WarningId(row.getString(1)),
              new Progress.Reached(row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5)));
        });
    return found;
  }

  /** How many of the named watchers of each warning were told of it; none is left out. */
  Map<WarningId, Integer> toldAmong(Map<WarningId, long[]> named) {
    String[] warnings = new String[named.size()];
    long[] numbers = new long[named.values().stream().mapToInt(each -> each.length).sum()];
    int[] whose = new int[numbers.length];
    Map<WarningId, Integer> told = new HashMap<>();
    int filled = 0;
    for (Map.Entry<WarningId, long[]> each : named.entrySet()) {
      warnings[told.size()] = each.getKey().value();
      told.put(each.getKey(), 0);
      Arrays.fill(whose, filled, filled + each.getValue().length, told.size());
      System.arraycopy(each.getValue(), 0, numbers, filled, each.getValue().length);
      filled += each.getValue().length;
    }
    jdbc.sql(
            """
            select w.id, count(distinct k.watcher)
              from unnest(?::text[]) with ordinality w (id, n)
              join unnest(?::int[], ?::bigint[]) k (n, watcher) on k.n = w.n
              join deliver.chunk c on c.warning_id = w.id
              join deliver.receipt r on r.chunk_id = c.id and r.outcome = 1
               and k.watcher between r.least and r.most and r.watcher = k.watcher
             group by w.id
            """)
        .params(warnings, whose, numbers)
        .query(row -> {
          told.put(new WarningId(row.getString(1)), row.getInt(2));
        });
    return told;
  }

  private List<Progress.Step> steps(WarningId warning) {
    return jdbc.sql(
            """
            select c.step, c.channel,
                   coalesce(sum(cardinality(r.watchers)) filter (where r.outcome = 1), 0),
                   coalesce(sum(cardinality(r.watchers)) filter (where r.outcome in (3, 4)), 0),
                   coalesce(sum(cardinality(r.watchers)) filter (where r.outcome = 2), 0),
                   (select coalesce(sum(o.size - o.done), 0) from deliver.chunk o
                     where o.warning_id = ? and o.step = c.step and o.channel = c.channel
                       and o.finished_at is null)
              from deliver.chunk c left join deliver.receipt_run r on r.chunk_id = c.id
             where c.warning_id = ? group by 1, 2 order by 1, 2
            """)
        .params(warning.value(), warning.value())
        .query((row, i) ->
            new Progress.Step(
                row.getInt(1),
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6)))
        .list();
  }

  private List<Progress.Failure> failures(WarningId warning) {
    return jdbc.sql(
            "select c.channel, coalesce(r.reason, ''), count(*), min(r.watcher)"
                + KNOWN
                + " where c.warning_id = ? and r.outcome in (3, 4)"
                + " group by 1, 2 order by 3 desc, 1, 2 limit 50")
        .param(warning.value())
        .query((row, i) ->
            new Progress.Failure(row.getString(1), row.getString(2), row.getInt(3), row.getLong(4)))
        .list();
  }

  /** Watchers to whom nothing has got through, with the last reason. */
  List<Progress.Unreached> unreached(WarningId warning, long after, int limit) {
    return jdbc.sql(
            "select r.watcher, (array_agg(coalesce(r.reason, '') order by r.at desc))[1]"
                + KNOWN
                + " where c.warning_id = ? and r.watcher > ? group by r.watcher"
                + " having bool_or(r.outcome in (3, 4)) and not bool_or(r.outcome = 1)"
                + " order by 1 limit ?")
        .params(warning.value(), after, limit)
        .query((row, i) -> new Progress.Unreached(row.getLong(1), row.getString(2)))
        .list();
  }

  /** Watchers who were told, but whose providers say that nothing arrived. */
  List<Progress.Unreached> neverArrived(WarningId warning, long after, int limit) {
    return reports.neverArrived(warning, after, limit);
  }

  List<Proven> receiptsOf(WarningId warning, WatcherId watcher) {
    List<Proven> found = new ArrayList<>();
    jdbc.sql(
            "select c.id, r.position, r.watcher, r.outcome, r.repeat, r.at, r.reason, c.channel,"
                + " c.step, c.attempt, c.secret, c.entry"
                + KNOWN
                + " where c.warning_id = ? and ? between r.least and r.most and r.watcher = ?"
                + " order by r.at, c.id")
        .params(warning.value(), watcher.number(), watcher.number())
        .query(row -> {
          long entry = row.getLong(12);
          found.add(
              new Proven(
                  row.getLong(1),
                  new Receipt(
                      row.getInt(2),
                      row.getLong(3),
                      ReceiptKind.of(row.getInt(4)),
                      row.getBoolean(5),
                      row.getTimestamp(6).toInstant(),
                      row.getString(7)),
                  row.getString(8),
                  row.getInt(9),
                  row.getInt(10),
                  row.getBytes(11),
                  entry == 0 ? null : entry));
        });
    return found;
  }

  /** The warnings of a case that have waves, newest first. */
  List<WarningId> warningsOf(CaseId caseId) {
    return jdbc.sql(
            "select warning_id from deliver.wave where case_id = ?"
                + " group by warning_id order by min(queued_at) desc limit 50")
        .param(caseId.value())
        .query((row, i) -> new WarningId(row.getString(1)))
        .list();
  }
}
