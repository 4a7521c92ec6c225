// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.tocsin.record.NoteKey;
import org.tocsin.record.RecordFolder;
import org.tocsin.record.RecordReader;

/** Entries without meaning, and a record of them. */
final class Entries {
  static final int BYTES = 300;

  private Entries() {}

  static List<byte[]> some(int count) {
    SplittableRandom random = new SplittableRandom(1);
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] entry = new byte[BYTES];
      random.nextBytes(entry);
      entries.add(entry);
    }
    return entries;
  }

  static NoteKey key() {
    return NoteKey.generate("bench.example/record", new SecureRandom());
  }

  /** A folder that goes when this JVM does, however it ends by itself. */
  static Path folder() throws IOException {
    Path folder = Files.createTempDirectory("tocsin-bench-record-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    return folder;
  }

  private static void delete(Path folder) {
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      System.err.println("cannot remove " + folder + ": " + e);
    }
  }

  static RecordReader record(List<byte[]> entries) throws IOException {
    try (RecordFolder record = RecordFolder.open(folder(), key())) {
      record.append(entries);
      return record.reader();
    }
  }
}
