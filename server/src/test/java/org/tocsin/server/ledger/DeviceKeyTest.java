// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.SignedNote;
import org.tocsin.record.Verdict;
import org.tocsin.record.Verification;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.world.PostgresWorld;

/**
 * FEATURE UNDER TEST: the record's key in a device, by PKCS #11, tried with SoftHSM 2; skipped
 * where it is not installed. SOFTHSM2_CONF must name a configuration whose free slot may be taken.
 */
class DeviceKeyTest {

  private static final String ORIGIN = "desk.example/record";

  @TempDir private Path data;
  @TempDir private Path folder;
  private static Path module;

  /** One for all: SoftHSM sees the tokens that were there when it was loaded. */
  private static String token;

  static KeyPlace key(Pkcs11 device) {
    return new DeviceKey(device, ORIGIN, "record");
  }

  private static Optional<Path> softhsm() {
    return Stream.of(
            System.getenv().getOrDefault("TOCSIN_TEST_PKCS11", ""),
            "/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so")
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .filter(Files::isReadable)
        .findFirst();
  }

  @BeforeAll
  static void token() throws Exception {
    assumeTrue(
        softhsm().isPresent() && System.getenv("SOFTHSM2_CONF") != null,
        "SoftHSM 2 is not here: apt-get install softhsm2, and name a configuration in SOFTHSM2_CONF");
    module = softhsm().orElseThrow();
    token = "tocsin-" + System.nanoTime() % 1_000_000_000;
    String util = System.getenv().getOrDefault("TOCSIN_TEST_SOFTHSM_UTIL", "softhsm2-util");
    Process made =
        new ProcessBuilder(
                util,
                "--module",
                module.toString(),
                "--init-token",
                "--free",
                "--label",
                token,
                "--pin",
                "1234",
                "--so-pin",
                "5678")
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes());
    assertThat(made.waitFor()).as(said).isZero();
  }

  private Pkcs11 device() throws IOException {
    Path pin = Files.writeString(folder.resolve("pin"), "1234\n");
    return new DeviceSettings(module.toString(), token, "record", pin.toString()).open();
  }

  @Test
  void theDeviceMakesTheKeyOnceAndItsSignaturesVerify() throws IOException {
    KeyPlace place = key(device());
    NoteVerifier verifier = place.current().verifier();
    SignedNote note = SignedNote.sign("a note\n", List.of(place.current()));
    assertThat(note.verify(List.of(NoteVerifier.parse(verifier.vkey())))).hasSize(1);
    assertThat(key(device()).current().vkey()).isEqualTo(verifier.vkey());
  }

  @Test
  void aRecordGrowsAndChangesItsKeyWithinTheDevice() throws IOException {
    Instant now = Instant.now();
    Instant after = now.plus(Duration.ofDays(1));
    PostgresWorld.Database database = PostgresWorld.freshDatabase();
    String old;
    try (LedgerNode node = LedgerNode.start(database, data, device())) {
      act(node, now);
      old = node.get(PublishedRecord.class).state().vkey();
      OfficerId officer = OfficerId.next(node.get(IdMaker.class));
      KeyChanges.KeyChange change =
          node.get(KeyChanges.class).change(officer, "the yearly change", Duration.ZERO);
      for (Instant at : List.of(now, now, after, after)) {
        act(node, at);
      }
      assertThat(node.get(PublishedRecord.class).state().vkey()).isEqualTo(change.newKey());
      assertThat(Verification.verify(data.resolve("record"), List.of(NoteVerifier.parse(old))))
          .matches(Verdict::ok);
    }
    try (LedgerNode node = LedgerNode.start(database, data, device())) {
      act(node, after);
      act(node, after);
    }
    assertThat(Verification.verify(data.resolve("record"), List.of(NoteVerifier.parse(old))))
        .matches(Verdict::ok);
    assertThat(data.resolve("keys/record.key")).doesNotExist();
  }

  private static void act(LedgerNode node, Instant at) {
    node.get(TransactionTemplate.class)
        .executeWithoutResult(_ -> node.get(Ledger.class).append(Act.of("Acted")));
    node.get(RecordPublisher.class).catchUp(at);
  }

  @Test
  void aSessionThatIsGoneIsOpenedAnew() throws IOException {
    Pkcs11 device = device();
    KeyPlace place = key(device);
    device.forgetSessions();
    assertThat(SignedNote.sign("a note\n", List.of(place.current())).signatures()).hasSize(1);
  }

  @Test
  void whatIsMissingIsSaidAndThePinNever() throws IOException {
    assertThatThrownBy(() -> Pkcs11.open(folder.resolve("none.so"), token, "1234".toCharArray()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("there is no PKCS #11 module");
    assertThatThrownBy(() -> Pkcs11.open(module, "elsewhere", "1234".toCharArray()))
        .hasMessageContaining("no slot of")
        .hasMessageContaining("'elsewhere'");
    Path notOne = Files.writeString(folder.resolve("text.so"), "no library");
    assertThatThrownBy(() -> Pkcs11.open(notOne, token, "1234".toCharArray()))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("cannot be used as a PKCS #11 module");
    device().forgetSessions(); // a session that is open would be taken over whatever the PIN
    assertThatThrownBy(() -> Pkcs11.open(module, token, "9876".toCharArray()))
        .hasMessageContaining("PIN")
        .hasMessageNotContaining("9876");
    assertThatThrownBy(() -> new DeviceSettings(module.toString(), token, "record", "").open())
        .hasMessageContaining("pin-file");
  }
}
