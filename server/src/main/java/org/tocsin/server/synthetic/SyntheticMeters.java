// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.synthetic;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.DueWork;

/** How the alerts to itself do, for whoever watches the machine. Thread-safe. */
@Component
class SyntheticMeters implements DueWork {

  private final SyntheticAlerts alerts;
  private final SyntheticStore store;
  private volatile Map<Leg, Duration> took = Map.of();
  private volatile double whole;
  private volatile double age;
  private volatile int stuck;
  private volatile long behind;

  SyntheticMeters(SyntheticAlerts alerts, SyntheticStore store, MeterRegistry metrics) {
    this.alerts = alerts;
    this.store = store;
    for (Leg leg : Leg.values()) {
      Gauge.builder("tocsin.synthetic.leg", () -> seconds(took.getOrDefault(leg, Duration.ZERO)))
          .tag("leg", leg.word())
          .baseUnit("seconds")
          .description("how long this leg took of the last alert to itself that came through")
          .register(metrics);
    }
    Gauge.builder("tocsin.synthetic.whole", () -> whole)
        .baseUnit("seconds")
        .description("how long the last alert to itself took that came through")
        .register(metrics);
    Gauge.builder("tocsin.synthetic.age", () -> age)
        .baseUnit("seconds")
        .description("since the last alert to itself began that came through")
        .register(metrics);
    Gauge.builder("tocsin.synthetic.stuck", () -> stuck)
        .description("1 when the last alert to itself did not come through in time")
        .register(metrics);
    Gauge.builder("tocsin.synthetic.behind", () -> behind)
        .description("deliveries that are meant, behind which an alert to itself is late")
        .register(metrics);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  @Override
  public String name() {
    return "synthetic.meters";
  }

  @Override
  public int runDue(Instant now) {
    if (alerts.isOn()) {
      Optional<Run> last = store.newestWhole();
      took = last.map(Run::took).orElse(Map.of());
      whole = last.map(run -> seconds(run.whole())).orElse(0.0);
      age =
          last.map(Run::begunAt)
              .or(store::first)
              .map(since -> seconds(Duration.between(since, now)))
              .orElse(0.0);
      behind = store.open().filter(Run::isBehind).map(Run::behind).orElse(0L);
      stuck = store.newestEnded().map(run -> run.stuck() == null ? 0 : 1).orElse(0);
    }
    return 0;
  }
}
