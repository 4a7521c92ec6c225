// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.io.IOException;
import java.util.Map;

/** Where a {@link Keeper} lives. */
interface Host extends AutoCloseable {
  /** Gets ready for a work. Closing the runner leaves the host alive. */
  Runner runner(String work) throws IOException;

  /** See {@link Keeper#quantities()}. */
  Map<String, Double> quantities() throws IOException;

  @Override
  void close();
}
