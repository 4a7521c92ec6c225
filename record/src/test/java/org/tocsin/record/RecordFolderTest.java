// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: a folder of tiles grows and answers as the plain tree over its entries. */
class RecordFolderTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void growsInRandomBatchesAsThePlainTreeDoes(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<byte[]> all = new ArrayList<>();
    for (int round = 0; round < 25; round++) {
      try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
        assertThat(record.size()).isEqualTo(all.size());
        List<byte[]> batch = Given.randomEntries(random, random.nextInt(120));
        all.addAll(batch);
        SignedCheckpoint checkpoint = record.append(batch);
        String where = "seed " + seed + ", size " + all.size();
        assertThat(checkpoint.verify(Given.DESK.verifier()).root())
            .as(where)
            .isEqualTo(Hash.of(PlainTree.root(all)));
        requireSameProofs(record, all, random, where);
      }
    }
    assertThat(Verification.verify(folder, List.of(Given.DESK.verifier())).ok()).isTrue();
  }

  private static void requireSameProofs(
      RecordFolder record, List<byte[]> all, SplittableRandom random, String where) {
    if (all.isEmpty()) {
      return;
    }
    int size = 1 + random.nextInt(all.size());
    int index = random.nextInt(size);
    assertThat(record.inclusionProof(index, size))
        .as(where)
        .isEqualTo(PlainTree.hashes(PlainTree.path(index, all.subList(0, size))));
    assertThat(record.consistencyProof(size, all.size()))
        .as(where)
        .isEqualTo(PlainTree.hashes(PlainTree.proof(size, all)));
    assertThat(record.entry(index)).as(where).isEqualTo(all.get(index));
    assertThat(record.entries(index, size).toList())
        .as(where)
        .usingElementComparator(Arrays::compare)
        .isEqualTo(all.subList(index, size));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 511, 512, 513, 70_000})
  void laysOutTheTilesOfTheSpecification(int size) throws IOException {
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      record.append(Given.randomEntries(new SplittableRandom(size), size));
    }
    for (int level = 0; level < 4; level++) {
      long count = (long) size >> (8 * level);
      long full = count / 256;
      int width = (int) (count % 256);
      if (full > 0) {
        assertThat(folder.resolve(TilePath.tile(level, full - 1, 256))).hasSize(8192);
      }
      assertThat(folder.resolve(TilePath.tile(level, full, 256))).doesNotExist();
      Path partial = folder.resolve(TilePath.tile(level, full, Math.max(width, 1)));
      if (width > 0) {
        assertThat(partial).hasSize(width * 32L);
      } else {
        assertThat(partial).doesNotExist();
      }
    }
    assertThat(Verification.verify(folder, List.of()).ok()).isTrue();
  }

  @Test
  void readsAndVerifiesALogWrittenByTessera() throws IOException {
    Path log = Given.vectorFolder("log-tessera");
    NoteVerifier key = NoteVerifier.parse(Files.readString(log.resolve("VKEY")).strip());
    RecordReader reader = RecordReader.open(log, key);
    assertThat(reader.size()).isEqualTo(15);
    assertThat(Verification.verify(log, List.of(key)).ok()).isTrue();
    List<byte[]> entries = reader.entries(0, 15).toList();
    for (int size = 1; size <= 15; size++) {
      SignedCheckpoint then =
          SignedCheckpoint.parse(Files.readAllBytes(log.resolve("checkpoint." + size)));
      assertThat(then.verify(key).root())
          .isEqualTo(reader.root(size))
          .isEqualTo(Hash.of(PlainTree.root(entries.subList(0, size))));
    }
  }

  @Test
  void keepsWhatAReaderSeesWhileTheRecordGrows() throws IOException {
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      List<byte[]> entries = Given.randomEntries(new SplittableRandom(1), 600);
      record.append(entries.subList(0, 200));
      RecordReader then = record.reader();
      record.append(entries.subList(200, 600)); // removes the partial tiles that were full by now
      assertThat(then.size()).isEqualTo(200);
      assertThat(then.entry(199)).isEqualTo(entries.get(199));
      assertThat(then.inclusionProof(150, 200))
          .isEqualTo(PlainTree.hashes(PlainTree.path(150, entries.subList(0, 200))));
      assertThat(folder.resolve("tile/0/000.p")).doesNotExist();
      assertThatThrownBy(() -> then.entry(200)).hasMessageContaining("not in a record of size 200");
    }
  }

  @Test
  void takesEntriesThatAreThereAsDone() throws IOException {
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      List<byte[]> entries = Given.randomEntries(new SplittableRandom(2), 10);
      record.append(entries.subList(0, 6));
      record.appendAt(2, entries.subList(2, 10));
      assertThat(record.size()).isEqualTo(10);
      assertThat(record.checkpoint().checkpoint().root())
          .isEqualTo(Hash.of(PlainTree.root(entries)));
      assertThat(record.appendAt(0, entries)).isEqualTo(record.checkpoint());
      byte[] other = Given.utf8("another past");
      assertThatThrownBy(() -> record.appendAt(3, List.of(other)))
          .hasMessageContaining("already has another entry 3");
      assertThatThrownBy(() -> record.appendAt(12, List.of(other)))
          .hasMessageContaining("next entry has index 10");
    }
  }

  @Test
  void refusesAnEntryThatDoesNotFitBeforeWritingAnything() throws IOException {
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      record.append(List.of(new byte[65_535]));
      assertThatThrownBy(() -> record.append(List.of(new byte[1], new byte[65_536])))
          .hasMessageContaining("65536 bytes");
      assertThat(record.append(List.of(new byte[0])).checkpoint().size()).isEqualTo(2);
      assertThat(record.entry(0)).hasSize(65_535);
    }
  }

  @Test
  void letsOneWriterInAtATime() throws IOException {
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      assertThatThrownBy(() -> RecordFolder.open(folder, Given.DESK))
          .hasMessageContaining("already open for writing");
      assertThat(record.size()).isZero();
    }
    RecordFolder.open(folder, Given.DESK).close();
  }

  @Test
  void isNotContinuedByAnotherKey() throws IOException {
    RecordFolder.open(folder, Given.DESK).close();
    assertThatThrownBy(() -> RecordFolder.open(folder, Given.key("desk.example/record", 2)))
        .hasMessageContaining("no signature is by a known key");
    assertThatThrownBy(() -> RecordFolder.open(folder, Given.key("other.example", 1)))
        .hasMessageContaining("origin is desk.example/record");
  }

  @Test
  void isNotContinuedOverTilesThatWereChanged() throws IOException {
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      record.append(Given.randomEntries(new SplittableRandom(3), 300));
    }
    Path tile = folder.resolve("tile/1/000.p/1");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[5] ^= 1;
    Files.write(tile, bytes);
    assertThatThrownBy(() -> RecordFolder.open(folder, Given.DESK))
        .hasMessageContaining("do not append");
    Path bundle = folder.resolve("tile/entries/001.p/44");
    Files.delete(bundle);
    assertThatThrownBy(() -> RecordFolder.open(folder, Given.DESK))
        .hasMessageContaining("tile/entries/001.p/44 is missing");
  }
}
