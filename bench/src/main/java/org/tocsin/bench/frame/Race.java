// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets the contenders of a workload work in turn. */
public final class Race {
  /** So many slices without a new best count as steady. */
  private static final int STEADY = 6;

  /** So many times the wanted warm-up, by the clock, is enough even without steadiness. */
  private static final int WARM_UPS_MAX = 10;

  private final Workload workload;
  private final Effort effort;
  private final PrintStream progress;

  /** A race of that effort, which tells on {@code progress} how far it is. */
  public Race(Workload workload, Effort effort, PrintStream progress) {
    this.workload = workload;
    this.effort = effort;
    this.progress = progress;
  }

  /** Where contenders come from. */
  @FunctionalInterface
  interface Start {
    Runner start(Entrant entrant) throws IOException;
  }

  /**
   * Runs each contender in a JVM of its own.
   *
   * @param mainClass whose {@code main} calls {@link Child#serve}
   * @param benchmark given to it, with the names of workload and contender
   */
  public RaceTable forked(Class<?> mainClass, String benchmark) throws IOException {
    return runAndClose(entrant ->
        new ForkedHost(
            entrant.name(),
            ForkedHost.HEAP_MEGABYTES,
            List.of(),
            List.of(
                mainClass.getName(),
                Boolean.toString(effort.small()),
                benchmark,
                workload.name(),
                entrant.name())));
  }

  /** Runs all in this JVM: shows that they work, says nothing about how fast. */
  public RaceTable here() throws IOException {
    return runAndClose(LocalHost::of);
  }

  /** Where a process of its own comes from. */
  @FunctionalInterface
  private interface HostStart {
    Host start(Entrant entrant) throws IOException;
  }

  private RaceTable runAndClose(HostStart start) throws IOException {
    List<Host> hosts = new ArrayList<>();
    try {
      return run(entrant -> {
        Host host = start.start(entrant);
        hosts.add(host);
        return host.runner("");
      });
    } finally {
      hosts.forEach(Host::close);
    }
  }

  /** Runs with contenders that live on afterwards. */
  RaceTable run(Start start) throws IOException {
    List<Runner> runners = new ArrayList<>();
    for (Entrant entrant : workload.entrants()) {
      runners.add(start.start(entrant));
    }
    List<Optional<Agreement>> agreements = agreements(runners);
    List<List<Slice>> slices = measure(runners, warmUp(runners));
    List<RaceTable.Row> rows = new ArrayList<>();
    for (int i = 0; i < runners.size(); i++) {
      Entrant entrant = workload.entrants().get(i);
      Runner runner = runners.get(i);
      rows.add(
          new RaceTable.Row(
              entrant.name(),
              entrant.role(),
              runner.units(),
              runner.bytes(),
              slices.get(i),
              agreements.get(i)));
    }
    return new RaceTable(workload.name(), workload.what(), workload.unit(), workload.shown(), rows);
  }

  /** The first peer's answers are the measure: they are somebody else's. */
  private List<Optional<Agreement>> agreements(List<Runner> runners) throws IOException {
    List<List<String>> answers = new ArrayList<>();
    for (Runner runner : runners) {
      answers.add(runner.answers());
    }
    List<String> reference = answers.getFirst();
    for (int i = runners.size() - 1; i >= 0; i--) {
      boolean isPeer = workload.entrants().get(i).role() == Entrant.Role.PEER;
      if (isPeer && !answers.get(i).isEmpty()) {
        reference = answers.get(i);
      }
    }
    List<String> measure = reference;
    return answers.stream()
        .map(given -> Optional.of(given).filter(a -> !a.isEmpty()))
        .map(given -> given.map(a -> Agreement.of(measure, a)))
        .toList();
  }

  /** Works until the compiler has had its time; gives the passes that fill a slice. */
  private long[] warmUp(List<Runner> runners) throws IOException {
    long[] passes = new long[runners.size()];
    for (int i = 0; i < passes.length; i++) {
      progress.println("  warming up " + workload.entrants().get(i).name());
      passes[i] = warmUp(runners.get(i));
    }
    return passes;
  }

  /**
   * At least the effort's time of the processor, then until several slices in a row bring no new
   * best: the compiler may come late on a busy machine.
   */
  private long warmUp(Runner runner) throws IOException {
    long passes = 1;
    long processorNanos = 0;
    long wallNanos = 0;
    double best = 0;
    int sinceBest = 0;
    do {
      Slice slice = runner.run(passes);
      processorNanos += slice.processorNanos();
      wallNanos += slice.wallNanos();
      double rate = (double) slice.passes() / Math.max(1, slice.processorNanos());
      sinceBest = rate > best ? 0 : sinceBest + 1;
      best = Math.max(best, rate);
      // At most eight times as much at once: the first passes are slow and say little.
      double fitting =
          effort.slice().toNanos() / Math.max(1.0, (double) slice.processorNanos()) * passes;
      passes = Math.max(1, Math.min(passes * 8, Math.round(fitting)));
    } while (processorNanos < effort.warmUp().toNanos()
        || (sinceBest < STEADY && wallNanos < WARM_UPS_MAX * effort.warmUp().toNanos()));
    return passes;
  }

  private List<List<Slice>> measure(List<Runner> runners, long[] passes) throws IOException {
    List<List<Slice>> slices = new ArrayList<>();
    runners.forEach(runner -> slices.add(new ArrayList<>()));
    progress.println("  " + effort.rounds() + " rounds");
    for (int round = 0; round < effort.rounds(); round++) {
      for (int turn = 0; turn < runners.size(); turn++) {
        int i = (round + turn) % runners.size();
        slices.get(i).add(runners.get(i).run(passes[i]));
      }
    }
    return slices;
  }
}
