// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.tocsin.server.decide.StepClock.Step;
import org.tocsin.server.kernel.DueWork;

/** What of deciding is overdue, for whoever watches the machine. Thread-safe. */
@Component
class DecideMeters implements DueWork {

  private static final Duration COUNT_EVERY = Duration.ofSeconds(30);

  private final Waiting waiting;
  private final AtomicInteger overdue = new AtomicInteger();
  private final Map<Step, AtomicInteger> overdueSteps = new EnumMap<>(Step.class);
  private final AtomicInteger reconsider = new AtomicInteger();
  private final AtomicInteger unreviewed = new AtomicInteger();
  private volatile Instant nextCount = Instant.MIN;

  DecideMeters(Waiting waiting, MeterRegistry metrics) {
    this.waiting = waiting;
    Gauge.builder("tocsin.decide.overdue", overdue, AtomicInteger::get)
        .description("open cases whose clock ran out with something undecided")
        .register(metrics);
    for (Step step : List.of(Step.READ, Step.PROPOSED, Step.WARNED)) {
      AtomicInteger here = new AtomicInteger();
      overdueSteps.put(step, here);
      Gauge.builder("tocsin.decide.step.overdue", here, AtomicInteger::get)
          .tag("step", step.word())
          .description("open cases in which this step is overdue")
          .register(metrics);
    }
    Gauge.builder("tocsin.decide.reconsider", reconsider, AtomicInteger::get)
        .description("determinations not to warn that must be decided anew")
        .register(metrics);
    Gauge.builder("tocsin.decide.glass", unreviewed, AtomicInteger::get)
        .description("determinations made alone that nobody has reviewed")
        .register(metrics);
  }

  @Override
  public String name() {
    return "decide.meters";
  }

  @Override
  public int runDue(Instant now) {
    if (now.isBefore(nextCount)) {
      return 0;
    }
    nextCount = now.plus(COUNT_EVERY);
    overdue.set(waiting.clocks(now));
    Map<Step, Integer> late = waiting.steps(now);
    overdueSteps.forEach((step, count) -> count.set(late.getOrDefault(step, 0)));
    reconsider.set(waiting.reconsiderations());
    unreviewed.set(waiting.glass());
    return 0;
  }
}
