// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.database;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database to the tables this program needs.
 *
 * <p>Each stage keeps its files in {@code migrations/<stage>/}, named {@code
 * VYYYYMMDD_NN_n__stage_what.sql}, and writes to the PostgreSQL schema of its name, which its first
 * file creates. Stages are developed side by side, so a file may arrive with an earlier version
 * than one already applied; it is applied then. Several nodes may call this at once: they wait for
 * each other.
 */
public final class Migrations {
  /** The stages with tables, ground floor first. */
  public static final List<String> STAGES =
      List.of(
          "kernel",
          "access",
          "ledger",
          "collect",
          "read",
          "assess",
          "decide",
          "watch",
          "warn",
          "deliver",
          "publish",
          "answer",
          "outcome",
          "synthetic",
          "watchdog");

  private Migrations() {}

  /**
   * Applies what is missing.
   *
   * @return how many files were applied
   * @throws DatabaseUnavailableException if one fails, naming it; it is rolled back
   */
  public static int apply(DataSource database) {
    try {
      return Flyway.configure()
          .dataSource(database)
          .locations(
              STAGES.stream().map(stage -> "classpath:migrations/" + stage).toArray(String[]::new))
          .defaultSchema("kernel")
          .table("migration")
          .outOfOrder(true)
          .failOnMissingLocations(false)
          .cleanDisabled(true)
          .load()
          .migrate()
          .migrationsExecuted;
    } catch (FlywayException e) {
      throw new DatabaseUnavailableException(
          "The database could not be brought to the tables this Tocsin needs: "
              + e.getMessage()
              + "\nWhat failed was rolled back. If this Tocsin is older than the one that used the database before, start that one.",
          e);
    }
  }
}
