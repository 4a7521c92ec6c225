// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code ./tocsin} as a person would. */
final class Launcher {
  private final Path script;

  Launcher(Path script) {
    this.script = script;
  }

  /**
   * What a command took.
   *
   * @param wall by the clock
   * @param processor of all its processes, in steps of 10 ms; zero where there is no {@code /proc}
   */
  record Spent(Duration wall, Duration processor) {}

  /**
   * Runs a command to its end.
   *
   * @throws IOException when it says anything but that all is well
   */
  Spent run(List<String> arguments) throws IOException, InterruptedException {
    Path said = Files.createTempFile("tocsin-bench-", ".log");
    try {
      Duration processor = ofChildren();
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command(arguments))
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      process.getOutputStream().close();
      int code = process.waitFor();
      Duration wall = Duration.ofNanos(System.nanoTime() - start);
      if (code != 0) {
        throw new IOException(
            "tocsin %s ended with %d: %s"
                .formatted(String.join(" ", arguments), code, Files.readString(said).strip()));
      }
      return new Spent(wall, ofChildren().minus(processor));
    } finally {
      Files.delete(said);
    }
  }

  /** Starts the server and waits until it is ready. */
  RunningServer serve(Path data) throws IOException, InterruptedException {
    return RunningServer.start(command(List.of("serve", "--data", data.toString(), "--port", "0")));
  }

  private List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("sh", script.toString()));
    command.addAll(arguments);
    return command;
  }

  private static Duration ofChildren() throws IOException {
    return ProcStat.of("self").ofChildren();
  }
}
