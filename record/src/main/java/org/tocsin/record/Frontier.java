// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.Arrays;

/**
 * A tree that is put together from the left: full subtrees side by side, each as large as its place
 * allows. Holds at most 64 hashes, whatever the size. Not for several threads.
 */
final class Frontier {

  private static final int MOST = 64;

  /** Hears of every node, once: those that were added and those that they gave. */
  @FunctionalInterface
  interface Nodes {
    /** The hash over the entries from {@code from} (inclusive) to {@code to} (exclusive). */
    void node(long from, long to, byte[] hashes, int at);
  }

  private final TreeHasher hasher = new TreeHasher();
  private final Nodes nodes;
  private final byte[] hashes = new byte[MOST * Hash.BYTES];
  private final int[] heights = new int[MOST];
  private int depth;
  private long size;

  Frontier(Nodes nodes) {
    this.nodes = nodes;
  }

  /** How many entries stand in it. */
  long size() {
    return size;
  }

  /** The height of the next full subtree of those that lead from here to {@code to} in order. */
  int heightTowards(long to) {
    return Math.min(Long.numberOfTrailingZeros(size), 63 - Long.numberOfLeadingZeros(to - size));
  }

  /** Adds the leaf of an entry. */
  void addEntry(byte[] entry, int length) {
    hasher.leaf(entry, 0, length, hashes, depth * Hash.BYTES);
    added(0);
  }

  /** Adds a full subtree whose place {@link #heightTowards} told. */
  void add(int height, Hash hash) {
    hash.copyTo(hashes, depth * Hash.BYTES);
    added(height);
  }

  private void added(int height) {
    heights[depth++] = height;
    size += 1L << height;
    nodes.node(size - (1L << height), size, hashes, (depth - 1) * Hash.BYTES);
    while (depth > 1 && heights[depth - 1] == heights[depth - 2]) {
      depth--;
      int at = (depth - 1) * Hash.BYTES;
      hasher.node(hashes, at, hashes, at);
      heights[depth - 1]++;
      nodes.node(size - (1L << heights[depth - 1]), size, hashes, at);
    }
  }

  /** The root of the tree of this size; tells of the ragged nodes on its right. */
  Hash root() {
    if (depth == 0) {
      return Merkle.EMPTY_ROOT;
    }
    byte[] pair = new byte[2 * Hash.BYTES];
    System.arraycopy(hashes, (depth - 1) * Hash.BYTES, pair, Hash.BYTES, Hash.BYTES);
    long from = size - (1L << heights[depth - 1]);
    for (int i = depth - 2; i >= 0; i--) {
      System.arraycopy(hashes, i * Hash.BYTES, pair, 0, Hash.BYTES);
      hasher.node(pair, 0, pair, Hash.BYTES);
      from -= 1L << heights[i];
      nodes.node(from, size, pair, Hash.BYTES);
    }
    return Hash.of(Arrays.copyOfRange(pair, Hash.BYTES, 2 * Hash.BYTES));
  }
}
