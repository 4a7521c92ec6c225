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
import org.tocsin.bench.frame.Effort;
import org.tocsin.bench.frame.Machine;
import org.tocsin.bench.frame.Race;
import org.tocsin.bench.frame.Results;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.frame.Workload;

/** {@code ./tocsin bench [NAME…]}: measures, prints tables, writes {@code bench/results}. */
public final class Main {
  private static final int WELL = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int BROKEN = 3;

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
    List<Benchmark> chosen = new ArrayList<>();
    for (String name : names) {
      var found = Benchmarks.ALL.stream().filter(b -> b.name().equals(name)).findFirst();
      if (found.isEmpty()) {
        err.println("tocsin bench: there is no benchmark \"" + name + "\"");
        help(err);
        return USAGE;
      }
      chosen.add(found.get());
    }
    boolean well = true;
    for (Benchmark benchmark : chosen.isEmpty() ? Benchmarks.ALL : chosen) {
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

  private boolean run(Benchmark benchmark) throws IOException, InterruptedException {
    Machine machine = Machine.here();
    Instant at = Instant.now();
    out.println(benchmark.name() + ": " + benchmark.purpose());
    out.println("  " + machine.words());
    out.println("  JDK " + Runtime.version() + ", " + at);
    List<Table> tables = tables(benchmark);
    tables.forEach(table -> table.print(out));
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
      case Benchmark.OfPrograms programs -> programs.run(effort, err);
      case Benchmark.OfContenders contenders -> {
        List<Table> tables = new ArrayList<>();
        for (Workload workload : contenders.workloads(effort.small())) {
          err.println(workload.name());
          tables.add(new Race(workload, effort, err).forked(ChildMain.class, benchmark.name()));
        }
        yield tables;
      }
    };
  }

  private static void help(PrintStream to) {
    to.println("usage: tocsin bench [NAME…]; without a name all, one after another:");
    Benchmarks.ALL.forEach(b -> to.printf("  %-8s %s%n", b.name(), b.purpose()));
  }
}
