// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The right edge of a growing tree: for each level the hashes of its unfinished tile, and the
 * entries of the unfinished bundle. All that an append needs to know of what came before.
 */
final class TreeEdge {

  private long size;
  private final List<List<Hash>> levels = new ArrayList<>();
  private List<byte[]> entries = new ArrayList<>();
  private final List<String> filled = new ArrayList<>();

  private TreeEdge() {}

  static TreeEdge empty() {
    return new TreeEdge();
  }

  /** Reads the edge of a record from its tiles. */
  static TreeEdge read(RecordReader reader) {
    TreeEdge edge = new TreeEdge();
    edge.size = reader.size();
    for (int level = 0; edge.size >>> (TilePath.WIDTH_BITS * level) > 0; level++) {
      long count = edge.size >>> (TilePath.WIDTH_BITS * level);
      boolean unfinished = count % TilePath.WIDTH != 0;
      edge.levels.add(
          new ArrayList<>(unfinished ? reader.tile(level, count / TilePath.WIDTH) : List.of()));
      if (level == 0 && unfinished) {
        edge.entries = new ArrayList<>(reader.bundle(count / TilePath.WIDTH));
        requireSame(edge.entries, edge.levels.getFirst(), edge.size - edge.entries.size());
      }
    }
    return edge;
  }

  private static void requireSame(List<byte[]> entries, List<Hash> hashes, long firstIndex) {
    for (int i = 0; i < entries.size(); i++) {
      if (!Merkle.leaf(entries.get(i)).equals(hashes.get(i))) {
        throw RecordException.brokenRecord(
            "entry " + (firstIndex + i) + " is not the one that the tree was built over");
      }
    }
  }

  TreeEdge copy() {
    TreeEdge copy = new TreeEdge();
    copy.size = size;
    levels.forEach(hashes -> copy.levels.add(new ArrayList<>(hashes)));
    copy.entries = new ArrayList<>(entries);
    return copy;
  }

  long size() {
    return size;
  }

  /**
   * The root. What lies right of a level's last full subtree counts as one more, ragged subtree of
   * that level, because the tree splits at powers of two.
   */
  Hash root() {
    Optional<Hash> ragged = Optional.empty();
    for (List<Hash> level : levels) {
      List<Hash> hashes = new ArrayList<>(level);
      ragged.ifPresent(hashes::add);
      if (!hashes.isEmpty()) {
        ragged = Optional.of(Merkle.root(hashes));
      }
    }
    return ragged.orElse(Merkle.EMPTY_ROOT);
  }

  /** Adds an entry, writing each bundle and tile that it fills. */
  void add(byte[] entry, LogStore store) throws IOException {
    entries.add(entry);
    size++;
    if (entries.size() == TilePath.WIDTH) {
      String path = TilePath.bundle(size / TilePath.WIDTH - 1, TilePath.WIDTH);
      store.write(path, EntryBundle.write(entries));
      filled.add(path);
      entries = new ArrayList<>();
    }
    add(Merkle.leaf(entry), 0, store);
  }

  private void add(Hash hash, int level, LogStore store) throws IOException {
    if (level == levels.size()) {
      levels.add(new ArrayList<>());
    }
    List<Hash> hashes = levels.get(level);
    hashes.add(hash);
    if (hashes.size() < TilePath.WIDTH) {
      return;
    }
    long index = (size >>> (TilePath.WIDTH_BITS * (level + 1))) - 1;
    String path = TilePath.tile(level, index, TilePath.WIDTH);
    store.write(path, tileBytes(hashes));
    filled.add(path);
    levels.set(level, new ArrayList<>());
    add(Merkle.root(hashes), level + 1, store);
  }

  /** Writes the unfinished bundle and tiles, which the checkpoint of this size needs. */
  void writePartials(LogStore store) throws IOException {
    if (!entries.isEmpty()) {
      store.write(
          TilePath.bundle(size / TilePath.WIDTH, entries.size()), EntryBundle.write(entries));
    }
    for (int level = 0; level < levels.size(); level++) {
      List<Hash> hashes = levels.get(level);
      if (!hashes.isEmpty()) {
        long index = size >>> (TilePath.WIDTH_BITS * (level + 1));
        store.write(TilePath.tile(level, index, hashes.size()), tileBytes(hashes));
      }
    }
  }

  /** The full tiles and bundles written since the last call, whose partial forms may now go. */
  List<String> takeFilled() {
    List<String> taken = List.copyOf(filled);
    filled.clear();
    return taken;
  }

  private static byte[] tileBytes(List<Hash> hashes) {
    byte[] bytes = new byte[hashes.size() * Hash.BYTES];
    for (int i = 0; i < hashes.size(); i++) {
      hashes.get(i).copyTo(bytes, i * Hash.BYTES);
    }
    return bytes;
  }
}
