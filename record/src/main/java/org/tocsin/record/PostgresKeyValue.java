// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Values as rows of a table in PostgreSQL, which whoever uses this has made:
 *
 * <pre>create table record_value (key text primary key, value bytea not null);</pre>
 *
 * <p>Each call is a transaction of its own on a connection of its own, so it belongs to no
 * transaction of the caller; it is durable when it returns as long as {@code synchronous_commit} is
 * on, which this asks for. Safe for any number of threads.
 */
public final class PostgresKeyValue implements KeyValue {

  private static final Pattern TABLE = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");

  private final DataSource database;
  private final String table;

  /**
   * A table of a database.
   *
   * @param table its name, with its schema where that is needed
   */
  public PostgresKeyValue(DataSource database, String table) {
    if (!TABLE.matcher(table).matches()) {
      throw RecordException.malformed(
          "table '" + Words.excerpt(table) + "' must be of a-z, 0-9 and _, with at most one dot");
    }
    this.database = database;
    this.table = table;
  }

  /** What is done with a connection. */
  @FunctionalInterface
  private interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  @Override
  public Optional<byte[]> get(String key) throws IOException {
    return inTransaction(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement("select value from " + table + " where key = ?")) {
        select.setString(1, key);
        try (ResultSet row = select.executeQuery()) {
          return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
        }
      }
    });
  }

  @Override
  public boolean putIfAbsent(String key, byte[] value) throws IOException {
    return set(key, value, "nothing") == 1;
  }

  @Override
  public void put(String key, byte[] value) throws IOException {
    set(key, value, "update set value = excluded.value");
  }

  private int set(String key, byte[] value, String otherwise) throws IOException {
    return inTransaction(connection -> {
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into %s (key, value) values (?, ?) on conflict (key) do %s"
                  .formatted(table, otherwise))) {
        insert.setString(1, key);
        insert.setBytes(2, value);
        return insert.executeUpdate();
      }
    });
  }

  private <T> T inTransaction(Work<T> work) throws IOException {
    try (Connection connection = database.getConnection()) {
      boolean before = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        try (Statement durable = connection.createStatement()) {
          durable.execute("set local synchronous_commit = on");
        }
        T result = work.with(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(before);
      }
    } catch (SQLException e) {
      throw new IOException("the table " + table + " could not be asked: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return "table " + table;
  }
}
