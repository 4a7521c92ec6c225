// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
}
