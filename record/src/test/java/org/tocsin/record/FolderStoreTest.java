// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: a folder is a store of a record. RecordCrashTest cuts its power harder. */
class FolderStoreTest extends LogStoreContract {

  @TempDir Path temp;

  @Override
  LogStore store(String place) {
    return new FolderStore(temp.resolve(place));
  }

  @Override
  RecordFolder record(String place) throws IOException {
    return RecordFolder.open(temp.resolve(place), Given.DESK);
  }

  @Override
  RecordFolder recordCutAt(String place, int step, long seed) throws IOException {
    int[] left = {step};
    return RecordFolder.open(
        temp.resolve(place),
        Given.DESK,
        (done, path) -> {
          if (--left[0] == 0) {
            if (done == FolderStore.Step.WROTE_BESIDE && seed == 0) {
              byte[] written = Files.readAllBytes(path);
              Files.write(path, Arrays.copyOf(written, written.length / 2)); // a torn write
            }
            throw new PowerCut();
          }
        });
  }

  @Override
  RecordReader reader(String place) throws IOException {
    return RecordReader.open(temp.resolve(place), Given.DESK.verifier());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, FolderStore.MANY}) // all at once where that can be done, one by one
  void aCrashWhileManyFilesAreUnderWayLeavesTheOldRecordOrTheNewOne(int many) throws IOException {
    List<byte[]> entries = Given.randomEntries(new SplittableRandom(9), 3_000);
    for (int steps = 1, cuts = 1; cuts > 0; steps += 7) {
      Path folder = temp.resolve("many" + steps);
      try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
        record.append(entries.subList(0, 300));
      }
      cuts = cutAfter(steps, many, folder, entries.subList(300, 3_000)) ? 1 : 0;
      assertThat(Verification.verify(folder, List.of(Given.DESK.verifier())).ok())
          .as("cut after " + steps + " steps")
          .isTrue();
    }
  }

  /** The power goes for all threads at once: whatever they were doing, nothing more is done. */
  private static boolean cutAfter(int steps, int many, Path folder, List<byte[]> fresh)
      throws IOException {
    AtomicInteger left = new AtomicInteger(steps);
    FolderStore store =
        new FolderStore(
            folder,
            (done, path) -> {
              if (left.decrementAndGet() <= 0) {
                throw new PowerCut();
              }
            },
            DiskWork.parallel(),
            new FolderStore.Forcing(many, SyncFs::open));
    try {
      RecordFolder.open(store, folder.toString(), RecordFolder.Keys.of(Given.DESK), () -> {})
          .append(fresh);
      return false;
    } catch (PowerCut e) {
      return true;
    }
  }

  /** A disk of its own, of which the folder {@code entries} is no part. */
  private static final class Partly implements WholeDisk {
    private final List<String> heard;

    Partly(List<String> heard) {
      this.heard = heard;
    }

    @Override
    public boolean covers(Path folder) {
      return !folder.endsWith("entries");
    }

    @Override
    public void force() {
      heard.add("the disk");
    }

    @Override
    public void close() {
      heard.add("closed");
    }
  }

  @Test
  void manyFilesAreForcedAllAtOnceThoseOfAnotherDiskByThemselvesAndTheCheckpointLast()
      throws IOException {
    List<String> heard = new ArrayList<>();
    FolderStore store =
        new FolderStore(
            temp,
            (step, path) -> {
              switch (step) {
                case FORCED, FORCED_BESIDE, SYNCED_FOLDER ->
                    heard.add(temp.relativize(path).toString());
                case RENAMED, CREATED_FOLDER, WROTE_BESIDE, SYNCED_ALL, DELETED -> {}
              }
            },
            DiskWork.oneByOne(),
            new FolderStore.Forcing(3, any -> Optional.of(new Partly(heard))));
    store.expect(3);
    store.write("tile/0/000", new byte[1]);
    store.write("tile/0/001", new byte[1]);
    store.write("tile/entries/000", new byte[1]);
    assertThat(heard).isEmpty();
    store.commit("checkpoint", new byte[1]);
    assertThat(heard)
        .containsExactly(
            "the disk", "tile/entries/000", "tile/entries", ".checkpoint.new", "", "closed");
    heard.clear();
    store.expect(2);
    store.write("tile/0/002", new byte[1]);
    store.write("tile/0/001", new byte[2]);
    store.commit("checkpoint", new byte[2]);
    assertThat(heard)
        .as("few files, one of which replaces another")
        .containsExactly(
            "tile/0/.001.new", "tile/0/002", "tile/0/001", "tile/0", ".checkpoint.new", "");
  }

  @Test
  void oneCallForTheWholeDiskIsMadeOnlyWhereItIsKnownToDoWhatIsNeeded() throws IOException {
    assertThat(SyncFs.isFit("Linux", "amd64", "5.17.0-8-generic")).isTrue();
    assertThat(SyncFs.isFit("Linux", "aarch64", "6.18.44")).isTrue();
    assertThat(SyncFs.isFit("Linux", "amd64", "5.16.20")).isFalse(); // tells not of all faults
    assertThat(SyncFs.isFit("Linux", "amd64", "4.19.0-27-amd64")).isFalse();
    assertThat(SyncFs.isFit("Linux", "amd64", "unknown")).isFalse();
    assertThat(SyncFs.isFit("Linux", "mips64", "6.1.0")).isFalse();
    assertThat(SyncFs.isFit("Mac OS X", "aarch64", "24.6.0")).isFalse();
    assertThat(SyncFs.isFit("Windows 11", "amd64", "10.0")).isFalse();

    assertThat(SyncFs.open(temp.resolve("nowhere"))).as("what cannot be set up").isEmpty();

    Optional<WholeDisk> here = SyncFs.open(temp);
    assumeTrue(here.isPresent(), "only on some systems");
    WholeDisk disk = here.get();
    disk.force();
    assertThat(disk.covers(temp)).isTrue();
    assertThat(disk.covers(Path.of("/proc"))).isFalse();
    disk.close();
    assertThatThrownBy(disk::force).isInstanceOf(IOException.class).hasMessageContaining("error 9");
  }
}
