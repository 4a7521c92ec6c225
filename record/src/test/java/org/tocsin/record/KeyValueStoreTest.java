// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: a key-value store is a store of a record, whoever writes to it late. */
class KeyValueStoreTest extends LogStoreContract {

  private final Map<String, Values> places = new HashMap<>();

  /** A table in memory. */
  static final class Values implements KeyValue {
    private final Map<String, byte[]> table = new TreeMap<>();

    @Override
    public synchronized Optional<byte[]> get(String key) {
      assertThat(key).matches("[a-z0-9/.]{1,100}");
      return Optional.ofNullable(table.get(key)).map(byte[]::clone);
    }

    @Override
    public synchronized boolean putIfAbsent(String key, byte[] value) {
      return table.putIfAbsent(key, value.clone()) == null;
    }

    @Override
    public synchronized void put(String key, byte[] value) {
      table.put(key, value.clone());
    }
  }

  private Values values(String place) {
    return places.computeIfAbsent(place, p -> new Values());
  }

  @Override
  LogStore store(String place) throws IOException {
    return KeyValueStore.forWriting(values(place));
  }

  @Override
  RecordFolder record(String place) throws IOException {
    return RecordFolder.open(values(place), Given.DESK);
  }

  @Override
  RecordFolder recordCutAt(String place, int step, long seed) throws IOException {
    return RecordFolder.open(new CutValues(values(place), step, seed == 0), Given.DESK);
  }

  @Override
  RecordReader reader(String place) throws IOException {
    return RecordReader.open(values(place), Given.DESK.verifier());
  }

  @Test
  void aWriterThatSleptAndSettlesLateHidesNothingFromReaders() throws IOException {
    Values values = values("late");
    record("late").append(List.of(new byte[] {1}));
    Values then = new Values();
    then.table.putAll(values.table);
    record("late").append(Given.randomEntries(new SplittableRandom(1), 300));
    // What the first writer would put had it slept in the middle of settling its commit.
    for (String key : List.of("generation/newest", "log/checkpoint", "generation/2")) {
      values.put(key, then.get(key).orElseThrow());
    }
    assertThat(reader("late").size()).isEqualTo(301);
    try (RecordFolder record = record("late")) {
      assertThat(record.append(List.of(new byte[] {2})).checkpoint().size()).isEqualTo(302);
    }
  }

  @Test
  void whatStandsUnderLogIsAFolderAsAnyToolReadsIt(@TempDir Path copy) throws IOException {
    try (RecordFolder record = record("mirror")) {
      record.append(Given.randomEntries(new SplittableRandom(2), 700));
    }
    for (Map.Entry<String, byte[]> value : values("mirror").table.entrySet()) {
      if (value.getKey().startsWith("log/")) {
        Path file = copy.resolve(value.getKey().substring(4));
        Files.createDirectories(file.getParent());
        Files.write(file, value.getValue());
      }
    }
    assertThat(Verification.verify(copy, List.of(Given.DESK.verifier())).ok()).isTrue();
  }

  @Test
  void refusesACommitThatIsDamaged() throws IOException {
    try (RecordFolder record = record("a")) {
      record.append(List.of(new byte[] {1}));
    }
    Values values = values("a");
    byte[] good = values.get("generation/2").orElseThrow();
    for (byte[] bad :
        List.of(new byte[] {9}, java.util.Arrays.copyOf(good, good.length + 1), cut(good))) {
      values.put("generation/2", bad);
      assertThatThrownBy(() -> record("a"))
          .isInstanceOfAny(RecordException.class, IOException.class);
    }
  }

  private static byte[] cut(byte[] bytes) {
    return java.util.Arrays.copyOf(bytes, bytes.length - 20);
  }
}
