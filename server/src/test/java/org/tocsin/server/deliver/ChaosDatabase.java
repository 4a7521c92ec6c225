// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.tocsin.server.kernel.database.DatabaseAccess;
import org.tocsin.server.kernel.database.DatabaseUnavailableException;
import org.tocsin.server.kernel.database.EmbeddedPostgres;

/**
 * A real PostgreSQL that can be stopped and killed. What it has confirmed it has handed to the
 * operating system, so it outlives the death of every process; only the disk itself is not waited
 * for.
 */
final class ChaosDatabase implements AutoCloseable {

  private static final Map<String, String> SETTINGS =
      Map.of("fsync", "off", "full_page_writes", "off", "max_connections", "200");
  private static final int HOMES_MAX = 8;

  private final Path home;
  private final String name;
  private EmbeddedPostgres server;
  private volatile int port;

  private ChaosDatabase(Path home, EmbeddedPostgres server, String name) {
    this.home = home;
    this.server = server;
    this.name = name;
    this.port = portOf(server);
  }

  /** A fresh database in the first home in {@code target} that no other JVM uses. */
  static ChaosDatabase start(String name) throws IOException {
    DatabaseUnavailableException last = null;
    for (int number = 1; number <= HOMES_MAX; number++) {
      Path home = Path.of("target", "chaos-postgres-" + number);
      Files.createDirectories(home);
      try {
        ChaosDatabase database =
            new ChaosDatabase(home, EmbeddedPostgres.start(home, SETTINGS), name);
        database.run("drop database if exists " + name + " with (force)");
        database.run("create database " + name + " owner tocsin");
        return database;
      } catch (DatabaseUnavailableException taken) {
        last = taken;
      }
    }
    throw new IllegalStateException("no database for chaos", last);
  }

  private void run(String sql) {
    try (Connection connection = server.administrator().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static int portOf(EmbeddedPostgres server) {
    return Integer.parseInt(server.access().url().replaceFirst(".*:([0-9]+)/.*", "$1"));
  }

  /** Where it listens now; 0 while it is down. */
  int port() {
    return port;
  }

  /** Its settings for a node that reaches it through the wire at this port. */
  synchronized List<String> settings(String host, int wire) {
    DatabaseAccess access = server.access();
    return List.of(
        "--tocsin.database.url=jdbc:postgresql://" + host + ":" + wire + "/" + name,
        "--tocsin.database.user=" + access.user(),
        "--tocsin.database.password=" + access.password());
  }

  /** A connection of the test's own, straight to it. */
  synchronized JdbcClient jdbc() {
    DatabaseAccess access = server.access();
    return JdbcClient.create(
        new DriverManagerDataSource(
            "jdbc:postgresql://127.0.0.1:" + port() + "/" + name,
            access.user(),
            access.password()));
  }

  /** Stops it in order, or kills its first process, and starts it again after a while. */
  synchronized void restart(boolean kill, Duration down) throws InterruptedException {
    port = 0;
    if (kill) {
      long pid = Long.parseLong(firstLine(home.resolve("cluster/postmaster.pid")));
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
    server.close();
    Thread.sleep(down);
    server = EmbeddedPostgres.start(home, SETTINGS);
    port = portOf(server);
  }

  private static String firstLine(Path file) {
    try {
      return new ArrayList<>(Files.readAllLines(file)).getFirst().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    server.close();
  }
}
