// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Follows somebody's record from the checkpoint that it kept, and cries out when the record does
 * what it must not: tells a second history, goes back, falls silent, or holds an entry of a type
 * that should never appear. Where an entry changes the record's key it says so and follows the next
 * key; whoever signs by another key without that proof is cried out upon.
 *
 * <p>Each look reads what is new, builds the tree on from the kept checkpoint and compares the
 * root; nothing that the record says of itself is taken on trust but the signature. What it found
 * is cried before it is kept: after a crash in between the same is cried again, never nothing. The
 * state is one file, replaced whole; a checkpoint that contradicts it is kept beside it as proof,
 * and the monitor stays with the history that it saw first. Safe for any number of threads, which
 * wait for each other; one monitor for each state.
 */
public final class Monitor {

  private static final String STATE = "monitor.state";
  private static final String HEADER = "tocsin.org/monitor@v1";

  /** So that a record full of what should never appear fills no memory; the first ones are told. */
  private static final int MAX_CRIES = 1_000;

  /** What is cried. */
  public sealed interface Cry {

    /** For people. */
    String words();

    /**
     * The record has two histories, both signed: what was kept, and what it shows now.
     *
     * @param kept the size of the kept checkpoint
     * @param shown the size of the one that contradicts it
     */
    record Fork(long kept, long shown) implements Cry {
      @Override
      public String words() {
        return ("Two histories: the checkpoint of size %d that the record shows does not continue the"
                + " one of size %d that was kept. Both are signed by its key; both are kept as proof.")
            .formatted(shown, kept);
      }
    }

    /** The record shows fewer entries than it had. */
    record RolledBack(long kept, long shown) implements Cry {
      @Override
      public String words() {
        return "Rolled back: the record shows %d entries and had %d.".formatted(shown, kept);
      }
    }

    /** Nothing new has come since a time. */
    record Silent(Instant since) implements Cry {
      @Override
      public String words() {
        return "Silent: the last new checkpoint was seen at " + since + ".";
      }
    }

    /** An entry is of a type that should never appear, or is no entry at all. */
    record Unwanted(long index, String type) implements Cry {
      @Override
      public String words() {
        return "Entry %d is of type %s, which should never appear.".formatted(index, type);
      }
    }

    /** The record's key was changed, as an entry under a checkpoint of the key before proves. */
    record KeyChanged(Handover handover) implements Cry {
      @Override
      public String words() {
        return "The key was changed and is followed: %s. Key now %s."
            .formatted(handover.words(), handover.to().vkey());
      }
    }

    /** What the record shows cannot be read or is not what its own checkpoint signs. */
    record Broken(String why) implements Cry {
      @Override
      public String words() {
        return "Broken: " + why + ".";
      }
    }
  }

  /**
   * What to watch for.
   *
   * @param silence how long without a new checkpoint is too long
   * @param wanted whether a type of entry may appear
   * @param readEntries false where only the tiles of hashes are public: types are not seen then
   */
  public record Watch(Duration silence, Predicate<String> wanted, boolean readEntries) {}

  /**
   * What a look saw.
   *
   * @param size the size of the record that is kept now
   * @param added how many entries are new and were checked
   * @param cries what was cried
   */
  public record Look(long size, long added, List<Cry> cries) {

    /** Copies the list. */
    public Look {
      cries = List.copyOf(cries);
    }
  }

  private record State(Instant changed, Optional<SignedCheckpoint> checkpoint) {}

  private final LogSource source;
  private final NoteVerifier key;
  private final Watch watch;
  private final FolderStore files;
  private final InstantSource clock;
  private final Consumer<Cry> alarm;

  /**
   * A monitor.
   *
   * @param source where the record is read
   * @param key the record's published key
   * @param state a folder of this monitor's own
   * @param alarm hears each cry before it is forgotten
   */
  public Monitor(
      LogSource source,
      NoteVerifier key,
      Watch watch,
      Path state,
      InstantSource clock,
      Consumer<Cry> alarm)
      throws IOException {
    this.source = source;
    this.key = key;
    this.watch = watch;
    this.clock = clock;
    this.alarm = alarm;
    Files.createDirectories(state);
    this.files = new FolderStore(state);
  }

  /**
   * Looks once. The first look takes the record as it finds it, after checking all of it.
   *
   * @throws IOException if the state cannot be read or written; a record that cannot be read is
   *     silent, not an exception
   */
  public synchronized Look look() throws IOException {
    Instant now = clock.instant();
    FollowedKeys keys = FollowedKeys.read(files, key);
    State state = findState(keys).orElse(new State(now, Optional.empty()));
    List<Cry> cries = new ArrayList<>();
    State next = state;
    long added = 0;
    try {
      Optional<byte[]> found = source.find(RecordFolder.CHECKPOINT);
      if (found.isPresent()) {
        SignedCheckpoint shown = SignedCheckpoint.parse(found.get());
        List<Handover> changes =
            keys.changes(new SourceStore(source)::find, shown.checkpoint().size());
        shown.verify(keys.newest(changes));
        if (follow(state.checkpoint, shown, changes, cries)) {
          long kept = size(state);
          added = shown.checkpoint().size() - kept;
          boolean isNew =
              !state.checkpoint.map(SignedCheckpoint::note).equals(Optional.of(shown.note()));
          next = new State(isNew ? now : state.changed, Optional.of(shown));
        }
      }
    } catch (RecordException e) {
      cries.add(new Cry.Broken(String.valueOf(e.getMessage())));
    } catch (IOException | UncheckedIOException e) {
      // Whether that is a moment or a silence, the time since the last new checkpoint tells.
    }
    if (Duration.between(next.changed, now).compareTo(watch.silence) > 0) {
      cries.add(new Cry.Silent(next.changed));
    }
    cries.forEach(alarm);
    for (Cry cry : cries) {
      if (cry instanceof Cry.KeyChanged(Handover handover)) {
        keys.keep(handover);
      }
    }
    if (!next.equals(state) || state.checkpoint.isEmpty()) {
      keep(next);
    }
    return new Look(size(next), added, cries);
  }

  private static long size(State state) {
    return state.checkpoint.map(kept -> kept.checkpoint().size()).orElse(0L);
  }

  /** Whether the shown checkpoint continues the kept one; if not, cries and keeps it as proof. */
  private boolean follow(
      Optional<SignedCheckpoint> last,
      SignedCheckpoint shown,
      List<Handover> changes,
      List<Cry> cries)
      throws IOException {
    Checkpoint now = shown.checkpoint();
    Checkpoint kept =
        last.map(SignedCheckpoint::checkpoint)
            .orElse(new Checkpoint(now.origin(), 0, Merkle.EMPTY_ROOT));
    if (now.size() == kept.size() && now.root().equals(kept.root()) && changes.isEmpty()) {
      return true;
    }
    RecordReader reader = new RecordReader(new SourceStore(source), shown);
    if (now.size() < kept.size()) {
      cries.add(new Cry.RolledBack(kept.size(), now.size()));
    } else if (!continues(kept, now, reader, cries)) {
      cries.add(new Cry.Fork(kept.size(), now.size()));
    } else {
      for (Handover change : changes) {
        if (!Handovers.isOf(change, reader)) {
          throw RecordException.brokenRecord(
              "the change of the key at entry " + change.index() + " is of another history");
        }
        cries.add(new Cry.KeyChanged(change));
      }
      return true;
    }
    files.commit("contradiction." + now.size() + "." + now.root().hex(), shown.bytes());
    return false;
  }

  /**
   * Whether the tree over the new one's entries is the kept tree grown on.
   *
   * @throws RecordException if what the record shows does not even give its own root
   */
  private boolean continues(Checkpoint kept, Checkpoint now, RecordReader reader, List<Cry> cries)
      throws IOException {
    if (now.size() == kept.size()) {
      return now.root().equals(kept.root());
    }
    List<Hash> proof = reader.consistencyProof(kept.size(), now.size());
    boolean consistent =
        kept.size() == 0
            || Merkle.verifyConsistency(kept.size(), kept.root(), now.size(), now.root(), proof);
    Hash root = reader.root(now.size());
    if (!root.equals(now.root())) {
      throw RecordException.brokenRecord(
          "the tiles give root " + root + " and the checkpoint of size " + now.size() + " another");
    }
    if (consistent && watch.readEntries) {
      read(kept, now, reader, cries);
    }
    return consistent;
  }

  /** Reads the new entries and grows the kept tree by them, which must give the new root. */
  private void read(Checkpoint kept, Checkpoint now, RecordReader reader, List<Cry> cries) {
    Peaks peaks = Peaks.of(reader, kept.size());
    List<Cry> unwanted = new ArrayList<>();
    for (long i = kept.size(); i < now.size(); i++) {
      byte[] bytes = reader.entry(i);
      peaks.add(Merkle.leaf(bytes));
      String type = type(bytes);
      if (!watch.wanted.test(type) && unwanted.size() < MAX_CRIES) {
        unwanted.add(new Cry.Unwanted(i, type));
      }
    }
    if (!peaks.root().equals(now.root())) {
      throw RecordException.brokenRecord(
          "the entries from " + kept.size() + " on are not those of the signed tree");
    }
    cries.addAll(unwanted);
  }

  /** The full subtrees of a tree from the left, the largest first: all that growing it needs. */
  private static final class Peaks {
    private final List<Hash> hashes = new ArrayList<>();
    private long size;

    static Peaks of(RecordReader reader, long size) {
      Peaks peaks = new Peaks();
      for (long left = size; left > 0; left -= Long.highestOneBit(left)) {
        long from = size - left;
        peaks.hashes.add(reader.hash(from, from + Long.highestOneBit(left)));
      }
      peaks.size = size;
      return peaks;
    }

    void add(Hash leaf) {
      Hash hash = leaf;
      for (long bits = size; (bits & 1) == 1; bits >>>= 1) {
        hash = Merkle.node(hashes.removeLast(), hash);
      }
      hashes.add(hash);
      size++;
    }

    Hash root() {
      return hashes.reversed().stream()
          .reduce((right, left) -> Merkle.node(left, right))
          .orElse(Merkle.EMPTY_ROOT);
    }
  }

  private static String type(byte[] bytes) {
    try {
      return Entry.parse(bytes).type();
    } catch (RecordException e) {
      return "(no entry)";
    }
  }

  private Optional<State> findState(FollowedKeys keys) throws IOException {
    Optional<byte[]> found = files.find(STATE);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = Words.utf8(found.get(), STATE).split("\n", 3);
    if (parts.length != 3 || !parts[0].equals(HEADER)) {
      throw RecordException.malformed("the monitor's state is no such file; restore or remove it");
    }
    Optional<SignedCheckpoint> checkpoint =
        parts[2].isEmpty()
            ? Optional.empty()
            : Optional.of(SignedCheckpoint.parse(Words.bytes(parts[2])));
    // A crash may have kept a change of the key and not the checkpoint that came with it.
    checkpoint.ifPresent(kept -> kept.note().verify(keys.all()));
    return Optional.of(new State(Entry.instant(parts[1], "the state's time"), checkpoint));
  }

  private void keep(State state) throws IOException {
    String checkpoint =
        state.checkpoint.map(kept -> Words.utf8(kept.bytes(), "checkpoint")).orElse("");
    files.commit(STATE, Words.bytes(HEADER + "\n" + state.changed + "\n" + checkpoint));
  }

  /** A record that is only read. */
  private record SourceStore(LogSource source) implements LogStore {

    @Override
    public Optional<byte[]> find(String path) throws IOException {
      Optional<byte[]> found = source.find(path);
      if (found.isPresent() && found.get().length > LogSource.MAX_FILE_BYTES) {
        throw RecordException.outOfRange(path + " is larger than any file of a record");
      }
      return found;
    }

    @Override
    public void write(String path, byte[] bytes) {
      throw new UnsupportedOperationException("a monitor writes nothing");
    }

    @Override
    public void commit(String path, byte[] bytes) {
      throw new UnsupportedOperationException("a monitor writes nothing");
    }

    @Override
    public void deletePartials(String fullPath) {
      throw new UnsupportedOperationException("a monitor removes nothing");
    }
  }
}
