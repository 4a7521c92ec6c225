// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every store of a record keeps to, whatever it is made of. */
abstract class LogStoreContract {

  /** A power cut. */
  static final class PowerCut extends IOException {
    PowerCut() {
      super("power cut");
    }
  }

  /** The store at a place, opened anew; the same place gives the same files. */
  abstract LogStore store(String place) throws IOException;

  /** The record at a place, opened anew for writing. */
  abstract RecordFolder record(String place) throws IOException;

  /**
   * The same, whose world ends with the n-th step that reaches the store: with a {@link PowerCut}
   * in that step, which by the seed has taken effect or not.
   */
  abstract RecordFolder recordCutAt(String place, int step, long seed) throws IOException;

  /** A view of the record at a place, as a reader of another process opens it. */
  abstract RecordReader reader(String place) throws IOException;

  @Test
  void findsWhatWasCommittedAndNothingElse() throws IOException {
    LogStore store = store("a");
    assertThat(store.find("checkpoint")).isEmpty();
    assertThat(store.find("tile/0/000")).isEmpty();
    byte[] tile = Given.utf8("a tile");
    store.write("tile/0/000", tile);
    store.write("tile/entries/x001/234.p/5", new byte[0]);
    store.commit("checkpoint", Given.utf8("one"));
    for (LogStore seen : List.of(store, store("a"))) {
      assertThat(seen.find("tile/0/000")).hasValue(tile);
      assertThat(seen.find("tile/entries/x001/234.p/5")).hasValue(new byte[0]);
      assertThat(seen.find("checkpoint")).hasValue(Given.utf8("one"));
      assertThat(seen.find("tile/0/001")).isEmpty();
    }
    assertThat(store("b").find("checkpoint")).isEmpty();
  }

  @Test
  void replacesWhatIsCommittedAndKeepsTheRest() throws IOException {
    LogStore store = store("a");
    store.write("vkey", Given.utf8("key"));
    store.commit("checkpoint", Given.utf8("one"));
    store.commit("checkpoint.cosigned", Given.utf8("cosigned"));
    byte[] large = new byte[3_000_000];
    new SplittableRandom(1).nextBytes(large);
    store.write("tile/entries/000", large);
    store.commit("checkpoint", Given.utf8("two"));
    LogStore again = store("a");
    assertThat(again.find("checkpoint")).hasValue(Given.utf8("two"));
    assertThat(again.find("checkpoint.cosigned")).hasValue(Given.utf8("cosigned"));
    assertThat(again.find("vkey")).hasValue(Given.utf8("key"));
    assertThat(again.find("tile/entries/000")).hasValue(large);
    again.deletePartials("tile/entries/000"); // of which there are none
    assertThat(again.find("tile/entries/000")).hasValue(large);
  }

  @Test
  void carriesARecordThatGrowsAsThePlainTreeDoes() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    List<byte[]> all = new ArrayList<>();
    for (int round = 0; round < 12; round++) {
      try (RecordFolder record = record("a")) {
        assertThat(record.size()).isEqualTo(all.size());
        List<byte[]> batch = Given.randomEntries(random, 1 + random.nextInt(120));
        all.addAll(batch);
        record.append(batch.subList(0, 1));
        record.append(batch.subList(1, batch.size()));
      }
      requireIs(reader("a"), all, "round " + round);
    }
  }

  private static void requireIs(RecordReader reader, List<byte[]> all, String where) {
    assertThat(reader.checkpoint().checkpoint())
        .as(where)
        .isEqualTo(new Checkpoint(Given.DESK.name(), all.size(), Hash.of(PlainTree.root(all))));
    assertThat(reader.entries(0, all.size()).toList())
        .as(where)
        .usingElementComparator(Arrays::compare)
        .isEqualTo(all);
    assertThat(reader.root(all.size())).as(where).isEqualTo(Hash.of(PlainTree.root(all)));
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "200, 100", "255, 1"})
  void aCrashInAnyStepLeavesTheOldRecordOrTheNewOne(int before, int batch) throws IOException {
    for (int step = 1; ; step++) {
      boolean cut = false;
      for (long seed = 0; seed < 2; seed++) {
        String place = "cut" + step + "-" + seed;
        String where = "step " + step + ", seed " + seed;
        List<byte[]> entries = Given.randomEntries(new SplittableRandom(step), before + batch);
        try (RecordFolder record = record(place)) {
          record.append(entries.subList(0, before));
        }
        List<byte[]> fresh = entries.subList(before, entries.size());
        boolean through = !cutAppend(place, step, seed, fresh);
        cut |= !through;
        long size = reader(place).size();
        assertThat(size)
            .as(where)
            .isIn(
                through
                    ? List.of(before + (long) batch)
                    : List.of((long) before, (long) (before + batch)));
        requireIs(reader(place), entries.subList(0, (int) size), where);
        try (RecordFolder record = record(place)) {
          record.appendAt(before, fresh);
          record.append(List.of(new byte[] {7}));
        }
        List<byte[]> all = new ArrayList<>(entries);
        all.add(new byte[] {7});
        requireIs(reader(place), all, where);
      }
      if (!cut) {
        assertThat(step).as("steps of an append").isGreaterThan(5);
        return;
      }
    }
  }

  private boolean cutAppend(String place, int step, long seed, List<byte[]> fresh)
      throws IOException {
    try (RecordFolder record = recordCutAt(place, step, seed)) {
      record.append(fresh);
      return false;
    } catch (PowerCut e) {
      return true;
    }
  }

  @Test
  void twoWritersNeverMakeTwoHistories() throws IOException {
    byte[] first = Given.utf8("first");
    try (RecordFolder one = record("a")) {
      assertThatThrownBy(
              () -> {
                try (RecordFolder other = record("a")) {
                  one.append(List.of(first));
                  other.append(List.of(Given.utf8("second")));
                }
              })
          .isInstanceOf(RecordException.class)
          .hasMessageContaining("one writer");
      if (one.size() == 0) {
        one.append(List.of(first)); // where the second one was not even let in
      }
      one.append(List.of(Given.utf8("third")));
    }
    assertThat(reader("a").entry(0)).isEqualTo(first);
    assertThat(reader("a").size()).isEqualTo(2);
  }

  @Test
  void keepsCosignedCheckpointsBesideTheRecord() throws IOException {
    try (RecordFolder record = record("a")) {
      SignedCheckpoint then = record.append(List.of(new byte[] {1}));
      assertThat(record.keep(then)).isTrue();
      record.append(List.of(new byte[] {2}));
    }
    try (RecordFolder record = record("a")) {
      assertThat(record.findCosigned().orElseThrow().size()).isEqualTo(1);
      assertThat(record.size()).isEqualTo(2);
    }
  }
}
