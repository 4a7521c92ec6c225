// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.world;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.kernel.database.DatabaseAccess;
import org.tocsin.server.kernel.database.DatabaseUnavailableException;
import org.tocsin.server.kernel.database.EmbeddedPostgres;
import org.tocsin.server.kernel.database.Migrations;

/**
 * One real PostgreSQL for all tests of this JVM, tuned to be fast and to forget.
 *
 * <p>A test class takes a database of its own, with all tables and no rows:
 *
 * <pre>
 * private static final PostgresWorld.Database DATABASE = PostgresWorld.freshDatabase();
 * … DATABASE.dataSource() …
 *
 * // with Spring:
 * &#64;DynamicPropertySource
 * static void database(DynamicPropertyRegistry registry) {
 *   PostgresWorld.freshDatabase().settings(registry::add);
 * }
 * </pre>
 *
 * <p>Sessions run in a time zone that is not the JVM's, so that code which mixes the two up fails.
 * The server stays in {@code target/} between runs; databases of earlier runs are dropped.
 */
public final class PostgresWorld {
  private static final String TEMPLATE = "template_tocsin";
  private static final int WORLDS_MAX = 8;
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final Map<String, String> FAST =
      Map.of(
          "fsync", "off",
          "synchronous_commit", "off",
          "full_page_writes", "off",
          "shared_buffers", "128MB",
          "max_connections", "300",
          // Cloning by copying files needs no checkpoint of everything written so far.
          "max_wal_size", "1GB");

  private PostgresWorld() {}

  /** A database that no other test sees, migrated and empty; about 50 ms. */
  public static Database freshDatabase() {
    String name = "test_" + NUMBER.incrementAndGet();
    World world = Running.WORLD;
    world.run("create database " + name + " template " + TEMPLATE);
    return new Database(world.access(name));
  }

  /** The same without tables, as an operator makes it with {@code createdb}. */
  public static Database emptyDatabase() {
    String name = "test_" + NUMBER.incrementAndGet();
    World world = Running.WORLD;
    world.run("create database " + name);
    return new Database(world.access(name));
  }

  /**
   * Empties these tables. Work of the server may look at them in another order meanwhile, and then
   * PostgreSQL ends one of the two: if it is this one, the other is through by now.
   */
  public static void empty(JdbcClient jdbc, String tables) {
    for (int left = 5; ; left--) {
      try {
        jdbc.sql("truncate " + tables).update();
        return;
      } catch (PessimisticLockingFailureException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }

  /**
   * While this runs the database does not take rows of a table for which a condition holds, as
   * where its disk is full.
   *
   * @param condition about {@code new}, the row as it would be
   */
  public static void refusing(JdbcClient jdbc, String table, String condition, Runnable meanwhile) {
    String schema = table.substring(0, table.indexOf('.'));
    jdbc.sql(
            """
            create function %1$s.refuse_row() returns trigger language plpgsql as $$
            begin raise exception sqlstate '53100' using message = 'no space left'; end $$;
            create trigger refuse_row before insert or update on %2$s
              for each row when (%3$s) execute function %1$s.refuse_row()
            """
                .formatted(schema, table, condition))
        .update();
    try {
      meanwhile.run();
    } finally {
      jdbc.sql("drop function %s.refuse_row() cascade".formatted(schema)).update();
    }
  }

  /** The server's superuser on its maintenance database, for tests about the server itself. */
  public static DatabaseAccess administrator() {
    return Running.WORLD.server().administrator();
  }

  /** The zone of the sessions: Kathmandu is 5 h 45 min from UTC, and few machines run in it. */
  public static String sessionZone() {
    String zone = "Asia/Kathmandu";
    return TimeZone.getDefault().getID().equals(zone) ? "Pacific/Chatham" : zone;
  }

  /** One test's own database. */
  public record Database(DatabaseAccess access) {

    /** A pool of up to eight connections; closes with the JVM, or earlier by the test. */
    public HikariDataSource dataSource() {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(access.url());
      config.setUsername(access.user());
      config.setPassword(access.password());
      config.setMaximumPoolSize(8);
      config.setMinimumIdle(0);
      config.setConnectionInitSql("set time zone '" + sessionZone() + "'");
      config.addDataSourceProperty("reWriteBatchedInserts", "true");
      return new HikariDataSource(config);
    }

    /**
     * Hands the settings of a server on this database, with a data folder of its own, to Spring.
     */
    public void settings(BiConsumer<String, Supplier<Object>> registry) {
      registry.accept("tocsin.database.url", access::url);
      registry.accept("tocsin.database.user", access::user);
      registry.accept("tocsin.database.password", access::password);
      registry.accept("tocsin.database.session-zone", PostgresWorld::sessionZone);
      registry.accept("tocsin.database.connections-max", () -> 8);
      Path data = temporaryFolder();
      registry.accept("tocsin.data", () -> data);
    }

    private static Path temporaryFolder() {
      try {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "data-");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Running {
    static final World WORLD = World.start();
  }

  private record World(EmbeddedPostgres server) {

    static World start() {
      World world = new World(startServer());
      Runtime.getRuntime().addShutdownHook(new Thread(world.server::close));
      for (String name : world.left()) {
        world.run("drop database " + name + " with (force)");
      }
      world.run("create database " + TEMPLATE);
      DatabaseAccess template = world.access(TEMPLATE);
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(template.url());
      source.setUser(template.user());
      source.setPassword(template.password());
      Migrations.apply(source);
      return world;
    }

    /** The first folder that no other JVM is using. */
    private static EmbeddedPostgres startServer() {
      List<DatabaseUnavailableException> refusals = new ArrayList<>();
      for (int number = 1; number <= WORLDS_MAX; number++) {
        Path home = Path.of("target", "postgres-world-" + number);
        try {
          Files.createDirectories(home);
          return EmbeddedPostgres.start(home, FAST);
        } catch (DatabaseUnavailableException e) {
          refusals.add(e);
          if (!String.valueOf(e.getMessage()).startsWith("Another Tocsin")) {
            throw e;
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      throw refusals.getLast();
    }

    private List<String> left() {
      try (Connection connection = server.administrator().connect();
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "select datname from pg_database where datname ~ '^(test|template)_'")) {
        List<String> names = new ArrayList<>();
        while (rows.next()) {
          names.add(rows.getString(1));
        }
        return names;
      } catch (SQLException e) {
        throw new IllegalStateException("cannot list the databases of earlier tests", e);
      }
    }

    DatabaseAccess access(String name) {
      DatabaseAccess main = server.access();
      String url = main.url().replaceFirst("/[^/]*$", "/" + name);
      return new DatabaseAccess(url, main.user(), main.password());
    }

    void run(String sql) {
      String owned = sql.startsWith("create") ? sql + " owner tocsin" : sql;
      try (Connection connection = server.administrator().connect();
          Statement statement = connection.createStatement()) {
        statement.execute(owned);
      } catch (SQLException e) {
        throw new IllegalStateException(owned, e);
      }
    }
  }
}
