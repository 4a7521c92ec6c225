// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import org.tocsin.record.Checkpoint;
import org.tocsin.record.RecordException;
import org.tocsin.record.RecordFolder;
import org.tocsin.record.RecordReader;
import org.tocsin.record.SignedCheckpoint;

/**
 * Opens the folder of the record, and makes it anew from the table where tiles were lost.
 *
 * <p>Mending never hides a change: a folder is only replaced by one whose tree has, at the size of
 * the last signed checkpoint, exactly the root that was signed. The old folder is kept beside the
 * new one for whoever wants to know what happened to it.
 *
 * <p>A crash while mending leaves the old folder, or none; in both cases the next start mends
 * again.
 */
final class RecordMender {

  private static final Logger log = LoggerFactory.getLogger(RecordMender.class);
  private static final int BATCH = 5_000;
  private static final String CHECKPOINT = "checkpoint";

  private final Path place;
  private final RecordKeys keys;
  private final LedgerStore store;

  RecordMender(Path place, RecordKeys keys, LedgerStore store) {
    this.place = place;
    this.keys = keys;
    this.store = store;
  }

  /** The folder, open for growing, whole, and at one with the table. */
  RecordFolder open() throws IOException {
    try {
      return agreeing(RecordFolder.open(place, keys.forOpening()), store);
    } catch (RecordException e) {
      if (isWhole()) {
        throw e; // Nothing is wrong with the files: somebody else is writing to them.
      }
      log.warn(
          "the record's folder is damaged and is made again from the table: {}", e.getMessage());
      return mend();
    }
  }

  private boolean isWhole() {
    try {
      RecordReader reader = RecordReader.open(place, keys::verified);
      return reader.root(reader.size()).equals(reader.checkpoint().checkpoint().root());
    } catch (RecordException | IOException e) {
      return false;
    }
  }

  private RecordFolder mend() throws IOException {
    Optional<Checkpoint> signed = lastSigned();
    Path draft = place.resolveSibling(place.getFileName() + ".new");
    FileSystemUtils.deleteRecursively(draft);
    try (RecordFolder made = RecordFolder.open(draft, keys.forOpening())) {
      List<byte[]> bodies = store.bodiesFrom(0, BATCH);
      while (!bodies.isEmpty()) {
        made.append(bodies);
        bodies = store.bodiesFrom(made.size(), BATCH);
      }
      signed.ifPresent(checkpoint -> requireContinues(made.reader(), checkpoint));
    }
    Path broken = place.resolveSibling(place.getFileName() + ".broken-" + fresh());
    Files.move(place, broken);
    Files.move(draft, place);
    log.warn(
        "the record's folder was made again; the damaged one is kept as {}", broken.getFileName());
    return RecordFolder.open(place, keys.forOpening());
  }

  /** The first number that no kept folder has. */
  private int fresh() {
    int number = 1;
    while (Files.exists(place.resolveSibling(place.getFileName() + ".broken-" + number))) {
      number++;
    }
    return number;
  }

  /** What was last signed here; empty when the file is lost or unreadable. */
  private Optional<Checkpoint> lastSigned() throws IOException {
    Path file = place.resolve(CHECKPOINT);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    SignedCheckpoint found;
    try {
      found = SignedCheckpoint.parse(Files.readAllBytes(file));
    } catch (RecordException e) {
      log.warn("the record's checkpoint cannot be read: {}", e.getMessage());
      return Optional.empty();
    }
    try {
      return Optional.of(keys.verified(found));
    } catch (RecordException e) {
      throw LedgerProblem.DIVERGED.because(
          "the checkpoint in %s is not signed by the key in keys/record.key (%s)"
              .formatted(place, e.getMessage()));
    }
  }

  private static void requireContinues(RecordReader made, Checkpoint signed) {
    if (made.size() < signed.size()) {
      throw behind(signed.size(), made.size());
    }
    if (!made.root(signed.size()).equals(signed.root())) {
      throw LedgerProblem.DIVERGED.because(
          "the table's first %d entries give the root %s, but %s was signed"
              .formatted(signed.size(), made.root(signed.size()), signed.root()));
    }
  }

  /** A database put back to an earlier state must not silently begin a second history. */
  static RecordFolder agreeing(RecordFolder open, LedgerStore store) throws IOException {
    try {
      long last = open.size() - 1;
      if (last >= 0) {
        List<byte[]> row = store.bodiesFrom(last, 1);
        if (row.isEmpty()) {
          throw behind(open.size(), store.sequenced());
        }
        if (!Arrays.equals(row.getFirst(), open.entry(last))) {
          throw LedgerProblem.DIVERGED.because(
              "entry %d reads otherwise in the table than in the published record".formatted(last));
        }
      }
      return open;
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private static org.tocsin.server.kernel.Problem behind(long published, long inTable) {
    return LedgerProblem.DIVERGED.because(
        "%d entries were published, but the table holds %d: it was put back to an earlier state"
            .formatted(published, inTable));
  }
}
