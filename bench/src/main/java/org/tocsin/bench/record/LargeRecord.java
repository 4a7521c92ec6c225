// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.tocsin.record.BundleScope;
import org.tocsin.record.BundleWriter;
import org.tocsin.record.Entry;
import org.tocsin.record.NoteKey;
import org.tocsin.record.RecordFolder;
import org.tocsin.record.RecordReader;
import org.tocsin.record.Verdict;
import org.tocsin.record.Verification;

/**
 * One deed with a large record, in a process of its own with a small heap; prints what it took, a
 * line a quantity: {@code NUMBER UNIT}.
 */
public final class LargeRecord {
  private static final Instant AT = Instant.parse("2024-03-07T20:00:00Z");
  private static final int BATCH = 65_536;
  private static final int PROOFS = 10_000;
  private static final int FIRST_NUMBER = 100_000_000; // so that all have as many digits

  private LargeRecord() {}

  /** Does what is named, with the record in that folder. */
  enum Deed {
    APPEND,
    PROVE,
    VERIFY,
    BUNDLE,
    VERIFY_BUNDLE
  }

  /**
   * Runs as a program.
   *
   * @param arguments a {@link Deed}, the folder, how many entries
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[1]);
    int entries = Integer.parseInt(arguments[2]);
    Deed deed = Deed.valueOf(arguments[0]);
    if (deed == Deed.PROVE) {
      run(deed, folder, entries); // so that it is not the compiler that is measured
    }
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long processor = system.getProcessCpuTime();
    long wall = System.nanoTime();
    long units = run(deed, folder, entries);
    double seconds = (System.nanoTime() - wall) / 1e9;
    double processorSeconds = (system.getProcessCpuTime() - processor) / 1e9;
    System.out.println(rounded(seconds) + " s");
    System.out.println(rounded(processorSeconds) + " s of processor");
    if (deed == Deed.PROVE) {
      System.out.println(rounded(seconds / units * 1e6) + " microseconds each");
      System.out.println(rounded(processorSeconds / units * 1e6) + " microseconds of processor");
    } else {
      System.out.println(Math.rint(units / seconds) + " entries a second");
      System.out.println(Math.rint(units / processorSeconds) + " entries a second of processor");
    }
    System.out.println((heapPeak() >> 20) + " MB of heap at most");
    System.out.println((residentPeak() >> 10) + " MB resident at most");
  }

  private static double rounded(double figure) {
    return Math.rint(figure * 100) / 100;
  }

  private static long run(Deed deed, Path folder, int entries) throws IOException {
    Path record = folder.resolve("record");
    Path bundle = folder.resolve("all.bundle");
    return switch (deed) {
      case APPEND -> append(record, folder.resolve("key"), entries);
      case PROVE -> prove(record, key(folder));
      case VERIFY -> verify(record, key(folder), entries);
      case BUNDLE -> bundle(record, bundle, key(folder), entries);
      case VERIFY_BUNDLE -> verify(bundle, key(folder), entries);
    };
  }

  private static NoteKey key(Path folder) throws IOException {
    return NoteKey.parse(Files.readString(folder.resolve("key")));
  }

  private static long append(Path record, Path keyFile, int entries) throws IOException {
    NoteKey key = Entries.key();
    Files.writeString(keyFile, key.privateText());
    byte[] template = template();
    int digits = new String(template, UTF_8).indexOf(String.valueOf(FIRST_NUMBER));
    try (RecordFolder grown = RecordFolder.open(record, key)) {
      for (int from = 0; from < entries; from += BATCH) {
        List<byte[]> batch = new ArrayList<>(BATCH);
        for (int i = from; i < Math.min(entries, from + BATCH); i++) {
          byte[] entry = template.clone();
          int rest = i;
          for (int at = digits + 8; rest > 0; at--, rest /= 10) {
            entry[at] = (byte) ('0' + rest % 10);
          }
          batch.add(entry);
        }
        grown.append(batch);
      }
    }
    return entries;
  }

  /** An entry of the usual length. */
  private static byte[] template() {
    int without = entry("").length;
    return entry("x".repeat(Entries.BYTES - without));
  }

  private static byte[] entry(String text) {
    return Entry.builder("WarningDelivered", AT, "system")
        .caseId("bench")
        .fact("number", FIRST_NUMBER)
        .fact("text", text)
        .build()
        .bytes();
  }

  private static long prove(Path record, NoteKey key) throws IOException {
    RecordReader reader = RecordReader.open(record, key.verifier());
    SplittableRandom random = new SplittableRandom(2);
    long hashes = 0;
    for (int i = 0; i < PROOFS; i++) {
      hashes += reader.inclusionProof(random.nextLong(reader.size()), reader.size()).size();
    }
    if (hashes == 0) {
      throw new IllegalStateException("no proof has a hash");
    }
    return PROOFS;
  }

  private static long bundle(Path record, Path file, NoteKey key, int entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      return new BundleWriter(RecordReader.open(record, key.verifier()), key)
          .write(
              out,
              "bench",
              "All",
              AT,
              new BundleScope(BundleScope.Level.COURT, 0),
              LongStream.range(0, entries).mapToObj(BundleWriter.Chosen::of).iterator());
    }
  }

  private static long verify(Path what, NoteKey key, int entries) throws IOException {
    Verdict verdict = Verification.verify(what, List.of(key.verifier()));
    if (!verdict.ok()) {
      throw new IllegalStateException(what + " does not verify: " + verdict.checks());
    }
    return entries;
  }

  private static long heapPeak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  /** In kilobytes; 0 where there is no {@code /proc}. */
  private static long residentPeak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    }
  }
}
