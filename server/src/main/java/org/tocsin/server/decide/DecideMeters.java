// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.DueWork;

/** How many decisions are overdue, for whoever watches the machine. Thread-safe. */
@Component
class DecideMeters implements DueWork {

  private final DeterminationStore store;
  private final Cases cases;
  private volatile int overdue;

  DecideMeters(DeterminationStore store, Cases cases, MeterRegistry metrics) {
    this.store = store;
    this.cases = cases;
    Gauge.builder("tocsin.decide.overdue", () -> overdue)
        .description("open cases whose clock ran out without a determination, at most 100")
        .register(metrics);
  }

  @Override
  public String name() {
    return "decide.meters";
  }

  @Override
  public int runDue(Instant now) {
    overdue = (int) store.overdue(now).stream().filter(id -> cases.get(id).open()).count();
    return 0;
  }
}
