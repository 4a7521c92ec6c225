// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.bench.frame.Effort;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.frame.TimesTable;
import org.tocsin.bench.program.Launcher;

/**
 * FEATURE UNDER TEST: programs are started, watched and stopped from outside. The program here is a
 * script that does as the launcher does; the real one is built after this module.
 */
class StartBenchmarkTest {
  private static final PrintStream NOWHERE = new PrintStream(PrintStream.nullOutputStream());

  private static final String LAUNCHER =
      """
      printf '%s\\n' "$*" >>"$(dirname "$0")/calls"
      case $1 in
        check) [ -e "$2" ] || exit 1 ;;
        serve)
          trap 'exit 143' TERM
          echo "Tocsin is ready at http://127.0.0.1:1/ (Ctrl-C stops it)"
          while :; do sleep 0.1; done ;;
        demo) printf '{"case":"x","stages":{"read":{"findings":3}},"seconds":1.5}' >"$4" ;;
      esac
      """;

  @TempDir Path folder;
  private Path script = Path.of("");

  @BeforeEach
  void writeLauncher() throws IOException {
    script = Files.writeString(folder.resolve("tocsin"), LAUNCHER);
  }

  private List<Table> run() throws IOException, InterruptedException {
    Path home = Path.of("..").toAbsolutePath().normalize();
    return new StartBenchmark(home, new Launcher(script)).run(Effort.once(), NOWHERE);
  }

  @Test
  void everyCommandServerAndDemoAreMeasured() throws Exception {
    List<Table> tables = run();
    assertThat(tables).extracting(Table::name).containsExactly("commands", "server", "demo");
    assertThat(names(tables.get(0)))
        .contains("--version", "check", "match", "read", "verify", "check, processor");
    assertThat(names(tables.get(1))).contains("first start", "second start");
    assertThat(names(tables.get(2))).containsExactly("stages/read/findings", "seconds");
    assertThat(Files.readAllLines(folder.resolve("calls")))
        .startsWith("prepare", "--version")
        .anyMatch(call -> call.startsWith("match --watchers "))
        .filteredOn(call -> call.startsWith("serve --data "))
        .hasSize(2);
  }

  @Test
  void aCommandThatFailsFailsTheBenchmarkWithWhatItSaid() throws IOException {
    Files.writeString(script, "echo no Maven here; exit 3");
    assertThatThrownBy(this::run)
        .isInstanceOf(IOException.class)
        .hasMessage("tocsin prepare ended with 3: no Maven here");
  }

  @Test
  void aServerThatEndsBeforeItIsReadyFailsTheBenchmark() throws IOException {
    Files.writeString(script, "[ \"$1\" != serve ] || exit 1");
    assertThatThrownBy(this::run)
        .isInstanceOf(IOException.class)
        .hasMessage("the server did not become ready; it ended with 1");
  }

  private static List<String> names(Table table) {
    return ((TimesTable) table).rows().stream().map(TimesTable.Row::name).toList();
  }
}
