// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;
import org.tocsin.server.kernel.FreePort;

/**
 * A real PostgreSQL server run as a child process from one folder, reachable on the loopback
 * address alone and by password alone.
 *
 * <p>What is in the folder:
 *
 * <pre>
 * tocsin.lock         held while a Tocsin uses the folder
 * programs-CHECKSUM/  PostgreSQL's programs, unpacked once
 * cluster/            the data: checksums on, fsync on
 * *.password          of the roles "postgres" (superuser) and "tocsin"; readable by this user alone
 * postgres.log        what PostgreSQL and its tools print; without statements or values
 * </pre>
 *
 * <p>What a crash leaves: cut short while unpacking or creating the cluster, the next start begins
 * that step anew. After the death of this JVM alone the PostgreSQL server lives on; the next start
 * stops it first. After a power cut PostgreSQL replays its log.
 *
 * <p>A server that ends by itself, as PostgreSQL does when it can neither write nor recover on a
 * full disk, is started again on the same port, as often as it takes: once there is room again, no
 * more is needed than to wait.
 *
 * <p>Thread-safe; {@link #close} may be called more than once.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

  private static final int PORT_ATTEMPTS_MAX = 5;
  private static final long START_SECONDS_MAX = 600; // replaying a long log after a power cut
  private static final long STOP_SECONDS_MAX = 60;
  private static final Duration REVIVAL_PAUSE = Duration.ofSeconds(2);
  private static final String DATABASE = "tocsin";
  private static final String SUPERUSER = "postgres";

  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", "127.0.0.1"),
          Map.entry("unix_socket_directories", ""),
          Map.entry("password_encryption", "scram-sha-256"),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "256MB"),
          Map.entry("max_wal_size", "2GB"),
          Map.entry(
              "jit", "off"), // our statements are short; compiling them costs more than it saves
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          // A failed statement may hold a person's data, and so may the detail of its error.
          Map.entry("log_min_error_statement", "panic"),
          Map.entry("log_error_verbosity", "terse"),
          Map.entry("log_checkpoints", "off"));

  private final Path cluster;
  private final PostgresTools tools;
  private final DataFolderLock lock;
  private final Passwords passwords;
  private final Map<String, String> settings;
  private final int port;
  private volatile Process server;
  private volatile boolean closed;

  /**
   * Starts the server in {@code home}, which must exist; makes what is missing there.
   *
   * @throws DatabaseUnavailableException saying what is in the way and what to do
   */
  public static EmbeddedPostgres start(Path home) {
    return start(home, Map.of());
  }

  /**
   * The same with PostgreSQL settings that win over ours, for tests that want to be fast rather
   * than safe.
   */
  public static EmbeddedPostgres start(Path home, Map<String, String> settings) {
    return start(home, home, settings);
  }

  /**
   * The same with the programs unpacked in a folder that several homes share, so that a fresh home
   * need not unpack them again.
   */
  static EmbeddedPostgres start(Path home, Path programsHome, Map<String, String> settings) {
    Path folder = home.toAbsolutePath().normalize();
    DataFolderLock lock = DataFolderLock.take(folder);
    try {
      return new EmbeddedPostgres(
          folder, programsHome.toAbsolutePath().normalize(), lock, settings);
    } catch (IOException | SQLException e) {
      lock.close();
      throw new DatabaseUnavailableException(
          "Cannot start the embedded PostgreSQL in "
              + folder
              + ": "
              + e.getMessage()
              + ". Its log: "
              + folder.resolve(PostgresTools.LOG_NAME),
          e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private EmbeddedPostgres(
      Path home, Path programsHome, DataFolderLock lock, Map<String, String> settings)
      throws IOException, SQLException {
    this.lock = lock;
    this.cluster = home.resolve("cluster");
    Path programs = PostgresBinaries.unpackedIn(programsHome);
    this.tools = new PostgresTools(home, programs, PostgresUser.choose(programs, cluster));
    new Orphan(cluster, tools).stop();
    this.passwords = new Passwords(home, Files.exists(cluster));
    if (!Files.exists(cluster)) {
      createCluster(home);
    }
    requireSameMajorVersion();

    Map<String, String> all = new TreeMap<>(SETTINGS);
    all.putAll(settings);
    this.settings = all;
    Started started = launch();
    this.server = started.process;
    this.port = started.port;
    try {
      createDatabase();
    } catch (SQLException e) {
      stopServer();
      throw e;
    }
    Thread.ofVirtual().name("postgres-watch").start(this::watch);
  }

  /** The application's database as its owner, who is no superuser. */
  public DatabaseAccess access() {
    return new DatabaseAccess(url(port, DATABASE), DATABASE, passwords.application());
  }

  /** The maintenance database as superuser. */
  public DatabaseAccess administrator() {
    return administrator(port);
  }

  private DatabaseAccess administrator(int atPort) {
    return new DatabaseAccess(url(atPort, SUPERUSER), SUPERUSER, passwords.superuser());
  }

  private static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Process id of the PostgreSQL server. */
  long processId() {
    return server.pid();
  }

  /** Made beside its place and renamed, so that a cluster under its name is a whole one. */
  private void createCluster(Path home) throws IOException {
    Path unfinished = home.resolve("cluster.unfinished");
    FileSystemUtils.deleteRecursively(unfinished);
    Files.createDirectory(unfinished);
    tools.user().give(unfinished);
    Path passwordFile = passwords.copyForInitdb(home);
    try {
      tools.user().give(passwordFile);
      tools.run(
          "initdb",
          List.of(
              "--pgdata=" + unfinished,
              "--username=" + SUPERUSER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--data-checksums",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8"));
    } finally {
      Files.delete(passwordFile);
    }
    Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
  }

  private void requireSameMajorVersion() throws IOException {
    String version = Files.readString(cluster.resolve("PG_VERSION")).strip();
    if (!version.equals(PostgresBinaries.MAJOR_VERSION)) {
      throw new DatabaseUnavailableException(
          "The database in %s was made by PostgreSQL %s, and this Tocsin brings PostgreSQL %s. Export it with the Tocsin that made it (pg_dump), then restore the dump into a new data folder."
              .formatted(cluster, version, PostgresBinaries.MAJOR_VERSION));
    }
  }

  private record Started(Process process, int port) {}

  private Started launch() throws IOException {
    for (int attempt = 1; ; attempt++) {
      int free = FreePort.find();
      long logStart = tools.logSize();
      Process process = tools.launch(cluster, free, settings);
      if (becomesReady(process, free)) {
        return new Started(process, free);
      }
      String tail = tools.logTail(logStart);
      // Another program may take the port between our look and PostgreSQL's; then try another.
      if (!tail.contains("Address already in use") || attempt == PORT_ATTEMPTS_MAX) {
        throw new DatabaseUnavailableException(
            "The embedded PostgreSQL in "
                + cluster
                + " did not start (exit status "
                + process.exitValue()
                + "). What it said last:\n"
                + tail
                + "\nSet right what it names (room on the disk, memory, rights), then start again.");
      }
    }
  }

  /** Starts the server again whenever it has ended and nobody here has asked it to. */
  private void watch() {
    Duration pause = Duration.ZERO;
    while (true) {
      server.onExit().join();
      LockSupport.parkNanos(pause.toNanos());
      synchronized (this) {
        if (closed) {
          return;
        }
        pause = revived() ? Duration.ZERO : REVIVAL_PAUSE;
      }
    }
  }

  private boolean revived() {
    LOG.error(
        "PostgreSQL has ended by itself (exit status {}) and is started again. If the disk is full, make room; nothing else is needed. What it said last:\n{}",
        server.exitValue(),
        tools.logTail(0));
    try {
      Process next = tools.launch(cluster, port, settings);
      server = next;
      boolean ready = becomesReady(next, port);
      if (ready) {
        LOG.info("PostgreSQL runs again, process {}", next.pid());
      }
      return ready;
    } catch (IOException | RuntimeException e) {
      LOG.error("PostgreSQL could not be started again and will be tried again", e);
      return false;
    }
  }

  /** Waits until the server answers; false if it ended instead. */
  private boolean becomesReady(Process process, int atPort) throws IOException {
    long begin = System.nanoTime();
    try {
      while (process.isAlive() && !closed) {
        try (Connection ready = administrator(atPort).connect()) {
          return ready.isValid(5);
        } catch (SQLException notYet) {
          refuseIfHopeless(process, notYet, begin);
        }
        process.waitFor(20, TimeUnit.MILLISECONDS);
      }
      return false;
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while PostgreSQL was starting", e);
    }
  }

  private void refuseIfHopeless(Process process, SQLException reason, long begin) {
    if ("28P01".equals(reason.getSQLState())) { // invalid_password
      end(process);
      throw new DatabaseUnavailableException(
          "The password in "
              + passwords.superuserFile()
              + " is not the one of the database beside it. Put the file back that belongs to this data folder.",
          reason);
    }
    if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(START_SECONDS_MAX)) {
      end(process);
      throw new DatabaseUnavailableException(
          "The embedded PostgreSQL did not answer within "
              + START_SECONDS_MAX
              + " s. What it said last:\n"
              + tools.logTail(0),
          reason);
    }
  }

  private static void end(Process process) {
    process.destroyForcibly();
    boolean interrupted = false;
    while (process.isAlive()) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        interrupted = true; // A killed process ends at once, so finish waiting first.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void createDatabase() throws SQLException {
    try (Connection connection = administrator().connect();
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "select from pg_roles where rolname = '" + DATABASE + "'")) {
        statement.execute("create role " + DATABASE + " login");
      }
      if (passwords.applicationIsNew()) {
        statement.execute("alter role " + DATABASE + " password '" + passwords.application() + "'");
      }
      if (!exists(statement, "select from pg_database where datname = '" + DATABASE + "'")) {
        statement.execute("create database " + DATABASE + " owner " + DATABASE);
      }
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  /**
   * Stops the server, rolling back what is open, and gives the folder back. Whoever uses the
   * database must be closed before.
   */
  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      try {
        stopServer();
      } finally {
        lock.close();
      }
    }
  }

  private void stopServer() {
    if (!server.isAlive()) {
      return;
    }
    try {
      tools.stop(cluster, STOP_SECONDS_MAX);
    } catch (IOException e) {
      LOG.warn(
          "PostgreSQL did not stop when asked to; it is ended and will recover: {}",
          e.getMessage());
      server.destroyForcibly();
    }
    try {
      server.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
