// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.level;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.world.StageWorld;

/**
 * What one pass over a warning of a million people on two channels costs, and what ninety days of
 * ten such warnings a day cost whoever asks. No test: run it with {@code -Dtest=LevelMeasurement}.
 */
class LevelMeasurement {

  private static final String WARNING = "warning_01HRS4000000000000000000AB";
  private static final int PEOPLE = 1_000_000;
  private static final int CHUNK = 1_000;

  /** Who was sent to together has the same time. */
  private static final int ROUND = 200;

  @Test
  void measure() {
    try (StageWorld world = StageWorld.start()) {
      JdbcClient jdbc = world.get(JdbcClient.class);
      receipts(jdbc);
      LevelStore store = world.get(LevelStore.class);
      for (int round = 0; round < 3; round++) {
        long begin = System.nanoTime();
        int counts = store.count(new WarningId(WARNING), Optional.empty(), false).size();
        System.out.printf(
            "%s: one pass over %,d receipts: %.2f s, %d counts%n",
            Clock.systemUTC().instant(), 2 * PEOPLE, seconds(begin), counts);
      }
      store.replace(
          new WarningId(WARNING),
          true,
          store.count(new WarningId(WARNING), Optional.empty(), false));
      jdbc.sql(
              """
              insert into deliver.level_count
              select 'w' || n, date '2024-03-07' - n % 90, channel, exercise, open, bucket, people
                from deliver.level_count, generate_series(1, 899) n
              """)
          .update();
      jdbc.sql("analyze deliver.level_count").update();
      ServiceLevels levels = world.get(ServiceLevels.class);
      LocalDate today = LocalDate.of(2024, 3, 7);
      for (int round = 0; round < 3; round++) {
        long begin = System.nanoTime();
        long people = levels.over(today.minusDays(89), today, true).all().people();
        System.out.printf(
            "%s: ninety days, %,d recipients in %,d counts: %.0f ms%n",
            Clock.systemUTC().instant(),
            people,
            jdbc.sql("select count(*) from deliver.level_count").query(Long.class).single(),
            seconds(begin) * 1_000);
      }
      long begin = System.nanoTime();
      levels.version();
      System.out.printf("where nothing has changed: %.2f ms%n", seconds(begin) * 1_000);
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Most are told within seconds, some later, on both channels. */
  private static void receipts(JdbcClient jdbc) {
    Instant at = Instant.parse("2024-03-07T08:00:00Z");
    jdbc.sql(
            "insert into deliver.wave values ('wave_1', ?, 'case_01HRS4000000000000000000AB', 0,"
                + " 'approved', ?, 'x', false, ?::timestamptz, ?::timestamptz)")
        .params(WARNING, PEOPLE, at.toString(), at.plusSeconds(3_600).toString())
        .update();
    jdbc.sql(
            """
            insert into deliver.chunk (wave_id, warning_id, step, channel, attempt, repeats, ids, size,
              done, due_at, secret, finished_at)
            select 'wave_1', ?, 0, channel, 1, false, '', ?, ?, now(), '', now()
              from unnest(array['sms', 'email']) channel, generate_series(1, ?)
            """)
        .params(WARNING, CHUNK, CHUNK, PEOPLE / CHUNK)
        .update();
    jdbc.sql(
            """
            insert into deliver.receipt_run
            select r.id, r.first, array_agg(w order by w), min(w), max(w), 1, false, r.at, null
              from (select c.id, p as first, ((c.id - 1) % ?) * ? + p as least,
                           ?::timestamptz + interval '1 second' * (1 + random() ^ 8 * 600) as at
                      from deliver.chunk c, generate_series(0, ?, ?) p) r,
                   generate_series(r.least, r.least + ?) w
             group by r.id, r.first, r.at
            """)
        .params(PEOPLE / CHUNK, CHUNK, at.toString(), CHUNK - 1, ROUND, ROUND - 1)
        .update();
    jdbc.sql("analyze deliver.receipt_run").update();
  }
}
