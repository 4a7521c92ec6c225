// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The child's side of {@link ForkedHost}: reads a line, works, answers a line, until its input
 * ends. A work is any text without a line's end; it is empty where there is but one.
 *
 * <pre>
 *                    child: loaded
 * ready WORK         UNITS BYTES
 * run PASSES WORK    PASSES WALL-NANOS PROCESSOR-NANOS SUM
 * answers WORK       COUNT, and so many lines
 * quantities         COUNT, and so many lines: NUMBER NAME, UNIT
 * </pre>
 */
public final class Child {
  private Child() {}

  /** Serves with a contender until the parent closes its end or dies. */
  public static void serve(Entrant entrant) throws IOException {
    serve(() -> LocalHost.of(entrant));
  }

  /** Serves with a keeper until the parent closes its end or dies. */
  public static void serve(Member member) throws IOException {
    serve(() -> LocalHost.of(member));
  }

  private interface Start {
    Host start() throws IOException;
  }

  private static void serve(Start start) throws IOException {
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    System.setOut(System.err); // what a contender prints must not look like an answer
    try (Host host = start.start();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      out.println("loaded");
      @Nullable String line;
      while ((line = in.readLine()) != null) {
        String[] words = line.split(" ", 2);
        String rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
          case "ready" -> {
            Runner runner = host.runner(rest);
            out.println(runner.units() + " " + runner.bytes());
          }
          case "run" -> {
            String[] run = rest.split(" ", 2);
            out.println(host.runner(run[1]).run(Long.parseLong(run[0])).line());
          }
          case "answers" -> lines(out, host.runner(rest).answers());
          default -> lines(out, quantities(host.quantities()));
        }
      }
    }
  }

  private static void lines(PrintStream out, List<String> lines) {
    out.println(lines.size());
    lines.forEach(out::println);
  }

  private static List<String> quantities(Map<String, Double> quantities) {
    return quantities.entrySet().stream().map(q -> q.getValue() + " " + q.getKey()).toList();
  }
}
