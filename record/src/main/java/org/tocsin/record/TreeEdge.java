// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The right edge of a growing tree: for each level the hashes of its unfinished tile, and the
 * entries of the unfinished bundle. All that an append needs to know of what came before. Not for
 * several threads.
 */
final class TreeEdge {

  private static final int TILE_BYTES = TilePath.WIDTH * Hash.BYTES;

  private final TreeHasher hasher = new TreeHasher();
  private final byte[] rows = new byte[TreeHasher.rowsOf(TilePath.WIDTH) * Hash.BYTES];
  private final List<Level> levels = new ArrayList<>();
  private final List<String> filled = new ArrayList<>();
  private List<byte[]> entries = new ArrayList<>();
  private long size;

  /** The unfinished tile of a level. */
  private static final class Level {
    private final byte[] hashes = new byte[TILE_BYTES];
    private int count;

    /** Whether these very hashes stand in the store, so that they need not be written again. */
    private boolean stored;

    Level copy() {
      Level copy = new Level();
      System.arraycopy(hashes, 0, copy.hashes, 0, count * Hash.BYTES);
      copy.count = count;
      copy.stored = stored;
      return copy;
    }

    List<Hash> list() {
      List<Hash> list = new ArrayList<>(count + 1);
      for (int i = 0; i < count; i++) {
        list.add(Hash.copyOf(hashes, i * Hash.BYTES, Hash.BYTES));
      }
      return list;
    }
  }

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
      List<Hash> hashes = unfinished ? reader.tile(level, count / TilePath.WIDTH) : List.of();
      Level read = edge.level(level);
      for (Hash hash : hashes) {
        hash.copyTo(read.hashes, read.count++ * Hash.BYTES);
      }
      if (level == 0 && unfinished) {
        edge.entries = new ArrayList<>(reader.bundle(count / TilePath.WIDTH));
        requireSame(edge.entries, hashes, edge.size - edge.entries.size());
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
    levels.forEach(level -> copy.levels.add(level.copy()));
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
    for (Level level : levels) {
      List<Hash> hashes = level.list();
      ragged.ifPresent(hashes::add);
      if (!hashes.isEmpty()) {
        ragged = Optional.of(Merkle.root(hashes));
      }
    }
    return ragged.orElse(Merkle.EMPTY_ROOT);
  }

  private Level level(int number) {
    if (number == levels.size()) {
      levels.add(new Level());
    }
    return levels.get(number);
  }

  /** Adds an entry, writing each bundle and tile that it fills. */
  void add(byte[] entry, LogStore store) throws IOException {
    Level leaves = level(0);
    hasher.leaf(entry, 0, entry.length, leaves.hashes, leaves.count * Hash.BYTES);
    entries.add(entry);
    size++;
    if (entries.size() == TilePath.WIDTH) {
      write(
          TilePath.bundle(size / TilePath.WIDTH - 1, TilePath.WIDTH),
          EntryBundle.write(entries),
          store);
      entries = new ArrayList<>(TilePath.WIDTH);
    }
    added(0, store);
  }

  /** One more hash stands in a level's tile; a full tile gives the level above one. */
  private void added(int number, LogStore store) throws IOException {
    Level level = levels.get(number);
    level.stored = false;
    level.count++;
    if (level.count < TilePath.WIDTH) {
      return;
    }
    long index = (size >>> (TilePath.WIDTH_BITS * (number + 1))) - 1;
    write(TilePath.tile(number, index, TilePath.WIDTH), level.hashes.clone(), store);
    System.arraycopy(level.hashes, 0, rows, 0, TILE_BYTES);
    hasher.rows(rows, TilePath.WIDTH);
    level.count = 0;
    Level above = level(number + 1);
    System.arraycopy(
        rows, rows.length - Hash.BYTES, above.hashes, above.count * Hash.BYTES, Hash.BYTES);
    added(number + 1, store);
  }

  private void write(String path, byte[] bytes, LogStore store) throws IOException {
    store.write(path, bytes);
    filled.add(path);
  }

  /**
   * Writes the unfinished bundle and tiles, which the checkpoint of this size needs. A tile that
   * did not grow since this edge wrote it stands there already: it is not touched, as the
   * checkpoint before needs it too.
   */
  void writePartials(LogStore store) throws IOException {
    if (!entries.isEmpty()) {
      store.write(
          TilePath.bundle(size / TilePath.WIDTH, entries.size()), EntryBundle.write(entries));
    }
    for (int number = 0; number < levels.size(); number++) {
      Level level = levels.get(number);
      if (level.count > 0 && !level.stored) {
        long index = size >>> (TilePath.WIDTH_BITS * (number + 1));
        store.write(
            TilePath.tile(number, index, level.count),
            Arrays.copyOf(level.hashes, level.count * Hash.BYTES));
        level.stored = true;
      }
    }
  }

  /** The full tiles and bundles written since the last call, whose partial forms may now go. */
  List<String> takeFilled() {
    List<String> taken = List.copyOf(filled);
    filled.clear();
    return taken;
  }
}
