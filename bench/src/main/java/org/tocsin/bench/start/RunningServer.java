// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.start;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server that is ready; to close it is to stop it. */
final class RunningServer implements AutoCloseable {
  private static final int STOP_SECONDS_MAX = 60;

  private final Process process;
  private final Duration readyAfter;

  private RunningServer(Process process, Duration readyAfter) {
    this.process = process;
    this.readyAfter = readyAfter;
  }

  static RunningServer start(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    @Nullable String line;
    while ((line = said.readLine()) != null) {
      if (line.contains("is ready at")) {
        Duration readyAfter = Duration.ofNanos(System.nanoTime() - start);
        Thread.ofVirtual().start(() -> drain(process)); // or it would wait for us to read on
        return new RunningServer(process, readyAfter);
      }
    }
    throw new IOException("the server did not become ready; it ended with " + process.waitFor());
  }

  private static void drain(Process process) {
    try {
      process.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // The server has ended, and with it what it says.
    }
  }

  Duration readyAfter() {
    return readyAfter;
  }

  /** Physical memory of the server's process, 10^6 bytes. */
  double residentMegabytes() throws IOException {
    return kilobytes(process.pid(), "status", "VmRSS:") * 1024 / 1e6;
  }

  /**
   * Physical memory of the server and all that it started, each page divided by how many share it
   * (PSS), 10^6 bytes.
   */
  double shareMegabytes() throws IOException {
    double sum = 0;
    for (ProcessHandle one : all()) {
      sum += kilobytes(one.pid(), "smaps_rollup", "Pss:");
    }
    return sum * 1024 / 1e6;
  }

  /** What the start took of the processor, the database's processes included. */
  Duration processor() throws IOException {
    Duration sum = Duration.ZERO;
    for (ProcessHandle one : all()) {
      ProcStat spent = ProcStat.of(Long.toString(one.pid()));
      sum = sum.plus(spent.own()).plus(spent.ofChildren());
    }
    return sum;
  }

  private List<ProcessHandle> all() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  /** A figure of a process as Linux tells it; 0 when it has just ended. */
  private static double kilobytes(long pid, String file, String name) throws IOException {
    Path path = Path.of("/proc", Long.toString(pid), file);
    if (!Files.exists(path)) {
      return 0;
    }
    return Files.readAllLines(path).stream()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the server did not stop within " + STOP_SECONDS_MAX + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
