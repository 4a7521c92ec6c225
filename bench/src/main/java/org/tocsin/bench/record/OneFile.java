// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.tocsin.bench.frame.Contender;

/**
 * What the disk of this machine gives to anybody who must not lose entries: the same bytes, each
 * entry after its length, appended to one file by one write and forced once a pass. No tree, no
 * signature, nothing that could be proven.
 */
final class OneFile implements Contender {
  private static final int LENGTH_BYTES = 2;
  private static final long SIZE_MAX = 4L << 30; // then from the beginning, for the disk's sake

  private final FileChannel file;
  private final ByteBuffer batch;
  private final int entries;

  OneFile(int entries) throws IOException {
    this.entries = entries;
    Path path = Entries.folder().resolve("log");
    file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    batch = ByteBuffer.allocateDirect(entries * (LENGTH_BYTES + Entries.BYTES));
    List<byte[]> some = Entries.some(entries);
    some.forEach(entry -> batch.putShort((short) entry.length).put(entry));
  }

  @Override
  public long units() {
    return entries;
  }

  @Override
  public long bytes() {
    return (long) entries * Entries.BYTES;
  }

  @Override
  public long pass() throws IOException {
    if (file.position() > SIZE_MAX) {
      file.truncate(0);
    }
    batch.flip();
    while (batch.hasRemaining()) {
      file.write(batch);
    }
    file.force(false);
    return file.position();
  }
}
