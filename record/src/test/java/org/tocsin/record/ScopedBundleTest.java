// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.record.BundleNotes.Why;
import org.tocsin.record.BundleNotes.Withheld;

/**
 * FEATURE UNDER TEST: bundles of version 2 say for whom they are, account for every commitment and
 * prove single receipts; spec/vectors/scoped-bundles.json.
 */
class ScopedBundleTest {

  private static final Instant ERASED = Instant.parse("2024-03-30T08:00:00Z");
  private static final BundleScope SCOPE = new BundleScope(BundleScope.Level.PRESS, 2);

  @TempDir Path temp;

  /** The text of the receipt of a watcher, as spec/bundle.md lays it out. */
  private static String receipt(int watcher) {
    return String.join(
        "\n",
        "tocsin receipt v1",
        "warning-1",
        Integer.toString(watcher),
        "email",
        "0",
        "1",
        "told",
        "first",
        "2024-03-07T20:00:00.250Z",
        "");
  }

  /** Plain RFC 6962, so that the library's own path is not what it is held to. */
  private static Hash leaf(int watcher) {
    byte[] text = Given.utf8(receipt(watcher));
    byte[] bytes = new byte[33 + text.length];
    System.arraycopy(Given.salt(watcher).bytes(), 0, bytes, 1, 32);
    System.arraycopy(text, 0, bytes, 33, text.length);
    return Hash.sha256(bytes);
  }

  private static Hash node(Hash left, Hash right) {
    byte[] bytes = new byte[65];
    bytes[0] = 1;
    System.arraycopy(left.bytes(), 0, bytes, 1, 32);
    System.arraycopy(right.bytes(), 0, bytes, 33, 32);
    return Hash.sha256(bytes);
  }

  /** Of three receipts the one in the middle. */
  private static ReceiptProof second() {
    return new ReceiptProof(receipt(12), Given.salt(12), 1, 3, List.of(leaf(11), leaf(13)));
  }

  private static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(MoscowBundle.entries());
    entries.add(
        Entry.builder("ReceiptsSealed", Instant.parse("2024-03-07T20:00:01Z"), "system")
            .caseId(MoscowBundle.CASE)
            .subject("warning-1")
            .fact("channel", "email")
            .fact("step", 0)
            .fact("attempt", 1)
            .fact("size", 3)
            .fact("root", node(node(leaf(11), leaf(12)), leaf(13)).base64())
            .build());
    return entries;
  }

  private static BundleWriter.Chosen delivered(List<Withheld> withheld) {
    return new BundleWriter.Chosen(3, List.of(), new BundleNotes(withheld, List.of()));
  }

  private static List<Withheld> accounted() {
    return List.of(
        new Withheld("address", Why.PERSONAL), new Withheld("place", Why.ERASED, ERASED));
  }

  private static BundleWriter.Chosen sealed(ReceiptProof receipt) {
    return new BundleWriter.Chosen(5, List.of(), new BundleNotes(List.of(), List.of(receipt)));
  }

  private byte[] write(List<BundleWriter.Chosen> chosen) throws IOException {
    try (RecordFolder record =
        MoscowBundle.fill(temp.resolve("r" + chosen.hashCode()), Given.DESK, entries())) {
      return new BundleWriter(record.reader(), Given.DESK)
          .write(MoscowBundle.CASE, "Moscow, March 2024", MoscowBundle.MADE, SCOPE, chosen);
    }
  }

  private byte[] good() throws IOException {
    return write(
        List.of(
            BundleWriter.Chosen.of(0),
            new BundleWriter.Chosen(
                2,
                List.of(),
                new BundleNotes(List.of(new Withheld("text", Why.RESTRICTED)), List.of())),
            delivered(accounted()),
            sealed(second())));
  }

  @Test
  void theVerdictSaysForWhomItIsAndWhatWasLeftOut() throws IOException {
    Path file = temp.resolve("press.tocsin-bundle");
    Files.write(file, good());
    Verdict verdict = Verification.verify(file, List.of(Given.DESK.verifier()));
    assertThat(verdict).matches(Verdict::ok);
    assertThat(CaseBundleTest.words(verdict, "withheld"))
        .contains("for the press", "left out 2 entries", "1 values as personal, 1 as restricted")
        .contains("Erased on 2024-03-30T08:00:00Z: 1 values");
    assertThat(CaseBundleTest.words(verdict, "receipts"))
        .contains(
            "watcher 12 told by email at 2024-03-07T20:00:00.250Z (warning warning-1, step 0");
  }

  @Test
  void whoeverPassesOverACommitmentInSilenceWritesNothing() {
    for (List<Withheld> wrong :
        List.of(
            List.<Withheld>of(),
            accounted().subList(0, 1),
            List.of(accounted().get(0), accounted().get(0), accounted().get(1)),
            List.of(
                accounted().get(0), accounted().get(1), new Withheld("other", Why.RESTRICTED)))) {
      assertThatThrownBy(() -> write(List.of(delivered(wrong))))
          .isInstanceOf(RecordException.class)
          .hasMessageContaining("entry 3");
    }
  }

  @Test
  void aReceiptOfAnotherOrFromAnotherPlaceIsNotWritten() {
    ReceiptProof right = second();
    for (ReceiptProof wrong :
        List.of(
            new ReceiptProof(receipt(11), right.salt(), 1, 3, right.path()),
            new ReceiptProof(right.text(), Given.salt(11), 1, 3, right.path()),
            new ReceiptProof(right.text(), right.salt(), 0, 3, right.path()),
            new ReceiptProof(right.text(), right.salt(), 1, 4, right.path()),
            new ReceiptProof(right.text(), right.salt(), 1, 3, right.path().reversed()),
            new ReceiptProof(
                right.text().replace("email", "sms"), right.salt(), 1, 3, right.path()),
            new ReceiptProof(
                right.text().replace("warning-1", "warning-2"),
                right.salt(),
                1,
                3,
                right.path()))) {
      assertThatThrownBy(() -> write(List.of(sealed(wrong))))
          .isInstanceOf(RecordException.class)
          .hasMessageContaining("receipt at entry 5");
    }
  }

  @Test
  void theVectorsAreAsPublished() throws IOException {
    String good = Given.utf8(good());
    List<Map<String, @Nullable Object>> vectors = new ArrayList<>();
    vectors.add(vector("as written", good));
    vectors.add(vector("another level", good.replace("\"press\"", "\"court\"")));
    vectors.add(vector("fewer left out", good.replace("\"omitted\":2", "\"omitted\":1")));
    vectors.add(vector("another watcher", resigned(good, t -> t.replace("\\n12\\n", "\\n11\\n"))));
    vectors.add(
        vector(
            "a commitment passed over",
            resigned(good, t -> t.replaceFirst("withhold [^\n]*\"address\"[^\n]*\n", ""))));
    vectors.add(
        vector(
            "erased without a time",
            resigned(good, t -> t.replaceFirst("\"at\":\"2024-03-30T08:00:00Z\",", ""))));
    vectors.add(
        vector("version 1 with lines of 2", resigned(good, t -> t.replaceFirst("@v2", "@v1"))));
    vectors.add(
        vector("an unknown level", resigned(good, t -> t.replace("\"press\"", "\"friends\""))));
    StringBuilder json = new StringBuilder("{\"bundles\":[\n");
    for (int i = 0; i < vectors.size(); i++) {
      json.append(i == 0 ? "" : ",\n").append(CanonicalJson.text(vectors.get(i)));
    }
    Path path = Path.of("..", "spec", "vectors", "scoped-bundles.json");
    String now = json.append("\n]}\n").toString();
    if (Boolean.getBoolean("tocsin.writeVectors")) {
      Files.writeString(path, now);
    }
    assertThat(Files.readString(path)).isEqualTo(now);
  }

  /** Changed by the holder of the key: only what the text says can give it away. */
  private static String resigned(String file, UnaryOperator<String> change) {
    String text = file.substring(0, file.lastIndexOf("\n\n") + 1);
    String other = change.apply(text);
    assertThat(other).isNotEqualTo(text);
    return Given.utf8(SignedNote.sign(other, List.of(Given.DESK)).bytes());
  }

  private static Map<String, @Nullable Object> vector(String what, String file) {
    boolean ok = BundleVerifier.verify(Given.utf8(file), List.of()).ok();
    assertThat(ok).as(what).isEqualTo(what.equals("as written"));
    Map<String, @Nullable Object> vector = new LinkedHashMap<>();
    vector.put("what", what);
    vector.put("key", Given.DESK.vkey());
    vector.put("verifies", ok);
    vector.put("file", file);
    return vector;
  }

  @Test
  void noOriginCanBeReadAsABundleOfVersionTwo() {
    assertThatThrownBy(() -> new Checkpoint(CaseBundle.HEADER_2, 0, Merkle.EMPTY_ROOT, List.of()))
        .isInstanceOf(RecordException.class);
  }
}
