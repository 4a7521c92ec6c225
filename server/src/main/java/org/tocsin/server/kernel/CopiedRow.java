// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A row that {@link CopiedRows} read, by columns from 0, none of them null. Immutable. */
public final class CopiedRow {
  private final byte[][] columns;

  CopiedRow(byte[][] columns) {
    this.columns = columns;
  }

  /** A bytea; not to be changed. */
  public byte[] bytes(int column) {
    return columns[column];
  }

  /** A text. */
  public String text(int column) {
    return new String(columns[column], StandardCharsets.UTF_8);
  }

  /** A bigint. */
  public long int8(int column) {
    return ByteBuffer.wrap(columns[column]).getLong();
  }
}
