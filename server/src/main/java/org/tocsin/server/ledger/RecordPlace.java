// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tocsin.record.KeyValue;
import org.tocsin.record.LogSource;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.RecordException;
import org.tocsin.record.RecordFolder;
import org.tocsin.record.Verdict;
import org.tocsin.record.Verification;

/** Where the record is published ({@code tocsin.record.store}). */
sealed interface RecordPlace {

  /** Opens it for growing; the table mends what can be mended. */
  RecordFolder open(RecordKeys keys, LedgerStore table) throws IOException;

  /** Its files, for reading. */
  LogSource source();

  /** Reads and verifies all of it. */
  Verdict verify(NoteVerifier key) throws IOException;

  /**
   * Whether every node publishes to this same place. Then each finds now and then that another one
   * was faster, and opens it anew.
   */
  boolean isShared();

  /** A folder of this node, by {@link RecordMender}. */
  record Folder(Path path) implements RecordPlace {
    @Override
    public RecordFolder open(RecordKeys keys, LedgerStore table) throws IOException {
      return new RecordMender(path, keys, table).open();
    }

    @Override
    public LogSource source() {
      return LogSource.folder(path);
    }

    @Override
    public Verdict verify(NoteVerifier key) throws IOException {
      return Verification.verify(path, List.of(key));
    }

    @Override
    public boolean isShared() {
      return false;
    }
  }

  /**
   * A database or an object store. What was damaged there is not mended but said aloud: nothing
   * here may be renamed or removed, so the operator names another table or prefix, where the record
   * is made anew.
   */
  record Values(KeyValue values) implements RecordPlace {
    private static final String PROBE = "probe";

    /** That only one node writes a generation rests on the store's keeping what it has. */
    void requireThatItKeepsWhatItHas() throws IOException {
      values.putIfAbsent(PROBE, new byte[] {1});
      if (values.putIfAbsent(PROBE, new byte[] {2})) {
        throw new RecordException(
            RecordException.Reason.MALFORMED,
            values
                + " put a value over one that was there, although it was asked not to"
                + " (If-None-Match): two nodes would write over each other. Use another store");
      }
    }

    @Override
    public RecordFolder open(RecordKeys keys, LedgerStore table) throws IOException {
      requireThatItKeepsWhatItHas();
      return RecordMender.agreeing(RecordFolder.open(values, keys.forOpening()), table);
    }

    @Override
    public LogSource source() {
      return LogSource.values(values);
    }

    @Override
    public Verdict verify(NoteVerifier key) throws IOException {
      return Verification.verify(values, List.of(key));
    }

    @Override
    public boolean isShared() {
      return true;
    }
  }
}
