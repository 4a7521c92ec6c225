// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What one copy of a record's history tells of its tree: a folder tells everything, a bundle or a
 * proof the entries in it and the hashes beside their paths, a lone checkpoint its root. A streamed
 * bundle is read again for what it tells; only of a small one everything is kept.
 */
final class Copy {

  private final String name;
  private final SignedCheckpoint signed;
  private final Optional<RecordReader> folder;
  private final Optional<Path> streamed;
  private final Map<Range, Hash> known = new HashMap<>();
  private final Map<Long, byte[]> entries = new HashMap<>();
  private List<Handover> handovers = List.of();
  private final List<SignedCheckpoint> checkpoints = new ArrayList<>();

  /** The entries from {@code from} (inclusive) to {@code to} (exclusive). */
  record Range(long from, long to) {}

  /** So many hashes of a streamed bundle are kept, some tens of megabytes, or none. */
  private static final int KNOWN_MAX = 100_000;

  /** Hears of a hash over a range. */
  @FunctionalInterface
  interface Teller {
    void tell(Range range, Hash hash);
  }

  private Copy(
      String name,
      SignedCheckpoint signed,
      Optional<RecordReader> folder,
      Optional<Path> streamed) {
    this.name = name;
    this.signed = signed;
    this.folder = folder;
    this.checkpoints.add(signed);
    this.streamed = streamed;
    known.put(new Range(0, size()), signed.checkpoint().root());
  }

  /**
   * Reads a folder, bundle, proof or checkpoint. Of bundles and proofs it takes what leads to the
   * checkpoint's root and leaves the rest to their own verification.
   *
   * @throws RecordException if it is none of these
   */
  static Copy open(Path path) throws IOException {
    String name = path.toString();
    if (Files.isDirectory(path)) {
      RecordReader reader = RecordReader.openUnverified(path);
      Copy copy = new Copy(name, reader.checkpoint(), Optional.of(reader), Optional.empty());
      LogSource.folder(path)
          .find(Stamp.FILE)
          .map(SignedCheckpoint::parse)
          .filter(stamped -> isOf(stamped, reader))
          .ifPresent(copy.checkpoints::add);
      copy.handovers =
          Handovers.of(
              LogSource.folder(path), reader, new Verdict.Checks()); // it is verified apart
      return copy;
    }
    if (Verification.isStreamed(Verification.read(path, 64))) {
      return openStreamed(path);
    }
    byte[] file = Verification.read(path, CaseBundle.MAX_BYTES);
    if (Verification.isBundle(path)) {
      CaseBundle bundle = CaseBundle.parse(SignedNote.parse(file, CaseBundle.MAX_BYTES).text());
      Copy copy = new Copy(name, bundle.checkpoint(), Optional.empty(), Optional.empty());
      copy.tell(bundle.history());
      bundle
          .entries()
          .forEach(proven -> copy.learn(proven.entry().bytes(), proven.index(), proven.proof()));
      return copy;
    }
    if (Verification.startsWith(file, TlogProof.HEADER + "\n")) {
      TlogProof proof = TlogProof.parse(file);
      Copy copy = new Copy(name, proof.checkpoint(), Optional.empty(), Optional.empty());
      proof.extra().ifPresent(entry -> copy.learn(entry, proof.index(), proof.hashes()));
      return copy;
    }
    return new Copy(name, SignedCheckpoint.parse(file), Optional.empty(), Optional.empty());
  }

  /** One whose hashes do not lead to its checkpoint's root tells of that root alone. */
  private static Copy openStreamed(Path path) throws IOException {
    Map<Range, Hash> first = new HashMap<>();
    StreamedBundle bundle =
        read(
            path,
            (range, hash) -> {
              if (first.size() <= KNOWN_MAX) {
                first.put(range, hash);
              }
            });
    boolean leads = bundle.root().equals(bundle.checkpoint().checkpoint().root());
    Copy copy =
        new Copy(
            path.toString(),
            bundle.checkpoint(),
            Optional.empty(),
            leads ? Optional.of(path) : Optional.empty());
    if (leads && first.size() <= KNOWN_MAX) {
      copy.known.putAll(first);
    }
    copy.tell(bundle.history());
    return copy;
  }

  private void tell(BundleHistory history) {
    handovers = history.keyChanges();
    history.earlier().forEach(each -> checkpoints.add(each.checkpoint()));
  }

  private static StreamedBundle read(Path path, Teller teller) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return StreamedBundle.read(
          in,
          new StreamedBundle.Listener() {
            @Override
            public void node(long from, long to, byte[] hashes, int at) {
              teller.tell(new Range(from, to), Hash.copyOf(hashes, at, Hash.BYTES));
            }
          });
    }
  }

  private void learn(byte[] entry, long index, List<Hash> proof) {
    Hash leaf = Merkle.leaf(entry);
    if (Merkle.verifyInclusion(leaf, index, size(), proof, signed.checkpoint().root())) {
      entries.put(index, entry);
      learn(leaf, index, new Range(0, size()), proof);
    }
  }

  /** Notes the node over a range and its child beside the path; the last hash is the topmost. */
  private Hash learn(Hash leaf, long index, Range range, List<Hash> proof) {
    Hash hash = leaf;
    if (range.to - range.from > 1) {
      long middle = range.from + Merkle.split(range.to - range.from);
      Range left = new Range(range.from, middle);
      Range right = new Range(middle, range.to);
      Hash sibling = proof.getLast();
      List<Hash> below = proof.subList(0, proof.size() - 1);
      known.put(index < middle ? right : left, sibling);
      hash =
          index < middle
              ? Merkle.node(learn(leaf, index, left, below), sibling)
              : Merkle.node(sibling, learn(leaf, index, right, below));
    }
    known.put(range, hash);
    return hash;
  }

  /** Whether a checkpoint beside a folder's own is of the same tree. */
  private static boolean isOf(SignedCheckpoint other, RecordReader reader) {
    Checkpoint checkpoint = other.checkpoint();
    return checkpoint.size() <= reader.size()
        && reader.root(checkpoint.size()).equals(checkpoint.root());
  }

  /** Its checkpoint, and those of before that it holds. */
  List<SignedCheckpoint> checkpoints() {
    return checkpoints;
  }

  String name() {
    return name;
  }

  long size() {
    return signed.checkpoint().size();
  }

  SignedCheckpoint signed() {
    return signed;
  }

  /** The changes of the record's key that it proves. */
  List<Handover> handovers() {
    return handovers;
  }

  boolean isFolder() {
    return folder.isPresent();
  }

  /** Tells of the ranges that it knows of by itself; a folder can answer many more. */
  void tell(Teller teller) throws IOException {
    if (streamed.isPresent()) {
      read(streamed.get(), teller);
    } else {
      known.forEach(teller::tell);
    }
  }

  /** MTH over a range of entries, if this copy tells it. */
  Optional<Hash> findHash(Range range) {
    Hash hash = known.get(range);
    if (hash != null || folder.isEmpty() || range.to > size()) {
      return Optional.ofNullable(hash);
    }
    return Optional.of(folder.get().hash(range.from, range.to));
  }

  /** The entry at an index, if this copy shows it. */
  Optional<byte[]> findEntry(long index) throws IOException {
    if (streamed.isPresent()) {
      return findStreamed(streamed.get(), index);
    }
    return folder.isPresent() && index < size()
        ? Optional.of(folder.get().entry(index))
        : Optional.ofNullable(entries.get(index));
  }

  private static Optional<byte[]> findStreamed(Path path, long index) throws IOException {
    AtomicReference<byte @Nullable []> found = new AtomicReference<>();
    try (InputStream in = Files.newInputStream(path)) {
      StreamedBundle.read(
          in,
          new StreamedBundle.Listener() {
            @Override
            public void plain(long at, byte[] entry, int length) {
              if (at == index) {
                found.set(Arrays.copyOf(entry, length));
              }
            }

            @Override
            public void entry(CaseBundle.ProvenEntry entry) {
              if (entry.index() == index) {
                found.set(entry.entry().bytes());
              }
            }
          });
    }
    return Optional.ofNullable(found.get());
  }
}
