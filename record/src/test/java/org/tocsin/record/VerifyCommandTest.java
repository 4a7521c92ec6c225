// SPDX-License-Identifier: Apache-2.0
package org.tocsin.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: {@code tocsin verify} says yes, no, or what is missing, and why. */
class VerifyCommandTest {

  @TempDir Path temp;
  private Path folder = Path.of("");
  private Path bundle = Path.of("");
  private Path proof = Path.of("");

  private record Ran(int code, String out, String err) {}

  @BeforeEach
  void write() throws IOException {
    folder = temp.resolve("record");
    bundle = temp.resolve("moscow.bundle");
    proof = temp.resolve("entry-2.tlog-proof");
    Files.write(bundle, MoscowBundle.write(folder, Given.DESK, MoscowBundle.entries()));
    try (RecordFolder record = RecordFolder.open(folder, Given.DESK)) {
      Files.write(proof, record.reader().proof(2).bytes());
      record.append(Given.randomEntries(new SplittableRandom(1), 600));
    }
  }

  @Test
  void verifiesABundle() {
    Ran ran = run(bundle.toString());
    assertThat(ran.code).isZero();
    assertThat(ran.out).isEqualTo(bundle + ": verifies (case bundle)\n");
    assertThat(ran.err).contains("not checked  key: The key stands in the bundle itself");
    assertThat(run(bundle.toString(), "--key", Given.DESK.vkey()).err).contains("ok           key");
    String other = Given.key("desk.example/record", 2).vkey();
    assertThat(run(bundle.toString(), "--key", other).code).isEqualTo(1);
  }

  @Test
  void printsOneJsonObject() {
    Ran ran = run("--json", bundle.toString());
    assertThat(ran.err).isEmpty();
    assertThat(ran.out.lines()).hasSize(1);
    Map<String, @Nullable Object> json =
        CanonicalJson.object(CanonicalJson.parse(ran.out), "output");
    assertThat(json).containsEntry("ok", true).containsEntry("kind", "case bundle");
    assertThat(Given.objects(json.get("checks")))
        .anySatisfy(c -> assertThat(c).containsEntry("result", "notChecked"));
  }

  @Test
  void verifiesAProofOnlyWithAKey() throws IOException {
    assertThat(run(proof.toString()).code).isEqualTo(1);
    assertThat(run(proof.toString()).err).contains("give the record's published key with --key");
    assertThat(run(proof.toString(), "--key", Given.DESK.vkey()).code).isZero();
    Path beside = temp.resolve("entry-2");
    Files.write(beside, Given.utf8("something else"));
    assertThat(run(proof.toString(), "--key", Given.DESK.vkey()).err)
        .contains("The file beside the proof is not entry 2");
    Files.write(beside, MoscowBundle.entries().get(2).bytes());
    assertThat(run(proof.toString(), "--key", Given.DESK.vkey()).code).isZero();
  }

  @Test
  void verifiesARecordsFolder() {
    assertThat(run(folder.toString()).code).isZero();
    assertThat(run(folder.toString()).err)
        .contains("All 605 entries together give the signed root");
    assertThat(run(folder.toString(), "--key", Given.DESK.vkey()).code).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "tile/entries/000, root",
    "tile/entries/002.p/93, root",
    "tile/0/001, tiles",
    "tile/1/000.p/2, tiles",
    "checkpoint, signature",
  })
  void namesWhatWasChangedInAFolder(String file, String check) throws IOException {
    Path path = folder.resolve(file);
    byte[] bytes = Files.readAllBytes(path);
    bytes[file.equals("checkpoint") ? bytes.length - 10 : 40] ^= 1;
    Files.write(path, bytes);
    Ran ran = run(folder.toString());
    assertThat(ran.code).isEqualTo(1);
    assertThat(ran.err).contains("FAILED       " + check + ":");
  }

  @ParameterizedTest
  @CsvSource({"tile/entries/001", "tile/0/000", "checkpoint"})
  void namesWhatIsMissingOrCutShort(String file) throws IOException {
    Path path = folder.resolve(file);
    Files.write(path, Arrays.copyOf(Files.readAllBytes(path), 50));
    assertThat(run(folder.toString()).code).as("cut short").isEqualTo(1);
    Files.delete(path);
    Ran ran = run(folder.toString());
    assertThat(ran.code).as("missing").isEqualTo(1);
    assertThat(ran.err).contains("FAILED").contains(file);
  }

  @Test
  void catchesARecordThatWasRolledBackAndWrittenAnew() throws IOException {
    NoteKey thief = Given.key(Given.DESK.name(), 5);
    Path other = temp.resolve("anew");
    MoscowBundle.fill(other, thief, MoscowBundle.entries().subList(0, 2)).close();
    assertThat(run(other.toString(), "--key", Given.DESK.vkey()).code).isEqualTo(1);
    Files.copy(
        folder.resolve("checkpoint"),
        other.resolve("checkpoint"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(run(other.toString(), "--key", Given.DESK.vkey()).code).isEqualTo(1);
  }

  @Test
  void tellsWrongUseFromAWrongFile() throws IOException {
    assertThat(run().code).isEqualTo(2);
    assertThat(run("a", "b").code).isEqualTo(2);
    assertThat(run("--nonsense", bundle.toString()).err).contains("unknown option --nonsense");
    assertThat(run(bundle.toString(), "--key").code).isEqualTo(2);
    assertThat(run(bundle.toString(), "--key", "nonsense").err).contains("name+keyid+base64");
    assertThat(run(temp.resolve("nothing").toString()).code).isEqualTo(2);
    assertThat(run("--help").out).contains("Usage: tocsin verify FILE");
    Path text = temp.resolve("letter.txt");
    Files.writeString(text, "Dear reader");
    assertThat(run(text.toString()).code).isEqualTo(1);
    assertThat(run(text.toString()).err).contains("neither a case bundle");
  }

  private static Ran run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> list = new ArrayList<>(Stream.of(args).toList());
    int code =
        VerifyCommand.run(
            list,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Ran(
        code,
        out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"),
        err.toString(StandardCharsets.UTF_8));
  }
}
