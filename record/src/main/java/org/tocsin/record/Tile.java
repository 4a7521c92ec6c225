// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.ArrayList;
import java.util.List;

/**
 * The hashes of one tile and all full subtrees over them, so that a proof looks its siblings up
 * instead of computing them. Immutable; a full tile has 511 hashes.
 */
final class Tile {

  /** Row h holds the subtrees of height h, from the left. */
  private final List<List<Hash>> rows;

  private Tile(List<List<Hash>> rows) {
    this.rows = rows;
  }

  /** Reads the first {@code width} hashes, which the bytes must hold. */
  static Tile of(byte[] bytes, int width) {
    List<Hash> hashes = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      hashes.add(Hash.copyOf(bytes, i * Hash.BYTES, Hash.BYTES));
    }
    List<List<Hash>> rows = new ArrayList<>();
    for (List<Hash> row = List.copyOf(hashes); !row.isEmpty(); row = above(row)) {
      rows.add(row);
    }
    return new Tile(List.copyOf(rows));
  }

  private static List<Hash> above(List<Hash> row) {
    List<Hash> next = new ArrayList<>(row.size() / 2);
    for (int i = 0; i + 1 < row.size(); i += 2) {
      next.add(Merkle.node(row.get(i), row.get(i + 1)));
    }
    return List.copyOf(next);
  }

  /** The tile's own hashes. */
  List<Hash> hashes() {
    return rows.isEmpty() ? List.of() : rows.getFirst();
  }

  /** The subtree of this height (0 to 8), the index-th of its height from the left. */
  Hash subtree(int height, int index) {
    return rows.get(height).get(index);
  }
}
