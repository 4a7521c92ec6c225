// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FEATURE UNDER TEST: between every pair of sizes up to 300, and for every entry of every size, the
 * proofs from tiles are those of RFC 6962, and both sides judge them alike.
 *
 * <p>What the library is held to here shares no code with it: the RFC's recursions over the entries
 * with the JDK's digest, proofs and their checks as well.
 */
class EveryPairTest {

  private static final int SIZES = 300;

  @TempDir Path folder;

  /** RFC 6962 section 2.1 to 2.1.2 as written, with the roots of ranges remembered. */
  private static final class Rfc6962 {
    private final List<byte[]> entries;
    private final Map<Long, byte[]> roots = new HashMap<>();

    Rfc6962(List<byte[]> entries) {
      this.entries = entries;
    }

    /** MTH(D[from:to]). */
    byte[] root(int from, int to) {
      byte[] known = roots.get(from * 1000L + to);
      if (known == null) {
        known = compute(from, to);
        roots.put(from * 1000L + to, known);
      }
      return known;
    }

    private byte[] compute(int from, int to) {
      if (from == to) {
        return sha256();
      }
      if (to - from == 1) {
        return sha256(new byte[] {0}, entries.get(from));
      }
      int middle = from + split(to - from);
      return sha256(new byte[] {1}, root(from, middle), root(middle, to));
    }

    /** PATH(m, D[from:to]). */
    List<byte[]> path(int m, int from, int to) {
      if (to - from == 1) {
        return new ArrayList<>();
      }
      int middle = from + split(to - from);
      boolean left = m < middle;
      List<byte[]> path = left ? path(m, from, middle) : path(m, middle, to);
      path.add(left ? root(middle, to) : root(from, middle));
      return path;
    }

    /** SUBPROOF(m, D[from:to], b). */
    List<byte[]> subproof(int m, int from, int to, boolean b) {
      List<byte[]> proof = new ArrayList<>();
      if (m == to - from) {
        if (!b) {
          proof.add(root(from, to));
        }
        return proof;
      }
      int k = split(to - from);
      proof = m <= k ? subproof(m, from, from + k, b) : subproof(m - k, from + k, to, false);
      proof.add(m <= k ? root(from + k, to) : root(from, from + k));
      return proof;
    }

    /** The root that a path leads to: the definition of PATH read backwards. */
    static byte[] climb(byte[] leaf, int m, int n, List<byte[]> path) {
      if (n == 1) {
        return path.isEmpty() ? leaf : new byte[0];
      }
      if (path.isEmpty()) {
        return new byte[0];
      }
      int k = split(n);
      byte[] sibling = path.getLast();
      List<byte[]> rest = path.subList(0, path.size() - 1);
      return m < k
          ? sha256(new byte[] {1}, climb(leaf, m, k, rest), sibling)
          : sha256(new byte[] {1}, sibling, climb(leaf, m - k, n - k, rest));
    }

    /** The old and the new root that a proof leads to: SUBPROOF read backwards. */
    static List<byte[]> rebuild(int m, int n, boolean b, byte[] old, List<byte[]> proof) {
      if (m == n) {
        byte[] whole = b ? old : proof.size() == 1 ? proof.getFirst() : new byte[0];
        return List.of(whole, whole);
      }
      if (proof.isEmpty()) {
        return List.of(new byte[0], new byte[0]);
      }
      int k = split(n);
      byte[] last = proof.getLast();
      List<byte[]> rest = proof.subList(0, proof.size() - 1);
      if (m <= k) {
        List<byte[]> left = rebuild(m, k, b, old, rest);
        return List.of(left.get(0), sha256(new byte[] {1}, left.get(1), last));
      }
      List<byte[]> right = rebuild(m - k, n - k, false, old, rest);
      return List.of(
          sha256(new byte[] {1}, last, right.get(0)), sha256(new byte[] {1}, last, right.get(1)));
    }

    private static int split(int n) {
      int k = 1;
      while (2 * k < n) {
        k *= 2;
      }
      return k;
    }

    private static byte[] sha256(byte[]... parts) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
          digest.update(part);
        }
        return digest.digest();
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static List<byte[]> bytes(List<Hash> proof) {
    return proof.stream().map(Hash::bytes).toList();
  }

  @Test
  void consistencyBetweenEveryPairOfSizes() throws IOException {
    List<byte[]> entries = Given.randomEntries(new SplittableRandom(6962), SIZES);
    Rfc6962 rfc = new Rfc6962(entries);
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      record.append(entries);
      for (int to = 1; to <= SIZES; to++) {
        Hash root = record.reader().root(to);
        if (!Arrays.equals(root.bytes(), rfc.root(0, to))) {
          throw new AssertionError("root of size " + to);
        }
        for (int from = 1; from <= to; from++) {
          requireConsistent(record.consistencyProof(from, to), rfc, from, to);
        }
      }
    }
  }

  private static void requireConsistent(List<Hash> proof, Rfc6962 rfc, int from, int to) {
    Hash old = Hash.of(rfc.root(0, from));
    Hash root = Hash.of(rfc.root(0, to));
    List<byte[]> rebuilt = Rfc6962.rebuild(from, to, true, old.bytes(), bytes(proof));
    boolean good =
        proof.equals(PlainTree.hashes(rfc.subproof(from, 0, to, true)))
            && Arrays.equals(rebuilt.get(0), old.bytes())
            && Arrays.equals(rebuilt.get(1), root.bytes())
            && Merkle.verifyConsistency(from, old, to, root, proof)
            && (from == to || !Merkle.verifyConsistency(from, root, to, root, proof))
            && (from == to || !Merkle.verifyConsistency(from, old, to, old, proof));
    if (good && !proof.isEmpty()) {
      good = !Merkle.verifyConsistency(from, old, to, root, changed(proof, from + to));
    }
    if (!good) {
      throw new AssertionError("from size " + from + " to size " + to); // said only when it is so
    }
  }

  /** The proof with one hash changed, in turn a different one. */
  private static List<Hash> changed(List<Hash> proof, int turn) {
    List<Hash> changed = new ArrayList<>(proof);
    int at = turn % proof.size();
    changed.set(at, Merkle.node(proof.get(at), proof.get(at)));
    return changed;
  }

  @Test
  void inclusionOfEveryEntryInEverySize() throws IOException {
    List<byte[]> entries = Given.randomEntries(new SplittableRandom(9162), SIZES);
    Rfc6962 rfc = new Rfc6962(entries);
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      record.append(entries);
      for (int size = 1; size <= SIZES; size++) {
        for (int index = 0; index < size; index++) {
          requireIncluded(record.inclusionProof(index, size), rfc, index, size);
        }
      }
    }
  }

  private static void requireIncluded(List<Hash> proof, Rfc6962 rfc, int index, int size) {
    Hash leaf = Hash.of(rfc.root(index, index + 1));
    Hash root = Hash.of(rfc.root(0, size));
    boolean good =
        proof.equals(PlainTree.hashes(rfc.path(index, 0, size)))
            && Arrays.equals(Rfc6962.climb(leaf.bytes(), index, size, bytes(proof)), root.bytes())
            && Merkle.verifyInclusion(leaf, index, size, proof, root)
            && (size == 1 || !Merkle.verifyInclusion(root, index, size, proof, leaf))
            && !Merkle.verifyInclusion(
                leaf, index, size - 1, proof, Hash.of(rfc.root(0, size - 1)));
    if (good && !proof.isEmpty()) {
      good = !Merkle.verifyInclusion(leaf, index, size, changed(proof, index + size), root);
    }
    if (!good) {
      throw new AssertionError("entry " + index + " in size " + size);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomTreesGrownInRandomBatches(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> entries = Given.randomEntries(random, 400 + random.nextInt(500));
    Rfc6962 rfc = new Rfc6962(entries);
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      while (record.size() < entries.size()) {
        int from = (int) record.size();
        int to = Math.min(entries.size(), from + 1 + random.nextInt(300));
        record.append(entries.subList(from, to));
        assertThat(record.checkpoint().checkpoint().root().bytes()).isEqualTo(rfc.root(0, to));
        requireConsistent(
            record.consistencyProof(Math.max(1, from), to), rfc, Math.max(1, from), to);
        requireIncluded(record.inclusionProof(from, to), rfc, from, to);
      }
    }
  }
}
