// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The hashes of one tile and all full subtrees over them, so that a proof looks its siblings up
 * instead of computing them. Immutable; a full tile has 511 hashes.
 */
final class Tile {

  private final int width;

  /** The tile's hashes, then the subtrees of height 1, then those of height 2, and so on. */
  private final byte[] rows;

  private Tile(int width, byte[] rows) {
    this.width = width;
    this.rows = rows;
  }

  /** Reads the first {@code width} hashes, which the bytes must hold. */
  static Tile of(byte[] bytes, int width) {
    byte[] rows = Arrays.copyOf(bytes, TreeHasher.rowsOf(width) * Hash.BYTES);
    TreeHasher.ofThread().rows(rows, width);
    return new Tile(width, rows);
  }

  /** The tile's own hashes. */
  List<Hash> hashes() {
    List<Hash> hashes = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      hashes.add(Hash.copyOf(rows, i * Hash.BYTES, Hash.BYTES));
    }
    return List.copyOf(hashes);
  }

  /** The subtree of this height (0 to 8), the index-th of its height from the left. */
  Hash subtree(int height, int index) {
    int before = 0;
    for (int h = 0; h < height; h++) {
      before += width >> h;
    }
    return Hash.copyOf(rows, (before + index) * Hash.BYTES, Hash.BYTES);
  }
}
