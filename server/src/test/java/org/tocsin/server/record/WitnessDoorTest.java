// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.record.Checkpoint;
import org.tocsin.record.Hash;
import org.tocsin.record.Merkle;
import org.tocsin.record.NoteKey;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.SignedCheckpoint;
import org.tocsin.record.Verdict;
import org.tocsin.record.Verification;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.BrowserWorld.Window;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: a server is a witness over HTTP as c2sp.org/tlog-witness says, and another
 * real server is witnessed by it and shows so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WitnessDoorTest {

  private static final String TEXT = "text/plain; charset=utf-8";

  private final NoteKey desk = NoteKey.generate("desk.example/record", new SecureRandom());
  private final NoteKey log = NoteKey.generate("log.example/record", new SecureRandom());
  @TempDir private static Path folder;
  private ServerWorld witness;
  private ServerWorld asking;

  @BeforeAll
  void start() throws IOException {
    witness =
        ServerWorld.another(
            Map.of(
                "tocsin.witness.name",
                "city.example/witness",
                "tocsin.witness.logs",
                desk.vkey() + "," + log.vkey()));
    Path keys = Files.createDirectories(folder.resolve("data/keys"));
    Files.writeString(keys.resolve("record.key"), desk.privateText() + "\n");
    asking =
        ServerWorld.another(
            Map.of(
                "tocsin.data",
                folder.resolve("data"),
                "tocsin.outbound.allow",
                "127.0.0.0/8",
                "tocsin.record.witnesses.city.url",
                witness.address() + "/witness",
                "tocsin.record.witnesses.city.keys",
                String.join(",", vkeys())));
  }

  @AfterAll
  void stop() {
    asking.stop();
    witness.stop();
  }

  private List<String> vkeys() {
    return witness.nobody().get("/witness/vkeys").body().lines().toList();
  }

  private Answer ask(String body) {
    return witness
        .nobody()
        .post("/witness/add-checkpoint", TEXT, body.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  private static Hash root(long size) {
    return size == 1 ? leaf(0) : Merkle.node(leaf(0), leaf(1));
  }

  private static Hash leaf(int number) {
    return Merkle.leaf(new byte[] {(byte) number});
  }

  private static String signed(NoteKey key, String origin, long size, Hash root) {
    Checkpoint checkpoint = new Checkpoint(origin, size, root);
    byte[] signature = key.sign(checkpoint.text().getBytes(StandardCharsets.UTF_8));
    byte[] id = HexFormat.of().parseHex(key.verifier().keyIdHex());
    byte[] both = java.util.Arrays.copyOf(id, id.length + signature.length);
    System.arraycopy(signature, 0, both, id.length, signature.length);
    return checkpoint.text()
        + "\n\u2014 "
        + key.name()
        + " "
        + Base64.getEncoder().encodeToString(both)
        + "\n";
  }

  private String checkpoint(long size) {
    return signed(log, log.name(), size, root(size));
  }

  @Test
  @Order(1)
  void everyAnswerIsThatOfTheSpecification() {
    NoteKey stranger = NoteKey.generate("stranger.example/record", new SecureRandom());
    NoteKey thief = NoteKey.generate(log.name(), new SecureRandom());
    assertThat(ask("old 0\n\n" + signed(stranger, stranger.name(), 1, root(1))).status())
        .as("an origin that is not watched")
        .isEqualTo(404);
    assertThat(ask("old 0\n\n" + signed(thief, log.name(), 1, root(1))).status())
        .as("another key under a watched origin")
        .isEqualTo(403);
    assertThat(ask("hello").status()).as("no request").isEqualTo(400);
    assertThat(ask("").status()).as("an empty request").isEqualTo(400);
    assertThat(ask("old 2\n\n" + checkpoint(1)).status()).as("old above new").isEqualTo(400);
    Answer first = ask("old 0\n\n" + checkpoint(1));
    assertThat(first.status()).as(first.toString()).isEqualTo(200);
    assertThat(first.header("Content-Type").replace(" ", ""))
        .isEqualToIgnoringCase("text/plain;charset=utf-8");
    List<NoteVerifier> keys = vkeys().stream().map(NoteVerifier::parse).toList();
    SignedCheckpoint cosigned =
        SignedCheckpoint.parse((checkpoint(1) + first.body()).getBytes(StandardCharsets.UTF_8));
    assertThat(cosigned.cosignedBy(keys)).hasSize(2);
    Answer conflict = ask("old 0\n\n" + checkpoint(2));
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(conflict.header("Content-Type")).isEqualTo("text/x.tlog.size");
    assertThat(conflict.body()).isEqualTo("1\n");
    assertThat(ask("old 1\n\n" + signed(log, log.name(), 1, leaf(7))).status())
        .as("another root for the same size")
        .isEqualTo(422);
    assertThat(ask("old 1\n" + leaf(9).base64() + "\n\n" + checkpoint(2)).status())
        .as("a proof that leads elsewhere")
        .isEqualTo(422);
    assertThat(ask("old 1\n" + leaf(1).base64() + "\n\n" + checkpoint(2)).status()).isEqualTo(200);
    assertThat(ask("old 2\n\n" + checkpoint(2)).status()).as("the same again").isEqualTo(200);
    assertThat(ask("x".repeat(300_000)).status()).as("a body too large").isEqualTo(413);
  }

  @Test
  @Order(2)
  void anyTypeOfBodyIsTakenAsCurlSendsIt() {
    byte[] body = ("old 2\n\n" + checkpoint(2)).getBytes(StandardCharsets.UTF_8);
    for (String type : List.of("application/x-www-form-urlencoded", "application/octet-stream")) {
      Answer answer = witness.nobody().post("/witness/add-checkpoint", type, body, Map.of());
      assertThat(answer.status()).as(type + " " + answer).isEqualTo(200);
    }
  }

  @Test
  @Order(3)
  void whatWasCosignedLastIsReadByMonitors() throws NoSuchAlgorithmException {
    String hash =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(log.name().getBytes(StandardCharsets.UTF_8)));
    Answer latest = witness.nobody().get("/witness/" + hash + "/checkpoint");
    assertThat(latest.status()).isEqualTo(200);
    SignedCheckpoint kept = SignedCheckpoint.parse(latest.body().getBytes(StandardCharsets.UTF_8));
    assertThat(kept.verify(log.verifier()).size()).isEqualTo(2);
    assertThat(kept.cosignedBy(vkeys().stream().map(NoteVerifier::parse).toList())).hasSize(2);
    assertThat(witness.nobody().get("/witness/" + "0".repeat(64) + "/checkpoint").status())
        .isEqualTo(404);
  }

  @Test
  @Order(4)
  void aServerIsNoWitnessUnlessItIsTold() {
    byte[] body = ("old 0\n\n" + checkpoint(1)).getBytes(StandardCharsets.UTF_8);
    Answer refused = asking.nobody().post("/witness/add-checkpoint", TEXT, body, Map.of());
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.body()).isEqualTo("this server is no witness\n");
    assertThat(asking.nobody().get("/witness/vkeys").status()).isEqualTo(404);
    assertThat(asking.data().resolve("keys/witness.key")).doesNotExist();
  }

  @Test
  @Order(5)
  void oneRealServerWitnessesAnother() throws IOException {
    Answer made =
        asking.ana().post("/api/v1/cases", Map.of("title", "Witnessed", "reports", List.of()));
    // It was asked at the start, and is again after ten seconds.
    asking.beat();
    asking.clock().forwardTo(asking.clock().instant().plusSeconds(10));
    asking.beat();
    Answer cosigned = asking.nobody().get("/record/checkpoint.cosigned");
    assertThat(cosigned.status()).as(cosigned.toString()).isEqualTo(200);
    assertThat(cosigned.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
    List<NoteVerifier> keys = vkeys().stream().map(NoteVerifier::parse).toList();
    SignedCheckpoint note =
        SignedCheckpoint.parse(cosigned.body().getBytes(StandardCharsets.UTF_8));
    assertThat(note.cosignedBy(keys)).hasSize(2);
    Answer state = asking.ana().get("/api/v1/record/witnesses");
    assertThat(state.text("/newest/size"))
        .isEqualTo(String.valueOf(note.verify(desk.verifier()).size()));
    assertThat(state.text("/witnesses/0/outcome")).isEqualTo("cosigned");
    Path file = folder.resolve("case.tocsin-bundle");
    Files.writeString(file, asking.bo().get("/api/v1/cases/" + made.text("id") + "/bundle").body());
    Verdict verdict =
        Verification.verify(file, List.of(desk.verifier(), keys.getFirst(), keys.getLast()));
    assertThat(verdict.ok()).isTrue();
    assertThat(verdict.checks())
        .anySatisfy(check ->
            assertThat(check.words()).startsWith("Cosigned by city.example/witness at 2024-03-07"));
    assertThat(asking.bo().page("/desk/record").body()).contains("city.example/witness");
  }

  @Test
  @Order(6)
  void everybodySeesWhoWitnessedAndWhen() {
    asking.clock().forwardTo(asking.clock().instant().plusSeconds(180));
    for (int width : new int[] {1280, 390}) {
      try (Window window = BrowserWorld.running().anonymous(asking.address(), width)) {
        window.open("/record");
        assertThat(window.page().content())
            .contains("Who else has seen it", "city.example/witness", "3 minutes ago");
        window.check("record-witnessed");
      }
      try (Window window = BrowserWorld.running().signedIn(asking, asking.ana(), width)) {
        window.open("/desk/record");
        window.check("desk-record-witnessed");
      }
      try (Window window = BrowserWorld.running().anonymous(witness.address(), width)) {
        window.open("/record");
        assertThat(window.page().content())
            .contains("This desk as a witness", log.name(), "last seen with 2 entries");
        window.check("record-witness");
      }
    }
  }

  @Test
  @Order(7)
  void aSenderThatAsksTooMuchIsToldWhenToComeAgain() {
    Answer last = ask("");
    for (int i = 0; i < 1_000 && last.status() != 429; i++) {
      last = ask("");
    }
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.body())
        .startsWith("too many requests or bytes from your address; ask again in");
    assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
    assertThat(
            witness
                .bean(MeterRegistry.class)
                .get("tocsin.witness.requests")
                .tag("status", "429")
                .counter()
                .count())
        .isPositive();
  }
}
