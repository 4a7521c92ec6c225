// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.record;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.bench.frame.Contender;
import org.tocsin.record.BundleNotes;
import org.tocsin.record.BundleScope;
import org.tocsin.record.BundleWriter;
import org.tocsin.record.CaseBundle;
import org.tocsin.record.Commitment;
import org.tocsin.record.Entry;
import org.tocsin.record.NoteKey;
import org.tocsin.record.RecordFolder;
import org.tocsin.record.Salt;
import org.tocsin.record.Verification;

/** Ours: what {@code ./tocsin verify} does with a bundle, without the start of a JVM. */
final class VerifyBundle implements Contender {
  private static final Instant AT = Instant.parse("2024-03-07T20:00:00Z");
  private static final BundleScope COURT = new BundleScope(BundleScope.Level.COURT, 0);

  private final NoteKey key = Entries.key();
  private final Path file;
  private final int entries;

  /** What bundle it is. */
  enum Kind {
    /** Version 2: each entry with a proof of its own. */
    WHOLE,
    /** Version 3, entries that hide nothing. */
    STREAMED,
    /** Version 3, each entry with a value that is shown and one that is withheld. */
    STREAMED_WITH_VALUES
  }

  VerifyBundle(Kind kind, int entries) throws IOException {
    this.entries = entries;
    Path folder = Entries.folder();
    file = folder.resolve("case.bundle");
    List<byte[]> bodies = new ArrayList<>();
    List<BundleWriter.Chosen> chosen = new ArrayList<>();
    boolean values = kind == Kind.STREAMED_WITH_VALUES;
    for (int i = 0; i < entries; i++) {
      Salt salt = Salt.of(new byte[Salt.BYTES]);
      Entry.Builder entry = Entry.builder("WarningDelivered", AT.plusSeconds(i), "system");
      entry.caseId("bench").fact("channel", "email").fact("number", i);
      if (values) {
        entry.commitment("address", Commitment.of("a" + i, salt));
        entry.commitment("watcher", Commitment.of("w" + i, salt));
      }
      bodies.add(entry.build().bytes());
      chosen.add(
          values
              ? new BundleWriter.Chosen(
                  i,
                  List.of(new CaseBundle.Disclosure("address", "a" + i, salt)),
                  new BundleNotes(
                      List.of(new BundleNotes.Withheld("watcher", BundleNotes.Why.PERSONAL)),
                      List.of()))
              : BundleWriter.Chosen.of(i));
    }
    try (RecordFolder record = RecordFolder.open(folder.resolve("record"), key)) {
      record.append(bodies);
      BundleWriter writer = new BundleWriter(record.reader(), key);
      if (kind == Kind.WHOLE) {
        Files.write(file, writer.write("bench", "A case", AT, COURT, chosen));
      } else {
        try (OutputStream out = Files.newOutputStream(file)) {
          writer.write(out, "bench", "A case", AT, COURT, chosen.iterator());
        }
      }
    }
  }

  @Override
  public long units() {
    return entries;
  }

  @Override
  public long bytes() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle is gone", e);
    }
  }

  @Override
  public long pass() throws IOException {
    if (!Verification.verify(file, List.of(key.verifier())).ok()) {
      throw new IllegalStateException("the bundle does not verify");
    }
    return 1;
  }
}
