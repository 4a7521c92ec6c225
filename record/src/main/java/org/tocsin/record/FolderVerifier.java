// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a whole record: reads every entry once, builds the tree anew and compares each tile and
 * the root with what stands in the folder. Needs memory for a few tiles only.
 */
final class FolderVerifier {

  private FolderVerifier() {}

  static Verdict verify(Path folder, Collection<NoteVerifier> trusted) throws IOException {
    return verify(new FolderStore(folder), folder.toString(), trusted);
  }

  static Verdict verify(LogStore store, String place, Collection<NoteVerifier> trusted)
      throws IOException {
    RecordReader reader;
    try {
      reader = RecordReader.open(store, place);
    } catch (RecordException e) {
      return Verdict.malformed(Verdict.Kind.RECORD_FOLDER, e.getMessage() + ".");
    }
    Checkpoint checkpoint = reader.checkpoint().checkpoint();
    Verdict.Checks checks = new Verdict.Checks();
    checks.ok(
        "form",
        "A record of %s with %s.".formatted(checkpoint.origin(), Words.entries(reader.size())));
    List<Handover> handovers = Handovers.of(store::find, reader, checks);
    TrustedKeys keys = new TrustedKeys(trusted, handovers);
    signature(reader.checkpoint(), keys, statedKey(store), checks);
    rebuild(reader, new ComparingStore(store), checks);
    witnesses(reader, store, keys, checks);
    checks.notChecked(
        "history",
        "Whether an earlier state of this record said something else, only an older checkpoint,"
            + " bundle or mirror can show: compare with one that you kept.");
    return checks.verdict(Verdict.Kind.RECORD_FOLDER);
  }

  private static Optional<NoteVerifier> statedKey(LogStore store) throws IOException {
    Optional<byte[]> file = store.find(RecordFolder.VKEY);
    try {
      return file.map(bytes -> NoteVerifier.parse(Words.utf8(bytes, "vkey").strip()));
    } catch (RecordException e) {
      return Optional.empty(); // then the signature check says that no key is there
    }
  }

  private static void signature(
      SignedCheckpoint checkpoint,
      TrustedKeys keys,
      Optional<NoteVerifier> stated,
      Verdict.Checks checks) {
    Optional<NoteVerifier> key = keys.hasRecordKeys() ? keys.findFor(checkpoint) : stated;
    if (key.isEmpty()) {
      checks.failed(
          "signature",
          "No key for "
              + checkpoint.checkpoint().origin()
              + " is at hand, so nothing shows who signed; give its published key with --key.");
      return;
    }
    try {
      checkpoint.verify(key.get());
      checks.ok("signature", "The checkpoint is signed by " + key.get().name() + ".");
    } catch (RecordException e) {
      checks.failed("signature", "The checkpoint's signature: " + e.getMessage() + ".");
    }
    keys.judge(key.get(), "folder", checks);
  }

  /**
   * The newest checkpoint is seldom cosigned yet, so the newest cosigned one speaks for the
   * witnesses, once it is known to be of this same tree.
   */
  private static void witnesses(
      RecordReader reader, LogStore store, TrustedKeys keys, Verdict.Checks checks)
      throws IOException {
    try {
      Optional<SignedCheckpoint> kept =
          store.find(RecordFolder.COSIGNED).map(SignedCheckpoint::parse);
      if (kept.isEmpty()) {
        keys.judgeWitnesses(reader.checkpoint(), checks);
        return;
      }
      Checkpoint cosigned = kept.get().checkpoint();
      if (cosigned.size() > reader.size()) {
        checks.failed(
            "witnesses",
            "Rolled back: the record ends after %s, and checkpoint.cosigned is of %s."
                .formatted(Words.entries(reader.size()), Words.entries(cosigned.size())));
      } else if (!reader.root(cosigned.size()).equals(cosigned.root())) {
        checks.failed(
            "witnesses",
            "Two histories: the first %s do not give the root in checkpoint.cosigned."
                .formatted(Words.entries(cosigned.size())));
      } else {
        keys.judgeWitnesses(kept.get(), checks);
      }
    } catch (RecordException e) {
      checks.failed("witnesses", "checkpoint.cosigned cannot be judged: " + e.getMessage() + ".");
    }
  }

  private static void rebuild(RecordReader reader, ComparingStore store, Verdict.Checks checks) {
    TreeEdge edge = TreeEdge.empty();
    try {
      for (long bundle = 0; bundle * TilePath.WIDTH < reader.size(); bundle++) {
        for (byte[] entry : reader.bundle(bundle)) {
          edge.add(entry, store);
        }
        edge.takeFilled();
      }
      edge.writePartials(store);
    } catch (RecordException e) {
      checks.failed("entries", "The entries cannot all be read: " + e.getMessage() + ".");
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("reading the record failed", e);
    }
    if (store.problems.isEmpty()) {
      checks.ok("tiles", "Every tile is the one that the entries give.");
    } else {
      checks.failed("tiles", String.join("; ", store.problems) + ".");
    }
    Checkpoint checkpoint = reader.checkpoint().checkpoint();
    if (edge.root().equals(checkpoint.root())) {
      checks.ok("root", "All %d entries together give the signed root.".formatted(reader.size()));
    } else {
      checks.failed(
          "root",
          "The entries give root "
              + edge.root()
              + " but the checkpoint says "
              + checkpoint.root()
              + ": "
              + diagnosis(reader)
              + ".");
    }
  }

  /** What was done to the entries, as long as the tiles of hashes still tell what they were. */
  private static String diagnosis(RecordReader reader) {
    try {
      if (reader.root(reader.size()).equals(reader.checkpoint().checkpoint().root())) {
        for (long i = 0; i < reader.size(); i++) {
          if (!leaf(reader, i).equals(tile(reader, i))) {
            return Difference.words(i, at -> leaf(reader, at), at -> tile(reader, at));
          }
        }
      }
    } catch (RecordException e) {
      return "the files cannot all be read, " + e.getMessage();
    }
    return "entries were changed, dropped, inserted or reordered, and the tiles of hashes with them;"
        + " hold it against another copy (--against) to see where";
  }

  private static Optional<Hash> leaf(RecordReader reader, long index) {
    return index < reader.size() ? Optional.of(Merkle.leaf(reader.entry(index))) : Optional.empty();
  }

  private static Optional<Hash> tile(RecordReader reader, long index) {
    return index < reader.size() ? Optional.of(reader.hash(index, index + 1)) : Optional.empty();
  }

  /** Takes what a growing tree would write and compares it with what stands there. */
  private static final class ComparingStore implements LogStore {
    private static final int MAX_PROBLEMS = 10;

    private final LogStore store;
    private final List<String> problems = new ArrayList<>();

    ComparingStore(LogStore store) {
      this.store = store;
    }

    @Override
    public Optional<byte[]> find(String path) throws IOException {
      return store.find(path);
    }

    @Override
    public void write(String path, byte[] expected) throws IOException {
      if (problems.size() >= MAX_PROBLEMS) {
        return;
      }
      Optional<byte[]> there = store.find(path);
      int partial = path.indexOf(".p/");
      if (there.isEmpty() && partial >= 0) {
        // The full tile may have taken the partial one's place; its beginning is the same.
        there =
            store
                .find(path.substring(0, partial))
                .map(full -> Arrays.copyOf(full, Math.min(full.length, expected.length)));
      }
      if (there.isEmpty()) {
        problems.add(path + " is missing");
        return;
      }
      int differs = Arrays.mismatch(there.get(), expected);
      if (differs >= 0) {
        problems.add(path + " differs from what the entries give, " + place(path, differs));
      }
    }

    private static String place(String path, int differs) {
      return path.startsWith("tile/entries/")
          ? "at byte " + differs
          : "first at its hash " + differs / Hash.BYTES;
    }

    @Override
    public void commit(String path, byte[] bytes) {}

    @Override
    public void deletePartials(String fullPath) {}
  }
}
