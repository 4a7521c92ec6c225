// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.bench.frame.Effort;

/** FEATURE UNDER TEST: the form, the exit codes and the file of {@code tocsin bench}. */
class MainTest {
  @TempDir Path results;

  private record Outcome(int code, String out, String err) {}

  private Outcome bench(String... names) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new Main(
                Effort.once(),
                results,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8))
            .run(List.of(names));
    return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  @Test
  void anUnknownNameIsWrongUsageAndTheNamesAreListed() {
    Outcome outcome = bench("cap", "nothing");
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err()).contains("no benchmark \"nothing\"", "  cap ");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aNumberOfWatchersIsReadAndABadOneRefused() {
    assertThat(bench("--watchers", "many", "audience").err())
        .contains("--watchers \"many\": give a number from 1000 to 16000000", "usage:");
    assertThat(bench("audience", "--watchers").err()).contains("--watchers \"\": give a number");
    assertThat(bench("--watchers", "99999999").code()).isEqualTo(2);
    assertThat(bench("--watchers", "5000", "nothing").err()).contains("no benchmark \"nothing\"");
  }

  @Test
  void helpListsTheNames() {
    Outcome outcome = bench("--help");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("usage: tocsin bench [--watchers N] [NAME…]", "  cap ");
  }

  /** All the way: a JVM a contender, the table, and the file. */
  @Test
  void contendersRaceInTheirOwnJvmsAndEveryRunIsWritten() throws IOException {
    Outcome outcome = bench("audience");
    assertThat(outcome.code()).as(outcome.toString()).isZero();
    assertThat(outcome.out()).contains("tocsin", "JTS STRtree", "Lucene, values", "16 agree");
    assertThat(Files.readString(results.resolve("audience.json")))
        .contains(
            "\"benchmark\" : \"audience\"",
            "\"cores\"",
            "\"jdk\"",
            "\"jts-core\"",
            "\"lucene-core\"")
        .contains("\"slices\"", "\"toOurs\"");
  }
}
