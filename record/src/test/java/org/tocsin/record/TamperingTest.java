// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * FEATURE UNDER TEST: whatever is done to a record or a bundle, {@code tocsin verify} says no, and
 * its words say what was done.
 *
 * <p>Three hands do it: a thief who has the files only, the desk itself, which has the key too, and
 * somebody with another key. {@code CaseBundleTest} has the same for each part of a bundle.
 */
class TamperingTest {

  private static final int SIZE = 600;
  private static final WitnessKey WITNESS =
      WitnessKey.generate("witness.example/w", WitnessKey.Algorithm.ED25519, new SecureRandom());
  private static final Instant COSIGNED = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir Path temp;

  /** What a hand finds: the record, an honest copy of it, a bundle of it, and room of its own. */
  private record World(Path record, Path honest, Path bundle) {}

  /** Does its deed and gives the arguments of the command that shall find out. */
  @FunctionalInterface
  private interface Deed {
    List<String> on(World world) throws IOException;
  }

  private World world = new World(Path.of(""), Path.of(""), Path.of(""));

  @BeforeEach
  void write() throws IOException {
    world = new World(temp.resolve("record"), temp.resolve("honest"), temp.resolve("b.bundle"));
    for (Path folder : List.of(world.record, world.honest)) {
      MoscowBundle.fill(folder, Given.DESK, entries(SIZE)).close();
    }
    try (RecordFolder record = RecordFolder.open(world.record, Given.DESK)) {
      Checkpoint now = record.checkpoint().checkpoint();
      record.keep(record.checkpoint().with(List.of(WITNESS.cosign(now, COSIGNED))));
      Files.write(
          world.bundle,
          new BundleWriter(record.reader(), Given.DESK)
              .write("case", "title", COSIGNED, List.of(opened(3), opened(4))));
    }
  }

  private static BundleWriter.Chosen opened(int index) {
    return new BundleWriter.Chosen(
        index, List.of(new CaseBundle.Disclosure("address", "a" + index, Given.salt(index))));
  }

  private static List<Entry> entries(int count) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(i, "WarningDelivered"));
    }
    return entries;
  }

  private static Entry entry(int i, String type) {
    return Entry.builder(type, Instant.parse("2026-11-26T00:00:00Z").plusSeconds(i), "system")
        .fact("number", i)
        .commitment("address", Commitment.of("a" + i, Given.salt(i % 100)))
        .build();
  }

  static Stream<Arguments> table() {
    return Stream.of(
        // A thief rewrites the entries; the tiles still tell what they were.
        row("change", "entry 300 was changed", thief(list -> set(list, 300))),
        row("drop", "1 entry was dropped from entry 10 on", thief(list -> drop(list, 10))),
        row("insert", "1 entry was inserted at entry 20", thief(list -> insert(list, 20))),
        row(
            "reorder",
            "entries 7 and 9 changed places (reordered)",
            thief(list -> swap(list, 7, 9))),
        row("truncate", "cut short", TamperingTest::truncate),
        row("shift time", "entry 42 was changed", thief(list -> shift(list, 42))),
        row("change a tile", "tile/0/001 differs", w -> flip(w, "tile/0/001")),
        row("remove a tile", "tile/0/001 is missing", w -> remove(w, "tile/0/001")),
        row("change the checkpoint", "signature", w -> flip(w, "checkpoint")),
        // The desk writes its record anew and signs it; another copy shows it.
        row(
            "desk changes",
            "first part at entry 300. Against the other, entry 300 was changed",
            desk(list -> set(list, 300))),
        row(
            "desk drops",
            "first part at entry 10. Against the other, 1 entry was dropped",
            desk(list -> drop(list, 10))),
        row(
            "desk inserts",
            "first part at entry 20. Against the other, 1 entry was inserted",
            desk(list -> insert(list, 20))),
        row(
            "desk reorders",
            "first part at entry 7. Against the other, entries 7 and 9 changed",
            desk(list -> swap(list, 7, 9))),
        row(
            "desk shifts time",
            "first part at entry 42. Against the other, entry 42 was changed",
            desk(list -> shift(list, 42))),
        row("desk truncates", "Rolled back or cut short", desk(list -> list.subList(0, 590))),
        row("fork", "Two histories", TamperingTest::fork),
        row("fork against a bundle", "first part at entry 3", TamperingTest::forkAgainstBundle),
        row("roll back", "ends after 400 entries", TamperingTest::rollBack),
        row(
            "roll back below what was cosigned",
            "Rolled back: the record ends after 400 entries",
            TamperingTest::rollBackBelowCosigned),
        row("fork below what was cosigned", "Two histories", TamperingTest::forkBelowCosigned),
        row("swap salts", "another salt", TamperingTest::swapSalts),
        row("replace the key", "names key", TamperingTest::replaceKey),
        row("replace a record's key", "The checkpoint's signature", TamperingTest::replaceRecord),
        row("forge a cosignature", "forged, of another checkpoint", TamperingTest::forge),
        row("shift a cosignature's time", "or of another time", TamperingTest::shiftCosignature),
        row("drop the cosignature", "None of the witnesses you gave", TamperingTest::uncosign));
  }

  private static Arguments row(String name, String words, Deed deed) {
    return Arguments.of(name, words, deed);
  }

  @Test
  void nothingIsCaughtBeforeTheDeeds() throws IOException {
    assertThat(verify(List.of(world.record.toString(), "--against", world.honest.toString())))
        .startsWith("0 ");
    assertThat(verify(List.of(world.bundle.toString(), "--against", world.record.toString())))
        .startsWith("0 ");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("table")
  void isCaughtByName(String name, String words, Deed deed) throws IOException {
    String said = verify(deed.on(world));
    assertThat(said).as(name).startsWith("1 ");
    assertThat(said.lines().filter(line -> line.contains("FAILED")).toList().toString())
        .as(name)
        .contains(words);
  }

  /** The exit code and the words. */
  private static String verify(List<String> args) {
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of("--key", Given.DESK.vkey(), "--key", WITNESS.verifier().vkey()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    int code = VerifyCommand.run(all, stream, stream);
    return code + " " + out.toString(StandardCharsets.UTF_8);
  }

  private static Deed thief(UnaryOperator<List<byte[]>> change) {
    return world -> {
      List<byte[]> changed = change.apply(bytes(entries(SIZE)));
      for (int bundle = 0; bundle * 256 < SIZE; bundle++) {
        int width = Math.min(256, SIZE - bundle * 256);
        List<byte[]> part =
            new ArrayList<>(
                changed.subList(
                    Math.min(changed.size(), bundle * 256),
                    Math.min(changed.size(), bundle * 256 + width)));
        while (part.size() < width) {
          part.add(Given.utf8("padding")); // so that the number is right again
        }
        Files.write(world.record.resolve(TilePath.bundle(bundle, width)), EntryBundle.write(part));
      }
      return List.of(world.record.toString());
    };
  }

  private static Deed desk(UnaryOperator<List<byte[]>> change) {
    return world -> {
      Path anew = world.record.resolveSibling("anew");
      try (RecordFolder record = RecordFolder.open(anew, Given.DESK)) {
        Checkpoint now = record.append(change.apply(bytes(entries(SIZE)))).checkpoint();
        record.keep(record.checkpoint().with(List.of(WITNESS.cosign(now, COSIGNED))));
      }
      return List.of(anew.toString(), "--against", world.honest.toString());
    };
  }

  private static List<byte[]> bytes(List<Entry> entries) {
    return new ArrayList<>(entries.stream().map(Entry::bytes).toList());
  }

  private static List<byte[]> set(List<byte[]> list, int at) {
    list.set(at, entry(at, "WarningCancelled").bytes());
    return list;
  }

  private static List<byte[]> drop(List<byte[]> list, int at) {
    list.remove(at);
    return list;
  }

  private static List<byte[]> insert(List<byte[]> list, int at) {
    list.add(at, entry(9999, "WarningCancelled").bytes());
    return list;
  }

  private static List<byte[]> swap(List<byte[]> list, int one, int other) {
    Collections.swap(list, one, other);
    return list;
  }

  private static List<byte[]> shift(List<byte[]> list, int at) {
    Entry entry = entry(at, "WarningDelivered");
    Entry later =
        Entry.builder(entry.type(), entry.at().minusSeconds(3600), entry.by())
            .fact("number", at)
            .commitment("address", entry.commitments().values().iterator().next())
            .build();
    list.set(at, later.bytes());
    return list;
  }

  private static List<String> truncate(World world) throws IOException {
    Path file = world.record.resolve("tile/entries/002.p/88");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1000));
    return List.of(world.record.toString());
  }

  private static List<String> flip(World world, String name) throws IOException {
    Path file = world.record.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[40] ^= 1;
    Files.write(file, bytes);
    return List.of(world.record.toString());
  }

  private static List<String> remove(World world, String name) throws IOException {
    Files.delete(world.record.resolve(name));
    return List.of(world.record.toString());
  }

  private static List<String> fork(World world) throws IOException {
    Path other = world.record.resolveSibling("fork");
    try (RecordFolder fork = RecordFolder.open(other, Given.DESK)) {
      fork.append(bytes(entries(500)));
      fork.append(List.of(entry(500, "WarningCancelled").bytes()));
    }
    return List.of(world.record.toString(), "--against", other.toString());
  }

  private static List<String> forkAgainstBundle(World world) throws IOException {
    Path other = world.record.resolveSibling("fork");
    MoscowBundle.fill(other, Given.DESK, List.of()).close();
    try (RecordFolder fork = RecordFolder.open(other, Given.DESK)) {
      fork.append(set(bytes(entries(SIZE)), 3));
    }
    return List.of(world.bundle.toString(), "--against", other.toString());
  }

  private static List<String> rollBack(World world) throws IOException {
    Path rolled = world.record.resolveSibling("rolled");
    MoscowBundle.fill(rolled, Given.DESK, entries(400)).close();
    Path kept = world.record.resolveSibling("kept");
    Files.copy(world.record.resolve("checkpoint"), kept);
    return List.of(rolled.toString(), "--against", kept.toString());
  }

  private static List<String> rollBackBelowCosigned(World world) throws IOException {
    Path rolled = world.record.resolveSibling("rolled");
    MoscowBundle.fill(rolled, Given.DESK, entries(400)).close();
    Files.copy(world.record.resolve("checkpoint.cosigned"), rolled.resolve("checkpoint.cosigned"));
    return List.of(rolled.toString());
  }

  private static List<String> forkBelowCosigned(World world) throws IOException {
    Path fork = world.record.resolveSibling("fork");
    try (RecordFolder record = RecordFolder.open(fork, Given.DESK)) {
      record.append(set(bytes(entries(SIZE)), 3));
      record.append(List.of(entry(SIZE, "WarningDelivered").bytes()));
    }
    Files.copy(world.record.resolve("checkpoint.cosigned"), fork.resolve("checkpoint.cosigned"));
    return List.of(fork.toString());
  }

  private static List<String> swapSalts(World world) throws IOException {
    String text =
        CaseBundle.parse(SignedNote.parse(Files.readAllBytes(world.bundle)).text()).text();
    String one = Given.salt(3).base64();
    String other = Given.salt(4).base64();
    String swapped = text.replace(one, "?").replace(other, one).replace("?", other);
    Files.write(world.bundle, SignedNote.sign(swapped, List.of(Given.DESK)).bytes());
    return List.of(world.bundle.toString());
  }

  private static List<String> replaceKey(World world) throws IOException {
    NoteKey thief = Given.key(Given.DESK.name(), 66);
    Path anew = world.record.resolveSibling("anew");
    try (RecordFolder record = MoscowBundle.fill(anew, thief, entries(SIZE))) {
      Files.write(
          world.bundle,
          new BundleWriter(record.reader(), thief)
              .write("case", "title", COSIGNED, List.of(opened(3))));
    }
    return List.of(world.bundle.toString());
  }

  private static List<String> replaceRecord(World world) throws IOException {
    Path anew = world.record.resolveSibling("anew");
    MoscowBundle.fill(anew, Given.key(Given.DESK.name(), 66), entries(SIZE)).close();
    return List.of(anew.toString());
  }

  private static List<String> forge(World world) throws IOException {
    WitnessKey forger =
        WitnessKey.generate("witness.example/w", WitnessKey.Algorithm.ED25519, new SecureRandom());
    return cosigned(
        world,
        (checkpoint, right) ->
            new NoteSignature(
                right.name(), right.keyId(), forger.cosign(checkpoint, COSIGNED).signature()));
  }

  private static List<String> shiftCosignature(World world) throws IOException {
    return cosigned(
        world,
        (checkpoint, right) -> {
          byte[] shifted = right.signature();
          shifted[7] ^= 1; // one second
          return new NoteSignature(right.name(), right.keyId(), shifted);
        });
  }

  @FunctionalInterface
  private interface Forgery {
    NoteSignature of(Checkpoint checkpoint, NoteSignature right);
  }

  private static List<String> cosigned(World world, Forgery forgery) throws IOException {
    Path file = world.record.resolve("checkpoint.cosigned");
    SignedCheckpoint signed = SignedCheckpoint.parse(Files.readAllBytes(file));
    NoteSignature right = signed.note().signatures().getLast();
    SignedCheckpoint forged = signed.with(List.of(forgery.of(signed.checkpoint(), right)));
    Files.write(file, forged.bytes());
    return List.of(world.record.toString());
  }

  private static List<String> uncosign(World world) throws IOException {
    Path file = world.record.resolve("checkpoint.cosigned");
    SignedCheckpoint signed = SignedCheckpoint.parse(Files.readAllBytes(file));
    Files.write(file, signed.checkpoint().sign(Given.DESK).bytes());
    return List.of(world.record.toString());
  }
}
