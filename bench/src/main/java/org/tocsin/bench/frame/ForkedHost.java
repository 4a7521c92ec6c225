// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A keeper in a JVM of its own, see {@link Child}. */
final class ForkedHost implements Host {
  /** The heap of a contender that has no need of more. */
  static final int HEAP_MEGABYTES = 512;

  /** The same for all but the size of the heap, which is in the table where it is another. */
  static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:-UsePerfData");

  private static final int END_SECONDS_MAX = 30;

  private final String name;
  private final Process process;
  private final BufferedReader in;
  private final PrintStream out;

  /**
   * Starts the child and waits until it has loaded.
   *
   * @param name of the contender, for messages
   * @param options of its JVM, besides those of all
   * @param command main class and arguments that lead to {@link Child#serve(Member)}
   */
  ForkedHost(String name, int heapMegabytes, List<String> options, List<String> command)
      throws IOException {
    this.name = name;
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(OPTIONS);
    // Fixed, so that none gains by letting rubbish lie.
    line.addAll(List.of("-Xms" + heapMegabytes + "m", "-Xmx" + heapMegabytes + "m"));
    line.addAll(options);
    line.add("--enable-native-access=ALL-UNNAMED");
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
      answer();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public Runner runner(String work) throws IOException {
    out.println("ready " + work);
    String[] ready = answer().split(" ", -1);
    return new Remote(work, Long.parseLong(ready[0]), Long.parseLong(ready[1]));
  }

  @Override
  public Map<String, Double> quantities() throws IOException {
    out.println("quantities");
    Map<String, Double> quantities = new LinkedHashMap<>();
    for (String line : lines()) {
      String[] words = line.split(" ", 2);
      quantities.put(words[1], Double.valueOf(words[0]));
    }
    return quantities;
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int left = Integer.parseInt(answer()); left > 0; left--) {
      lines.add(answer());
    }
    return lines;
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

  /** One work of the child. */
  private final class Remote implements Runner {
    private final String work;
    private final long units;
    private final long bytes;

    Remote(String work, long units, long bytes) {
      this.work = work;
      this.units = units;
      this.bytes = bytes;
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
      out.println("run " + passes + " " + work);
      return Slice.parse(answer());
    }

    @Override
    public List<String> answers() throws IOException {
      out.println("answers " + work);
      return lines();
    }
  }
}
