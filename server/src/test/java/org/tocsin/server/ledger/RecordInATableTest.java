// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.record.KeyValue;
import org.tocsin.record.Merkle;
import org.tocsin.record.NoteKey;
import org.tocsin.record.PostgresKeyValue;
import org.tocsin.record.RecordException;
import org.tocsin.record.RecordFolder;
import org.tocsin.record.RecordReader;
import org.tocsin.server.world.PostgresWorld;

/**
 * FEATURE UNDER TEST: a table of PostgreSQL is a store of a record. What is asked of it is what
 * {@code LogStoreContract} of {@code record} asks of every store.
 */
class RecordInATableTest {

  private static final NoteKey KEY = NoteKey.generate("desk.example/record", new SecureRandom());

  private final HikariDataSource database = PostgresWorld.emptyDatabase().dataSource();

  @AfterEach
  void disconnect() {
    database.close();
  }

  private KeyValue table(String name) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table if not exists " + name + " (key text primary key, value bytea not null)");
    }
    return new PostgresKeyValue(database, name);
  }

  private static List<byte[]> entries(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] entry = new byte[random.nextInt(40)];
      random.nextBytes(entry);
      entries.add(entry);
    }
    return entries;
  }

  private static void requireIs(KeyValue values, List<byte[]> entries, String where)
      throws IOException {
    RecordReader reader = RecordReader.open(values, KEY.verifier());
    assertThat(reader.size()).as(where).isEqualTo(entries.size());
    assertThat(reader.entries(0, reader.size()).toList())
        .as(where)
        .usingElementComparator(Arrays::compare)
        .isEqualTo(entries);
    assertThat(reader.root(reader.size()))
        .as(where)
        .isEqualTo(Merkle.root(entries.stream().map(Merkle::leaf).toList()));
  }

  @Test
  void setsOnceAndFindsWhatStandsThere() throws Exception {
    KeyValue values = table("a");
    assertThat(values.get("log/tile/0/000")).isEmpty();
    assertThat(values.putIfAbsent("generation/1", new byte[] {1})).isTrue();
    assertThat(values.putIfAbsent("generation/1", new byte[] {2})).isFalse();
    assertThat(values.get("generation/1")).hasValue(new byte[] {1});
    values.put("generation/1", new byte[0]);
    assertThat(table("a").get("generation/1")).hasValue(new byte[0]);
    assertThat(table("b").get("generation/1")).isEmpty();
  }

  @Test
  void ofManyAtOnceOneSetsAKey() throws Exception {
    KeyValue values = table("a");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        String key = "generation/" + round;
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (byte writer = 0; writer < 8; writer++) {
          byte[] value = {writer};
          writers.add(() -> values.putIfAbsent(key, value));
        }
        int set = 0;
        for (Future<Boolean> writer : threads.invokeAll(writers)) {
          set += writer.get() ? 1 : 0;
        }
        assertThat(set).isEqualTo(1);
      }
    }
  }

  @Test
  void carriesARecordThatGrows() throws Exception {
    List<byte[]> all = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      List<byte[]> batch = entries(round, 150);
      try (RecordFolder record = RecordFolder.open(table("a"), KEY)) {
        assertThat(record.size()).isEqualTo(all.size());
        record.append(batch.subList(0, 1));
        record.append(batch.subList(1, batch.size()));
      }
      all.addAll(batch);
      requireIs(table("a"), all, "round " + round);
    }
  }

  /** The server of the database is gone for good in the n-th call that sets a value. */
  private record Cut(KeyValue values, int[] left, boolean takesEffect) implements KeyValue {
    @Override
    public Optional<byte[]> get(String key) throws IOException {
      return values.get(key);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value) throws IOException {
      boolean last = --left[0] == 0;
      boolean put = (!last || takesEffect) && values.putIfAbsent(key, value);
      fail(last);
      return put;
    }

    @Override
    public void put(String key, byte[] value) throws IOException {
      boolean last = --left[0] == 0;
      if (!last || takesEffect) {
        values.put(key, value);
      }
      fail(last);
    }

    private static void fail(boolean last) throws IOException {
      if (last) {
        throw new IOException("cut");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "200, 100"})
  void aCrashInAnyStepLeavesTheOldRecordOrTheNewOne(int before, int batch) throws Exception {
    for (int step = 1; ; step++) {
      boolean cut = false;
      for (int seed = 0; seed < 2; seed++) {
        KeyValue values = table("cut" + before + "_" + step + "_" + seed);
        List<byte[]> all = entries(step, before + batch);
        List<byte[]> fresh = all.subList(before, all.size());
        try (RecordFolder record = RecordFolder.open(values, KEY)) {
          record.append(all.subList(0, before));
        }
        boolean through = append(new Cut(values, new int[] {step}, seed == 0), fresh);
        cut |= !through;
        long size = RecordReader.open(values, KEY.verifier()).size();
        assertThat(size).isIn((long) (through ? all.size() : before), (long) all.size());
        requireIs(values, all.subList(0, (int) size), "step " + step);
        try (RecordFolder record = RecordFolder.open(values, KEY)) {
          record.appendAt(before, fresh);
        }
        requireIs(values, all, "step " + step);
      }
      if (!cut) {
        assertThat(step).as("steps of an append").isGreaterThan(5);
        return;
      }
    }
  }

  private static boolean append(KeyValue values, List<byte[]> entries) {
    try (RecordFolder record = RecordFolder.open(values, KEY)) {
      record.append(entries);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void twoWritersNeverMakeTwoHistories() throws Exception {
    try (RecordFolder one = RecordFolder.open(table("a"), KEY);
        RecordFolder other = RecordFolder.open(table("a"), KEY)) {
      one.append(entries(1, 5));
      assertThatThrownBy(() -> other.append(entries(2, 5)))
          .isInstanceOf(RecordException.class)
          .hasMessageContaining("one writer");
    }
    requireIs(table("a"), entries(1, 5), "after the second writer");
  }

  @Test
  void aTransactionOfTheCallerThatRollsBackTakesNothingWithIt() throws Exception {
    KeyValue values = table("a");
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      values.put("log/checkpoint", new byte[] {7});
      connection.rollback();
    }
    assertThat(values.get("log/checkpoint")).hasValue(new byte[] {7});
  }

  @Test
  void namesTheTableThatIsNotThere() {
    assertThatThrownBy(() -> new PostgresKeyValue(database, "nowhere").get("x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> new PostgresKeyValue(database, "a; drop table a"))
        .isInstanceOf(RecordException.class);
  }
}
