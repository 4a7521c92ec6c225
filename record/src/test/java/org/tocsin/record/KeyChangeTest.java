// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.record.Monitor.Cry;

/**
 * FEATURE UNDER TEST: a record's key is changed by an entry, and whoever knows only the old key can
 * follow; whoever takes a record over without that entry is caught. spec/vectors/handovers.json.
 */
class KeyChangeTest {

  private static final NoteKey NEXT = Given.key("desk.example/record", 2);
  private static final NoteKey LAST = Given.key("desk.example/record", 3);
  private static final NoteKey THIEF = Given.key("desk.example/record", 9);
  private static final List<NoteVerifier> OLD_ONLY = List.of(Given.DESK.verifier());
  private static final BundleScope SCOPE = new BundleScope(BundleScope.Level.PRESS, 0);

  @TempDir Path temp;

  private static Entry change(NoteKey from, NoteKey to) {
    return Entry.builder(Handover.TYPE, Instant.parse("2024-04-01T08:00:00Z"), "officer-admin")
        .fact(Handover.OLD_KEY, from.vkey())
        .fact(Handover.NEW_KEY, to.vkey())
        .commitment("reason", Commitment.of("the yearly change", Given.salt(0xB1)))
        .build();
  }

  private static byte[] thing(int number) {
    return Entry.builder("ThingDone", Instant.parse("2024-04-01T08:00:00Z"), "system")
        .fact("number", number)
        .build()
        .bytes();
  }

  private static RecordFolder.Keys keys(NoteKey signer, NoteKey... former) {
    return new RecordFolder.Keys(
        List.of(signer), Arrays.stream(former).map(NoteKey::verifier).toList());
  }

  /** Three entries, the change, and both keys sign. */
  private static Handover changed(RecordFolder record, NoteKey from, NoteKey to, int number)
      throws IOException {
    record.append(List.of(thing(1), thing(2), thing(3), change(from, to).bytes()));
    record.signBy(List.of(from, to));
    Handover handover = Handover.make(record.reader(), record.size() - 1, from, to);
    record.publish(number, handover);
    return handover;
  }

  /** A record whose key was changed, and that has grown on under the new key alone. */
  private RecordFolder moved(String name) throws IOException {
    Path folder = temp.resolve(name);
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      changed(record, Given.DESK, NEXT, 0);
    }
    RecordFolder record = RecordFolder.open(folder, keys(NEXT, Given.DESK));
    record.append(List.of(thing(4), thing(5)));
    return record;
  }

  private static List<Handover> handovers(Path folder) throws IOException {
    List<Handover> found = new ArrayList<>();
    for (int i = 0; Handovers.find(LogSource.folder(folder), i).isPresent(); i++) {
      found.add(Handovers.find(LogSource.folder(folder), i).orElseThrow());
    }
    return found;
  }

  private byte[] bundle(RecordFolder record, NoteKey key, List<Handover> handovers) {
    return new BundleWriter(record.reader(), key)
        .write(
            "case-1",
            "A case",
            MoscowBundle.MADE,
            SCOPE,
            BundleHistory.of(record.reader(), handovers, List.of()),
            List.of(BundleWriter.Chosen.of(record.size() - 1)));
  }

  private static Optional<Verdict.Check> check(Verdict verdict, String name) {
    return verdict.checks().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  private static String failed(Verdict verdict) {
    return verdict.checks().stream()
        .filter(c -> c.result() == Verdict.Result.FAILED)
        .map(c -> c.name() + ": " + c.words())
        .reduce("", (a, b) -> a + b);
  }

  @Test
  void whoKnowsOnlyTheOldKeyFollowsTheProofInABundle() throws IOException {
    try (RecordFolder record = moved("r")) {
      byte[] file = bundle(record, NEXT, handovers(temp.resolve("r")));
      Verdict verdict = BundleVerifier.verify(file, OLD_ONLY);
      assertThat(failed(verdict)).isEmpty();
      assertThat(check(verdict, "key").orElseThrow().words())
          .contains("has changed since the one you gave")
          .contains("entry 3 of 2024-04-01T08:00:00Z by officer-admin changes key")
          .contains(NEXT.vkey());
      assertThat(check(verdict, "earlier").orElseThrow().result()).isEqualTo(Verdict.Result.OK);
      assertThat(BundleVerifier.verify(file, List.of(NEXT.verifier())).ok()).isTrue();
      assertThat(BundleVerifier.verify(file, List.of(THIEF.verifier())).ok()).isFalse();
    }
  }

  @Test
  void aStreamedBundleIsFollowedInTheSameWay() throws IOException {
    Path folder = temp.resolve("r");
    try (RecordFolder record = moved("r")) {
      BundleHistory history =
          BundleHistory.of(record.reader(), handovers(folder), List.of(record.checkpoint()));
      byte[] followed = streamed(record, history);
      Verdict verdict = BundleVerifier.verify(followed, OLD_ONLY);
      assertThat(failed(verdict)).isEmpty();
      assertThat(check(verdict, "key").orElseThrow().words())
          .contains("has changed since the one you gave");
      assertThat(check(verdict, "earlier").orElseThrow().result()).isEqualTo(Verdict.Result.OK);
      assertThat(failed(BundleVerifier.verify(streamed(record, BundleHistory.NONE), OLD_ONLY)))
          .startsWith("key: ");
      // What is told of before is behind the seal like all else, and in one order only.
      String text = new String(followed, UTF_8);
      int handover = text.indexOf("\nhandover ") + 1;
      int earlier = text.indexOf("\nearlier ") + 1;
      int entry = text.indexOf("\nentry ") + 1;
      String turned =
          text.substring(0, handover)
              + text.substring(earlier, entry)
              + text.substring(handover, earlier)
              + text.substring(entry);
      assertThat(BundleVerifier.verify(turned.getBytes(UTF_8), OLD_ONLY).checks().toString())
          .contains("stand before earlier checkpoints");
      String cut = text.substring(0, handover) + text.substring(entry);
      assertThat(failed(BundleVerifier.verify(cut.getBytes(UTF_8), OLD_ONLY)))
          .contains("signature: The file was changed");
    }
  }

  private static byte[] streamed(RecordFolder record, BundleHistory history) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new BundleWriter(record.reader(), NEXT)
        .write(
            out,
            "case-1",
            "A case",
            MoscowBundle.MADE,
            SCOPE,
            history,
            List.of(BundleWriter.Chosen.of(record.size() - 1)).iterator());
    return out.toByteArray();
  }

  @Test
  void aBundleWithoutTheProofIsRefusedByTheOldKey() throws IOException {
    try (RecordFolder record = moved("r")) {
      assertThat(failed(BundleVerifier.verify(bundle(record, NEXT, List.of()), OLD_ONLY)))
          .startsWith("key: ")
          .contains("nothing in it proves that the record's key was changed");
    }
  }

  @Test
  void twoChangesAreFollowedFromEachOfTheKeys() throws IOException {
    Path folder = temp.resolve("r");
    moved("r").close();
    try (RecordFolder record = RecordFolder.open(folder, keys(NEXT, Given.DESK))) {
      changed(record, NEXT, LAST, 1);
    }
    try (RecordFolder record = RecordFolder.open(folder, keys(LAST, Given.DESK, NEXT))) {
      record.append(List.of(thing(6)));
      byte[] file = bundle(record, LAST, handovers(folder));
      for (NoteKey known : List.of(Given.DESK, NEXT, LAST)) {
        List<NoteVerifier> trusted = List.of(known.verifier());
        assertThat(failed(BundleVerifier.verify(file, trusted))).isEmpty();
        assertThat(failed(Verification.verify(folder, trusted))).isEmpty();
      }
      byte[] secondOnly = bundle(record, LAST, handovers(folder).subList(1, 2));
      assertThat(BundleVerifier.verify(secondOnly, OLD_ONLY).ok())
          .as("without the first change nothing leads from the first key")
          .isFalse();
    }
  }

  @Test
  void aThiefWhoSignsBothSidesOfAChangeIsRefused() throws IOException {
    try (RecordFolder record = RecordFolder.open(temp.resolve("r"), THIEF)) {
      record.append(List.of(thing(1), change(Given.DESK, THIEF).bytes()));
      assertThatThrownBy(() -> Handover.make(record.reader(), 1, THIEF, THIEF))
          .isInstanceOf(RecordException.class);
      record.append(List.of(change(NEXT, THIEF).bytes()));
      assertThatThrownBy(() -> Handover.make(record.reader(), 2, Given.DESK, THIEF))
          .as("the entry names another key")
          .isInstanceOf(RecordException.class);
    }
  }

  @Test
  void aChangeOfAnotherHistoryProvesNothingHere() throws IOException {
    moved("a").close();
    try (RecordFolder record = RecordFolder.open(temp.resolve("b"), NEXT)) {
      for (int i = 20; i < 30; i++) {
        record.append(List.of(thing(i)));
      }
      byte[] file = bundle(record, NEXT, handovers(temp.resolve("a")));
      assertThat(failed(BundleVerifier.verify(file, OLD_ONLY)))
          .startsWith("earlier: ")
          .contains("the change of the key at entry 3");
      Files.createDirectories(temp.resolve("b/handover"));
      Files.copy(temp.resolve("a/handover/0"), temp.resolve("b/handover/0"));
      assertThat(failed(Verification.verify(temp.resolve("b"), OLD_ONLY)))
          .contains("another history");
    }
  }

  @Test
  void aFolderIsFollowedByItsHandoversAndRefusedWithoutThem() throws IOException {
    moved("r").close();
    Path folder = temp.resolve("r");
    assertThat(failed(Verification.verify(folder, OLD_ONLY))).isEmpty();
    assertThat(failed(Verification.verify(folder, List.of())))
        .as("the folder states the new key")
        .isEmpty();
    Path handover = folder.resolve("handover/0");
    byte[] file = Files.readAllBytes(handover);
    Files.delete(handover);
    assertThat(failed(Verification.verify(folder, OLD_ONLY))).contains("key");
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < file.length; i++) {
      byte[] other = file.clone();
      other[i] ^= (byte) (1 << random.nextInt(7));
      Files.write(handover, other);
      assertThat(Verification.verify(folder, OLD_ONLY).ok()).as("byte " + i).isFalse();
    }
  }

  @Test
  void aKeptCheckpointOfTheOldKeyIsComparedWithARecordOfTheNewOne() throws IOException {
    Path folder = temp.resolve("r");
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      record.append(List.of(thing(0)));
      Files.write(temp.resolve("kept"), record.checkpoint().bytes());
      changed(record, Given.DESK, NEXT, 0);
    }
    try (RecordFolder record = RecordFolder.open(folder, keys(NEXT, Given.DESK))) {
      record.append(List.of(thing(4)));
      Path file = Files.write(temp.resolve("b"), bundle(record, NEXT, handovers(folder)));
      assertThat(failed(Verification.verify(folder, OLD_ONLY, temp.resolve("kept")))).isEmpty();
      assertThat(failed(Verification.verify(file, OLD_ONLY, folder))).isEmpty();
      assertThat(failed(Verification.verify(folder, OLD_ONLY, file))).isEmpty();
    }
  }

  @Test
  void aProofOfTheNewKeyVerifiesWithTheHandoverBesideTheOldKey() throws IOException {
    try (RecordFolder record = moved("r")) {
      Path proof = temp.resolve("entry.tlog-proof");
      Files.write(proof, record.reader().proof(5).bytes());
      String handover = temp.resolve("r/handover/0").toString();
      List<String> old = List.of(proof.toString(), "--key", Given.DESK.vkey());
      assertThat(run(old)).isEqualTo(1);
      List<String> both = new ArrayList<>(old);
      both.addAll(List.of("--handover", handover));
      assertThat(run(both)).isZero();
      both.set(both.size() - 1, proof.toString());
      assertThat(run(both)).as("a proof that is no handover").isEqualTo(2);
    }
  }

  private static int run(List<String> args) {
    java.io.PrintStream nowhere = new java.io.PrintStream(java.io.OutputStream.nullOutputStream());
    return VerifyCommand.run(args, nowhere, nowhere);
  }

  private Monitor.Look look(String record, String state, boolean entries) throws IOException {
    Monitor.Watch watch = new Monitor.Watch(Duration.ofDays(1), type -> true, entries);
    return new Monitor(
            LogSource.folder(temp.resolve(record)),
            Given.DESK.verifier(),
            watch,
            temp.resolve(state),
            () -> MoscowBundle.MADE,
            cry -> {})
        .look();
  }

  @Test
  void aMonitorThatKnowsTheOldKeyTellsTheChangeOnceAndFollows() throws IOException {
    Path folder = temp.resolve("r");
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      record.append(List.of(thing(0)));
      look("r", "early", true);
      changed(record, Given.DESK, NEXT, 0);
      look("r", "overlap", false);
    }
    try (RecordFolder record = RecordFolder.open(folder, keys(NEXT, Given.DESK))) {
      record.append(List.of(thing(4)));
    }
    for (String state : List.of("early", "late")) {
      assertThat(look("r", state, state.equals("early")).cries())
          .singleElement()
          .isInstanceOfSatisfying(
              Cry.KeyChanged.class,
              cry -> assertThat(cry.words()).contains("entry 4").contains(NEXT.vkey()));
    }
    try (RecordFolder record = RecordFolder.open(folder, keys(NEXT, Given.DESK))) {
      record.append(List.of(thing(5)));
    }
    for (String state : List.of("early", "late", "overlap")) {
      Monitor.Look look = look("r", state, true);
      assertThat(look.cries()).as(state).isEmpty();
      assertThat(look.size()).isEqualTo(7);
    }
  }

  @Test
  void aMonitorCriesOutOnAThiefWhoSignsByAnotherKey() throws IOException {
    try (RecordFolder record = RecordFolder.open(temp.resolve("r"), Given.DESK)) {
      record.append(List.of(thing(1)));
      look("r", "state", true);
    }
    Files.move(temp.resolve("r"), temp.resolve("honest"));
    try (RecordFolder record = RecordFolder.open(temp.resolve("r"), THIEF)) {
      record.append(List.of(thing(1), change(Given.DESK, THIEF).bytes()));
    }
    assertThat(look("r", "state", true).cries()).singleElement().isInstanceOf(Cry.Broken.class);
    Files.createDirectories(temp.resolve("r/handover"));
    try (RecordFolder record = RecordFolder.open(temp.resolve("own"), NEXT)) {
      changed(record, NEXT, THIEF, 0);
    }
    Files.copy(temp.resolve("own/handover/0"), temp.resolve("r/handover/0"));
    assertThat(look("r", "state", true).cries()).noneMatch(cry -> cry instanceof Cry.KeyChanged);
  }

  @Test
  void whereverTheDiskFailsWhileTheKeyChangesTheSameCallFinishesIt() throws IOException {
    for (int step = 1; ; step++) {
      Path folder = temp.resolve("r" + step);
      try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
        record.append(List.of(thing(1), change(Given.DESK, NEXT).bytes()));
      }
      boolean cut = changeUntil(folder, step);
      assertThat(failed(Verification.verify(folder, OLD_ONLY))).as("step " + step).isEmpty();
      assertThat(failed(Verification.verify(folder, List.of()))).as("step " + step).isEmpty();
      RecordFolder.Keys both = new RecordFolder.Keys(List.of(Given.DESK, NEXT), List.of());
      try (RecordFolder record = RecordFolder.open(folder, both)) {
        record.signBy(both.signers());
        record.publish(0, Handover.make(record.reader(), 1, Given.DESK, NEXT));
      }
      for (List<NoteVerifier> known : List.of(OLD_ONLY, List.of(NEXT.verifier()))) {
        assertThat(failed(Verification.verify(folder, known))).as("step " + step).isEmpty();
      }
      assertThat(Files.readString(folder.resolve("vkey"))).isEqualTo(NEXT.vkey() + "\n");
      if (!cut) {
        assertThat(step).isGreaterThan(8);
        return;
      }
    }
  }

  private static boolean changeUntil(Path folder, int steps) throws IOException {
    int[] left = {steps};
    FolderStore.Steps cutting =
        (step, path) -> {
          if (--left[0] == 0) {
            throw new IOException("power cut");
          }
        };
    try (RecordFolder record =
        RecordFolder.open(folder, RecordFolder.Keys.of(Given.DESK), cutting)) {
      record.signBy(List.of(Given.DESK, NEXT));
      record.publish(0, Handover.make(record.reader(), 1, Given.DESK, NEXT));
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void handoversAreAsPublished() throws IOException {
    List<Map<String, @Nullable Object>> vectors = new ArrayList<>();
    try (RecordFolder record = moved("r")) {
      String handover = Given.utf8(Files.readAllBytes(temp.resolve("r/handover/0")));
      String good = Given.utf8(bundle(record, NEXT, handovers(temp.resolve("r"))));
      String without = Given.utf8(bundle(record, NEXT, List.of()));
      vectors.add(vector("a change of the key", true, handover));
      vectors.add(vector("another index", false, handover.replace("\nindex 3\n", "\nindex 2\n")));
      vectors.add(vector("not signed by the old key", false, withoutLine(handover, "\u2014 ", 0)));
      vectors.add(vector("not signed by the new key", false, withoutLine(handover, "\u2014 ", 1)));
      vectors.add(vector("a bundle of the new key, followed", true, good));
      vectors.add(vector("the same without the change", false, without));
      vectors.add(
          vector("a hash of consistency removed", false, withoutLine(good, "consistent ", 0)));
    }
    StringBuilder json = new StringBuilder("{\"handovers\":[\n");
    json.append(String.join(",\n", vectors.stream().map(CanonicalJson::text).toList()));
    SpecVectorsTest.requirePublished("handovers.json", json.append("\n]}\n").toString());
  }

  private static String withoutLine(String file, String start, int which) {
    List<String> lines = new ArrayList<>(file.lines().toList());
    List<String> found =
        Stream.of(lines).flatMap(List::stream).filter(l -> l.startsWith(start)).toList();
    lines.remove(found.get(which));
    return String.join("\n", lines) + "\n";
  }

  private static Map<String, @Nullable Object> vector(String what, boolean holds, String file) {
    boolean isBundle = file.startsWith(CaseBundle.HEADER_2);
    Map<String, @Nullable Object> vector = new LinkedHashMap<>();
    vector.put("what", what);
    vector.put("key", Given.DESK.vkey());
    vector.put("verifies", holds);
    vector.put("file", file);
    assertThat(isBundle ? BundleVerifier.verify(Given.utf8(file), OLD_ONLY).ok() : leads(file))
        .as(what)
        .isEqualTo(holds);
    return vector;
  }

  private static boolean leads(String file) {
    try {
      return Handover.follow(OLD_ONLY, List.of(Handover.parse(Given.utf8(file)))).size() == 2;
    } catch (RecordException e) {
      return false;
    }
  }
}
