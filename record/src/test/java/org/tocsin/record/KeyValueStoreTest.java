// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
    private final List<String> asked = new ArrayList<>();

    @Override
    public synchronized Optional<byte[]> get(String key) {
      asked.add(key);
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

    @Override
    public String toString() {
      return "a table in memory";
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
  void aTileIsAskedForOnceAndTheRestOnlyWhereItIsNotThere() throws IOException {
    try (RecordFolder record = record("a")) {
      record.append(Given.randomEntries(new SplittableRandom(4), 300));
    }
    Values values = values("a");
    LogSource source = LogSource.values(values);
    values.asked.clear();
    assertThat(source.find("tile/0/000")).isPresent();
    assertThat(values.asked).containsExactly("log/tile/0/000");
    assertThat(source.find("tile/0/009")).isEmpty();
    assertThat(source.find("checkpoint")).isPresent();
  }

  @Test
  void aTileOfACommitThatIsNotSettledYetIsFound() throws IOException {
    Values values = values("a");
    for (int step = 1; !cutIn(values, step); step++) {
      values.table.clear();
    }
    assertThat(values.get("log/tile/0/000.p/3")).isEmpty();
    assertThat(LogSource.values(values).find("tile/0/000.p/3")).isPresent();
  }

  /** Whether the commit of three entries was made by then, and nothing else. */
  private static boolean cutIn(Values values, int step) throws IOException {
    assertThatThrownBy(() ->
            RecordFolder.open(new CutValues(values, step, true), Given.DESK)
                .append(Given.randomEntries(new SplittableRandom(4), 3)))
        .isInstanceOf(PowerCut.class);
    return values.table.containsKey("generation/2");
  }

  private static WitnessKey witness(String name) {
    return WitnessKey.generate(name, WitnessKey.Algorithm.ED25519, new SecureRandom());
  }

  @Test
  void cosignaturesThatAnotherWriterKeptStay() throws IOException {
    WitnessKey one = witness("one.example");
    WitnessKey two = witness("two.example");
    SignedCheckpoint then;
    try (RecordFolder record = record("a")) {
      then = record.append(List.of(new byte[] {1}));
    }
    RecordFolder late = record("a");
    Instant at = Instant.parse("2024-03-22T17:00:00Z");
    try (RecordFolder first = record("a")) {
      first.keep(then.with(List.of(one.cosign(then.checkpoint(), at))));
      first.append(List.of(new byte[] {2}));
    }
    SignedCheckpoint other = then.with(List.of(two.cosign(then.checkpoint(), at)));
    assertThatThrownBy(() -> late.keep(other))
        .isInstanceOfSatisfying(
            RecordException.class,
            e -> assertThat(e.reason()).isEqualTo(RecordException.Reason.OVERTAKEN));
    try (RecordFolder again = record("a")) {
      assertThat(again.keep(other)).isTrue();
      assertThat(again.findCosigned().orElseThrow().checkpoint().note().signatures()).hasSize(3);
      int asked = values("a").asked.size();
      assertThat(again.keep(other)).isTrue();
      assertThat(values("a").asked).as("nothing is put twice").hasSize(asked);
    }
  }

  @Test
  void saysWhichValueIsDamagedWhatWasFoundAndWhatToDo() throws IOException {
    try (RecordFolder record = record("a")) {
      record.append(List.of(new byte[] {1}));
    }
    Values values = values("a");
    byte[] good = values.get("generation/2").orElseThrow();
    Map<byte[], String> found =
        Map.of(
            new byte[] {9},
            "begins with byte 9 and not 1",
            new byte[0],
            "it is empty",
            Arrays.copyOf(good, good.length + 1),
            "1 bytes follow its end",
            Arrays.copyOf(good, 3),
            "its 3 bytes end",
            Arrays.copyOf(good, good.length - 20),
            "bytes are left of the ");
    found.forEach((bad, words) -> {
      values.put("generation/2", bad);
      requireRefused("generation/2 in a table in memory", words);
    });
    values.table.remove("generation/2");
    requireRefused("generation/2 in", "there is none, although generation/newest names it");
    values.put("generation/newest", Given.utf8("two"));
    requireRefused("generation/newest in", "it reads 'two'");
    values.put("generation/newest", Given.utf8("2"));
    values.put("generation/2", good);
    values.put("log/tile/0/000.p/1", new byte[5]);
    assertThatThrownBy(() -> record("a"))
        .hasMessageContaining("a table in memory: tile/0/000.p/1 has 5 bytes; 32 are needed")
        .hasMessageContaining("restore it from a copy");
  }

  private void requireRefused(String where, String found) {
    assertThatThrownBy(() -> record("a"))
        .isInstanceOf(RecordException.class)
        .hasMessageContaining(where)
        .hasMessageContaining(found)
        .hasMessageContaining("put it back from a copy");
  }
}
