// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes rows by COPY in PostgreSQL's binary form, some three times as many a second as batched
 * inserts. Runs in the caller's transaction. Not thread-safe: one copy, one thread.
 */
public final class BinaryCopy {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  private static final int FLUSH_BYTES = 1 << 16;

  /** Room for a round's receipts; what is longer makes itself room. */
  private static final int FIRST_BYTES = 1 << 14;

  /** The type of a bigint, as {@code pg_type} numbers it. */
  private static final int INT8_OID = 20;

  private static final long EPOCH_SECONDS = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private final CopyIn copy;
  private byte[] buffer = new byte[FIRST_BYTES];
  private int length;

  /** Writes the rows of one copy. */
  @FunctionalInterface
  public interface Rows {
    /** Calls {@link BinaryCopy#row} and the columns for each row. */
    void write(BinaryCopy copy) throws IOException, SQLException;
  }

  private BinaryCopy(CopyIn copy) {
    this.copy = copy;
    put(SIGNATURE);
    putInt(0);
    putInt(0);
  }

  /**
   * Copies into {@code target}, a table with its columns in parentheses; returns the number of
   * rows.
   */
  public static long into(JdbcTemplate jdbc, String target, Rows rows) {
    Long count =
        jdbc.execute(
            (ConnectionCallback<Long>)
                connection -> {
                  CopyIn copy =
                      connection
                          .unwrap(PGConnection.class)
                          .getCopyAPI()
                          .copyIn("copy " + target + " from stdin (format binary)");
                  try {
                    BinaryCopy writer = new BinaryCopy(copy);
                    rows.write(writer);
                    writer.putShort(-1);
                    writer.flush();
                    return copy.endCopy();
                  } catch (IOException e) {
                    throw new SQLException("copy into " + target + " broke", e);
                  } finally {
                    if (copy.isActive()) {
                      copy.cancelCopy();
                    }
                  }
                });
    return count == null ? 0 : count;
  }

  /** Begins a row of this many columns. */
  public BinaryCopy row(int columns) throws SQLException {
    if (length >= FLUSH_BYTES) {
      flush();
    }
    putShort(columns);
    return this;
  }

  /** A text, or null. */
  public BinaryCopy text(@Nullable String value) {
    return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  /** A bytea, or null. */
  public BinaryCopy bytes(byte @Nullable [] value) {
    if (value == null) {
      putInt(-1);
    } else {
      putInt(value.length);
      put(value);
    }
    return this;
  }

  /** A bigint[] of one dimension. */
  public BinaryCopy int8s(long... values) {
    int header = 5 * Integer.BYTES;
    putInt(header + values.length * (Integer.BYTES + Long.BYTES));
    putInt(values.length == 0 ? 0 : 1);
    putInt(0); // Nothing in it is null.
    putInt(INT8_OID);
    putInt(values.length);
    putInt(1);
    for (long value : values) {
      int8(value);
    }
    return this;
  }

  /** A bigint. */
  public BinaryCopy int8(long value) {
    putInt(Long.BYTES);
    int at = place(Long.BYTES);
    LONG.set(buffer, at, value);
    return this;
  }

  /** An integer. */
  public BinaryCopy int4(int value) {
    putInt(Integer.BYTES);
    putInt(value);
    return this;
  }

  /** A smallint. */
  public BinaryCopy int2(int value) {
    putInt(Short.BYTES);
    putShort(value);
    return this;
  }

  /** A boolean. */
  public BinaryCopy bool(boolean value) {
    putInt(1);
    int at = place(1);
    buffer[at] = (byte) (value ? 1 : 0);
    return this;
  }

  /** A timestamptz, to the microsecond. */
  public BinaryCopy time(Instant value) {
    long micros =
        Math.addExact(
            Math.multiplyExact(value.getEpochSecond() - EPOCH_SECONDS, 1_000_000L),
            value.getNano() / 1_000);
    return int8(micros);
  }

  /** Makes room for so many octets at the end, in a buffer that may be another then. */
  private int place(int octets) {
    int at = length;
    if (octets > buffer.length - at) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, at + octets));
    }
    length = at + octets;
    return at;
  }

  private void put(byte[] octets) {
    int at = place(octets.length);
    System.arraycopy(octets, 0, buffer, at, octets.length);
  }

  private void putInt(int value) {
    int at = place(Integer.BYTES);
    INT.set(buffer, at, value);
  }

  private void putShort(int value) {
    int at = place(Short.BYTES);
    SHORT.set(buffer, at, (short) value);
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer, 0, length);
    length = 0;
  }
}
