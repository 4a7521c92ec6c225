// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.bench.frame.Contender;
import org.tocsin.record.BundleWriter;
import org.tocsin.record.Entry;
import org.tocsin.record.NoteKey;
import org.tocsin.record.RecordFolder;
import org.tocsin.record.Verification;

/** Ours: what {@code ./tocsin verify} does with a case, without the start of a JVM. */
final class VerifyBundle implements Contender {
  private static final Instant AT = Instant.parse("2024-03-07T20:00:00Z");

  private final NoteKey key = Entries.key();
  private final Path file;

  VerifyBundle(int size) throws IOException {
    Path folder = Entries.folder();
    file = folder.resolve("case.bundle");
    List<byte[]> entries = new ArrayList<>();
    List<BundleWriter.Chosen> chosen = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      Entry.Builder entry = Entry.builder("WarningDelivered", AT.plusSeconds(i), "system");
      entries.add(entry.caseId("bench").fact("channel", "email").build().bytes());
      chosen.add(new BundleWriter.Chosen(i, List.of()));
    }
    try (RecordFolder record = RecordFolder.open(folder.resolve("record"), key)) {
      record.append(entries);
      Files.write(
          file, new BundleWriter(record.reader(), key).write("bench", "A case", AT, chosen));
    }
  }

  @Override
  public long units() {
    return 1;
  }

  @Override
  public long pass() throws IOException {
    if (!Verification.verify(file, List.of(key.verifier())).ok()) {
      throw new IllegalStateException("the bundle does not verify");
    }
    return 1;
  }
}
