// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.DueWork;

/**
 * The figures of deliveries for whoever watches the machine: {@code tocsin.deliver.*} in {@code
 * docs/operate/health-and-metrics.md}. What this node did is counted as it is committed; what waits
 * on all nodes is asked of the tables at each beat. Thread-safe.
 */
@Component
class DeliverMeters implements DueWork {

  /** What waits in one lane. */
  private record Waiting(int count, double oldestSeconds) {
    static final Waiting NOTHING = new Waiting(0, 0);
  }

  private final MeterRegistry metrics;
  private final JdbcClient jdbc;
  private final Map<String, Line> lines = new ConcurrentHashMap<>();
  private final Timer reportWriting;
  private volatile Map<Lane, Waiting> waiting = Map.of();
  private volatile int putOff;
  private volatile int held;

  /** The meters of one channel. */
  private final class Line {
    private final Map<ReceiptKind, Counter> attempts = new EnumMap<>(ReceiptKind.class);
    private final Timer round;
    private final Counter leasesLost;
    private final Counter takenOver;

    Line(String channel) {
      for (ReceiptKind kind : ReceiptKind.values()) {
        attempts.put(
            kind,
            Counter.builder("tocsin.deliver.attempts")
                .tag("channel", channel)
                .tag("outcome", kind.word())
                .description("deliveries attempted, with a committed receipt")
                .register(metrics));
      }
      round =
          Timer.builder("tocsin.deliver.round")
              .tag("channel", channel)
              .description("from the claim of a round's first parcel to the commit of its receipts")
              .register(metrics);
      leasesLost =
          Counter.builder("tocsin.deliver.leases.lost")
              .tag("channel", channel)
              .description("rounds whose receipts were dropped, since another node had the chunk")
              .register(metrics);
      takenOver =
          Counter.builder("tocsin.deliver.taken.over")
              .tag("channel", channel)
              .description("chunks that a worker had begun and not brought to the end of a round")
              .register(metrics);
    }
  }

  DeliverMeters(MeterRegistry metrics, JdbcClient jdbc) {
    this.metrics = metrics;
    this.jdbc = jdbc;
    reportWriting =
        Timer.builder("tocsin.deliver.report")
            .description("until what a provider says later is kept, which the provider waits for")
            .register(metrics);
    for (Lane lane : Lane.values()) {
      String word = lane.name().toLowerCase(Locale.ROOT);
      Gauge.builder("tocsin.deliver.waiting", () -> of(lane).count())
          .tag("lane", word)
          .description("deliveries that are due and not attempted")
          .register(metrics);
      Gauge.builder("tocsin.deliver.oldest", () -> of(lane).oldestSeconds())
          .tag("lane", word)
          .baseUnit("seconds")
          .description("how long the one of them that has waited longest has been waiting")
          .register(metrics);
    }
    Gauge.builder("tocsin.deliver.put.off", () -> putOff)
        .description("deliveries that wait for the time of their next attempt")
        .register(metrics);
    Gauge.builder("tocsin.deliver.held", () -> held)
        .description("warnings whose deliveries an officer holds up")
        .register(metrics);
  }

  private Line line(String channel) {
    return lines.computeIfAbsent(channel, Line::new);
  }

  private Waiting of(Lane lane) {
    return waiting.getOrDefault(lane, Waiting.NOTHING);
  }

  /** A worker begins with a chunk. */
  void began(Chunk chunk) {
    if (chunk.mayRepeat() > chunk.done()) {
      line(chunk.channel()).takenOver.increment();
    }
  }

  /** A round was committed. */
  void committed(String channel, List<Receipt> receipts, long nanos) {
    Line line = line(channel);
    line.round.record(Duration.ofNanos(nanos));
    int[] counts = new int[ReceiptKind.values().length + 1];
    receipts.forEach(receipt -> counts[receipt.kind().code()]++);
    for (ReceiptKind kind : ReceiptKind.values()) {
      Counter counter = line.attempts.get(kind);
      if (counter != null && counts[kind.code()] > 0) {
        counter.increment(counts[kind.code()]);
      }
    }
  }

  /** A round could not be committed, since another has the chunk. */
  void leaseLost(String channel) {
    line(channel).leasesLost.increment();
  }

  /** A provider's report was kept. */
  void reported(long nanos) {
    reportWriting.record(Duration.ofNanos(nanos));
  }

  /** Makes the meters of a channel: what has not happened yet is 0 and not missing. */
  void meet(String channel, ChannelRunner runner) {
    line(channel);
    Gauge.builder("tocsin.deliver.chunks.leased", runner, ChannelRunner::leased)
        .tag("channel", channel)
        .description("chunks that this node works on")
        .strongReference(true)
        .register(metrics);
  }

  @Override
  public String name() {
    return "deliver.meters";
  }

  /** Looks what waits; what an officer holds up does not count as waiting. */
  @Override
  public int runDue(Instant now) {
    Map<Lane, Waiting> found = new EnumMap<>(Lane.class);
    jdbc.sql(
            """
            select c.lane, sum(c.size - c.done),
                   min(case when c.attempt = 1 then w.queued_at else c.due_at end)
              from deliver.chunk c join deliver.wave w on w.id = c.wave_id
             where c.finished_at is null and c.due_at <= ?
               and not exists (select 1 from deliver.hold h
                                where h.warning_id = c.warning_id and h.ended_at is null)
             group by 1
            """)
        .param(Timestamp.from(now))
        .query(row -> {
          Duration oldest = Duration.between(row.getTimestamp(3).toInstant(), now);
          Waiting lane = new Waiting(row.getInt(2), Math.max(0, oldest.toMillis() / 1_000.0));
          int code = row.getInt(1);
          for (Lane each : Lane.values()) {
            if (each.code() == code) {
              found.put(each, lane);
            }
          }
        });
    waiting = found;
    putOff =
        jdbc.sql(
                "select coalesce(sum(size - done), 0) from deliver.chunk"
                    + " where finished_at is null and due_at > ?")
            .param(Timestamp.from(now))
            .query(Integer.class)
            .single();
    held =
        jdbc.sql("select count(*) from deliver.hold where ended_at is null")
            .query(Integer.class)
            .single();
    return 0;
  }
}
