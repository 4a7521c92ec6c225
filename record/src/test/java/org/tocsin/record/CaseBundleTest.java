// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tocsin.record.CaseBundle.Disclosure;
import org.tocsin.record.CaseBundle.ProvenEntry;

/** FEATURE UNDER TEST: a case bundle proves its entries, and any change of it is caught. */
class CaseBundleTest {

  private static final List<NoteVerifier> PINNED = List.of(Given.DESK.verifier());

  @TempDir Path temp;
  private byte[] file = new byte[0];

  @BeforeEach
  void writeBundle() throws IOException {
    file = MoscowBundle.write(temp.resolve("record"), Given.DESK, MoscowBundle.entries());
  }

  @Test
  void verifiesWithTheFileAloneAndSaysThatTheKeyIsNotPinned() {
    Verdict verdict = BundleVerifier.verify(file, List.of());
    assertThat(verdict.ok()).isTrue();
    assertThat(result(verdict, "key")).isEqualTo(Verdict.Result.NOT_CHECKED);
    assertThat(result(verdict, "witnesses")).isEqualTo(Verdict.Result.NOT_CHECKED);
    assertThat(result(verdict, "completeness")).isEqualTo(Verdict.Result.NOT_CHECKED);
    assertThat(words(verdict, "key"))
        .contains("fingerprint")
        .contains(Given.DESK.verifier().fingerprint());
    assertThat(result(BundleVerifier.verify(file, PINNED), "key")).isEqualTo(Verdict.Result.OK);
  }

  @Test
  void showsTheDisclosedValuesAndNoOthers() {
    String text = Given.utf8(file);
    assertThat(text).contains(MoscowBundle.ADDRESS).contains(MoscowBundle.ADDRESS_SALT.base64());
    assertThat(text).doesNotContain("55.826").doesNotContain("RoleChanged");
    assertThat(CaseBundle.parse(SignedNote.parse(file).text()).entries())
        .extracting(ProvenEntry::index)
        .containsExactly(0L, 2L, 3L, 4L);
  }

  @Test
  void failsWhenAByteIsFlippedAnywhere() {
    SplittableRandom random = new SplittableRandom(1); // one bit of each byte, always the same one
    for (int at = 0; at < file.length; at++) {
      requireCaught(at, random.nextInt(8));
    }
  }

  @Test
  void failsWhenAnyBitOfTheSignatureLineIsFlipped() {
    int lineBytes = 3 + 1 + Given.DESK.name().length() + 1 + 92 + 1; // dash, name, base64, newline
    for (int at = file.length - lineBytes; at < file.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        requireCaught(at, bit);
      }
    }
  }

  private void requireCaught(int at, int bit) {
    byte[] changed = file.clone();
    changed[at] ^= (byte) (1 << bit);
    assertThat(BundleVerifier.verify(changed, List.of()).ok())
        .as("bit " + bit + " of byte " + at)
        .isFalse();
  }

  @Test
  void failsWhenAnyByteIsDeletedDoubledOrInserted() {
    for (int at = 0; at < file.length; at++) {
      for (byte inserted : new byte[] {at % 5 == 0 ? (byte) '\n' : file[at]}) {
        byte[] longer = new byte[file.length + 1];
        System.arraycopy(file, 0, longer, 0, at);
        longer[at] = inserted;
        System.arraycopy(file, at, longer, at + 1, file.length - at);
        assertThat(BundleVerifier.verify(longer, PINNED).ok()).as("inserted at " + at).isFalse();
      }
      byte[] shorter = new byte[file.length - 1];
      System.arraycopy(file, 0, shorter, 0, at);
      System.arraycopy(file, at + 1, shorter, at, file.length - at - 1);
      assertThat(BundleVerifier.verify(shorter, PINNED).ok()).as("deleted at " + at).isFalse();
      byte[] truncated = Arrays.copyOf(file, at);
      assertThat(BundleVerifier.verify(truncated, PINNED).ok()).as("cut at " + at).isFalse();
    }
    for (String more : List.of("\n", " ", "x", "\u2014 desk.example/record AAAAAAA=\n", "\0")) {
      byte[] longer = (Given.utf8(file) + more).getBytes(StandardCharsets.UTF_8);
      assertThat(BundleVerifier.verify(longer, PINNED).ok()).as("appended " + more).isFalse();
    }
  }

  @Test
  void failsWithASecondSignatureEvenARightOne() {
    SignedNote note = SignedNote.parse(file);
    NoteSignature second =
        SignedNote.sign(note.text(), List.of(Given.key("other.example", 9)))
            .signatures()
            .getFirst();
    Verdict verdict = BundleVerifier.verify(note.withSignature(second).bytes(), PINNED);
    assertThat(result(verdict, "signature")).isEqualTo(Verdict.Result.FAILED);
    Verdict twice =
        BundleVerifier.verify(note.withSignature(note.signatures().getFirst()).bytes(), PINNED);
    assertThat(result(twice, "signature")).isEqualTo(Verdict.Result.FAILED);
  }

  /** Somebody who holds the desk's key, or signs with their own, changes what the bundle says. */
  static Stream<Arguments> tampering() {
    return Stream.of(
        tamper("a fact is changed", "inclusion", b -> entry(b, 2, CaseBundleTest::changedFact)),
        tamper("an entry's time is shifted", "inclusion", b -> entry(b, 0, CaseBundleTest::later)),
        tamper("an entry is put at another index", "inclusion", b -> moved(b)),
        tamper("two entries change places", "inclusion", b -> swappedEntries(b)),
        tamper(
            "a hash of a proof is dropped",
            "inclusion",
            b -> proof(b, p -> p.subList(1, p.size()))),
        tamper(
            "a proof's hashes are reordered", "inclusion", b -> proof(b, CaseBundleTest::reversed)),
        tamper(
            "a disclosed value is changed", "disclosures", b -> disclosed(b, "someone@else", null)),
        tamper("a salt is replaced", "disclosures", b -> disclosed(b, null, Given.salt(7))),
        tamper("salts are swapped", "disclosures", b -> disclosed(b, null, MoscowBundle.TEXT_SALT)),
        tamper("a value without commitment is added", "disclosures", b -> addedDisclosure(b)),
        tamper("the checkpoint is rolled back", "inclusion", b -> rolledBack(b)),
        tamper("the checkpoint's root is changed", "inclusion", b -> otherRoot(b)),
        tamper("the checkpoint is another record's", "checkpoint", b -> foreignCheckpoint(b)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tampering")
  void isCaughtEvenWhenTheDeskItselfSignsTheChange(
      String name, String check, UnaryOperator<CaseBundle> change) {
    CaseBundle changed = change.apply(CaseBundle.parse(SignedNote.parse(file).text()));
    byte[] signed = SignedNote.sign(changed.text(), List.of(Given.DESK)).bytes();
    Verdict verdict = BundleVerifier.verify(signed, PINNED);
    assertThat(verdict.ok()).as(name).isFalse();
    assertThat(result(verdict, check)).as(name).isEqualTo(Verdict.Result.FAILED);
    assertThat(result(verdict, "signature")).isEqualTo(Verdict.Result.OK);
    byte[] unsigned = new SignedNote(changed.text(), SignedNote.parse(file).signatures()).bytes();
    assertThat(result(BundleVerifier.verify(unsigned, PINNED), "signature"))
        .isEqualTo(Verdict.Result.FAILED);
  }

  @Test
  void aReplacedKeyIsCaughtByWhoKnowsTheRightOne() throws IOException {
    NoteKey forger = Given.key("desk.example/record", 66);
    byte[] forged =
        MoscowBundle.write(
            temp.resolve("forged"),
            forger,
            MoscowBundle.entries().reversed().stream()
                .map(CaseBundleTest::withCommitments)
                .toList());
    assertThat(result(BundleVerifier.verify(forged, PINNED), "key"))
        .isEqualTo(Verdict.Result.FAILED);
    assertThat(result(BundleVerifier.verify(forged, List.of()), "key"))
        .isEqualTo(Verdict.Result.NOT_CHECKED);
    String replaced = Given.utf8(file).replace(Given.DESK.vkey(), forger.vkey());
    assertThat(BundleVerifier.verify(Given.utf8(replaced), List.of()).ok()).isFalse();
  }

  /** The forger's past: every entry commits to what the bundle will disclose. */
  private static Entry withCommitments(Entry entry) {
    return Entry.builder(entry.type(), entry.at(), "forger")
        .caseId(MoscowBundle.CASE)
        .commitment("address", Commitment.of(MoscowBundle.ADDRESS, MoscowBundle.ADDRESS_SALT))
        .commitment(
            "text", Commitment.of("Avoid large gatherings, concerts too.", MoscowBundle.TEXT_SALT))
        .build();
  }

  @Test
  void theWriterRefusesADisclosureThatDoesNotOpen() throws IOException {
    try (RecordFolder record = RecordFolder.open(temp.resolve("record"), Given.DESK)) {
      BundleWriter writer = new BundleWriter(record.reader(), Given.DESK);
      Disclosure wrong = new Disclosure("address", "wrong", MoscowBundle.ADDRESS_SALT);
      BundleWriter.Chosen choice = new BundleWriter.Chosen(3, List.of(wrong));
      assertThatThrownBy(() -> writer.write("c", "t", MoscowBundle.MADE, List.of(choice)))
          .hasMessageContaining("'address' is not what entry 3 committed to");
      assertThatThrownBy(() ->
              writer.write(
                  "c",
                  "t",
                  MoscowBundle.MADE,
                  List.of(BundleWriter.Chosen.of(1), BundleWriter.Chosen.of(1))))
          .hasMessageContaining("indexes must rise");
      assertThatThrownBy(
              () -> writer.write("c", "t", MoscowBundle.MADE, List.of(BundleWriter.Chosen.of(5))))
          .hasMessageContaining("entry 5 is not in a record of size 5");
    }
  }

  @Test
  void aWitnessesCosignatureIsCheckedWhenItsKeyIsGiven() {
    NoteVerifier witness =
        NoteVerifier.parse("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2");
    Verdict verdict = BundleVerifier.verify(file, List.of(Given.DESK.verifier(), witness));
    assertThat(result(verdict, "witnesses")).isEqualTo(Verdict.Result.FAILED);
  }

  private static Arguments tamper(String name, String check, UnaryOperator<CaseBundle> change) {
    return Arguments.of(name, check, change);
  }

  private static CaseBundle entry(CaseBundle b, long index, UnaryOperator<Entry> change) {
    return mapped(
        b,
        e ->
            e.index() == index
                ? new ProvenEntry(index, change.apply(e.entry()), e.proof(), e.disclosures())
                : e);
  }

  private static CaseBundle mapped(CaseBundle b, UnaryOperator<ProvenEntry> change) {
    return new CaseBundle(b.meta(), b.checkpoint(), b.entries().stream().map(change).toList());
  }

  private static Entry changedFact(Entry e) {
    return Entry.builder(e.type(), e.at(), e.by())
        .caseId(e.caseId().orElseThrow())
        .subject(e.subject().orElseThrow())
        .fact("audience", 3)
        .fact("windowHours", 48)
        .commitment("text", e.commitments().values().iterator().next())
        .build();
  }

  private static Entry later(Entry e) {
    Entry.Builder later =
        Entry.builder(e.type(), e.at().plusSeconds(1), e.by())
            .caseId(e.caseId().orElseThrow())
            .subject(e.subject().orElseThrow());
    e.facts().forEach(later::fact);
    return later.build();
  }

  private static CaseBundle moved(CaseBundle b) {
    return mapped(
        b, e -> e.index() == 0 ? new ProvenEntry(1, e.entry(), e.proof(), e.disclosures()) : e);
  }

  private static CaseBundle swappedEntries(CaseBundle b) {
    Entry first = b.entries().get(0).entry();
    Entry last = b.entries().get(3).entry();
    return entry(entry(b, 0, e -> last), 4, e -> first);
  }

  private static CaseBundle proof(CaseBundle b, UnaryOperator<List<Hash>> change) {
    return mapped(
        b,
        e ->
            e.index() == 0
                ? new ProvenEntry(0, e.entry(), change.apply(e.proof()), e.disclosures())
                : e);
  }

  private static List<Hash> reversed(List<Hash> proof) {
    List<Hash> reversed = new ArrayList<>(proof);
    Collections.reverse(reversed);
    return reversed;
  }

  private static CaseBundle disclosed(CaseBundle b, @Nullable String value, @Nullable Salt salt) {
    return mapped(
        b,
        e ->
            new ProvenEntry(
                e.index(),
                e.entry(),
                e.proof(),
                e.disclosures().stream()
                    .map(d ->
                        d.name().equals("address")
                            ? new Disclosure(
                                d.name(),
                                value == null ? d.value() : value,
                                salt == null ? d.salt() : salt)
                            : d)
                    .toList()));
  }

  private static CaseBundle addedDisclosure(CaseBundle b) {
    return mapped(
        b,
        e ->
            e.index() == 0
                ? new ProvenEntry(
                    0, e.entry(), e.proof(), List.of(new Disclosure("x", "y", Given.salt(1))))
                : e);
  }

  private static CaseBundle rolledBack(CaseBundle b) {
    List<Hash> leaves =
        MoscowBundle.entries().stream().limit(4).map(e -> Merkle.leaf(e.bytes())).toList();
    return at(b, new Checkpoint(Given.DESK.name(), 4, Merkle.root(leaves)), Given.DESK);
  }

  private static CaseBundle otherRoot(CaseBundle b) {
    return at(b, new Checkpoint(Given.DESK.name(), 5, Merkle.leaf(new byte[1])), Given.DESK);
  }

  private static CaseBundle foreignCheckpoint(CaseBundle b) {
    NoteKey other = Given.key("other.example", 3);
    Checkpoint c = b.checkpoint().checkpoint();
    return at(b, new Checkpoint("other.example", c.size(), c.root()), other);
  }

  private static CaseBundle at(CaseBundle b, Checkpoint checkpoint, NoteSigner signer) {
    return new CaseBundle(b.meta(), checkpoint.sign(signer), b.entries());
  }

  static Verdict.Result result(Verdict verdict, String check) {
    return find(verdict, check).map(Verdict.Check::result).orElseThrow();
  }

  static String words(Verdict verdict, String check) {
    return find(verdict, check).map(Verdict.Check::words).orElseThrow();
  }

  private static Optional<Verdict.Check> find(Verdict verdict, String check) {
    return verdict.checks().stream().filter(c -> c.name().equals(check)).findFirst();
  }
}
