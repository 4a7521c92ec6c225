// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server that is ready; to close it is to stop it. */
public final class RunningServer implements AutoCloseable {
  private static final int STOP_SECONDS_MAX = 60;
  private static final Duration REST_LOOK = Duration.ofMillis(250);
  private static final int REST_LOOKS_MAX = 40;

  private static final Pattern READY = Pattern.compile("is ready at (\\S+)");

  private final Process process;
  private final Duration readyAfter;
  private final URI address;

  private RunningServer(Process process, Duration readyAfter, URI address) {
    this.process = process;
    this.readyAfter = readyAfter;
    this.address = address;
  }

  static RunningServer start(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    @Nullable String line;
    while ((line = said.readLine()) != null) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        Duration readyAfter = Duration.ofNanos(System.nanoTime() - start);
        Thread.ofVirtual().start(() -> drain(process)); // or it would wait for us to read on
        return new RunningServer(process, readyAfter, URI.create(ready.group(1)));
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

  /** From the command to the line that says so. */
  public Duration readyAfter() {
    return readyAfter;
  }

  /** Where it answers. */
  public URI address() {
    return address;
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** Physical memory of the server's process, 10^6 bytes. */
  public double residentMegabytes() throws IOException {
    return kilobytes(process.pid(), "status", "VmRSS:") * 1024 / 1e6;
  }

  /**
   * Physical memory of the server and all that it started, each page divided by how many share it
   * (PSS), 10^6 bytes.
   */
  public double shareMegabytes() throws IOException {
    double sum = 0;
    for (ProcessHandle one : all()) {
      sum += kilobytes(one.pid(), "smaps_rollup", "Pss:");
    }
    return sum * 1024 / 1e6;
  }

  /** What it took of the processor so far, the database's processes included. */
  public Duration processor() throws IOException {
    Duration sum = Duration.ZERO;
    for (ProcessHandle one : all()) {
      sum = sum.plus(of(one));
    }
    return sum;
  }

  /** The same without the database's processes. */
  public Duration ownProcessor() throws IOException {
    return of(process.toHandle());
  }

  /**
   * Waits until it takes less than a twelfth of a processor, so that what comes next is not charged
   * with what went before; for some seconds at most.
   */
  public void awaitRest() throws IOException, InterruptedException {
    Duration before = processor();
    for (int look = 0; look < REST_LOOKS_MAX; look++) {
      Thread.sleep(REST_LOOK);
      Duration now = processor();
      if (now.minus(before).multipliedBy(12).compareTo(REST_LOOK) < 0) {
        return;
      }
      before = now;
    }
  }

  /**
   * What its compilers took so far of its own: they work for minutes after the start, and what they
   * take then is no cost of the work. Nothing without {@code /proc}.
   */
  public Duration compilers() throws IOException {
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    if (!Files.isDirectory(tasks)) {
      return Duration.ZERO;
    }
    Duration sum = Duration.ZERO;
    try (Stream<Path> all = Files.list(tasks)) {
      for (Path task : all.toList()) {
        if (isCompiler(task)) {
          sum = sum.plus(ProcStat.of(Path.of("/proc").relativize(task).toString()).own());
        }
      }
    }
    return sum;
  }

  private static boolean isCompiler(Path task) {
    try {
      return Files.readString(task.resolve("comm")).matches("C[12] Compiler[^\n]*\n");
    } catch (IOException ended) {
      return false;
    }
  }

  private static Duration of(ProcessHandle one) throws IOException {
    ProcStat spent = ProcStat.of(Long.toString(one.pid()));
    return spent.own().plus(spent.ofChildren());
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
