// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A record as of one checkpoint, read from its tiles (c2sp.org/tlog-tiles).
 *
 * <p>Holds a few tiles and one bundle in memory, whatever the size of the record. Faults of the
 * disk are {@link UncheckedIOException}s; tiles that are missing or too short are {@link
 * RecordException}s that name the file. Safe for any number of threads.
 */
public final class RecordReader {

  private static final int CACHED_LEAVES = 64; // a megabyte

  /** The tiles above the leaves of sixteen million entries, four megabytes at most. */
  private static final int CACHED_NODES = 256;

  private final LogStore store;
  private final SignedCheckpoint checkpoint;
  private final Map<String, Tile> leaves = newest(CACHED_LEAVES);
  private final Map<String, Tile> nodes = newest(CACHED_NODES);
  private BundleOfEntries lastBundle = new BundleOfEntries(-1, List.of());

  private record BundleOfEntries(long index, List<byte[]> entries) {}

  /** Keeps those that were used last. */
  private static Map<String, Tile> newest(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Tile> eldest) {
        return size() > most;
      }
    };
  }

  RecordReader(LogStore store, SignedCheckpoint checkpoint) {
    this.store = store;
    this.checkpoint = checkpoint;
  }

  /** Opens a folder after verifying that its checkpoint is signed by the key. */
  public static RecordReader open(Path folder, NoteVerifier key) throws IOException {
    RecordReader reader = openUnverified(folder);
    reader.checkpoint.verify(key);
    return reader;
  }

  /** Opens a folder after its checkpoint was verified by the caller, who throws if it is wrong. */
  public static RecordReader open(Path folder, Consumer<SignedCheckpoint> verifier)
      throws IOException {
    RecordReader reader = openUnverified(folder);
    verifier.accept(reader.checkpoint);
    return reader;
  }

  /** Opens a record in a key-value store, verified alike. */
  public static RecordReader open(KeyValue values, NoteVerifier key) throws IOException {
    RecordReader reader = open(KeyValueStore.forReading(values), values.toString());
    reader.checkpoint.verify(key);
    return reader;
  }

  /** Opens a folder without looking at the checkpoint's signature. */
  static RecordReader openUnverified(Path folder) throws IOException {
    return open(new FolderStore(folder), folder.toString());
  }

  static RecordReader open(LogStore store, String place) throws IOException {
    byte[] bytes =
        store
            .find(RecordFolder.CHECKPOINT)
            .orElseThrow(() ->
                RecordException.brokenRecord(
                    place + " holds no file 'checkpoint', so it is not a record"));
    return new RecordReader(store, SignedCheckpoint.parse(bytes));
  }

  /** The checkpoint as signed. */
  public SignedCheckpoint checkpoint() {
    return checkpoint;
  }

  /** The number of entries. */
  public long size() {
    return checkpoint.checkpoint().size();
  }

  /** The entry at an index from 0 to size-1. */
  public byte[] entry(long index) {
    if (index < 0 || index >= size()) {
      throw RecordException.outOfRange(
          "entry " + index + " is not in a record of size " + size() + "; indexes start at 0");
    }
    int offset = (int) (index % TilePath.WIDTH);
    return bundle(index / TilePath.WIDTH).get(offset).clone();
  }

  /**
   * The entries from {@code from} (inclusive) to {@code to} (exclusive), read as they are taken.
   */
  public Stream<byte[]> entries(long from, long to) {
    if (from < 0 || from > to || to > size()) {
      throw RecordException.outOfRange(
          "entries " + from + " to " + to + " are not in a record of size " + size());
    }
    return LongStream.range(from, to).mapToObj(this::entry);
  }

  /** The proof that entry {@code index} is in the tree of the first {@code size} entries. */
  public List<Hash> inclusionProof(long index, long size) {
    requireSize(size);
    return Merkle.inclusionProof(index, size, this::range);
  }

  /** The proof that the first {@code oldSize} entries are a prefix of the first {@code newSize}. */
  public List<Hash> consistencyProof(long oldSize, long newSize) {
    requireSize(newSize);
    return Merkle.consistencyProof(oldSize, newSize, this::range);
  }

  /** The root over the first {@code size} entries, computed from the tiles. */
  public Hash root(long size) {
    requireSize(size);
    return size == 0 ? Merkle.EMPTY_ROOT : range(0, size);
  }

  /** The proof file of one entry, with the entry itself as its extra data. */
  public TlogProof proof(long index) {
    return new TlogProof(
        Optional.of(entry(index)), index, inclusionProof(index, size()), checkpoint.bytes());
  }

  private void requireSize(long size) {
    if (size < 0 || size > size()) {
      throw RecordException.outOfRange(
          "size " + size + " is beyond the checkpoint's " + size() + " entries");
    }
  }

  /** The hash over a range that is a node of the tree of some size up to this one. */
  Hash hash(long from, long to) {
    requireSize(to);
    return from == to ? Merkle.EMPTY_ROOT : range(from, to);
  }

  private Hash range(long from, long to) {
    long width = to - from;
    if (Long.bitCount(width) == 1 && from % width == 0) {
      int height = Long.numberOfTrailingZeros(width);
      return subtree(height, from >>> height);
    }
    long middle = from + Merkle.split(width);
    return Merkle.node(range(from, middle), range(middle, to));
  }

  /** The full subtree of the given height, the index-th of its height from the left. */
  private Hash subtree(int height, long index) {
    int level = height / TilePath.WIDTH_BITS;
    int within = height % TilePath.WIDTH_BITS;
    int perTile = TilePath.WIDTH >>> within;
    return cached(level, index / perTile).subtree(within, (int) (index % perTile));
  }

  /** The hashes of a tile, as many as this record's size gives it. */
  List<Hash> tile(int level, long index) {
    return cached(level, index).hashes();
  }

  /** How many hashes a tile has in a tree of this size. */
  int width(int level, long index) {
    long count = size() >>> (TilePath.WIDTH_BITS * level);
    return (int) Math.min(TilePath.WIDTH, count - index * TilePath.WIDTH);
  }

  private synchronized Tile cached(int level, long index) {
    int width = width(level, index);
    String path = TilePath.tile(level, index, width);
    Map<String, Tile> tiles = level == 0 ? leaves : nodes;
    Tile cached = tiles.get(path);
    if (cached != null) {
      return cached;
    }
    byte[] bytes = read(path, TilePath.tile(level, index, TilePath.WIDTH));
    if (bytes.length % Hash.BYTES != 0 || bytes.length < width * Hash.BYTES) {
      throw RecordException.brokenRecord(
          path + " has " + bytes.length + " bytes; " + width * Hash.BYTES + " are needed");
    }
    Tile tile = Tile.of(bytes, width);
    tiles.put(path, tile);
    return tile;
  }

  /** The entries of a bundle, as many as this record's size gives it. */
  synchronized List<byte[]> bundle(long index) {
    if (lastBundle.index != index) {
      int width = width(0, index);
      String path = TilePath.bundle(index, width);
      byte[] bytes = read(path, TilePath.bundle(index, TilePath.WIDTH));
      lastBundle = new BundleOfEntries(index, EntryBundle.parse(bytes, width, path));
    }
    return lastBundle.entries;
  }

  /** A partial tile may have been removed once the full one was there; its prefix is the same. */
  private byte[] read(String path, String fullPath) {
    try {
      Optional<byte[]> exact = store.find(path);
      return exact
          .or(() -> findUnchecked(fullPath))
          .orElseThrow(() -> RecordException.brokenRecord(path + " is missing, as is " + fullPath));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + path + " failed", e);
    }
  }

  private Optional<byte[]> findUnchecked(String path) {
    try {
      return store.find(path);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + path + " failed", e);
    }
  }
}
