// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.record;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.tocsin.bench.frame.Contender;

/** The limit: the hashes that a tree must compute, and nothing else. */
final class BareHash implements Contender {
  /** A node: a byte that says so, and two hashes (RFC 6962 section 2.1). */
  private static final int NODE_BYTES = 65;

  private final MessageDigest digest;
  private final byte[] leaf;
  private final byte[] node = new byte[NODE_BYTES];
  private final byte[] hash = new byte[32];
  private final byte[] body;
  private final int leaves;
  private final int nodes;
  private final long units;

  private BareHash(int leaves, int nodes, int leafBytes, int bodyBytes, long units)
      throws NoSuchAlgorithmException {
    body = new byte[bodyBytes];
    digest = MessageDigest.getInstance("SHA-256");
    leaf = new byte[leafBytes + 1];
    this.leaves = leaves;
    this.nodes = nodes;
    this.units = units;
  }

  /** A leaf an entry, and a node less. */
  static BareHash ofAppend(int entries, int bytes) throws NoSuchAlgorithmException {
    return new BareHash(entries, entries - 1, bytes, 0, entries);
  }

  /** A leaf, and a node a level. */
  static BareHash ofPath(int size, int bytes) throws NoSuchAlgorithmException {
    int levels = 32 - Integer.numberOfLeadingZeros(size - 1);
    return new BareHash(1, levels, bytes, 0, 1);
  }

  /** A leaf an entry, a node less, and every byte of the file once more for its signature. */
  static BareHash ofBundle(int entries, int bytes, int lineBytes) throws NoSuchAlgorithmException {
    return new BareHash(entries, entries - 1, bytes, entries * lineBytes, entries);
  }

  @Override
  public long units() {
    return units;
  }

  @Override
  public long bytes() {
    return body.length > 0 ? body.length : leaves > 1 ? (long) leaves * (leaf.length - 1) : 0;
  }

  @Override
  public long pass() throws DigestException {
    for (int i = 0; i < leaves; i++) {
      hash(leaf);
    }
    for (int i = 0; i < nodes; i++) {
      hash(node);
    }
    if (body.length > 0) {
      digest.update(body);
      digest.digest(hash, 0, hash.length);
    }
    return hash[0];
  }

  private void hash(byte[] bytes) throws DigestException {
    digest.update(bytes);
    digest.digest(hash, 0, hash.length);
    bytes[1] = hash[0]; // so that no two are the same
  }
}
