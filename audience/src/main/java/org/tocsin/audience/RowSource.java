// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.io.IOException;
import java.util.Optional;

/** Rows of a watcher file in one of its formats. */
interface RowSource {

  /**
   * One row before its cells are understood.
   *
   * @param row its cells, and problems of the format
   * @param raw its bytes
   * @param isHeader whether it names the columns and tells of no watcher
   */
  record RawRow(Row row, byte[] raw, boolean isHeader) {}

  /** The next row; empty at the end. */
  Optional<RawRow> next() throws IOException;
}
