// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tocsin.audience.FileWatcher;
import org.tocsin.audience.LineProblem;

/**
 * A line that adds to somebody who may be known: whether it can is decided when they are held.
 *
 * @param line its number, from 1
 * @param raw its bytes, should it be refused then; null when too many are held already
 * @param adds what it tells of the watcher
 * @param doubts what is wrong with it all the same
 */
record MendedRow(long line, byte @Nullable [] raw, FileWatcher adds, List<LineProblem> doubts) {

  @Override
  public String toString() {
    return "MendedRow[" + line + "]";
  }
}
