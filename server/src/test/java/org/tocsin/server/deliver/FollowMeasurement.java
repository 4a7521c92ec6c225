// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.watch.Watchers;

/**
 * What it costs to look at the deliveries of one warning, beside the query that adds up all
 * receipts. Receipts are written by SQL, a tenth of them failures. Not a test. Argument:
 * recipients.
 */
final class FollowMeasurement {
  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");
  private static final int ROUND = 10_000;

  private FollowMeasurement() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    int recipients = Integer.parseInt(arguments[0]);
    Path data = Files.createTempDirectory("follow");
    try (ConfigurableApplicationContext server =
        new SpringApplicationBuilder(org.tocsin.server.TocsinServer.class)
            .sources(StubWarnings.class)
            .run("--tocsin.data=" + data, "--tocsin.heartbeat=1d", "--server.port=0")) {
      measure(server, recipients);
    }
    System.exit(0);
  }

  private static void measure(ConfigurableApplicationContext server, int recipients) {
    long[] people = people(server.getBean(Watchers.class), recipients);
    Instant now = server.getBean(Clock.class).instant();
    WarningId id = new WarningId(server.getBean(IdMaker.class).next("warning"));
    ApprovedWarning warning =
        StubWarnings.approve(id, now, now.plus(Duration.ofDays(2)), List.of("nothing"));
    Deliveries deliveries = server.getBean(Deliveries.class);
    TransactionTemplate transaction =
        new TransactionTemplate(server.getBean(PlatformTransactionManager.class));
    JdbcTemplate jdbc = server.getBean(JdbcTemplate.class);
    // Queued for a channel that nobody has, so that no worker takes it; the receipts come by hand.
    transaction.executeWithoutResult(_ -> {
      deliveries.queue(warning, 0, people, Deliveries.Cause.APPROVED);
      jdbc.update(
          "update deliver.chunk set channel = 'email', due_at = ?",
          java.sql.Timestamp.from(now.plus(Duration.ofDays(1))));
    });
    Follower follower = server.getBean(Follower.class);
    took("first look, nothing sent", () -> follower.look(id));
    took("the map", () -> follower.lookAtMap(id));
    List<Long> chunks =
        jdbc.query("select id from deliver.chunk order by id", (row, i) -> row.getLong(1));
    send(jdbc, chunks.subList(0, Math.min(ROUND / 1_000, chunks.size())));
    follower.moved(id);
    took("a look after %,d new receipts".formatted(ROUND), () -> follower.lookAtMap(id));
    send(jdbc, chunks);
    follower.moved(id);
    took("a look after all the others", () -> follower.lookAtMap(id));
    for (int i = 0; i < 3; i++) {
      follower.moved(id);
      took("a look after nothing new", () -> follower.lookAtMap(id));
    }
    took("one of many who look on", () -> follower.lookAtMap(id));
    took("the query over all receipts", () -> deliveries.progress(id));
    took("the query over all receipts", () -> deliveries.progress(id));
    Look look = follower.lookAtMap(id);
    System.out.println(
        "the same: "
            + look.shown().progress().equals(deliveries.progress(id))
            + ", cells "
            + java.util.Objects.requireNonNull(look.filling()).cells().size());
  }

  /** Receipts for all of these chunks that have none, all at once. */
  private static void send(JdbcTemplate jdbc, List<Long> chunks) {
    Long[] ids = chunks.toArray(Long[]::new);
    jdbc.query(
        "select id, ids, size from deliver.chunk where id = any(?) and done = 0",
        row -> {
          long[] watchers = IdBytes.decode(row.getBytes(2), row.getInt(3));
          jdbc.update(
              "insert into deliver.receipt_run"
                  + " select ?, min(n) - 1, array_agg(w order by n), min(w), max(w),"
                  + " case when failed then 3 else 1 end, false, now(),"
                  + " case when failed then '550 no such mailbox' end"
                  + " from (select w, n, n % 10 = 0 as failed, (n + 9) / 10 as run"
                  + " from unnest(?::bigint[]) with ordinality as u (w, n)) as each"
                  + " group by failed, run",
              row.getLong(1), watchers);
          jdbc.update(
              "update deliver.chunk set done = size, started = size, finished_at = now() where id = ?",
              row.getLong(1));
        },
        (Object) ids);
    jdbc.execute("analyze deliver.receipt_run");
  }

  private static long[] people(Watchers watchers, int count) {
    java.util.random.RandomGenerator random = new java.util.SplittableRandom(5);
    for (int from = 0; from < count; from += 400_000) {
      int to = Math.min(count, from + 400_000);
      StringBuilder csv = new StringBuilder("id,lat,lon\n");
      for (int i = from; i < to; i++) {
        csv.append(
            String.format(
                Locale.ROOT,
                "p%d,%.5f,%.5f\n",
                i,
                55.75 + 0.2 * random.nextGaussian(),
                37.6 + 0.3 * random.nextGaussian()));
      }
      watchers.importFile(
          new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
          WatcherFiles.Format.CSV,
          OFFICER);
    }
    long[] numbers = new long[count];
    long first = watchers.find("p0").orElseThrow().number();
    Arrays.setAll(numbers, i -> first + i);
    return numbers;
  }

  private static <T> T took(String what, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    System.out.printf(Locale.ROOT, "%-32s %,.1f ms%n", what, (System.nanoTime() - start) / 1e6);
    return result;
  }
}
