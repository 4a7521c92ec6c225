// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything that was written to a file system, forced to the disk by one call: many files cost no
 * more than their bytes. What others wrote there is forced too, so it is for many files only. For
 * one commit; it is opened before the first byte is written, as it tells of faults since then.
 */
interface WholeDisk extends Closeable {

  /** How commits of many files come by one. */
  @FunctionalInterface
  interface Opener {
    /** Nothing where the system has no such call, or where it does not promise enough. */
    Optional<WholeDisk> open(Path folder) throws IOException;
  }

  /** Whether what stands in this folder is on the same file system. */
  boolean covers(Path folder) throws IOException;

  /**
   * Returns when all that was written before the call, names of files included, is with the disk; a
   * disk with a cache of its own may still need to be told, which forcing any file does.
   *
   * @throws IOException if anything could not be written since this was opened
   */
  void force() throws IOException;
}
