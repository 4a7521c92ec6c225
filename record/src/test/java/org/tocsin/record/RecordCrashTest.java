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
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE UNDER TEST: a crash after any single step that reaches the disk loses no acknowledged
 * entry, and the repeated append heals what the crash left.
 *
 * <p>A crash here is a power cut at its worst: files that were not yet forced to disk are torn or
 * full of zeros, and names in folders that were not yet forced may be gone. Files are forced one by
 * one or all at once.
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
    private final List<Path> forcedBeside = new ArrayList<>();
    private final List<Path> unforced = new ArrayList<>();
    private final List<Path> renamed = new ArrayList<>();
    private int left;

    CutAfter(int steps, RandomGenerator random) {
      this.left = steps;
      this.random = random;
    }

    @Override
    public void done(FolderStore.Step step, Path path) throws IOException {
      switch (step) {
        case FORCED_BESIDE -> forcedBeside.add(path);
        case RENAMED -> {
          // One that was forced replaces another: it is the old file or the new one, and whole.
          if (!forcedBeside.remove(path.resolveSibling("." + path.getFileName() + ".new"))) {
            unforced.add(path);
            renamed.add(path);
          }
        }
        case FORCED -> unforced.remove(path);
        case SYNCED_FOLDER ->
            renamed.removeIf(file -> path.equals(file.getParent())); // these names stay now
        case SYNCED_ALL -> {
          unforced.clear();
          renamed.clear();
        }
        case CREATED_FOLDER, WROTE_BESIDE, DELETED -> {}
      }
      if (--left == 0) {
        if (step == FolderStore.Step.WROTE_BESIDE) {
          tear(path);
        }
        for (Path file : unforced) {
          tear(file);
        }
        for (Path file : renamed) {
          if (random.nextBoolean()) {
            Files.deleteIfExists(file);
          }
        }
        throw new PowerCut();
      }
    }

    private void tear(Path file) throws IOException {
      byte[] written = Files.readAllBytes(file);
      switch (random.nextInt(3)) {
        case 0 -> Files.write(file, Arrays.copyOf(written, random.nextInt(written.length + 1)));
        case 1 -> Files.write(file, new byte[written.length]);
        default -> {} // it reached the disk
      }
    }
  }

  /** A disk that is forced by one call; what that does is told by the step. */
  private static final class AllAtOnce implements WholeDisk {
    @Override
    public boolean covers(Path folder) {
      return true;
    }

    @Override
    public void force() {}

    @Override
    public void close() {}
  }

  private static RecordFolder open(Path folder, boolean atOnce, FolderStore.Steps steps)
      throws IOException {
    FolderStore.Forcing forcing =
        atOnce
            ? new FolderStore.Forcing(0, any -> Optional.of(new AllAtOnce()))
            : FolderStore.Forcing.USUAL;
    return RecordFolder.open(
        folder,
        new FolderStore(folder, steps, DiskWork.oneByOne(), forcing),
        RecordFolder.Keys.of(Given.DESK));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3, false",
    "250, 300, false",
    "255, 1, false",
    "300, 3, false",
    "0, 3, true",
    "250, 300, true",
    "300, 3, true"
  })
  void losesNothingWhereverThePowerIsCut(int before, int batch, boolean atOnce) throws IOException {
    int cuts = 0;
    for (int step = 1; ; step++) {
      Path folder = temp.resolve("r" + step);
      SplittableRandom random = new SplittableRandom(1000L * before + step);
      List<byte[]> entries = Given.randomEntries(random, before + batch);
      try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
        record.append(entries.subList(0, before));
      }
      List<byte[]> fresh = entries.subList(before, before + batch);
      boolean cut = appendUntilCut(folder, atOnce, step, fresh, random);
      requireOldOrNew(folder, entries, before, "cut after step " + step);
      if (!cut) {
        break; // the append came through: every step was tried
      }
      cuts++;
    }
    assertThat(cuts).isGreaterThan(10);
  }

  private static boolean appendUntilCut(
      Path folder, boolean atOnce, int step, List<byte[]> batch, RandomGenerator random)
      throws IOException {
    try (RecordFolder record = open(folder, atOnce, new CutAfter(step, random))) {
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

  /** Cuts the power after the n-th step of a beginning and loses folders whose names may be. */
  private static final class CutWhileMaking implements FolderStore.Steps {
    private final List<Path> unforced = new ArrayList<>();
    private int left;

    CutWhileMaking(int steps) {
      this.left = steps;
    }

    @Override
    public void done(FolderStore.Step step, Path path) throws IOException {
      switch (step) {
        case CREATED_FOLDER -> unforced.add(path);
        case SYNCED_FOLDER -> unforced.removeIf(folder -> path.equals(folder.getParent()));
        case RENAMED -> {
          if (path.endsWith("checkpoint")) {
            assertThat(unforced).as("folders that can go with a record that counts").isEmpty();
          }
        }
        default -> {}
      }
      if (--left == 0) {
        throw new PowerCut();
      }
    }
  }

  @Test
  void aNewRecordsOwnFolderCannotGoOnceItCounts() throws IOException {
    int cuts = 0;
    for (boolean cut = true; cut; cuts++) {
      Path folder = temp.resolve("new" + cuts).resolve("among/others").toAbsolutePath();
      CutWhileMaking steps = new CutWhileMaking(cuts + 1);
      try (RecordFolder record = open(folder, false, steps)) {
        assertThat(record.size()).isZero();
        cut = false;
      } catch (PowerCut e) {
        // Killed, and begun again by a process that does not know what that one has made.
        steps.left = 0;
        open(folder, false, steps).close();
      }
      assertThat(steps.unforced).as("after step " + (cuts + 1)).isEmpty();
    }
    assertThat(cuts).isGreaterThan(8);
  }

  @Test
  void whatAKilledProcessRenamedIsForcedBeforeARepeatTakesItAsDone() throws IOException {
    Path folder = temp.resolve("killed");
    RecordFolder.open(folder, Given.DESK).close();
    List<byte[]> entries = Given.randomEntries(new SplittableRandom(5), 3);
    FolderStore.Steps kill =
        (step, path) -> {
          if (step == FolderStore.Step.RENAMED && path.endsWith("checkpoint")) {
            throw new PowerCut();
          }
        };
    try (RecordFolder record = open(folder, false, kill)) {
      assertThatThrownBy(() -> record.append(entries)).isInstanceOf(PowerCut.class);
    }
    List<Path> forced = new ArrayList<>();
    FolderStore.Steps hear =
        (step, path) -> {
          if (step == FolderStore.Step.SYNCED_FOLDER) {
            forced.add(path);
          }
        };
    try (RecordFolder record = open(folder, false, hear)) {
      record.appendAt(0, entries);
      assertThat(record.size()).isEqualTo(3);
      assertThat(forced).containsExactly(folder.toAbsolutePath());
    }
  }

  @ParameterizedTest
  @CsvSource({"200, 100, 2, false", "200, 100, 2, true"})
  void aRepeatMayBringOtherEntriesThanTheOnesThatWereNeverAcknowledged(
      int before, int first, int second, boolean atOnce) throws IOException {
    for (int step = 1; ; step++) {
      Path folder = temp.resolve("o" + step);
      SplittableRandom random = new SplittableRandom(step);
      List<byte[]> old = Given.randomEntries(random, before);
      try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
        record.append(old);
      }
      List<byte[]> lost = Given.randomEntries(random, first);
      boolean cut = appendUntilCut(folder, atOnce, step, lost, random);
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
