// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.ReportJoined;
import org.tocsin.server.decide.StepClock.Step;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.ReportRead;
import org.tocsin.server.read.StoredReading;

/**
 * The clock of each step from receipt to warning. That somebody was warned is read off the record,
 * since this stage knows none that comes after it.
 */
@Component
class Steps implements DueWork {

  private static final int TIMES_MAX = 5_000;
  private static final int APPROVALS_MAX = 1_000;

  private final StepStore store;
  private final DeterminationStore determinations;
  private final Cases cases;
  private final Readings readings;
  private final Ledger ledger;
  private final boolean exercise;

  Steps(
      StepStore store,
      DeterminationStore determinations,
      Cases cases,
      Readings readings,
      Ledger ledger,
      @Value("${tocsin.exercise:false}") boolean exercise) {
    this.store = store;
    this.determinations = determinations;
    this.cases = cases;
    this.readings = readings;
    this.ledger = ledger;
    this.exercise = exercise;
  }

  /** Starts them for a case that was opened with this report. */
  void start(CaseId caseId, Instant received, DutyTest test, Optional<ReportId> report) {
    DutyTest.Clocks clocks = test.clocks();
    store.start(caseId, Step.READ, received, received.plus(clocks.readWithin()));
    store.start(caseId, Step.PROPOSED, received, received.plus(clocks.proposeWithin()));
    store.start(caseId, Step.WARNED, received, received.plus(clocks.warnWithin()));
    report
        .flatMap(readings::of)
        .map(StoredReading::readAt)
        .ifPresent(at -> store.meet(caseId, Step.READ, at));
  }

  /** Lets them run by another policy. */
  void move(CaseId caseId, Instant received, DutyTest test, Instant now) {
    DutyTest.Clocks clocks = test.clocks();
    store.move(caseId, Step.READ, received.plus(clocks.readWithin()), now);
    store.move(caseId, Step.PROPOSED, received.plus(clocks.proposeWithin()), now);
    store.move(caseId, Step.WARNED, received.plus(clocks.warnWithin()), now);
  }

  @EventListener
  @Order(Reconsiderations.FIRST + 1)
  @Transactional(propagation = Propagation.MANDATORY)
  void read(ReportRead event) {
    readings
        .of(event.report())
        .ifPresent(reading ->
            cases
                .casesOf(event.report())
                .forEach(caseId -> store.meet(caseId, Step.READ, reading.readAt())));
  }

  /** A report that was read before it was joined, or is being read: one waits for the reader. */
  @EventListener
  @Order(Reconsiderations.FIRST + 1)
  @Transactional(propagation = Propagation.MANDATORY)
  void joined(ReportJoined event) {
    readings.readNow(event.report());
    readings
        .of(event.report())
        .ifPresent(reading -> store.meet(event.caseId(), Step.READ, reading.readAt()));
  }

  /** The steps of a case as they stand, in order; empty for a case without a clock. */
  List<StepClock> of(CaseId caseId) {
    List<StepClock> found = new ArrayList<>();
    for (StepClock each : store.of(caseId)) {
      found.add(
          each.step() == Step.WARNED && each.metAt().isEmpty()
              ? new StepClock(
                  each.step(), each.startedAt(), each.dueAt(), warnedAt(caseId), each.sparedAt())
              : each);
    }
    if (!found.isEmpty()) {
      determinations
          .clock(caseId)
          .map(clock ->
              new StepClock(
                  Step.AGREED, clock.startedAt(), clock.dueAt(), clock.metAt(), Optional.empty()))
          .ifPresent(found::add);
    }
    found.sort(Comparator.comparing(StepClock::step));
    return found;
  }

  /** When the first warning of this case was approved that was no exercise. */
  private Optional<Instant> warnedAt(CaseId caseId) {
    return ledger.ofType(caseId, "WarningApproved", APPROVALS_MAX).stream()
        .filter(line -> exercise || !line.words().contains("(exercise)"))
        .map(TimelineLine::at)
        .findFirst();
  }

  @Override
  public String name() {
    return "decide.steps";
  }

  /** It waits for no lock: steps that others hold are passed over until the next beat. */
  @Override
  @Transactional
  public int runDue(Instant now) {
    List<StepStore.Due> due = store.due(now);
    for (StepStore.Due each : due) {
      Optional<Instant> warned =
          each.clock().step() == Step.WARNED ? warnedAt(each.caseId()) : Optional.empty();
      if (warned.isPresent()) {
        store.meet(each.caseId(), Step.WARNED, warned.get());
        if (!warned.get().isAfter(each.clock().dueAt())) {
          continue;
        }
      }
      store.told(each.caseId(), each.clock().step());
      if (!cases.get(each.caseId()).open()) {
        store.spare(each.caseId(), now);
      } else {
        ledger.append(
            Act.of("StepOverdue")
                .inCase(each.caseId())
                .about(each.caseId())
                .fact("step", each.clock().step().word())
                .fact("dueAt", each.clock().dueAt().toString())
                .says("Overdue: " + each.clock().step().label().toLowerCase(Locale.ROOT)));
      }
    }
    return due.size();
  }

  /** A warning that came late ends its step as well. */
  void settleLate(CaseId caseId, Instant now) {
    boolean late =
        store.of(caseId).stream()
            .anyMatch(
                each -> each.step() == Step.WARNED && each.metAt().isEmpty() && each.overdue(now));
    if (late) {
      warnedAt(caseId).ifPresent(at -> store.meet(caseId, Step.WARNED, at));
    }
  }

  /** The steps of open cases whose time ran out, longest first, at most a hundred. */
  List<StepStore.Due> overdue(Instant now) {
    return store.overdue(now).stream().filter(each -> cases.get(each.caseId()).open()).toList();
  }

  /**
   * How long a step took under a policy.
   *
   * @param count in how many cases it was done
   * @param late in how many of them too late
   * @param median half of them took no longer
   * @param ninetieth nine of ten took no longer
   */
  record Times(
      String policy, Step step, int count, int late, Duration median, Duration ninetieth) {}

  /** How long steps took in the newest cases, by policy and step. */
  List<Times> times() {
    Map<String, Map<Step, List<StepStore.Took>>> grouped = new TreeMap<>();
    for (StepStore.Took took : store.took(TIMES_MAX)) {
      grouped
          .computeIfAbsent(took.policy(), _ -> new TreeMap<>())
          .computeIfAbsent(took.step(), _ -> new ArrayList<>())
          .add(took);
    }
    List<Times> times = new ArrayList<>();
    grouped.forEach((policy, steps) ->
        steps.forEach((step, all) -> {
          List<Duration> lengths = all.stream().map(StepStore.Took::length).sorted().toList();
          times.add(
              new Times(
                  policy,
                  step,
                  all.size(),
                  (int) all.stream().filter(StepStore.Took::late).count(),
                  rank(lengths, 50),
                  rank(lengths, 90)));
        }));
    return times;
  }

  /** The nearest rank: the smallest that so many percent do not exceed. */
  private static Duration rank(List<Duration> sorted, int percent) {
    return sorted.get(Math.max(0, (sorted.size() * percent + 99) / 100 - 1));
  }
}
