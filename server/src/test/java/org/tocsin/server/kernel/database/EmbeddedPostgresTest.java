// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * FEATURE UNDER TEST: the embedded PostgreSQL keeps what was committed through every kind of end,
 * and says what is wrong when it cannot start.
 */
class EmbeddedPostgresTest {
  /** One for all tests, because its first start unpacks and creates: each leaves it in order. */
  @TempDir(cleanup = CleanupMode.ALWAYS)
  static Path home;

  @Test
  void keepsDataOverARestartWithChecksumsSyncAndAnOrdinaryRole() throws Exception {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(home)) {
      execute(
          first,
          "drop table if exists kept",
          "create table kept (i int)",
          "insert into kept values (7)");
      assertThat(query(first, "show fsync")).isEqualTo("on");
      assertThat(query(first, "show data_checksums")).isEqualTo("on");
      assertThat(query(first, "show server_version")).startsWith(PostgresBinaries.MAJOR_VERSION);
      assertThat(query(first, "select rolsuper::text from pg_roles where rolname = current_user"))
          .isEqualTo("false");
      assertThat(query(first, "select inet_server_addr()::text")).startsWith("127.0.0.1");
      // A second server on the same folder is refused while this one runs.
      assertThatThrownBy(() -> EmbeddedPostgres.start(home))
          .isInstanceOf(DatabaseUnavailableException.class)
          .hasMessageContaining("Another Tocsin")
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("--data DIR");
    }
    for (String file : List.of("superuser.password", "tocsin.password", "postgres.log")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(file))))
          .as(file)
          .isEqualTo("rw-------");
    }
    EmbeddedPostgres second = EmbeddedPostgres.start(home);
    long process = second.processId();
    assertThat(query(second, "select i::text from kept")).isEqualTo("7");
    second.close();
    second.close();
    assertThat(runs(process)).as("the server's process after close").isFalse();
    assertThat(home.resolve("cluster/postmaster.pid")).doesNotExist();
  }

  @Test
  void refusesAConnectionWithoutThePassword() {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.access().url(), "postgres", "wrong"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void stopsTheOrphanOfAKilledJvmAndKeepsWhatWasCommitted() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                home.toString())
            .redirectErrorStream(true)
            .start();
    String ready;
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
      do {
        ready = out.readLine();
        assertThat(ready).as("the child ended before it was ready").isNotNull();
      } while (!ready.startsWith("ready "));
      child.destroyForcibly().waitFor();
    }
    long orphan = Long.parseLong(ready.substring("ready ".length()));
    assertThat(ProcessHandle.of(orphan)).as("PostgreSQL outlives a killed JVM").isPresent();

    try (EmbeddedPostgres healed = EmbeddedPostgres.start(home)) {
      assertThat(healed.processId()).isNotEqualTo(orphan);
      assertThat(runs(orphan)).as("the orphan").isFalse();
      assertThat(query(healed, "select count(*)::text from kept")).isEqualTo("1000");
    }
  }

  /** Starts a server, commits a thousand rows one by one, and waits to be killed. */
  static final class Killed {
    public static void main(String[] arguments) throws Exception {
      EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]));
      try (Connection connection = server.access().connect();
          Statement statement = connection.createStatement()) {
        statement.execute("drop table if exists kept");
        statement.execute("create table kept (i int)");
        for (int i = 0; i < 1000; i++) {
          statement.execute("insert into kept values (" + i + ")");
        }
        System.out.println("ready " + server.processId());
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }

  @Test
  void isStartedAgainOnItsPortWhenItHasEndedByItself() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
      execute(
          server,
          "drop table if exists kept",
          "create table kept (i int)",
          "insert into kept values (7)");
      long before = server.processId();
      ProcessHandle.of(before).orElseThrow().destroyForcibly();

      assertThat(afterTheRevival(server)).isEqualTo("7");
      assertThat(server.processId()).isNotEqualTo(before);
    }
  }

  private static String afterTheRevival(EmbeddedPostgres server) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (true) {
      try {
        return query(server, "select i::text from kept");
      } catch (SQLException notYet) {
        if (System.nanoTime() > end) {
          throw notYet;
        }
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void leavesAStrangerAloneWhoGotTheProcessNumberOfADeadServer() throws Exception {
    EmbeddedPostgres.start(home).close();
    Process stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(home.resolve("cluster/postmaster.pid"), stranger.pid() + "\n/elsewhere\n");
      EmbeddedPostgres.start(home).close();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void beginsAnewWhatACrashCutShort(@TempDir Path other) throws Exception {
    Files.createDirectories(other.resolve("cluster.unfinished/base"));
    Files.createDirectories(other.resolve("programs-unfinished-1/bin"));
    try (EmbeddedPostgres server = EmbeddedPostgres.start(other)) {
      assertThat(query(server, "select 'well'")).isEqualTo("well");
    }
    assertThat(other.resolve("programs-unfinished-1")).doesNotExist();
  }

  @Test
  void saysWhatPostgresSaidWhenItDoesNotStart() {
    assertThatThrownBy(() -> EmbeddedPostgres.start(home, Map.of("shared_buffers", "lots")))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageContaining("did not start")
        .hasMessageContaining("invalid value for parameter \"shared_buffers\": \"lots\"");
  }

  @Test
  void refusesDataOfAnotherMajorVersionAndALostPassword() throws Exception {
    EmbeddedPostgres.start(home).close();
    Path version = home.resolve("cluster/PG_VERSION");
    Files.writeString(version, "17\n");
    assertThatThrownBy(() -> EmbeddedPostgres.start(home))
        .hasMessageContaining("made by PostgreSQL 17")
        .hasMessageContaining("pg_dump");
    Files.writeString(version, PostgresBinaries.MAJOR_VERSION + "\n");

    Path password = home.resolve("superuser.password");
    Path kept = Files.move(password, home.resolve("kept"));
    Files.writeString(password, "not-it");
    assertThatThrownBy(() -> EmbeddedPostgres.start(home))
        .hasMessageContaining("is not the one of the database");
    Files.delete(password);
    assertThatThrownBy(() -> EmbeddedPostgres.start(home)).hasMessageContaining("is missing");
    Files.move(kept, password);

    // The application's password, unlike the superuser's, can be made again.
    Files.delete(home.resolve("tocsin.password"));
    try (EmbeddedPostgres server = EmbeddedPostgres.start(home)) {
      assertThat(query(server, "select 'well'")).isEqualTo("well");
    }
  }

  /** Whether the process runs; one that has ended and was not yet collected has no command line. */
  private static boolean runs(long process) throws IOException {
    Path commandLine = Path.of("/proc", Long.toString(process), "cmdline");
    return Files.exists(commandLine) && !Files.readString(commandLine).isEmpty();
  }

  private static void execute(EmbeddedPostgres server, String... statements) throws SQLException {
    try (Connection connection = server.access().connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String query(EmbeddedPostgres server, String sql) throws SQLException {
    try (Connection connection = server.access().connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
