// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.util.Optional;

/**
 * What a witness remembers: for each origin the checkpoint that it cosigned last.
 *
 * <p>A witness that forgets signs two histories. So whatever implements this keeps what it took
 * through a power cut, and lets no writer, of this process or another, overwrite what it has not
 * seen. Safe for any number of threads.
 */
public interface WitnessStore {

  /** The last checkpoint kept for an origin. */
  Optional<byte[]> find(String origin) throws IOException;

  /**
   * Keeps {@code next} if what is kept is still exactly {@code expected}. When this returns true it
   * outlives a power cut; after an exception either may stand there, the old or the next.
   *
   * @return false, with nothing changed, if something else is kept by now
   */
  boolean replace(String origin, Optional<byte[]> expected, byte[] next) throws IOException;
}
