// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** What can only be seen in the server's own PostgreSQL. */
final class Backend implements AutoCloseable {
  private static final int LOOK_AGAIN_MILLIS = 5;

  private final Connection connection;

  /** Of the server with this data folder, which must run. */
  Backend(Path data) throws IOException, SQLException {
    Path home = data.resolve("postgres");
    String port = Files.readAllLines(home.resolve("cluster/postmaster.pid")).get(3);
    connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + port + "/tocsin",
            "postgres",
            Files.readString(home.resolve("superuser.password")).strip());
  }

  /** Bytes of the write-ahead log so far. */
  long walBytes() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Waits until the receipts of all who are warned first are committed. */
  void awaitReceipts(String warning, int recipients, int seconds)
      throws IOException, SQLException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select coalesce(sum(done), 0) from deliver.chunk where warning_id = ? and attempt = 1")) {
      statement.setString(1, warning);
      while (System.nanoTime() < until) {
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          if (row.getInt(1) >= recipients) {
            return;
          }
        }
        Thread.sleep(LOOK_AGAIN_MILLIS);
      }
    }
    throw new IOException("not all receipts of " + warning + " are there after " + seconds + " s");
  }

  /** When the first step of a warning was queued. */
  Instant queuedAt(String warning) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select min(queued_at) from deliver.wave where warning_id = ?")) {
      statement.setString(1, warning);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getTimestamp(1).toInstant();
      }
    }
  }

  /** What the database alone has to do, beside the server that uses it. */
  BareReceipts receiptsAlone() throws SQLException {
    return new BareReceipts(connection);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
