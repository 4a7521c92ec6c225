// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads the rows of a query by COPY in PostgreSQL's binary form, the counterpart of {@link
 * BinaryCopy}: one stream, nothing parsed as text, memory for one row. Runs in the caller's
 * transaction; used by one thread.
 */
public final class CopiedRows implements Iterator<CopiedRow> {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int SIGNATURE_BYTES = 11;
  private static final int MAX_COLUMN_BYTES = 1 << 30;

  private final DataInputStream in;
  private int columns;

  private CopiedRows(DataInputStream in) throws IOException {
    this.in = in;
    in.skipNBytes(SIGNATURE_BYTES + Integer.BYTES);
    in.skipNBytes(in.readInt());
    columns = in.readShort();
  }

  /**
   * Reads a query without parameters; its columns may not be null.
   *
   * @param use is given the rows, which end with it
   */
  public static <T> T query(JdbcTemplate jdbc, String query, Function<Iterator<CopiedRow>, T> use) {
    @Nullable T result =
        jdbc.execute(
            (ConnectionCallback<T>)
                connection -> {
                  try (DataInputStream in =
                      new DataInputStream(
                          new BufferedInputStream(
                              new PGCopyInputStream(
                                  connection.unwrap(PGConnection.class),
                                  "copy (" + query + ") to stdout (format binary)"),
                              BUFFER_BYTES))) {
                    return use.apply(new CopiedRows(in));
                  } catch (IOException | UncheckedIOException e) {
                    throw new SQLException("copy from the database broke", e);
                  }
                });
    if (result == null) {
      throw new IllegalStateException("rows of a copy were read without a result");
    }
    return result;
  }

  @Override
  public boolean hasNext() {
    return columns >= 0;
  }

  @Override
  public CopiedRow next() {
    if (columns < 0) {
      throw new NoSuchElementException();
    }
    try {
      byte[][] row = new byte[columns][];
      for (int column = 0; column < columns; column++) {
        row[column] = column();
      }
      columns = in.readShort();
      return new CopiedRow(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] column() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_COLUMN_BYTES) {
      throw new IOException(
          "a column has %d bytes; columns may not be null and have at most %d"
              .formatted(length, MAX_COLUMN_BYTES));
    }
    byte[] value = new byte[length];
    in.readFully(value);
    return value;
  }
}
