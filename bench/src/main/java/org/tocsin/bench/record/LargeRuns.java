// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tocsin.bench.frame.Table;
import org.tocsin.bench.frame.TimesTable;
import org.tocsin.bench.record.LargeRecord.Deed;

/**
 * Appends a large record, takes proofs out of it, verifies it, writes all of it as one bundle and
 * verifies that: each in a JVM of its own, whose heap is far smaller than the record.
 */
final class LargeRuns {
  private static final int APPENDING_MEGABYTES = 256; // a commit of 65,536 entries is held whole
  private static final int OTHER_MEGABYTES = 48;

  private LargeRuns() {}

  static List<Table> run(int entries, PrintStream progress)
      throws IOException, InterruptedException {
    Path folder = Entries.folder();
    List<TimesTable.Row> rows = new ArrayList<>();
    for (Deed deed : Deed.values()) {
      String name = deed.name().toLowerCase(Locale.ROOT).replace('_', ' ');
      int heap = deed == Deed.APPEND ? APPENDING_MEGABYTES : OTHER_MEGABYTES;
      progress.printf("  %,d entries: %s%n", entries, name);
      for (String line : run(deed, folder, entries, heap)) {
        String[] words = line.split(" ", 2);
        rows.add(new TimesTable.Row(name, words[1], List.of(Double.valueOf(words[0]))));
      }
    }
    rows.add(row("record's folder", "bytes of files", (double) bytes(folder.resolve("record"))));
    rows.add(row("bundle", "bytes", (double) Files.size(folder.resolve("all.bundle"))));
    return List.of(
        new TimesTable(
            "large",
            ("%,d entries of %d bytes; heap of %d MB to append, of %d MB for all else; 10,000 proofs"
                    + " of entries anywhere")
                .formatted(entries, Entries.BYTES, APPENDING_MEGABYTES, OTHER_MEGABYTES),
            rows));
  }

  private static TimesTable.Row row(String name, String unit, double figure) {
    return new TimesTable.Row(name, unit, List.of(figure));
  }

  private static List<String> run(Deed deed, Path folder, int entries, int heapMegabytes)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx" + heapMegabytes + "m",
                "-cp",
                System.getProperty("java.class.path"),
                LargeRecord.class.getName(),
                deed.name(),
                folder.toString(),
                Integer.toString(entries))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    if (process.waitFor() != 0) {
      throw new IOException(deed + " of a large record failed; what it said stands above");
    }
    return lines;
  }

  private static long bytes(Path folder) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }
}
