// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tocsin.bench.frame.Benchmark;
import org.tocsin.bench.frame.Crew;
import org.tocsin.bench.frame.Effort;
import org.tocsin.bench.frame.Machine;
import org.tocsin.bench.frame.Race;
import org.tocsin.bench.frame.Results;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.frame.Workload;
import org.tocsin.bench.reading.TrainAttributionCommand;
import org.tocsin.bench.reading.TrainCommand;

/**
 * {@code ./tocsin bench [--watchers N] [NAME…]}: measures, prints tables, writes {@code
 * bench/results}.
 */
public final class Main {
  private static final int WELL = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int BROKEN = 3;

  /** A row number must fit 24 bits beside a place on the curve; see {@code Watchers}. */
  private static final int WATCHERS_MAX = 16_000_000;

  private final Effort effort;
  private final Path results;
  private final PrintStream out;
  private final PrintStream err;

  Main(Effort effort, Path results, PrintStream out, PrintStream err) {
    this.effort = effort;
    this.results = results;
    this.out = out;
    this.err = err;
  }

  /** Measures what is named, or everything, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    PrintStream err = new PrintStream(System.err, true, UTF_8);
    Path results = Home.path().resolve("bench/results");
    System.exit(new Main(Effort.full(), results, out, err).run(Arrays.asList(arguments)));
  }

  int run(List<String> names) {
    if (names.contains("--help")) {
      help(out);
      return WELL;
    }
    if (TrainCommand.isMeant(names)) {
      return TrainCommand.run(names, Home.path(), out, err);
    }
    if (TrainAttributionCommand.isMeant(names)) {
      return TrainAttributionCommand.run(names, Home.path(), out, err);
    }
    List<Benchmark> chosen;
    try {
      chosen = chosen(names);
    } catch (IllegalArgumentException e) {
      err.println("tocsin bench: " + e.getMessage());
      help(err);
      return USAGE;
    }
    boolean well = true;
    for (Benchmark benchmark : chosen) {
      try {
        well &= run(benchmark);
      } catch (IOException e) {
        err.println("tocsin bench " + benchmark.name() + ": failed: " + e.getMessage());
        well = false;
      } catch (InterruptedException e) {
        err.println("tocsin bench " + benchmark.name() + ": interrupted");
        return BROKEN;
      } catch (RuntimeException e) {
        err.println("tocsin bench " + benchmark.name() + ": broken; please report this:");
        e.printStackTrace(err);
        return BROKEN;
      }
    }
    return well ? WELL : FAILED;
  }

  private static List<Benchmark> chosen(List<String> words) {
    List<String> names = new ArrayList<>(words);
    int watchers = Benchmarks.WATCHERS;
    int option = names.indexOf("--watchers");
    if (option >= 0) {
      watchers = watchers(option + 1 < names.size() ? names.get(option + 1) : "");
      names.subList(option, option + 2).clear();
    }
    List<Benchmark> all = Benchmarks.all(watchers);
    List<Benchmark> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          all.stream()
              .filter(b -> b.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException("there is no benchmark \"" + name + "\"")));
    }
    return chosen.isEmpty() ? all : chosen;
  }

  private static int watchers(String number) {
    if (!number.matches("[0-9]{4,8}") || Integer.parseInt(number) > WATCHERS_MAX) {
      throw new IllegalArgumentException(
          "--watchers \"" + number + "\": give a number from 1000 to " + WATCHERS_MAX);
    }
    return Integer.parseInt(number);
  }

  private boolean run(Benchmark benchmark) throws IOException, InterruptedException {
    Machine machine = Machine.here();
    Instant at = Instant.now();
    out.println(benchmark.name() + ": " + benchmark.purpose());
    out.println("  " + machine.words());
    out.println("  JDK " + Runtime.version() + ", " + at);
    List<Table> tables = tables(benchmark);
    out.println();
    out.println("All runs: " + Results.write(results, benchmark.name(), at, machine, tables));
    out.println();
    for (Table table : tables) {
      if (!table.well()) {
        err.println(
            "tocsin bench "
                + benchmark.name()
                + ": failed: the contenders of "
                + table.name()
                + " do not do the same; their figures cannot be compared");
      }
    }
    return tables.stream().allMatch(Table::well);
  }

  private List<Table> tables(Benchmark benchmark) throws IOException, InterruptedException {
    return switch (benchmark) {
      case Benchmark.OfPrograms programs -> {
        List<Table> tables = programs.run(effort, err);
        tables.forEach(table -> table.print(out));
        yield tables;
      }
      case Benchmark.OfKeepers keepers -> {
        List<String> arguments =
            List.of(Boolean.toString(effort.small()), keepers.name(), keepers.setting());
        try (Crew crew =
            Crew.forked(keepers.members(effort.small()), ChildMain.class, arguments, err)) {
          List<Table> tables = new ArrayList<>();
          keepers.run(
              crew,
              effort,
              err,
              table -> {
                table.print(out); // at once: a long run may be cut off
                tables.add(table);
              });
          yield tables;
        }
      }
      case Benchmark.OfContenders contenders -> {
        List<Table> tables = new ArrayList<>();
        for (Workload workload : contenders.workloads(effort.small())) {
          err.println(workload.name());
          Table table = new Race(workload, effort, err).forked(ChildMain.class, benchmark.name());
          table.print(out);
          tables.add(table);
        }
        for (Table table : contenders.afterwards(effort, err)) {
          table.print(out);
          tables.add(table);
        }
        yield tables;
      }
    };
  }

  private static void help(PrintStream to) {
    to.println(
        "usage: tocsin bench [--watchers N] [NAME…]; without a name all, one after another:");
    to.println("       tocsin bench reading train FILE: weights of the tagger, for measuring");
    to.println(
        "       tocsin bench reading train-attribution FILE: weights that ship, of who says");
    Benchmarks.ALL.forEach(b -> to.printf("  %-8s %s%n", b.name(), b.purpose()));
  }
}
