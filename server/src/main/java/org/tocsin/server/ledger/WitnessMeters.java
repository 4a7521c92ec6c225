// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.DueWork;

/**
 * How the witnesses of this record do, for whoever watches the machine: {@code
 * tocsin.record.witness…} in {@code docs/operate/health-and-metrics.md}. Thread-safe.
 */
@Component
class WitnessMeters implements DueWork {

  static final String COSIGNED = "cosigned";
  static final String REFUSED = "refused";
  static final String SILENT = "silent";
  static final String CONTRADICTED = "contradicted";

  /** Stands for the witnesses where none is asked, so that the counters are always there. */
  private static final String NOBODY = "none";

  private final MeterRegistry metrics;
  private final CosignatureStore store;
  private final CosignedRecord cosigned;
  private final Set<String> names;
  private volatile double ageSeconds;
  private volatile double waitingSeconds;
  private volatile long contradicting;

  WitnessMeters(
      MeterRegistry metrics,
      CosignatureStore store,
      CosignedRecord cosigned,
      WitnessSettings settings) {
    this.metrics = metrics;
    this.store = store;
    this.cosigned = cosigned;
    this.names = new TreeSet<>(settings.witnesses().keySet());
    for (String name : names.isEmpty() ? Set.of(NOBODY) : names) {
      List.of(COSIGNED, REFUSED, SILENT, CONTRADICTED).forEach(outcome -> counter(name, outcome));
    }
    Gauge.builder("tocsin.record.witnessed.age", this, each -> each.ageSeconds)
        .baseUnit("seconds")
        .description("since a quorum of witnesses saw the newest checkpoint that they cosigned")
        .strongReference(true)
        .register(metrics);
    Gauge.builder("tocsin.record.witnessed.behind.age", this, each -> each.waitingSeconds)
        .baseUnit("seconds")
        .description("how long the oldest entry waits that no witnessed checkpoint covers")
        .strongReference(true)
        .register(metrics);
    Gauge.builder("tocsin.record.witness.contradictions", this, each -> each.contradicting)
        .description("witnesses that say that this record has another history")
        .strongReference(true)
        .register(metrics);
  }

  private Counter counter(String witness, String outcome) {
    return Counter.builder("tocsin.record.witness.answers")
        .tag("witness", witness)
        .tag("outcome", outcome)
        .description("what came of asking a witness")
        .register(metrics);
  }

  void count(String witness, String outcome) {
    counter(witness, outcome).increment();
  }

  @Override
  public String name() {
    return "ledger.witness-meters";
  }

  @Override
  public int runDue(Instant now) {
    if (!names.isEmpty()) {
      Optional<CosignedRecord.Quorum> newest = cosigned.newest();
      ageSeconds = newest.map(quorum -> seconds(quorum.at(), now)).orElse(0.0);
      waitingSeconds =
          store
              .writtenAt(newest.map(CosignedRecord.Quorum::size).orElse(0L))
              .map(at -> seconds(at, now))
              .orElse(0.0);
      contradicting =
          store.list(names).stream().filter(each -> each.contradictedAt() != null).count();
    }
    return 0;
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / 1_000.0);
  }
}
