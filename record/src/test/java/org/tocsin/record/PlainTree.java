// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * RFC 6962 sections 2.1 to 2.1.2 written out once more as the text has them, by recursion over the
 * entries and with the JDK's digest only: what the library is compared with.
 */
final class PlainTree {

  private PlainTree() {}

  static byte[] root(List<byte[]> d) {
    return switch (d.size()) {
      case 0 -> sha256();
      case 1 -> sha256(new byte[] {0}, d.getFirst());
      default -> {
        int k = split(d.size());
        yield sha256(new byte[] {1}, root(d.subList(0, k)), root(d.subList(k, d.size())));
      }
    };
  }

  static List<byte[]> path(int m, List<byte[]> d) {
    if (d.size() == 1) {
      return List.of();
    }
    int k = split(d.size());
    List<byte[]> left = d.subList(0, k);
    List<byte[]> right = d.subList(k, d.size());
    return m < k ? plus(path(m, left), root(right)) : plus(path(m - k, right), root(left));
  }

  static List<byte[]> proof(int m, List<byte[]> d) {
    return subproof(m, d, true);
  }

  private static List<byte[]> subproof(int m, List<byte[]> d, boolean b) {
    if (m == d.size()) {
      return b ? List.of() : List.of(root(d));
    }
    int k = split(d.size());
    List<byte[]> left = d.subList(0, k);
    List<byte[]> right = d.subList(k, d.size());
    return m <= k
        ? plus(subproof(m, left, b), root(right))
        : plus(subproof(m - k, right, false), root(left));
  }

  private static List<byte[]> plus(List<byte[]> list, byte[] last) {
    List<byte[]> all = new ArrayList<>(list);
    all.add(last);
    return all;
  }

  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
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

  static List<Hash> hashes(List<byte[]> proof) {
    return proof.stream().map(Hash::of).toList();
  }
}
