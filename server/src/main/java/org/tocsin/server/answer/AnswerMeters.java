// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.DueWork;

/**
 * The figures of answers for whoever watches the machine: {@code tocsin.answer.*} in {@code
 * docs/operate/health-and-metrics.md}. Thread-safe.
 */
@Component
class AnswerMeters implements DueWork {

  private final JdbcClient jdbc;
  private final Timer writing;
  private volatile int open;
  private volatile double overdue;

  AnswerMeters(JdbcClient jdbc, MeterRegistry metrics) {
    this.jdbc = jdbc;
    writing =
        Timer.builder("tocsin.answer")
            .description("until an answer or a reply is durable, which whoever answers waits for")
            .register(metrics);
    Gauge.builder("tocsin.answer.escalations.open", () -> open)
        .description("waves whose silence is waited for or due")
        .register(metrics);
    Gauge.builder("tocsin.answer.escalations.overdue", () -> overdue)
        .baseUnit("seconds")
        .description(
            "how long the escalation that has been due longest has been due; 0 when none is")
        .register(metrics);
  }

  /** An answer is durable. */
  void written(long nanos) {
    writing.record(Duration.ofNanos(nanos));
  }

  @Override
  public String name() {
    return "answer.meters";
  }

  @Override
  public int runDue(Instant now) {
    jdbc.sql("select count(*), min(due_at) from answer.escalation where done_at is null")
        .query(row -> {
          Timestamp first = row.getTimestamp(2);
          open = row.getInt(1);
          overdue =
              first == null
                  ? 0
                  : Math.max(0, Duration.between(first.toInstant(), now).toMillis() / 1_000.0);
        });
    return 0;
  }
}
