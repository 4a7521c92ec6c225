// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE UNDER TEST: a bundle of version 3 proves its entries as it is read, whichever were
 * chosen, and any change of it is caught.
 */
class StreamedBundleTest {

  private static final Instant AT = Instant.parse("2026-11-26T12:00:00Z");
  private static final BundleScope COURT = new BundleScope(BundleScope.Level.COURT, 0);
  private static final List<NoteVerifier> PINNED = List.of(Given.DESK.verifier());

  @TempDir Path temp;

  /** Every third one hides an address. */
  static Entry entry(int i) {
    Entry.Builder entry =
        Entry.builder("WarningDelivered", AT.plusSeconds(i), "system").fact("number", i);
    if (i % 3 == 0) {
      entry.commitment("address", Commitment.of("a" + i, Given.salt(i % 100)));
    }
    return entry.build();
  }

  static RecordFolder fill(Path folder, int size) throws IOException {
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(entry(i).bytes());
    }
    RecordFolder record = RecordFolder.open(folder, Given.DESK);
    record.append(entries);
    return record;
  }

  /** Shows every second address and withholds the others. */
  static BundleWriter.Chosen choose(long index) {
    if (index % 3 != 0) {
      return BundleWriter.Chosen.of(index);
    }
    return index % 2 == 0
        ? new BundleWriter.Chosen(
            index,
            List.of(
                new CaseBundle.Disclosure("address", "a" + index, Given.salt((int) (index % 100)))))
        : new BundleWriter.Chosen(
            index,
            List.of(),
            new BundleNotes(
                List.of(new BundleNotes.Withheld("address", BundleNotes.Why.PERSONAL)), List.of()));
  }

  static byte[] write(RecordFolder record, List<Long> indexes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long count =
        new BundleWriter(record.reader(), Given.DESK)
            .write(
                out,
                "case",
                "title",
                AT,
                COURT,
                indexes.stream().map(StreamedBundleTest::choose).iterator());
    assertThat(count).isEqualTo(indexes.size());
    return out.toByteArray();
  }

  @Test
  void verifiesWhicheverEntriesWereChosen() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    for (int size = 0; size < 66; size += 1 + size / 8) {
      try (RecordFolder record = fill(temp.resolve("r" + size), size)) {
        for (int share = 0; share <= 4; share++) {
          List<Long> chosen = new ArrayList<>();
          for (long i = 0; i < size; i++) {
            if (random.nextInt(4) < share) {
              chosen.add(i);
            }
          }
          Verdict verdict = BundleVerifier.verify(write(record, chosen), PINNED);
          assertThat(verdict.ok()).as(size + ": " + chosen + verdict.checks()).isTrue();
        }
      }
    }
  }

  @Test
  void saysTheSameOfDisclosedAndWithheldValuesAsTheVersionsBefore() throws IOException {
    try (RecordFolder record = fill(temp.resolve("r"), 300)) {
      List<Long> chosen = List.of(0L, 3L, 6L, 7L, 255L, 256L, 299L);
      Verdict streamed = BundleVerifier.verify(write(record, chosen), PINNED);
      Verdict whole =
          BundleVerifier.verify(
              new BundleWriter(record.reader(), Given.DESK)
                  .write(
                      "case",
                      "title",
                      AT,
                      COURT,
                      chosen.stream().map(StreamedBundleTest::choose).toList()),
              PINNED);
      assertThat(streamed).isEqualTo(whole);
      assertThat(words(streamed, "disclosures")).startsWith("2 of 4 committed values");
    }
  }

  @Test
  void needsNoHashesForARunFromTheBeginningToTheEnd() throws IOException {
    try (RecordFolder record = fill(temp.resolve("r"), 300)) {
      String all = Given.utf8(write(record, indexes(0, 300)));
      assertThat(all).doesNotContain("\nproof ").doesNotContain("\nrest ");
      String some = Given.utf8(write(record, indexes(128, 256)));
      assertThat(some.lines().filter(line -> line.startsWith("proof "))).hasSize(1);
      assertThat(some.lines().filter(line -> line.startsWith("rest "))).hasSize(3); // 32, 8, 4
    }
  }

  private static List<Long> indexes(long from, long to) {
    return java.util.stream.LongStream.range(from, to).boxed().toList();
  }

  @Test
  void failsWhenAnyByteIsFlippedDeletedOrDoubledOrTheFileIsCut() throws IOException {
    byte[] file;
    try (RecordFolder record = fill(temp.resolve("r"), 20)) {
      file = write(record, List.of(3L, 4L, 6L));
    }
    SplittableRandom random = new SplittableRandom(2);
    for (int at = 0; at < file.length; at++) {
      byte[] flipped = file.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      requireCaught(flipped, "flipped at " + at);
      byte[] shorter = new byte[file.length - 1];
      System.arraycopy(file, 0, shorter, 0, at);
      System.arraycopy(file, at + 1, shorter, at, file.length - at - 1);
      requireCaught(shorter, "deleted at " + at);
      byte[] longer = new byte[file.length + 1];
      System.arraycopy(file, 0, longer, 0, at + 1);
      System.arraycopy(file, at, longer, at + 1, file.length - at);
      requireCaught(longer, "doubled at " + at);
      requireCaught(Arrays.copyOf(file, at), "cut at " + at);
    }
    requireCaught(Arrays.copyOf(file, file.length + 1), "a byte follows");
  }

  private static void requireCaught(byte[] file, String what) {
    assertThat(BundleVerifier.verify(file, PINNED).ok()).as(what).isFalse();
  }

  /**
   * Whoever holds the desk's key may sign anything; what is not true is refused all the same. A
   * dollar sign stands for the end of a line.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a fact is changed       | inclusion   | \"number\":4}          | \"number\":5}",
        "an entry moves          | form        | $entry 4              | $entry 5",
        "an entry is repeated    | form        | $entry 9              | $entry 4",
        "an entry beyond the end | form        | $entry 17             | $entry 20",
        "another value is shown  | disclosures | \"value\":\"a6\"       | \"value\":\"a7\"",
        "silence on a commitment | form        | $withhold {\"name\":\"address\",\"why\":\"personal\"} | ''",
        "the count is wrong      | form        | $end 5                | $end 4",
        "JSON is not canonical   | form        | {\"at\"                | {  \"at\"",
      })
  void failsWhateverTheDeskSignsOtherwise(String what, String check, String from, String to)
      throws IOException {
    byte[] file;
    try (RecordFolder record = fill(temp.resolve("r"), 20)) {
      file = write(record, List.of(3L, 4L, 6L, 9L, 17L));
    }
    String before = from.replace('$', '\n');
    byte[] changed = resigned(file, body -> replaceFirst(body, before, to.replace('$', '\n')));
    Verdict verdict = BundleVerifier.verify(changed, PINNED);
    assertThat(verdict.checks())
        .as(what)
        .anyMatch(c -> c.name().equals(check) && c.result() == Verdict.Result.FAILED);
    assertThat(BundleVerifier.verify(resigned(file, body -> body), PINNED).ok()).isTrue();
  }

  private static String replaceFirst(String body, String from, String to) {
    assertThat(body).contains(from);
    int at = body.indexOf(from);
    return body.substring(0, at) + to + body.substring(at + from.length());
  }

  static byte[] resigned(byte[] file, UnaryOperator<String> change) {
    String all = Given.utf8(file);
    int end = all.indexOf('\n', all.lastIndexOf("\nend ") + 1) + 1;
    String body = change.apply(all.substring(0, end));
    byte[] bytes = Given.utf8(body);
    String sealed = StreamedBundle.sealed(bytes.length, Hash.sha256(bytes));
    return Given.utf8(body + Given.utf8(SignedNote.sign(sealed, List.of(Given.DESK)).bytes()));
  }

  @Test
  void failsWithHashesOfAnotherTree() throws IOException {
    byte[] file;
    try (RecordFolder record = fill(temp.resolve("r"), 20)) {
      file = write(record, List.of(4L));
    }
    byte[] changed =
        resigned(
            file,
            body -> body.replaceFirst("\nrest [^\n]+", "\nrest " + Merkle.EMPTY_ROOT.base64()));
    Verdict verdict = BundleVerifier.verify(changed, PINNED);
    assertThat(words(verdict, "inclusion")).contains("do not give the checkpoint's root");
    for (String line : List.of("\nrest [^\n]+", "\nproof [^\n]+")) {
      byte[] without = resigned(file, body -> body.replaceFirst(line, ""));
      assertThat(BundleVerifier.verify(without, PINNED).ok()).as(line).isFalse();
      byte[] twice = resigned(file, body -> body.replaceFirst("(" + line + ")", "$1$1"));
      assertThat(BundleVerifier.verify(twice, PINNED).ok()).as(line).isFalse();
    }
  }

  @Test
  void writesNothingThatIsNotTrue() throws IOException {
    try (RecordFolder record = fill(temp.resolve("r"), 20)) {
      assertThatThrownBy(() -> write(record, List.of(5L, 4L)))
          .isInstanceOf(RecordException.class)
          .hasMessageContaining("must rise");
      BundleWriter writer = new BundleWriter(record.reader(), Given.DESK);
      List<BundleWriter.Chosen> silent = List.of(BundleWriter.Chosen.of(3));
      List<BundleWriter.Chosen> wrong =
          List.of(
              new BundleWriter.Chosen(
                  3, List.of(new CaseBundle.Disclosure("address", "b", Given.salt(3)))));
      for (List<BundleWriter.Chosen> chosen : List.of(silent, wrong)) {
        assertThatThrownBy(() ->
                writer.write(new ByteArrayOutputStream(), "c", "t", AT, COURT, chosen.iterator()))
            .isInstanceOf(RecordException.class);
      }
      Path tile = temp.resolve("r/tile/entries/000.p/20");
      Files.writeString(
          tile,
          Files.readString(tile, StandardCharsets.ISO_8859_1).replace(":7}", ":8}"),
          StandardCharsets.ISO_8859_1);
      assertThatThrownBy(
              () -> {
                try (RecordFolder again = RecordFolder.open(temp.resolve("r2"), Given.DESK)) {
                  RecordReader reader = RecordReader.open(temp.resolve("r"), PINNED.getFirst());
                  assertThat(again.size()).isZero();
                  new BundleWriter(reader, Given.DESK)
                      .write(
                          new ByteArrayOutputStream(),
                          "c",
                          "t",
                          AT,
                          COURT,
                          List.of(BundleWriter.Chosen.of(7)).iterator());
                }
              })
          .isInstanceOf(RecordException.class)
          .hasMessageContaining("not what the record's tiles say");
    }
  }

  @Test
  void isHeldAgainstOtherCopiesOfTheRecord() throws IOException {
    Path file = temp.resolve("b.bundle");
    try (RecordFolder record = fill(temp.resolve("r"), 700)) {
      Files.write(file, write(record, indexes(100, 600)));
      Path second = Files.write(temp.resolve("second"), wholeOf(record, 150));
      assertThat(verify(file, second)).startsWith("0 ").contains("The same history");
      assertThat(verify(second, file)).startsWith("0 ").contains("The same history");
      record.append(List.of(entry(700).bytes()));
    }
    assertThat(verify(file, temp.resolve("r"))).startsWith("0 ").contains("The same history");
    try (RecordFolder forked = RecordFolder.open(temp.resolve("fork"), Given.DESK)) {
      List<byte[]> entries = new ArrayList<>();
      for (int i = 0; i < 700; i++) {
        entries.add(entry(i == 301 ? 1000 : i).bytes());
      }
      forked.append(entries);
      Files.write(temp.resolve("forked"), wholeOf(forked, 301));
    }
    assertThat(verify(file, temp.resolve("fork")))
        .startsWith("1 ")
        .contains("first part at entry 301");
    assertThat(verify(file, temp.resolve("forked")))
        .startsWith("1 ")
        .contains("first part at entry 301");
  }

  /** A bundle of version 2 with one entry. */
  private static byte[] wholeOf(RecordFolder record, int index) {
    return new BundleWriter(record.reader(), Given.DESK)
        .write("case", "title", AT, COURT, List.of(choose(index)));
  }

  private static String verify(Path file, Path against) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    int code =
        VerifyCommand.run(
            List.of(file.toString(), "--against", against.toString()), stream, stream);
    return code + " " + out.toString(StandardCharsets.UTF_8);
  }

  private static String words(Verdict verdict, String check) {
    return verdict.checks().stream()
        .filter(c -> c.name().equals(check))
        .findFirst()
        .orElseThrow()
        .words();
  }
}
