// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.record.NoteKey;
import org.tocsin.record.WitnessKey;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.database.DataFolder;
import org.tocsin.server.kernel.secret.Sealer;
import org.tocsin.server.world.PostgresWorld;

/** FEATURE UNDER TEST: settings of witnesses that cannot work are refused, and the key is kept. */
class WitnessSettingsTest {

  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final PostgresWorld.Database DATABASE = PostgresWorld.freshDatabase();

  private final WitnessKey city =
      WitnessKey.generate("city.example/w", WitnessKey.Algorithm.ED25519, new SecureRandom());
  private final NoteKey log = NoteKey.generate("log.example/record", new SecureRandom());
  @TempDir private Path folder;

  private WitnessSettings.Asked at(String url) {
    return new WitnessSettings.Asked(URI.create(url), List.of(city.verifier().vkey()));
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://w.example, url",
    "https://user:word@w.example/, url",
    "https://w.example/?q=1, url",
    "/witness, url"
  })
  void anAddressThatCannotBeAskedIsRefused(String url, String where) {
    assertThatThrownBy(() -> new WitnessSettings(Map.of("city", at(url)), 1, EVERY))
        .hasMessageContaining("tocsin.record.witnesses.city." + where);
  }

  @Test
  void keysThatAreNoWitnessesOrStandTwiceAreRefused() {
    URI url = URI.create("https://w.example");
    assertThatThrownBy(() ->
            new WitnessSettings(
                Map.of("city", new WitnessSettings.Asked(url, List.of(log.vkey()))), 1, EVERY))
        .hasMessageContaining("tocsin.record.witnesses.city.keys")
        .hasMessageContaining("cosignature keys");
    assertThatThrownBy(() ->
            new WitnessSettings(
                Map.of("city", new WitnessSettings.Asked(url, List.of("nonsense"))), 1, EVERY))
        .hasMessageContaining("tocsin.record.witnesses.city.keys");
    assertThatThrownBy(() ->
            new WitnessSettings(
                Map.of("city", at("https://a.example"), "town", at("https://b.example")), 2, EVERY))
        .hasMessageContaining("stands twice");
  }

  @Test
  void aQuorumThatNobodyCanReachIsRefused() {
    assertThatThrownBy(() -> new WitnessSettings(Map.of("city", at("https://w.example")), 2, EVERY))
        .hasMessageContaining("tocsin.record.witness-quorum is 2");
    assertThatThrownBy(() -> new WitnessSettings(Map.of(), 1, Duration.ofMillis(10)))
        .hasMessageContaining("tocsin.record.witness-every");
    assertThatThrownBy(() -> new OwnWitnessSettings(List.of(city.verifier().vkey()), "", ""))
        .hasMessageContaining("tocsin.witness.logs");
  }

  private OwnWitness witness(String log, String passphraseFile, boolean exercise) {
    DataFolder data = new DataFolder(folder.resolve("data"));
    return new OwnWitness(
        new OwnWitnessSettings(List.of(log), "city.example/w", passphraseFile),
        data,
        new RecordKey(data, "desk.example/record", "", new Sealer(new byte[32])),
        new WitnessMemory(JdbcClient.create(DATABASE.dataSource())),
        Clock.systemUTC(),
        new SimpleMeterRegistry(),
        exercise);
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable start, String number, String words) {
    assertThatThrownBy(start)
        .isInstanceOfSatisfying(
            Problem.class,
            refused -> {
              assertThat(refused.type().number()).isEqualTo(number);
              assertThat(refused.detail()).contains(words);
            });
  }

  @Test
  void theKeyIsKeptForTheServerAloneAndSealedOnceThereIsAPassphrase() throws IOException {
    List<String> vkeys = witness(log.vkey(), "", false).vkeys();
    assertThat(vkeys).hasSize(2).allMatch(vkey -> vkey.startsWith("city.example/w+"));
    Path file = folder.resolve("data/keys/witness.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(witness(log.vkey(), "", false).vkeys()).isEqualTo(vkeys);

    String passphrase =
        Files.writeString(folder.resolve("pass"), "four words of ours\n").toString();
    assertThat(witness(log.vkey(), passphrase, false).vkeys()).isEqualTo(vkeys);
    assertThat(Files.readString(file)).doesNotContain("PRIVATE+KEY");
    assertThat(witness(log.vkey(), passphrase, false).vkeys()).isEqualTo(vkeys);
    assertRefused(() -> witness(log.vkey(), "", false), "T9066", "passphrase");
    String wrong = Files.writeString(folder.resolve("wrong"), "other words\n").toString();
    assertRefused(() -> witness(log.vkey(), wrong, false), "T9066", "passphrase is not the one");
    Files.writeString(file, "no key\n");
    assertRefused(() -> witness(log.vkey(), "", false), "T9066", "check the key file");
  }

  @Test
  void nobodyIsAWitnessOfThemselvesAndNoExerciseIsOne() {
    DataFolder data = new DataFolder(folder.resolve("data"));
    String own =
        new RecordKey(data, "desk.example/record", "", new Sealer(new byte[32])).current().vkey();
    assertRefused(() -> witness(own, "", false), "T9067", "own record");
    assertRefused(() -> witness(log.vkey(), "", true), "T9067", "exercise");
  }
}
