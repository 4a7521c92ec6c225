// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A record and a bundle that are much larger than the heap. From {@code record/}, after {@code mvn
 * test-compile}, so also for a million or more:
 *
 * <pre>java -Xmx24m -cp target/classes:target/test-classes org.tocsin.record.SmallHeap FOLDER
 * ENTRIES</pre>
 */
final class SmallHeap {

  private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");
  private static final int BATCH = 4_096;

  private SmallHeap() {}

  /** Grows a record, writes all of it and a part of it as bundles, and verifies everything. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    int size = Integer.parseInt(args[1]);
    Path record = folder.resolve("record");
    try (RecordFolder grown = RecordFolder.open(record, Given.DESK)) {
      for (int from = 0; from < size; from += BATCH) {
        List<byte[]> batch = new ArrayList<>(BATCH);
        for (int i = from; i < Math.min(size, from + BATCH); i++) {
          batch.add(StreamedBundleTest.entry(i * 3 + (i % 50 == 0 ? 0 : 1)).bytes());
        }
        grown.append(batch);
      }
    }
    RecordReader reader = RecordReader.open(record, Given.DESK.verifier());
    write(reader, folder.resolve("all.bundle"), LongStream.range(0, size));
    write(reader, folder.resolve("some.bundle"), LongStream.range(0, size / 4).map(i -> i * 3));
    for (String name : List.of("all.bundle", "some.bundle")) {
      verify(List.of(folder.resolve(name).toString()));
      verify(List.of(folder.resolve(name).toString(), "--against", record.toString()));
    }
    verify(List.of(record.toString(), "--against", record.toString()));
    System.out.println(
        "bundle of "
            + Files.size(folder.resolve("all.bundle"))
            + " bytes in a heap of "
            + Runtime.getRuntime().maxMemory());
  }

  private static void write(RecordReader reader, Path file, LongStream indexes) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      new BundleWriter(reader, Given.DESK)
          .write(
              out,
              "case",
              "title",
              AT,
              new BundleScope(BundleScope.Level.COURT, 0),
              indexes.mapToObj(SmallHeap::choose).iterator());
    }
  }

  private static BundleWriter.Chosen choose(long index) {
    return index % 50 == 0
        ? new BundleWriter.Chosen(
            index,
            List.of(),
            new BundleNotes(
                List.of(new BundleNotes.Withheld("address", BundleNotes.Why.PERSONAL)), List.of()))
        : BundleWriter.Chosen.of(index);
  }

  private static void verify(List<String> arguments) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--key", Given.DESK.vkey()));
    int code = VerifyCommand.run(all, System.out, System.out);
    if (code != 0) {
      throw new AssertionError(arguments + " ended with " + code);
    }
  }
}
