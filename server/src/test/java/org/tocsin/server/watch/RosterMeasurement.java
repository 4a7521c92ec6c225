// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.watch;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.StageWorld;

/**
 * Figures of one machine: how long a file of watchers takes into PostgreSQL and the index, and how
 * long a node needs to have everybody in memory: at its start, and when another node has written
 * everybody anew. By the clock, database and server on the same cores. Not a test; the database is
 * the one of the tests, with {@code fsync} off.
 */
final class RosterMeasurement {
  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");
  private static final int ROUNDS = 3;

  private RosterMeasurement() {}

  /** Argument: how many watchers. */
  public static void main(String[] arguments) {
    int count = Integer.parseInt(arguments[0]);
    byte[] file = file(count);
    PostgresWorld.Database database = PostgresWorld.freshDatabase();
    try (StageWorld world = StageWorld.on(database)) {
      for (int round = 0; round < ROUNDS; round++) {
        long start = System.nanoTime();
        world
            .get(Watchers.class)
            .importFile(new ByteArrayInputStream(file), WatcherFiles.Format.CSV, OFFICER);
        say("import into PostgreSQL and index", count, start);
      }
      world.get(JdbcClient.class).sql("vacuum analyze watch.watcher").update();
      Object data = world.get(DataFolder.class).data();
      try (StageWorld other = StageWorld.on(database, "tocsin.data", data)) {
        RosterKeeper keeper = other.get(RosterKeeper.class);
        for (int round = 0; round < ROUNDS; round++) {
          long start = System.nanoTime();
          keeper.afterSingletonsInstantiated();
          say("PostgreSQL to index at the start", count, start);
          other
              .get(JdbcClient.class)
              .sql("update watch.watcher set changed = pg_current_xact_id()")
              .update();
          start = System.nanoTime();
          keeper.runDue(Instant.EPOCH);
          say("PostgreSQL to index, followed", count, start);
        }
      }
    }
    System.exit(0);
  }

  private static void say(String what, int count, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.getLogger("org.tocsin.measurement")
        .log(
            System.Logger.Level.INFO,
            "%s: %,d watchers in %.2f s, %,.0f a second"
                .formatted(what, count, seconds, count / seconds));
  }

  private static byte[] file(int count) {
    StringBuilder file =
        new StringBuilder("id,name,kind,lat,lon,radiusMetres,languages,channel,address\n");
    for (int i = 0; i < count; i++) {
      file.append(
          "far-%d,Exercise person,person,%.5f,%.5f,100,ru|en,email,far-%d@exercise.invalid%n"
              .formatted(i, 48.85 + (i % 3000) * 1e-4, 2.35 + (i % 4001) * 1e-4, i));
    }
    return file.toString().getBytes(StandardCharsets.UTF_8);
  }
}
