// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE UNDER TEST: a crash after any single step that reaches the disk loses no acknowledged
 * entry, and the repeated append heals what the crash left.
 *
 * <p>A crash here is a power cut at its worst: the file being written is torn where it was not yet
 * forced to disk, and names in folders that were not yet forced may be gone.
 */
class RecordCrashTest {

  @TempDir Path temp;

  private static final class PowerCut extends IOException {
    PowerCut() {
      super("power cut");
    }
  }

  /** Cuts the power after the n-th step and loses what the disk may lose. */
  private static final class CutAfter implements FolderStore.Steps {
    private final RandomGenerator random;
    private final List<Path> renamed = new ArrayList<>();
    private int left;

    CutAfter(int steps, RandomGenerator random) {
      this.left = steps;
      this.random = random;
    }

    @Override
    public void done(FolderStore.Step step, Path path) throws IOException {
      switch (step) {
        case RENAMED -> renamed.add(path);
        case SYNCED_FOLDER ->
            renamed.removeIf(file -> path.equals(file.getParent())); // these names stay now
        case CREATED_FOLDER, WROTE_BESIDE, FORCED_BESIDE, DELETED -> {}
      }
      if (--left == 0) {
        if (step == FolderStore.Step.WROTE_BESIDE) {
          byte[] written = Files.readAllBytes(path);
          Files.write(path, Arrays.copyOf(written, random.nextInt(written.length + 1)));
        }
        for (Path file : renamed) {
          // The old checkpoint's name is never in doubt: a rename leaves the old or the new file.
          boolean replaced = file.endsWith(RecordFolder.CHECKPOINT);
          if (!replaced && random.nextBoolean()) {
            Files.deleteIfExists(file);
          }
        }
        throw new PowerCut();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "250, 300", "255, 1"})
  void losesNothingWhereverThePowerIsCut(int before, int batch) throws IOException {
    int cuts = 0;
    for (int step = 1; ; step++) {
      Path folder = temp.resolve("r" + step);
      SplittableRandom random = new SplittableRandom(1000L * before + step);
      List<byte[]> entries = Given.randomEntries(random, before + batch);
      try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
        record.append(entries.subList(0, before));
      }
      boolean cut = appendUntilCut(folder, step, entries.subList(before, before + batch), random);
      requireOldOrNew(folder, entries, before, "cut after step " + step);
      if (!cut) {
        break; // the append came through: every step was tried
      }
      cuts++;
    }
    assertThat(cuts).isGreaterThan(10);
  }

  private static boolean appendUntilCut(
      Path folder, int step, List<byte[]> batch, RandomGenerator random) throws IOException {
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK, new CutAfter(step, random))) {
      record.append(batch);
      return false;
    } catch (PowerCut e) {
      return true;
    }
  }

  private static void requireOldOrNew(Path folder, List<byte[]> entries, int before, String where)
      throws IOException {
    assertThat(Verification.verify(folder, List.of(Given.DESK.verifier())).ok()).as(where).isTrue();
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      assertThat(record.size()).as(where).isIn((long) before, (long) entries.size());
      record.appendAt(before, entries.subList(before, entries.size()));
      assertThat(record.checkpoint().checkpoint())
          .as(where)
          .isEqualTo(
              new Checkpoint(Given.DESK.name(), entries.size(), Hash.of(PlainTree.root(entries))));
      assertThat(record.entries(0, entries.size()).toList())
          .as(where)
          .usingElementComparator(Arrays::compare)
          .isEqualTo(entries);
    }
    assertThat(Verification.verify(folder, List.of(Given.DESK.verifier())).ok()).as(where).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"200, 100, 2"})
  void aRepeatMayBringOtherEntriesThanTheOnesThatWereNeverAcknowledged(
      int before, int first, int second) throws IOException {
    for (int step = 1; ; step++) {
      Path folder = temp.resolve("o" + step);
      SplittableRandom random = new SplittableRandom(step);
      List<byte[]> old = Given.randomEntries(random, before);
      try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
        record.append(old);
      }
      boolean cut = appendUntilCut(folder, step, Given.randomEntries(random, first), random);
      try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
        record.append(Given.randomEntries(random, second));
      }
      try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
        record.append(Given.randomEntries(random, 700));
      }
      assertThat(Verification.verify(folder, List.of(Given.DESK.verifier())).checks())
          .as("cut after step " + step)
          .noneMatch(check -> check.result() == Verdict.Result.FAILED);
      if (!cut) {
        return;
      }
    }
  }
}
