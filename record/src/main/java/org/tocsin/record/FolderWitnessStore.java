// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A witness's memory in a folder: one file for each origin, named by the SHA-256 of the origin.
 *
 * <p>A file is written beside its place, forced to disk, renamed over the old one, and its folder
 * forced; a crash leaves the old file or the new one whole. A lock on {@code .lock} is held from
 * the comparison to the end, so several processes may share a folder of one machine.
 */
public final class FolderWitnessStore implements WitnessStore {

  /** The JDK's locks are those of a process, so its own threads need one more for each folder. */
  private static final Map<Path, Object> MONITORS = new ConcurrentHashMap<>();

  private final Path folder;
  private final Object monitor;
  private final FolderStore files;

  /** Keeps checkpoints in a folder, which is made if it is not there. */
  public FolderWitnessStore(Path folder) throws IOException {
    this(folder, (step, path) -> {});
  }

  FolderWitnessStore(Path folder, FolderStore.Steps steps) throws IOException {
    Files.createDirectories(folder);
    this.folder = folder;
    this.monitor = MONITORS.computeIfAbsent(folder.toRealPath(), path -> new Object());
    this.files = new FolderStore(folder, steps);
  }

  /** The name under which an origin is kept and asked for (c2sp.org/tlog-witness). */
  static String originHash(String origin) {
    return Hash.sha256(Words.bytes(origin)).hex();
  }

  @Override
  public Optional<byte[]> find(String origin) throws IOException {
    return files.find(originHash(origin));
  }

  @Override
  public boolean replace(String origin, Optional<byte[]> expected, byte[] next) throws IOException {
    synchronized (monitor) {
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        Optional<byte[]> kept = find(origin);
        boolean same =
            kept.isPresent() == expected.isPresent()
                && Arrays.equals(kept.orElse(next), expected.orElse(next));
        if (same && lock.isValid()) {
          files.commit(originHash(origin), next);
        }
        return same;
      }
    }
  }
}
