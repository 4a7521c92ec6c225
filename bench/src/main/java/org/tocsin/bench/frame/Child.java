// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The child's side of {@link ForkedRunner}: reads a line, works, answers a line, until its input
 * ends.
 *
 * <pre>
 *             child: ready UNITS BYTES
 * run PASSES         PASSES WALL-NANOS PROCESSOR-NANOS SUM
 * answers            COUNT, and so many lines
 * </pre>
 */
public final class Child {
  private Child() {}

  /** Serves until the parent closes its end or dies. */
  public static void serve(Entrant entrant) throws IOException {
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    System.setOut(System.err); // what a contender prints must not look like an answer
    try (LocalRunner runner = LocalRunner.of(entrant);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      out.println("ready " + runner.units() + " " + runner.bytes());
      @Nullable String line;
      while ((line = in.readLine()) != null) {
        if (line.startsWith("run ")) {
          out.println(runner.run(Long.parseLong(line.substring(4))).line());
        } else {
          List<String> answers = runner.answers();
          out.println(answers.size());
          answers.forEach(out::println);
        }
      }
    }
  }
}
