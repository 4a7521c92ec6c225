// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A record that grows, in a folder: the layout of c2sp.org/tlog-tiles, which any file server can
 * serve and any copy mirrors. It can also stand in a {@link KeyValue}, by the same paths.
 *
 * <p>{@link #append} makes entries durable in this order: bundles and tiles, written and then
 * forced to disk, one by one or, if there are many, all at once; then the new checkpoint, renamed
 * over the old one. A crash before that rename leaves the old record and some files beyond its
 * size, whole or torn, which nobody reads and the next append overwrites; a crash after it leaves
 * the new record. So a caller who does not know whether an append came through repeats it with
 * {@link #appendAt}, which takes entries that are already there as done.
 *
 * <p>One writer at a time, held by a lock on the file {@code .lock}; readers need none. A key-value
 * store has no lock: there the writer that comes second fails at its next append. All methods are
 * safe for any number of threads; appends wait for each other.
 */
public final class RecordFolder implements AutoCloseable {

  static final String CHECKPOINT = "checkpoint";

  /** The public key, put beside the checkpoint so that a copy says whose it is. */
  static final String VKEY = "vkey";

  /** The newest checkpoint that a witness cosigned; the record may have grown since. */
  static final String COSIGNED = "checkpoint.cosigned";

  private static final String REMEDY =
      "; restore it from a copy or begin the record anew elsewhere, do not append to it";

  private final String place;
  private final LogStore store;
  private final List<NoteVerifier> former;
  private final Closeable lock;
  private volatile List<NoteSigner> signers;
  private TreeEdge edge;
  private volatile RecordReader reader;
  private boolean failed;

  private RecordFolder(
      String place, LogStore store, Keys keys, Closeable lock, RecordReader reader, TreeEdge edge) {
    this.place = place;
    this.store = store;
    this.signers = keys.signers;
    this.former = keys.former;
    this.lock = lock;
    this.reader = reader;
    this.edge = edge;
  }

  /**
   * Who signs a record.
   *
   * @param signers the record's key; two while it is being changed, the new one last
   * @param former keys that signed before and no more, by which its checkpoint may still be signed
   */
  public record Keys(List<NoteSigner> signers, List<NoteVerifier> former) {
    /** Refuses no signer. */
    public Keys {
      signers = List.copyOf(signers);
      former = List.copyOf(former);
      if (signers.isEmpty()) {
        throw RecordException.malformed("a record that grows needs a key that signs");
      }
    }

    static Keys of(NoteSigner signer) {
      return new Keys(List.of(signer), List.of());
    }
  }

  /**
   * Opens a record for growing it, or begins one where there is none. The record's origin is the
   * signer's name. The checkpoint's signature and its root over the tiles' right edge are checked.
   *
   * @throws RecordException if another writer holds it, or what is there does not fit the key or
   *     itself
   */
  public static RecordFolder open(Path folder, NoteSigner signer) throws IOException {
    return open(folder, Keys.of(signer));
  }

  /** The same of a record whose key was changed, or is being changed. */
  public static RecordFolder open(Path folder, Keys keys) throws IOException {
    return open(folder, new FolderStore(folder), keys);
  }

  /**
   * Opens a record in a key-value store for growing it, or begins one. What a crash of the last
   * writer left half done is finished first.
   */
  public static RecordFolder open(KeyValue values, NoteSigner signer) throws IOException {
    return open(values, Keys.of(signer));
  }

  /** The same of a record whose key was changed, or is being changed. */
  public static RecordFolder open(KeyValue values, Keys keys) throws IOException {
    return open(KeyValueStore.forWriting(values), values.toString(), keys, () -> {});
  }

  static RecordFolder open(Path folder, NoteSigner signer, FolderStore.Steps steps)
      throws IOException {
    return open(folder, Keys.of(signer), steps);
  }

  static RecordFolder open(Path folder, Keys keys, FolderStore.Steps steps) throws IOException {
    return open(folder, new FolderStore(folder, steps), keys);
  }

  static RecordFolder open(Path folder, FolderStore store, Keys keys) throws IOException {
    store.makeRoot(CHECKPOINT);
    FileChannel lock = lock(folder);
    try {
      return open(store, folder.toString(), keys, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  static RecordFolder open(LogStore store, String place, Keys keys, Closeable lock)
      throws IOException {
    Optional<byte[]> found = store.find(CHECKPOINT);
    if (found.isPresent()) {
      store.forceFound(); // or a repeated append would take as done what a power cut undoes
    }
    SignedCheckpoint checkpoint =
        found.isPresent() ? SignedCheckpoint.parse(found.get()) : begin(store, keys.signers);
    verify(checkpoint, keys.signers, keys.former);
    RecordReader reader = new RecordReader(store, checkpoint);
    TreeEdge edge = edge(reader, place);
    if (!edge.root().equals(checkpoint.checkpoint().root())) {
      throw RecordException.brokenRecord(
          place
              + ": the tiles give root "
              + edge.root()
              + " but the checkpoint of size "
              + reader.size()
              + " says "
              + checkpoint.checkpoint().root()
              + REMEDY);
    }
    return new RecordFolder(place, store, keys, lock, reader, edge);
  }

  private static TreeEdge edge(RecordReader reader, String place) {
    try {
      return TreeEdge.read(reader);
    } catch (RecordException e) {
      throw RecordException.brokenRecord(place + ": " + e.getMessage() + REMEDY);
    }
  }

  /** Verifies that the record's key signed, or one that did before. */
  private static Checkpoint verify(
      SignedCheckpoint checkpoint, List<NoteSigner> signers, List<NoteVerifier> former) {
    List<NoteVerifier> keys = new ArrayList<>(former);
    signers.forEach(signer -> keys.add(signer.verifier()));
    NoteVerifier signed =
        keys.stream()
            .filter(key -> checkpoint.note().signatures().stream().anyMatch(key::matches))
            .findFirst()
            .orElse(keys.getLast());
    return checkpoint.verify(signed);
  }

  /**
   * Lets these keys sign from now on, the checkpoint that is there as well, and shows the last of
   * them as the record's key. A crash in between leaves a checkpoint of some of them, and the same
   * call finishes it.
   */
  public synchronized void signBy(List<NoteSigner> keys) throws IOException {
    signers = new Keys(keys, former).signers();
    SignedCheckpoint now = reader.checkpoint();
    List<NoteSigner> missing =
        signers.stream()
            .filter(key -> now.note().signatures().stream().noneMatch(key.verifier()::matches))
            .toList();
    if (!missing.isEmpty()) {
      SignedCheckpoint signed = now.with(now.checkpoint().sign(missing).note().signatures());
      store.commit(CHECKPOINT, signed.bytes());
      reader = new RecordReader(store, signed);
    }
    byte[] vkey = Words.bytes(signers.getLast().verifier().vkey() + "\n");
    if (!store.find(VKEY).map(there -> Arrays.equals(there, vkey)).orElse(false)) {
      store.commit(VKEY, vkey);
    }
  }

  /**
   * Publishes that the record's key was changed, as the file {@code handover/N}, unless it is
   * there.
   *
   * @param number how many changes there were before
   * @throws RecordException if it is of another history
   */
  public synchronized void publish(int number, Handover handover) throws IOException {
    if (!Handovers.isOf(handover, reader)) {
      throw RecordException.brokenRecord(
          "the change of the key at entry " + handover.index() + " is of another history");
    }
    String path = Handovers.path(number);
    if (!store.find(path).map(there -> Arrays.equals(there, handover.bytes())).orElse(false)) {
      store.commit(path, handover.bytes());
    }
  }

  /** The number of entries that the checkpoint covers. */
  public long size() {
    return reader.size();
  }

  /** The newest signed checkpoint. */
  public SignedCheckpoint checkpoint() {
    return reader.checkpoint();
  }

  /** A view of the record as of now, which later appends do not change. */
  public RecordReader reader() {
    return reader;
  }

  /** The entry at an index. */
  public byte[] entry(long index) {
    return reader.entry(index);
  }

  /**
   * The entries from {@code from} (inclusive) to {@code to} (exclusive), read as they are taken.
   */
  public Stream<byte[]> entries(long from, long to) {
    return reader.entries(from, to);
  }

  /** The proof that entry {@code index} is in the tree of the first {@code size} entries. */
  public List<Hash> inclusionProof(long index, long size) {
    return reader.inclusionProof(index, size);
  }

  /** The proof that the first {@code oldSize} entries are a prefix of the first {@code newSize}. */
  public List<Hash> consistencyProof(long oldSize, long newSize) {
    return reader.consistencyProof(oldSize, newSize);
  }

  /**
   * Appends entries, each of at most 65,535 bytes, and returns the checkpoint that covers them.
   * When this returns they outlive a power cut. After an exception from the disk the folder takes
   * no more appends: open it again.
   */
  public synchronized SignedCheckpoint append(List<byte[]> entries) throws IOException {
    return appendAt(reader.size(), entries);
  }

  /**
   * Appends entries so that the first has index {@code firstIndex}. Those that are already there
   * must be equal and are taken as done, so a repeat after a crash is harmless.
   *
   * @throws RecordException if an entry is too long, would leave a gap, or differs from the one
   *     that is there
   */
  public synchronized SignedCheckpoint appendAt(long firstIndex, List<byte[]> entries)
      throws IOException {
    if (failed) {
      throw RecordException.brokenRecord(
          "an earlier append to " + place + " failed half-way; close it and open it again");
    }
    entries.forEach(RecordFolder::requireFits);
    List<byte[]> fresh = skipThoseThere(firstIndex, entries);
    if (fresh.isEmpty()) {
      return reader.checkpoint();
    }
    failed = true; // until proven otherwise: the disk may throw anywhere below
    try {
      SignedCheckpoint next = grow(fresh);
      failed = false;
      return next;
    } finally {
      if (failed) {
        store.abandon();
      }
    }
  }

  private SignedCheckpoint grow(List<byte[]> fresh) throws IOException {
    TreeEdge grown = edge.copy();
    store.expect(2L * (fresh.size() / TilePath.WIDTH)); // a bundle and a tile of hashes each
    for (byte[] entry : fresh) {
      grown.add(entry, store);
    }
    grown.writePartials(store);
    SignedCheckpoint next =
        new Checkpoint(signers.getLast().name(), grown.size(), grown.root()).sign(signers);
    store.commit(CHECKPOINT, next.bytes()); // a crash leaves the old record or the new one
    List<String> filled = grown.takeFilled();
    edge = grown;
    reader = new RecordReader(store, next);
    for (String path : filled) {
      store.deletePartials(path); // a crash here leaves partial tiles that nobody needs
    }
    return next;
  }

  /**
   * Keeps a checkpoint of this record that witnesses have cosigned, as the file {@code
   * checkpoint.cosigned}; if the record has not grown since, its own checkpoint shows the
   * cosignatures too. A crash in between leaves them in one of the two files.
   *
   * @return false if one of a larger size is kept already
   * @throws RecordException if it is not this record's
   */
  public synchronized boolean keep(SignedCheckpoint cosigned) throws IOException {
    Checkpoint checkpoint = verify(cosigned, signers, former);
    if (!reader.root(checkpoint.size()).equals(checkpoint.root())) {
      throw RecordException.brokenRecord(
          "the cosigned checkpoint of size "
              + checkpoint.size()
              + " has another root than this record had; somebody signs a second history");
    }
    Optional<SignedCheckpoint> kept = store.find(COSIGNED).map(SignedCheckpoint::parse);
    if (isLarger(kept, checkpoint)) {
      return false;
    }
    SignedCheckpoint all = // cosignatures that another one kept meanwhile stay
        kept.filter(there -> there.checkpoint().equals(checkpoint))
            .map(there -> with(there, cosigned))
            .orElse(cosigned);
    if (kept.isEmpty() || !kept.get().equals(all)) {
      store.commit(COSIGNED, all.bytes());
    }
    SignedCheckpoint newest = reader.checkpoint();
    if (checkpoint.equals(newest.checkpoint()) && !with(newest, all).equals(newest)) {
      SignedCheckpoint shown = with(newest, all);
      store.commit(CHECKPOINT, shown.bytes());
      reader = new RecordReader(store, shown);
    }
    return true;
  }

  /** With the other's signatures; the same one where it has them all. */
  private static SignedCheckpoint with(SignedCheckpoint one, SignedCheckpoint other) {
    List<NoteSignature> more = other.note().signatures();
    return one.note().signatures().containsAll(more) ? one : one.with(more);
  }

  private static boolean isLarger(Optional<SignedCheckpoint> kept, Checkpoint checkpoint) {
    return kept.isPresent() && kept.get().checkpoint().size() > checkpoint.size();
  }

  /**
   * Keeps a checkpoint of this record that was stamped, as the file {@link Stamp#FILE}, unless one
   * of a larger size is kept already.
   *
   * @throws RecordException if it is not this record's
   */
  public synchronized void keepStamped(SignedCheckpoint stamped) throws IOException {
    Checkpoint checkpoint = verify(stamped, signers, former);
    if (!reader.root(checkpoint.size()).equals(checkpoint.root())) {
      throw RecordException.brokenRecord("the stamped checkpoint is of another history");
    }
    Optional<byte[]> kept = store.find(Stamp.FILE);
    boolean isKept = kept.map(there -> Arrays.equals(there, stamped.bytes())).orElse(false);
    if (!isKept && !isLarger(kept.map(SignedCheckpoint::parse), checkpoint)) {
      store.commit(Stamp.FILE, stamped.bytes());
    }
  }

  /** A view of the record as of the newest checkpoint that a witness cosigned, for bundles. */
  public Optional<RecordReader> findCosigned() throws IOException {
    return store.find(COSIGNED).map(SignedCheckpoint::parse).map(at -> new RecordReader(store, at));
  }

  /** Lets the next writer in. */
  @Override
  public void close() throws IOException {
    lock.close();
  }

  private List<byte[]> skipThoseThere(long firstIndex, List<byte[]> entries) {
    long size = reader.size();
    if (firstIndex < 0 || firstIndex > size) {
      throw RecordException.outOfRange(
          "the next entry has index " + size + ", so none can be appended at " + firstIndex);
    }
    int there = (int) Math.min(entries.size(), size - firstIndex);
    for (int i = 0; i < there; i++) {
      if (!Arrays.equals(entries.get(i), reader.entry(firstIndex + i))) {
        throw RecordException.brokenRecord(
            "the record already has another entry "
                + (firstIndex + i)
                + "; a record never changes, so find out who wrote it");
      }
    }
    return entries.subList(there, entries.size());
  }

  private static void requireFits(byte[] entry) {
    if (entry.length > Entry.MAX_BYTES) {
      throw RecordException.outOfRange(
          "an entry has " + entry.length + " bytes; at most 65,535 fit a record");
    }
  }

  private static SignedCheckpoint begin(LogStore store, List<NoteSigner> signers)
      throws IOException {
    NoteSigner signer = signers.getLast();
    store.write(VKEY, Words.bytes(signer.verifier().vkey() + "\n"));
    SignedCheckpoint empty = new Checkpoint(signer.name(), 0, Merkle.EMPTY_ROOT).sign(signers);
    store.commit(CHECKPOINT, empty.bytes());
    return empty;
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this same process: the same refusal as for another one.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw RecordException.brokenRecord(
        folder + " is already open for writing; a record has one writer, close the other first");
  }
}
