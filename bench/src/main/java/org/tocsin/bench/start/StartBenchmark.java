// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.start;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.bench.frame.Benchmark;
import org.tocsin.bench.frame.Effort;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.frame.TimesTable;
import org.tocsin.bench.program.Folders;
import org.tocsin.bench.program.Launcher;
import org.tocsin.bench.program.RunningServer;

/**
 * What a user waits for: the short commands as whole processes, the server from the command to the
 * first page, and the demo. All through the launcher, with the ahead-of-time caches that {@code
 * ./tocsin prepare} makes. For what a person feels; not for how fast the parts are.
 */
public final class StartBenchmark implements Benchmark.OfPrograms {
  private static final int COMMAND_RUNS = 10;
  private static final int SERVER_RUNS = 3;
  private static final String REHEARSAL =
      "server/src/main/resources/org/tocsin/server/command/rehearsal/";

  private final Path home;
  private final Launcher launcher;

  /** Measures the launcher that lies in the project's folder. */
  public StartBenchmark(Path home) {
    this(home, new Launcher(home.resolve("tocsin")));
  }

  StartBenchmark(Path home, Launcher launcher) {
    this.home = home;
    this.launcher = launcher;
  }

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String purpose() {
    return "what a user waits for: short commands, the server, the demo";
  }

  @Override
  public List<Table> run(Effort effort, PrintStream progress)
      throws IOException, InterruptedException {
    progress.println("  prepare");
    launcher.run(List.of("prepare"));
    Path folder = Folders.create();
    try {
      return List.of(
          commands(folder, effort.small() ? 1 : COMMAND_RUNS, progress),
          server(folder, effort.small() ? 1 : SERVER_RUNS, progress),
          demo(folder, progress));
    } finally {
      Folders.delete(folder);
    }
  }

  /** Each command in turn, so that what else the machine does hits all alike. */
  private Table commands(Path folder, int runs, PrintStream progress)
      throws IOException, InterruptedException {
    Path bundle = folder.resolve("case.bundle");
    Files.write(bundle, Bundles.small(folder.resolve("record")));
    String alert = home.resolve(REHEARSAL + "alert.xml").toString();
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("--version", List.of("--version"));
    commands.put("check", List.of("check", alert));
    String watchers = home.resolve(REHEARSAL + "watchers.csv").toString();
    commands.put("match", List.of("match", "--watchers", watchers, "--alert", alert));
    commands.put("read", List.of("read", home.resolve(REHEARSAL + "report.txt").toString()));
    commands.put("verify", List.of("verify", bundle.toString()));
    Map<String, List<Double>> wall = new LinkedHashMap<>();
    Map<String, List<Double>> processor = new LinkedHashMap<>();
    for (List<String> command : commands.values()) {
      launcher.run(command); // the first reads the files from the disk
    }
    for (int run = 0; run < runs; run++) {
      progress.println("  commands, run " + (run + 1) + " of " + runs);
      for (Map.Entry<String, List<String>> command : commands.entrySet()) {
        Launcher.Spent spent = launcher.run(command.getValue());
        add(wall, command.getKey(), milliseconds(spent.wall()));
        add(processor, command.getKey(), milliseconds(spent.processor()));
      }
    }
    List<TimesTable.Row> rows = new ArrayList<>();
    wall.forEach((name, times) -> rows.add(new TimesTable.Row(name, "ms", times)));
    processor.forEach(
        (name, times) -> rows.add(new TimesTable.Row(name + ", processor", "ms", times)));
    return new TimesTable("commands", "from the shell's command to its end", rows);
  }

  private Table server(Path folder, int runs, PrintStream progress)
      throws IOException, InterruptedException {
    Map<String, List<Double>> figures = new LinkedHashMap<>();
    for (int run = 0; run < runs; run++) {
      progress.println("  server, run " + (run + 1) + " of " + runs);
      Path data = folder.resolve("data" + run);
      for (String start : List.of("first start", "second start")) {
        try (RunningServer server = launcher.serve(data)) {
          add(figures, start + ", s", server.readyAfter().toMillis() / 1e3);
          add(figures, start + ", processor, s", server.processor().toMillis() / 1e3);
          add(figures, start + ", memory of the JVM, MB", server.residentMegabytes());
          add(figures, start + ", memory with the database, MB", server.shareMegabytes());
        }
      }
    }
    List<TimesTable.Row> rows = new ArrayList<>();
    figures.forEach((name, values) -> {
      int unit = name.lastIndexOf(", ");
      rows.add(new TimesTable.Row(name.substring(0, unit), name.substring(unit + 2), values));
    });
    return new TimesTable("server", "from the command to the line that it is ready", rows);
  }

  private Table demo(Path folder, PrintStream progress) throws IOException, InterruptedException {
    progress.println("  demo");
    Path file = folder.resolve("demo.json");
    Path data = folder.resolve("demo");
    launcher.run(List.of("demo", "--once", "--json", file.toString(), "--data", data.toString()));
    List<TimesTable.Row> rows = new ArrayList<>();
    NumbersOf.file(file)
        .forEach((name, number) -> rows.add(new TimesTable.Row(name, "", List.of(number))));
    return new TimesTable("demo", "./tocsin demo --once --json, its own figures", rows);
  }

  private static void add(Map<String, List<Double>> figures, String name, double figure) {
    figures.computeIfAbsent(name, _ -> new ArrayList<>()).add(figure);
  }

  private static double milliseconds(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
