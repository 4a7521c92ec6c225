// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.ledger.BundleProblem;

/**
 * Case bundles on their way out: each is written whole to a file without a name before its first
 * byte is sent, so that a fault is a refusal in words and never half a download, and a slow reader
 * holds no database.
 *
 * <p>The file's name is removed as soon as it is open, so nothing is left of it after a crash. At
 * most {@value #AT_ONCE} are written at a time, and none into the last {@value #SPARED} bytes of
 * the disk, which the record itself needs. Thread-safe.
 */
@Component
class BundleFiles {

  static final int AT_ONCE = 2;
  static final long SPARED = 1L << 30;

  private static final int LOOKS_EVERY = 16 << 20;

  private final Path folder;
  private final LongSupplier usable;
  private final Semaphore room = new Semaphore(AT_ONCE, true);

  @Autowired
  BundleFiles(DataFolder data) {
    this(data.folder("bundles"), () -> usable(data.data()));
  }

  /** One that hears otherwise of the room on the disk. */
  BundleFiles(Path folder, LongSupplier usable) {
    this.folder = folder;
    this.usable = usable;
  }

  private static long usable(Path place) {
    try {
      return Files.getFileStore(place).getUsableSpace();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("the room on the disk is not known", e);
    }
  }

  /** Writes a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * The whole file, to be read once.
   *
   * @throws Problem T9053 when the disk has no room for it
   */
  Resource write(Content content) throws IOException {
    room.acquireUninterruptibly();
    try {
      requireRoom(0);
      FileChannel file =
          FileChannel.open(
              folder.resolve(UUID.randomUUID() + ".part"),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      try {
        content.writeTo(new Watched(Channels.newOutputStream(file)));
        file.position(0);
        return new Once(file, file.size());
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    } finally {
      room.release();
    }
  }

  private void requireRoom(long written) {
    if (usable.getAsLong() < SPARED) {
      throw BundleProblem.noRoom(written, SPARED);
    }
  }

  /** Looks at the disk every few megabytes. */
  private final class Watched extends OutputStream {
    private final OutputStream out;
    private long written;
    private long looked;

    Watched(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      written += length;
      if (written - looked >= LOOKS_EVERY) {
        looked = written;
        requireRoom(written);
      }
    }
  }

  /** A file that is gone when it was read. */
  private static final class Once extends AbstractResource {
    private final FileChannel file;
    private final long length;

    Once(FileChannel file, long length) {
      this.file = file;
      this.length = length;
    }

    @Override
    public boolean exists() {
      return file.isOpen();
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public long contentLength() {
      return length;
    }

    @Override
    public String getDescription() {
      return "a case bundle";
    }

    @Override
    public InputStream getInputStream() {
      return Channels.newInputStream(file);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
