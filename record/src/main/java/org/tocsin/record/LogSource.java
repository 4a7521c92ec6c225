// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the files of somebody's record by their paths in c2sp.org/tlog-tiles: a folder, or a URL by
 * whatever client of HTTP the caller has.
 */
@FunctionalInterface
public interface LogSource {

  /**
   * The whole file, or nothing if there is none; of larger files than {@link #MAX_FILE_BYTES} the
   * reading is refused.
   *
   * @throws IOException if it cannot be known
   */
  Optional<byte[]> find(String path) throws IOException;

  /** The largest file that a record has. */
  int MAX_FILE_BYTES = FolderStore.MAX_FILE_BYTES;

  /**
   * The record in a key-value store: its tiles under their own keys, everything else as of the
   * newest commit. A tile is asked for by one request; opening asks for nothing.
   */
  static LogSource values(KeyValue values) {
    return KeyValueStore.forReading(values)::find;
  }

  /** The record in a folder. */
  static LogSource folder(Path folder) {
    return new FolderStore(folder)::find;
  }
}
