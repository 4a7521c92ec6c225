// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.TocsinServer;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.TocsinClock;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.watch.Watchers;

/**
 * A server in a JVM of its own for {@link Chaos}, which tells it what to do by lines: {@code
 * watchers FILE}, {@code approve ID}, {@code cancel ID OF}, {@code clock SECONDS}, {@code fill
 * FOLDER}, {@code log FOLDER} and {@code room FOLDER} for its disk. Each is answered by {@code
 * done} or {@code failed} and why; {@code access} by the database's address, user and password. The
 * arguments are settings.
 */
final class ChaosNode {

  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");

  private static final String BALLAST = "ballast";

  /** More of them than any disk of a test holds. */
  private static final int SEGMENTS = 100;

  private final ConfigurableApplicationContext server;
  private final TransactionTemplate transaction;

  private ChaosNode(ConfigurableApplicationContext server) {
    this.server = server;
    this.transaction = new TransactionTemplate(server.getBean(PlatformTransactionManager.class));
  }

  /** Starts, says {@code ready} and does what it is told until it is killed or hears no more. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    ChaosNode node = new ChaosNode(started(arguments));
    node.makeTable();
    out.println("chaos ready " + node.server.getBean(Presence.class).key().orElse(0));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      try {
        out.println("chaos " + node.obey(line.split(" ")));
      } catch (RuntimeException e) {
        out.println("chaos failed " + e);
      }
    }
    System.exit(0);
  }

  private void makeTable() {
    server.getBean(JdbcClient.class).sql(ChaosWarnings.Table.MADE).update();
  }

  private static ConfigurableApplicationContext started(String[] arguments) {
    try {
      return new SpringApplicationBuilder(TocsinServer.class)
          .sources(ChaosWarnings.class)
          .run(arguments);
    } catch (RuntimeException e) {
      // Nobody else says why: the server's own command line would.
      e.printStackTrace(System.out);
      throw e;
    }
  }

  private String obey(String[] words) {
    switch (words[0]) {
      case "watchers" -> takeIn(Path.of(words[1]));
      case "approve" -> transaction.executeWithoutResult(_ -> approve(new WarningId(words[1])));
      case "cancel" ->
          transaction.executeWithoutResult(
              _ -> cancel(new WarningId(words[1]), new WarningId(words[2])));
      case "clock" -> {
        TocsinClock clock = server.getBean(TocsinClock.class);
        clock.forwardTo(clock.instant().plus(Duration.ofSeconds(Long.parseLong(words[1]))));
      }
      case "access" -> {
        HikariDataSource pool = server.getBean(HikariDataSource.class);
        return pool.getJdbcUrl() + " " + pool.getUsername() + " " + pool.getPassword();
      }
      case "fill" -> fill(Path.of(words[1]));
      case "log" -> fillLog(Path.of(words[1]));
      case "room" -> room(Path.of(words[1]));
      default -> throw new IllegalArgumentException(words[0]);
    }
    return "done";
  }

  /** Takes every octet that is left on the disk of this folder. */
  private static void fill(Path folder) {
    for (int size = 1 << 20; size >= 1 << 9; size /= 2) {
      try (OutputStream out =
          Files.newOutputStream(
              folder.resolve(BALLAST), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) {
          out.write(new byte[size]);
        }
      } catch (IOException full) {
        // Then by smaller pieces.
      }
    }
  }

  /**
   * Makes the database write its log ahead (WAL) until there is no room for it, which ends
   * PostgreSQL: it can neither go on nor recover.
   *
   * @param folder of the database
   */
  private void fillLog(Path folder) {
    HikariDataSource pool = server.getBean(HikariDataSource.class);
    String url = pool.getJdbcUrl().replaceFirst("/[^/]+$", "/postgres");
    try (Connection connection =
            DriverManager.getConnection(
                url, "postgres", Files.readString(folder.resolve("superuser.password")).strip());
        Statement statement = connection.createStatement()) {
      for (int segment = 0; segment < SEGMENTS; segment++) {
        statement.execute(
            "select pg_logical_emit_message(false, 'chaos', 'x'), pg_switch_wal(), pg_sleep(0.01)");
      }
    } catch (SQLException full) {
      // It has come to its end.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void room(Path folder) {
    try {
      Files.delete(folder.resolve(BALLAST));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void takeIn(Path file) {
    try (var in = Files.newInputStream(file)) {
      server.getBean(Watchers.class).importFile(in, WatcherFiles.Format.CSV, OFFICER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void approve(WarningId id) {
    long[] everybody =
        server
            .getBean(JdbcClient.class)
            .sql("select number from watch.watcher order by 1")
            .query(Long.class)
            .list()
            .stream()
            .mapToLong(Long::longValue)
            .toArray();
    queue(id, Optional.empty(), LongStream.of(everybody), Deliveries.Cause.APPROVED);
  }

  /** As {@link WarnListener} does it when {@code warn} has ended one and approved the other. */
  private void cancel(WarningId id, WarningId earlier) {
    server.getBean(Deliveries.class).stop(earlier, "the warning is cancelled");
    queue(
        id,
        Optional.of(earlier),
        server.getBean(WaveStore.class).perhapsTold(earlier),
        Deliveries.Cause.CORRECTION);
  }

  private void queue(
      WarningId id, Optional<WarningId> follows, LongStream whom, Deliveries.Cause cause) {
    ChaosWarnings.Table table = server.getBean(ChaosWarnings.Table.class);
    table.add(id, follows, server.getBean(TocsinClock.class).instant().minusSeconds(1));
    ApprovedWarning warning = table.get(id);
    server.getBean(Deliveries.class).queue(warning, 0, whom.toArray(), cause);
  }
}
