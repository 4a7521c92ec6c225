// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.record.NoteKey;
import org.tocsin.record.RecordFolder;
import org.tocsin.record.RecordReader;
import org.tocsin.record.SignedCheckpoint;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.database.DataFolder;

/**
 * Gives entries their place in the record, and publishes the record as tiles with a signed
 * checkpoint, about once a second while there is something new.
 *
 * <p>The table is the truth: a place once committed there never changes. The folder is its
 * publication and can be made again from the table byte for byte, so a crash between the two leaves
 * a folder that is merely behind; each run begins by catching up, which is the recovery.
 */
@Component
class RecordPublisher implements DueWork, DisposableBean {

  private static final int BATCH = 5_000;

  private final LedgerStore store;
  private final TransactionTemplate transaction;
  private final DataFolder data;
  private final NoteKey key;
  private @Nullable RecordFolder folder;

  RecordPublisher(
      LedgerStore store, TransactionTemplate transaction, DataFolder data, RecordKey key) {
    this.store = store;
    this.transaction = transaction;
    this.data = data;
    this.key = key.key();
  }

  @Override
  public String name() {
    return "ledger.publish";
  }

  @Override
  public synchronized int runDue(Instant now) {
    Integer sequenced =
        transaction.execute(
            status -> store.tryLockSequencer() ? store.sequence(BATCH) : Integer.valueOf(0));
    int published = publish();
    return Math.max(sequenced == null ? 0 : sequenced, published);
  }

  private int publish() {
    RecordFolder open = open();
    List<byte[]> bodies = store.bodiesFrom(open.size(), BATCH);
    if (bodies.isEmpty()) {
      return 0;
    }
    try {
      open.appendAt(open.size(), bodies);
      return bodies.size();
    } catch (IOException e) {
      // The folder takes no more appends after a failure of the disk: open it anew next time.
      closeFolder();
      throw new UncheckedIOException("The record could not be written to its folder", e);
    }
  }

  /** The record as of its newest checkpoint. */
  synchronized RecordReader reader() {
    return open().reader();
  }

  /** The newest checkpoint. */
  synchronized SignedCheckpoint checkpoint() {
    return open().checkpoint();
  }

  private RecordFolder open() {
    RecordFolder open = folder;
    if (open == null) {
      try {
        open = RecordFolder.open(data.folder("record"), key);
      } catch (IOException e) {
        throw new UncheckedIOException("The folder of the record cannot be opened", e);
      }
      folder = open;
    }
    return open;
  }

  private void closeFolder() {
    RecordFolder open = folder;
    folder = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException("The folder of the record cannot be closed", e);
      }
    }
  }

  @Override
  public synchronized void destroy() {
    closeFolder();
  }
}
