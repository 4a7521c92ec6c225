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
   * @param role what it tells of
   */
  record RawRow(Row row, byte[] raw, Role role) {}

  /** What a row tells of. */
  enum Role {
    /** A watcher. */
    WATCHER,
    /** The columns. */
    HEADER,
    /** The file. */
    NOTE
  }

  /** The next row; empty at the end. */
  Optional<RawRow> next() throws IOException;
}
