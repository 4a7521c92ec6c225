// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.record;

import java.io.IOException;
import java.util.SplittableRandom;
import org.tocsin.bench.frame.Contender;
import org.tocsin.record.RecordReader;

/** Ours: a proof of some entry. */
final class Prove implements Contender {
  private final RecordReader record;
  private final SplittableRandom random = new SplittableRandom(2);

  Prove(int size) throws IOException {
    record = Entries.record(Entries.some(size));
  }

  @Override
  public long units() {
    return 1;
  }

  @Override
  public long pass() {
    return record.inclusionProof(random.nextLong(record.size()), record.size()).size();
  }
}
