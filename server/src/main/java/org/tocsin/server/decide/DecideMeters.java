// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.decide.StepClock.Step;
import org.tocsin.server.kernel.DueWork;

/** What of deciding is overdue, for whoever watches the machine. Thread-safe. */
@Component
class DecideMeters implements DueWork {

  private final DeterminationStore store;
  private final Steps steps;
  private final ReconsiderStore reconsiderations;
  private final GlassStore glass;
  private final Cases cases;
  private final AtomicInteger overdue = new AtomicInteger();
  private final Map<Step, AtomicInteger> overdueSteps = new EnumMap<>(Step.class);
  private final AtomicInteger reconsider = new AtomicInteger();
  private final AtomicInteger unreviewed = new AtomicInteger();

  DecideMeters(
      DeterminationStore store,
      Steps steps,
      ReconsiderStore reconsiderations,
      GlassStore glass,
      Cases cases,
      MeterRegistry metrics) {
    this.store = store;
    this.steps = steps;
    this.reconsiderations = reconsiderations;
    this.glass = glass;
    this.cases = cases;
    Gauge.builder("tocsin.decide.overdue", overdue, AtomicInteger::get)
        .description("open cases whose clock ran out without a determination, at most 100")
        .register(metrics);
    for (Step step : List.of(Step.READ, Step.PROPOSED, Step.WARNED)) {
      AtomicInteger here = new AtomicInteger();
      overdueSteps.put(step, here);
      Gauge.builder("tocsin.decide.step.overdue", here, AtomicInteger::get)
          .tag("step", step.word())
          .description("open cases in which this step is overdue, at most 100 of all steps")
          .register(metrics);
    }
    Gauge.builder("tocsin.decide.reconsider", reconsider, AtomicInteger::get)
        .description("determinations not to warn that must be decided anew, at most 100")
        .register(metrics);
    Gauge.builder("tocsin.decide.glass", unreviewed, AtomicInteger::get)
        .description("determinations made alone that nobody has reviewed, at most 100")
        .register(metrics);
  }

  @Override
  public String name() {
    return "decide.meters";
  }

  @Override
  public int runDue(Instant now) {
    overdue.set((int) store.overdue(now).stream().filter(id -> cases.get(id).open()).count());
    List<StepStore.Due> late = steps.overdue(now);
    overdueSteps.forEach((step, count) ->
        count.set((int) late.stream().filter(each -> each.clock().step() == step).count()));
    reconsider.set(
        (int)
            reconsiderations.open().stream()
                .filter(each -> cases.get(each.caseId()).open())
                .count());
    unreviewed.set(glass.open().size());
    return 0;
  }
}
