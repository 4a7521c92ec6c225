// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.record;

import java.io.IOException;
import java.util.List;
import org.tocsin.bench.frame.Contender;
import org.tocsin.record.RecordFolder;

/** Ours: a batch a pass, to a record that grows. */
final class Append implements Contender {
  private final List<byte[]> batch;
  private final RecordFolder record = RecordFolder.open(Entries.folder(), Entries.key());

  Append(int entries) throws IOException {
    batch = Entries.some(entries);
  }

  @Override
  public long units() {
    return batch.size();
  }

  @Override
  public long bytes() {
    return (long) batch.size() * Entries.BYTES;
  }

  @Override
  public long pass() throws IOException {
    return record.append(batch).checkpoint().size();
  }
}
