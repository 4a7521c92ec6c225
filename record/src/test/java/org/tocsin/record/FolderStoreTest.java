// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void aCrashWhileManyFilesAreUnderWayLeavesTheOldRecordOrTheNewOne() throws IOException {
    List<byte[]> entries = Given.randomEntries(new SplittableRandom(9), 3_000);
    for (int steps = 1, cuts = 1; cuts > 0; steps += 7) {
      Path folder = temp.resolve("many" + steps);
      try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
        record.append(entries.subList(0, 300));
      }
      cuts = cutAfter(steps, folder, entries.subList(300, 3_000)) ? 1 : 0;
      assertThat(Verification.verify(folder, List.of(Given.DESK.verifier())).ok())
          .as("cut after " + steps + " steps")
          .isTrue();
    }
  }

  /** The power goes for all threads at once: whatever they were doing, nothing more is done. */
  private static boolean cutAfter(int steps, Path folder, List<byte[]> fresh) throws IOException {
    AtomicInteger left = new AtomicInteger(steps);
    FolderStore store =
        new FolderStore(
            folder,
            (done, path) -> {
              if (left.decrementAndGet() <= 0) {
                throw new PowerCut();
              }
            },
            DiskWork.parallel());
    try {
      RecordFolder.open(store, folder.toString(), RecordFolder.Keys.of(Given.DESK), () -> {})
          .append(fresh);
      return false;
    } catch (PowerCut e) {
      return true;
    }
  }
}
