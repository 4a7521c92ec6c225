// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.io.IOException;
import java.util.Map;

/**
 * Somebody who has loaded much and does several works with it, so that it is loaded once. Used by
 * one thread.
 */
public interface Keeper extends AutoCloseable {
  /** Gets ready for a work that the parent names; asked once for each name. */
  Contender contender(String work) throws Exception;

  /**
   * What there is to say about it, each with its unit after a comma: {@code memory, bytes a
   * watcher}. Asked after all work. Not measured by the frame.
   */
  default Map<String, Double> quantities() throws Exception {
    return Map.of();
  }

  /** Cleans up what would outlive the process. */
  @Override
  default void close() throws IOException {}
}
