// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.bench.frame.TimesTable;
import org.tocsin.reading.Document;
import org.tocsin.reading.Reader;

/**
 * Opens the reader in a process of its own, which has done nothing before, and reads one report: by
 * the clock, since that is what somebody waits for. Without any cache of compiled or loaded
 * classes.
 */
final class OpenOnce {
  private static final String REPORT = "Gunmen opened fire in Lyon on Friday, killing 3 people.";

  private OpenOnce() {}

  /**
   * The child: prints milliseconds to the open reader, to the first reading, megabytes,
   * milliseconds of processor that the opening thread took.
   */
  @SuppressWarnings("SystemGc") // what is weighed is what is left
  public static void main(String[] args) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long processor = threads.getCurrentThreadCpuTime();
    long from = System.nanoTime();
    Reader reader = Reader.open();
    long opened = System.nanoTime();
    double busy = (threads.getCurrentThreadCpuTime() - processor) / 1e6;
    reader.read(Document.text(REPORT));
    long read = System.nanoTime();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    double heap = (runtime.totalMemory() - runtime.freeMemory()) / 1048576.0;
    System.out.println((opened - from) / 1e6 + " " + (read - from) / 1e6 + " " + heap + " " + busy);
    reader.read(Document.text(REPORT)); // keeps it alive until it was weighed
  }

  /** The rows of several such processes, one after another. */
  static List<TimesTable.Row> rows(int runs) throws IOException {
    List<Double> opened = new ArrayList<>();
    List<Double> read = new ArrayList<>();
    List<Double> heap = new ArrayList<>();
    List<Double> busy = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      String[] figures = child().split(" ", -1);
      opened.add(Double.parseDouble(figures[0]));
      read.add(Double.parseDouble(figures[1]));
      heap.add(Double.parseDouble(figures[2]));
      busy.add(Double.parseDouble(figures[3]));
    }
    return List.of(
        new TimesTable.Row("start: reader opened, in a new process", "ms", opened),
        new TimesTable.Row("start: processor time of the thread that opens", "ms", busy),
        new TimesTable.Row("start: first report read as well", "ms", read),
        new TimesTable.Row("heap of that process then", "MB", heap));
  }

  private static String child() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OpenOnce.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      if (line == null) {
        throw new IOException("the process that opens the reader told nothing");
      }
      return line;
    }
  }
}
