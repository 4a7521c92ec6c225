// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A contender in a JVM of its own, see {@link Child}. */
final class ForkedRunner implements Runner {
  /** The same for all: a small fixed heap, so that none gains by letting rubbish lie. */
  static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-XX:-UsePerfData");

  private static final int END_SECONDS_MAX = 10;

  private final String name;
  private final Process process;
  private final BufferedReader in;
  private final PrintStream out;
  private final long units;
  private final long bytes;

  /**
   * Starts the child.
   *
   * @param name of the contender, for messages
   * @param command main class and arguments that lead to {@link Child#serve}
   */
  ForkedRunner(String name, List<String> command) throws IOException {
    this.name = name;
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(OPTIONS);
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    String home = System.getProperty("tocsin.home");
    if (home != null) {
      line.add("-Dtocsin.home=" + home);
    }
    line.addAll(command);
    process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    in = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    out = new PrintStream(process.getOutputStream(), true, UTF_8);
    try {
      String[] ready = answer().split(" ", -1);
      units = Long.parseLong(ready[1]);
      bytes = Long.parseLong(ready[2]);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public long units() {
    return units;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public Slice run(long passes) throws IOException {
    out.println("run " + passes);
    return Slice.parse(answer());
  }

  @Override
  public List<String> answers() throws IOException {
    out.println("answers");
    List<String> answers = new ArrayList<>();
    for (int left = Integer.parseInt(answer()); left > 0; left--) {
      answers.add(answer());
    }
    return answers;
  }

  private String answer() throws IOException {
    @Nullable String line = in.readLine();
    if (line == null) {
      throw new IOException("the process of " + name + " ended; what it said stands above");
    }
    return line;
  }

  /** The end of its input ends the child, which cleans up; one that does not end is killed. */
  @Override
  public void close() {
    out.close();
    try {
      if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
