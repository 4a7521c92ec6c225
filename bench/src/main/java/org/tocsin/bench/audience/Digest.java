// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

/** Numbers in a line: how many, and a hash of all of them in their order. */
final class Digest {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private int count;
  private long hash = FNV_OFFSET;

  void add(int number) {
    count++;
    hash = (hash ^ number) * FNV_PRIME;
    hash ^= hash >>> 32;
  }

  @Override
  public String toString() {
    return count + " " + Long.toHexString(hash);
  }
}
