// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.util.ArrayList;
import java.util.List;

/**
 * The Merkle tree of RFC 6962 section 2.1 (the same in RFC 9162), with SHA-256.
 *
 * <p>Sizes and indexes are counts of leaves. A tree of n leaves splits at the largest power of two
 * smaller than n. All methods are pure and safe for any number of threads.
 */
public final class Merkle {

  /** The root of the tree without leaves: SHA-256 of nothing. */
  public static final Hash EMPTY_ROOT = Hash.sha256();

  private Merkle() {}

  /** Gives MTH(D[from:to]) for the ranges that a proof needs. */
  @FunctionalInterface
  interface RangeHashes {
    Hash hash(long from, long to);
  }

  /** The hash of a leaf: SHA-256(0x00 || entry). */
  public static Hash leaf(byte[] entry) {
    return TreeHasher.ofThread().leaf(entry);
  }

  /** The same of an entry that is a part of an array. */
  public static Hash leaf(byte[] octets, int from, int length) {
    return TreeHasher.ofThread().leaf(octets, from, length);
  }

  /** The hash of an inner node: SHA-256(0x01 || left || right). */
  public static Hash node(Hash left, Hash right) {
    return TreeHasher.ofThread().node(left, right);
  }

  /** The root over leaf hashes. */
  public static Hash root(List<Hash> leaves) {
    return leaves.isEmpty() ? EMPTY_ROOT : listRange(leaves, 0, leaves.size());
  }

  /** The proof that leaf {@code index} is in the tree of these leaf hashes, sibling first. */
  public static List<Hash> inclusionProof(List<Hash> leaves, long index) {
    return inclusionProof(index, leaves.size(), (from, to) -> listRange(leaves, from, to));
  }

  /** The proof that the tree of the first {@code oldSize} leaves is a prefix of this tree. */
  public static List<Hash> consistencyProof(List<Hash> leaves, long oldSize) {
    return consistencyProof(oldSize, leaves.size(), (from, to) -> listRange(leaves, from, to));
  }

  static List<Hash> inclusionProof(long index, long size, RangeHashes ranges) {
    if (index < 0 || index >= size) {
      throw RecordException.outOfRange(
          "entry " + index + " is not in a tree of size " + size + "; indexes start at 0");
    }
    List<Hash> proof = new ArrayList<>();
    path(index, 0, size, ranges, proof);
    return List.copyOf(proof);
  }

  static List<Hash> consistencyProof(long oldSize, long newSize, RangeHashes ranges) {
    if (oldSize < 0 || oldSize > newSize) {
      throw RecordException.outOfRange(
          "no consistency proof from size " + oldSize + " to size " + newSize + "; old <= new");
    }
    List<Hash> proof = new ArrayList<>();
    if (oldSize > 0) {
      subproof(oldSize, 0, newSize, true, ranges, proof);
    }
    return List.copyOf(proof);
  }

  /**
   * Whether the proof leads from the leaf hash at {@code index} to the root of the tree of {@code
   * size} leaves. Extra, missing and reordered hashes are refused.
   */
  public static boolean verifyInclusion(
      Hash leaf, long index, long size, List<Hash> proof, Hash root) {
    // RFC 9162 section 2.1.3.2.
    if (index < 0 || index >= size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    Hash hash = leaf;
    for (Hash sibling : proof) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = node(sibling, hash);
        int up = Math.min(Long.numberOfTrailingZeros(node), 63);
        // A node that is last and even has no sibling on its level: climb to where it has one.
        node >>>= up;
        last >>>= up;
      } else {
        hash = node(hash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /**
   * Whether the proof shows that the tree of {@code oldSize} leaves is a prefix of the tree of
   * {@code newSize} leaves. For equal sizes the proof is empty and the roots must be equal. From
   * size 0 there is nothing to prove (every tree begins empty), so asking it gives false.
   */
  public static boolean verifyConsistency(
      long oldSize, Hash oldRoot, long newSize, Hash newRoot, List<Hash> proof) {
    // RFC 9162 section 2.1.4.2.
    if (oldSize <= 0 || oldSize > newSize) {
      return false;
    }
    if (oldSize == newSize) {
      return proof.isEmpty() && oldRoot.equals(newRoot);
    }
    boolean oldIsFull = Long.bitCount(oldSize) == 1;
    if (!oldIsFull && proof.isEmpty()) {
      return false;
    }
    int up = Long.numberOfTrailingZeros(oldSize);
    long node = (oldSize - 1) >>> up;
    long last = (newSize - 1) >>> up;
    Hash oldHash = oldIsFull ? oldRoot : proof.getFirst();
    Hash newHash = oldHash;
    for (Hash sibling : oldIsFull ? proof : proof.subList(1, proof.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        oldHash = node(sibling, oldHash);
        newHash = node(sibling, newHash);
        while ((node & 1) == 0 && node != 0) {
          node >>>= 1;
          last >>>= 1;
        }
      } else {
        newHash = node(newHash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot);
  }

  /** The largest power of two smaller than n, for n of at least 2. */
  static long split(long n) {
    return Long.highestOneBit(n - 1);
  }

  private static void path(long index, long from, long to, RangeHashes ranges, List<Hash> proof) {
    if (to - from == 1) {
      return;
    }
    long middle = from + split(to - from);
    if (index < middle) {
      path(index, from, middle, ranges, proof);
      proof.add(ranges.hash(middle, to));
    } else {
      path(index, middle, to, ranges, proof);
      proof.add(ranges.hash(from, middle));
    }
  }

  private static void subproof(
      long oldSize, long from, long to, boolean whole, RangeHashes ranges, List<Hash> proof) {
    if (oldSize == to - from) {
      if (!whole) {
        proof.add(ranges.hash(from, to));
      }
      return;
    }
    long left = split(to - from);
    if (oldSize <= left) {
      subproof(oldSize, from, from + left, whole, ranges, proof);
      proof.add(ranges.hash(from + left, to));
    } else {
      subproof(oldSize - left, from + left, to, false, ranges, proof);
      proof.add(ranges.hash(from, from + left));
    }
  }

  private static Hash listRange(List<Hash> leaves, long from, long to) {
    if (to - from == 1) {
      return leaves.get(Math.toIntExact(from));
    }
    long middle = from + split(to - from);
    return node(listRange(leaves, from, middle), listRange(leaves, middle, to));
  }
}
