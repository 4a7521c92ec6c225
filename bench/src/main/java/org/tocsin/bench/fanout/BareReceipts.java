// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the database has to do for every recipient, and nothing else: their sealed rows are read,
 * and a run of receipts for each thousand is written into a table like the server's and committed,
 * by one client that has nothing else to do.
 */
final class BareReceipts {
  private static final int TOGETHER = 1_000;

  private final Connection connection;
  private final long first;

  /** With the table, which is made here. */
  BareReceipts(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute("create schema alone");
      statement.execute("create table alone.receipt_run (like deliver.receipt_run including all)");
      try (ResultSet row =
          statement.executeQuery(
              "select min(number) from watch.watcher where external_id like 'c0-%'")) {
        row.next();
        first = row.getLong(1);
      }
    }
  }

  /** Reads and writes for so many of the first crowd, whose numbers follow each other. */
  void write(int recipients) throws SQLException, IOException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("truncate alone.receipt_run");
    }
    connection.setAutoCommit(false);
    try (PreparedStatement read =
            connection.prepareStatement(
                "select number, external_id, languages, sealed, key from watch.watcher"
                    + " where number >= ? and number < ? order by number");
        PreparedStatement write =
            connection.prepareStatement(
                "insert into alone.receipt_run values (1, ?, ?, ?, ?, 1, false, now(), null)")) {
      for (int from = 0; from < recipients; from += TOGETHER) {
        long[] numbers = read(read, first + from, Math.min(TOGETHER, recipients - from));
        write.setInt(1, from);
        write.setObject(2, numbers);
        write.setLong(3, numbers[0]);
        write.setLong(4, numbers[numbers.length - 1]);
        write.executeUpdate();
        connection.commit();
      }
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static long[] read(PreparedStatement read, long from, int count)
      throws SQLException, IOException {
    long[] numbers = new long[count];
    read.setLong(1, from);
    read.setLong(2, from + count);
    try (ResultSet row = read.executeQuery()) {
      for (int i = 0; i < count; i++) {
        if (!row.next() || row.getBytes(4).length + row.getBytes(5).length == 0) {
          throw new IOException("the numbers of the first crowd do not follow each other");
        }
        numbers[i] = row.getLong(1);
      }
    }
    return numbers;
  }
}
