// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The hashes of RFC 6962 section 2.1 in place, from array to array, by one digest that is used
 * again and again: whoever hashes millions makes no object for any. Not for several threads.
 */
final class TreeHasher {

  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;
  private static final ThreadLocal<TreeHasher> OF_THREAD = ThreadLocal.withInitial(TreeHasher::new);

  private final MessageDigest digest = Hash.sha256Digest();
  private final byte[] node = new byte[1 + 2 * Hash.BYTES];

  TreeHasher() {
    node[0] = NODE;
  }

  /** The one of the calling thread, for a hash now and then. */
  static TreeHasher ofThread() {
    return OF_THREAD.get();
  }

  /** SHA-256(0x00 || entry). */
  void leaf(byte[] entry, int from, int length, byte[] target, int at) {
    digest.update(LEAF);
    digest.update(entry, from, length);
    finish(target, at);
  }

  /** SHA-256(0x01 || left || right), of two hashes that stand side by side. */
  void node(byte[] both, int from, byte[] target, int at) {
    System.arraycopy(both, from, node, 1, 2 * Hash.BYTES);
    digest.update(node, 0, node.length);
    finish(target, at);
  }

  Hash leaf(byte[] entry) {
    return leaf(entry, 0, entry.length);
  }

  Hash leaf(byte[] octets, int from, int length) {
    digest.update(LEAF);
    digest.update(octets, from, length);
    return Hash.finish(digest);
  }

  Hash node(Hash left, Hash right) {
    left.copyTo(node, 1);
    right.copyTo(node, 1 + Hash.BYTES);
    digest.update(node, 0, node.length);
    return Hash.finish(digest);
  }

  /**
   * All full subtrees over {@code count} hashes that stand at the beginning, row above row: {@code
   * count/2} of height 1 behind them, then {@code count/4} of height 2, and so on.
   */
  void rows(byte[] hashes, int count) {
    int from = 0;
    int at = count * Hash.BYTES;
    for (int row = count; row > 1; row /= 2) {
      for (int i = 0; i + 1 < row; i += 2) {
        node(hashes, from + i * Hash.BYTES, hashes, at);
        at += Hash.BYTES;
      }
      from += row * Hash.BYTES;
    }
  }

  /** How many hashes {@link #rows} makes room for, those at the beginning included. */
  static int rowsOf(int count) {
    int all = 0;
    for (int row = count; row > 0; row /= 2) {
      all += row;
    }
    return all;
  }

  private void finish(byte[] target, int at) {
    try {
      digest.digest(target, at, Hash.BYTES);
    } catch (DigestException e) {
      throw new AssertionError("the target of a hash is too short", e);
    }
  }
}
