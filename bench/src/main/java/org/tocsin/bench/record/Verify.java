// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.record;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.tocsin.bench.frame.Contender;
import org.tocsin.record.Hash;
import org.tocsin.record.Merkle;
import org.tocsin.record.RecordReader;

/** Ours: one proof a pass, out of a hundred that were made before. */
final class Verify implements Contender {
  private static final int PROOFS = 100;

  private record Proven(byte[] entry, long index, List<Hash> proof) {}

  private final Proven[] proven = new Proven[PROOFS];
  private final long size;
  private final Hash root;
  private int next;

  Verify(int size) throws IOException {
    List<byte[]> entries = Entries.some(size);
    RecordReader record = Entries.record(entries);
    SplittableRandom random = new SplittableRandom(3);
    this.size = size;
    root = record.root(size);
    for (int i = 0; i < PROOFS; i++) {
      int index = random.nextInt(size);
      proven[i] = new Proven(entries.get(index), index, record.inclusionProof(index, size));
    }
  }

  @Override
  public long units() {
    return 1;
  }

  @Override
  public long pass() {
    Proven one = proven[next++ % PROOFS];
    Hash leaf = Merkle.leaf(one.entry);
    if (!Merkle.verifyInclusion(leaf, one.index, size, one.proof, root)) {
      throw new IllegalStateException("entry " + one.index + " does not verify");
    }
    return one.index;
  }
}
