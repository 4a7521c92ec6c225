// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code ./tocsin} as a person would. */
public final class Launcher {
  private final Path script;

  /** Runs this script. */
  public Launcher(Path script) {
    this.script = script;
  }

  /**
   * What a command took.
   *
   * @param wall by the clock
   * @param processor of all its processes, in steps of 10 ms; zero where there is no {@code /proc}
   */
  public record Spent(Duration wall, Duration processor) {}

  /**
   * Runs a command to its end.
   *
   * @throws IOException when it says anything but that all is well
   */
  public Spent run(List<String> arguments) throws IOException, InterruptedException {
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
  public RunningServer serve(Path data) throws IOException, InterruptedException {
    return serve(data, Map.of());
  }

  /** The same with more environment variables, by which settings are given. */
  public RunningServer serve(Path data, Map<String, String> environment)
      throws IOException, InterruptedException {
    return RunningServer.start(
        command(List.of("serve", "--data", data.toString(), "--port", "0")), environment);
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
