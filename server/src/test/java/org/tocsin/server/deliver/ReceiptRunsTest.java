// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.world.PostgresWorld;

/** FEATURE UNDER TEST: receipts are kept as runs, and each of them is still there by itself. */
class ReceiptRunsTest {
  private static final Instant BEGIN = Instant.parse("2024-03-07T18:00:00.123456Z");

  private static HikariDataSource pool;
  private static JdbcClient jdbc;
  private static WaveStore store;

  @BeforeAll
  static void start() {
    pool = PostgresWorld.freshDatabase().dataSource();
    jdbc = JdbcClient.create(pool);
    store = new WaveStore(jdbc, new JdbcTemplate(pool));
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  /** Receipts of a round as it may come: stretches alike, and some that are not. */
  private static List<Receipt> round(Random random, int from, int size) {
    List<Receipt> receipts = new ArrayList<>();
    Receipt like = new Receipt(0, 0, ReceiptKind.TOLD, false, BEGIN, null);
    long watcher = random.nextInt(1_000);
    for (int i = 0; i < size; i++) {
      watcher += 1 + random.nextInt(5);
      if (random.nextInt(4) == 0) {
        like =
            new Receipt(
                0,
                0,
                ReceiptKind.of(1 + random.nextInt(3)),
                random.nextBoolean(),
                BEGIN.plusSeconds(random.nextInt(2)),
                random.nextBoolean() ? "451 later, \"please\"" : null);
      }
      receipts.add(
          new Receipt(from + i, watcher, like.kind(), like.repeat(), like.at(), like.reason()));
    }
    return receipts;
  }

  @Test
  void whatWasWrittenInRunsIsReadBackReceiptByReceipt() {
    Random random = new Random(7);
    for (long chunk = 1; chunk <= 50; chunk++) {
      List<Receipt> all = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        List<Receipt> some = round(random, all.size(), 1 + random.nextInt(60));
        store.addReceipts(chunk, some);
        all.addAll(some);
      }
      assertThat(store.receipts(chunk)).isEqualTo(all);
    }
  }

  @Test
  void aThousandWhoWereToldTogetherAreOneRow() {
    List<Receipt> told = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      told.add(new Receipt(i, 3L * i, ReceiptKind.TOLD, false, BEGIN, null));
    }
    store.addReceipts(1_001, told);
    assertThat(
            jdbc.sql("select count(*) from deliver.receipt_run where chunk_id = 1001")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    assertThat(store.receipts(1_001)).isEqualTo(told);
  }

  @Test
  void noSecondWorkerWritesTheSameRoundAgain() {
    List<Receipt> told = List.of(new Receipt(0, 5, ReceiptKind.TOLD, false, BEGIN, null));
    store.addReceipts(1_002, told);
    assertThatThrownBy(() -> store.addReceipts(1_002, told))
        .isInstanceOf(DuplicateKeyException.class);
  }

  @Test
  void theReceiptsOfEarlierVersionsAreAllStillThere() throws IOException {
    jdbc.sql("create schema before").update();
    jdbc.sql(
            "create table before.receipt (chunk_id bigint, position int, watcher bigint,"
                + " outcome smallint, repeat boolean, at timestamptz, reason text)")
        .update();
    Random random = new Random(8);
    List<List<Receipt>> chunks = new ArrayList<>();
    for (int chunk = 0; chunk < 20; chunk++) {
      List<Receipt> receipts = round(random, 0, 1 + random.nextInt(80));
      chunks.add(receipts);
      for (Receipt each : receipts) {
        jdbc.sql("insert into before.receipt values (?, ?, ?, ?, ?, ?, ?)")
            .params(chunk, each.position(), each.watcher(), each.kind().code(), each.repeat())
            .param(Timestamp.from(each.at()))
            .param(each.reason())
            .update();
      }
    }
    try (InputStream migration =
        WaveStore.class.getResourceAsStream(
            "/migrations/deliver/V20261127_60_101__deliver_receipt_runs.sql")) {
      assertThat(migration).isNotNull();
      new JdbcTemplate(pool)
          .execute(
              new String(migration.readAllBytes(), StandardCharsets.UTF_8)
                  .replace("deliver.receipt", "before.receipt"));
    }
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      List<Receipt> found =
          jdbc.sql(
                  "select position, watcher, outcome, repeat, at, reason from before.receipt"
                      + " where chunk_id = ? order by position")
              .param(chunk)
              .query((row, i) ->
                  new Receipt(
                      row.getInt(1),
                      row.getLong(2),
                      ReceiptKind.of(row.getInt(3)),
                      row.getBoolean(4),
                      row.getTimestamp(5).toInstant(),
                      row.getString(6)))
              .list();
      assertThat(found).isEqualTo(chunks.get(chunk));
    }
  }
}
