// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives the one {@code DataSource}, already migrated when anybody sees it.
 *
 * <p>The pool's bean is made from the database's, so that Spring closes the pool first and stops
 * PostgreSQL after it.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  private static final int MAJOR_VERSION_MIN = 18;

  @Bean(destroyMethod = "close")
  Database database(DatabaseSettings settings, DataFolder folder) {
    Optional<DatabaseAccess> external = settings.external();
    if (external.isPresent()) {
      return external(external.get());
    }
    Path home = folder.postgres();
    Path programs = settings.programs();
    return new Database.Embedded(
        EmbeddedPostgres.start(home, programs == null ? home : programs, Map.of()));
  }

  private static Database external(DatabaseAccess access) {
    try (Connection connection = access.connect()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < MAJOR_VERSION_MIN) {
        throw new DatabaseUnavailableException(
            "The database at %s is PostgreSQL %d; Tocsin needs %d or newer"
                .formatted(access.url(), version, MAJOR_VERSION_MIN));
      }
      return new Database.External(access);
    } catch (SQLException e) {
      throw new DatabaseUnavailableException(
          "Cannot open the database at %s as %s: %s. Check the URL, that the server runs and accepts this address, and the password (TOCSIN_DATABASE_PASSWORD)."
              .formatted(
                  access.url(),
                  access.user().isEmpty() ? "the default user" : access.user(),
                  String.valueOf(e.getMessage()).replaceAll("\\.+$", "")),
          e);
    }
  }

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(Database database, DatabaseSettings settings) {
    HikariDataSource pool = pool(database.access(), settings);
    try {
      Migrations.apply(pool);
      return pool;
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static HikariDataSource pool(DatabaseAccess access, DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("tocsin");
    config.setJdbcUrl(access.url());
    if (!access.user().isEmpty()) {
      config.setUsername(access.user());
    }
    if (!access.password().isEmpty()) {
      config.setPassword(access.password());
    }
    config.setMaximumPoolSize(settings.connectionsMax());
    config.setMinimumIdle(Math.min(4, settings.connectionsMax()));
    config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
    config.setConnectionInitSql("set time zone '" + settings.sessionZone() + "'");
    // Of this node alone, so that others can tell its sessions from their own.
    config.addDataSourceProperty(
        "ApplicationName", "tocsin-%016x".formatted(new SecureRandom().nextLong()));
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // The detail of an error repeats the row, and a row may be a person's.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return new HikariDataSource(config);
  }
}
