// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.start;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.tocsin.record.BundleWriter;
import org.tocsin.record.Entry;
import org.tocsin.record.NoteKey;
import org.tocsin.record.RecordFolder;

/** A case to verify. */
final class Bundles {
  private Bundles() {}

  /** A bundle of one entry, whose record is begun in that folder. */
  static byte[] small(Path folder) throws IOException {
    NoteKey key = NoteKey.generate("desk.example/record", new SecureRandom());
    Instant at = Instant.parse("2024-03-07T20:00:00Z");
    Entry entry = Entry.builder("WarningDelivered", at, "system").caseId("bench").build();
    try (RecordFolder record = RecordFolder.open(folder, key)) {
      record.append(List.of(entry.bytes()));
      return new BundleWriter(record.reader(), key)
          .write("bench", "A case", at, List.of(new BundleWriter.Chosen(0, List.of())));
    }
  }
}
