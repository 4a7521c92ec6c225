// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: two copies of a record are held against each other, whatever each is. */
class ComparisonTest {

  @TempDir Path temp;

  private static List<Entry> entries(int count, int forkAt) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant at = Instant.parse("2026-11-26T00:00:00Z").plusSeconds(i);
      entries.add(
          Entry.builder(i >= forkAt ? "WarningCancelled" : "WarningApproved", at, "officer-bo")
              .fact("number", i)
              .build());
    }
    return entries;
  }

  private Path folder(String name, int count, int forkAt) throws IOException {
    Path folder = temp.resolve(name);
    MoscowBundle.fill(folder, Given.DESK, entries(count, forkAt)).close();
    return folder;
  }

  private Path bundle(String name, Path folder, long... indexes) throws IOException {
    RecordReader reader = RecordReader.open(folder, Given.DESK.verifier());
    List<BundleWriter.Chosen> chosen = new ArrayList<>();
    for (long index : indexes) {
      chosen.add(BundleWriter.Chosen.of(index));
    }
    Instant made = Instant.parse("2026-11-27T00:00:00Z");
    Path file = temp.resolve(name);
    Files.write(file, new BundleWriter(reader, Given.DESK).write("case", "title", made, chosen));
    return file;
  }

  private static Verdict.Check history(Path file, Path against) throws IOException {
    List<Verdict.Check> found =
        Verification.verify(file, List.of(Given.DESK.verifier()), against).checks().stream()
            .filter(check -> check.name().equals("history"))
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 300, 599})
  void twoFoldersPartAtExactlyOneEntry(int at) throws IOException {
    Verdict.Check check = history(folder("a", 600, 9999), folder("b", 650, at));
    assertThat(check.result()).isEqualTo(Verdict.Result.FAILED);
    assertThat(check.words())
        .contains("first part at entry " + at + ".")
        .contains("Here it is WarningApproved of 2026-11-26T00:")
        .contains("There it is WarningCancelled of 2026-11-26T00:");
  }

  @Test
  void aMirrorIsTheSameAndAnOlderOneTheBeginning() throws IOException {
    Path record = folder("a", 600, 9999);
    assertThat(history(record, folder("b", 600, 9999)).words()).startsWith("The same history");
    Verdict.Check older = history(record, folder("c", 300, 9999));
    assertThat(older.result()).isEqualTo(Verdict.Result.OK);
    assertThat(older.words()).contains("the beginning of the other, 300 entries");
    Verdict.Check newer = history(temp.resolve("c"), record);
    assertThat(newer.result()).isEqualTo(Verdict.Result.FAILED);
    assertThat(newer.words()).contains("Rolled back or cut short").contains("300 entries");
  }

  @Test
  void aBundleNamesTheEntryThatItShowsAndTheRangeThatItDoesNot() throws IOException {
    Path forked = folder("b", 600, 300);
    Path bundle = bundle("x.bundle", folder("a", 500, 9999), 10, 299, 300, 301);
    assertThat(history(bundle, forked).words()).contains("first part at entry 300.");
    assertThat(history(forked, bundle).words()).contains("first part at entry 300.");
    Path coarse = bundle("y.bundle", temp.resolve("a"), 10);
    // The right half of the tree of 500, beside the path to entry 10, holds the first difference.
    assertThat(history(coarse, forked).words()).contains("from entry 256 to entry 499");
    assertThat(history(bundle, temp.resolve("a")).result()).isEqualTo(Verdict.Result.OK);
    Path beginning = folder("c", 550, 9999);
    assertThat(history(bundle, beginning).result()).isEqualTo(Verdict.Result.OK);
  }

  @Test
  void aProofAndAKeptCheckpointSayWhatTheyCan() throws IOException {
    Path record = folder("a", 500, 9999);
    Path forked = folder("b", 500, 300);
    RecordReader reader = RecordReader.open(forked, Given.DESK.verifier());
    Path proof = temp.resolve("p.tlog-proof");
    Files.write(proof, reader.proof(300).bytes());
    assertThat(history(record, proof).words()).contains("first part at entry 300.");
    Path kept = temp.resolve("kept");
    Files.write(kept, reader.checkpoint().bytes());
    assertThat(history(record, kept).words()).contains("from entry 0 to entry 499");
    Files.write(kept, RecordReader.open(record, Given.DESK.verifier()).checkpoint().bytes());
    assertThat(history(record, kept).result()).isEqualTo(Verdict.Result.OK);
    assertThat(history(folder("c", 520, 9999), kept).result()).isEqualTo(Verdict.Result.OK);
    assertThat(history(folder("d", 520, 77), kept).result()).isEqualTo(Verdict.Result.FAILED);
  }

  @Test
  void twoBundlesOfDifferentSizesAreNotTakenForProofOfOneHistory() throws IOException {
    Path one = bundle("1.bundle", folder("a", 300, 9999), 7);
    Path two = bundle("2.bundle", folder("b", 500, 9999), 400);
    Verdict.Check check = history(one, two);
    assertThat(check.result()).isEqualTo(Verdict.Result.NOT_CHECKED);
    Path three = bundle("3.bundle", folder("c", 500, 7), 7);
    assertThat(history(one, three).words()).contains("first part at entry 7.");
  }

  @Test
  void whatDoesNotVerifyByItselfProvesNothing() throws IOException {
    Path record = folder("a", 20, 9999);
    Path other = folder("b", 20, 9999);
    Path tile = other.resolve("tile/entries/000.p/20");
    byte[] bytes = Files.readAllBytes(tile);
    bytes[500] ^= 1;
    Files.write(tile, bytes);
    Verdict verdict = Verification.verify(record, List.of(Given.DESK.verifier()), other);
    assertThat(verdict.ok()).isFalse();
    assertThat(verdict.checks())
        .anySatisfy(check ->
            assertThat(check.name() + " " + check.words())
                .startsWith("other")
                .contains("proves nothing against this one"));
    Path foreign = temp.resolve("f");
    NoteKey stranger = Given.key("stranger.example", 3);
    MoscowBundle.fill(foreign, stranger, entries(20, 9999)).close();
    assertThat(history(record, foreign).words()).contains("they cannot be compared");
    Files.writeString(temp.resolve("letter"), "Dear reader");
    assertThat(history(record, temp.resolve("letter")).words()).contains("cannot be compared");
  }
}
