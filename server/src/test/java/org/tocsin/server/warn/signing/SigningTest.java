// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.tocsin.cap.signature.CapVerifier;
import org.tocsin.cap.signature.Certificates;
import org.tocsin.cap.signature.SignatureResult;
import org.tocsin.cap.signature.Trust;
import org.tocsin.record.Hash;
import org.tocsin.server.warn.Drafts;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.BrowserWorld.Window;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: public alerts go out signed when the operator has put a key in place; keys
 * are exchanged without a restart, and everybody finds the certificates. One server for all, which
 * begins each test without a key; who moves its clock comes last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SigningTest {

  private static final String PASSWORD = "opens-the-store";

  @TempDir private Path elsewhere;

  private static ServerWorld world;
  private Story story;

  @BeforeAll
  static void start() {
    world = ServerWorld.another(java.util.Map.of("tocsin.signing.password", PASSWORD));
  }

  @AfterAll
  static void stop() {
    world.stop();
  }

  @BeforeEach
  void withoutAKey() throws IOException {
    try (Stream<Path> keys = Files.list(world.data().resolve("signing"))) {
      for (Path key : keys.toList()) {
        Files.delete(key);
      }
    }
    world.beat();
    story = Story.begun(world);
  }

  @Test
  void aPublicAlertIsSignedByTheKeyThatIsInPlaceAndAPrivateNoticeIsNot() throws Exception {
    put("first", "2024/03/01 00:00:00", 365);
    world.beat();
    story.decided("public");
    story.decided("hostGovernment");
    String id = story.drafted();
    assertThat(world.bo().page("/desk/warnings/" + id).body())
        .contains("It goes out with the signature of CN=first");

    assertThat(story.signed(id).text("state")).isEqualTo("inForce");

    Answer cap = world.nobody().page("/alerts/" + id + ".xml");
    String sha256 = certificateOf("first");
    assertThat(verdict(cap, sha256)).isInstanceOf(SignatureResult.Verified.class);
    assertThat(entries()).contains("\"certificateSha256\":\"" + sha256 + "\"");
    assertThat(entries())
        .contains(
            "\"capSha256\":\""
                + Hash.sha256(cap.body().getBytes(StandardCharsets.UTF_8)).hex()
                + "\"");
    assertThat(world.nobody().page("/alerts/" + id).body()).contains(">signed</a>");
    String notice =
        story.compose(Drafts.privateNotice(world.clock().instant(), story.watcher())).text("id");
    assertThat(story.signed(notice).text("state")).isEqualTo("inForce");
    assertThat(world.bo().get("/api/v1/warnings/" + notice + "/cap").body())
        .doesNotContain("Signature");
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void aNextKeyTakesOverWhenItBecomesValidAndTheFormerCertificateStaysToBeFound() throws Exception {
    put("former", "2024/03/01 00:00:00", 30);
    put("second", "2024/03/20 00:00:00", 365);
    world.beat();
    String before = story.inForce();
    world.clock().forwardTo(Instant.parse("2024-03-21T08:00:00Z"));
    world.beat();
    String after = Story.begun(world).inForce();
    Files.delete(world.data().resolve("signing/former.p12"));
    world.beat();

    assertThat(verdict(world.nobody().page("/alerts/" + before + ".xml"), certificateOf("former")))
        .isInstanceOf(SignatureResult.Verified.class);
    assertThat(verdict(world.nobody().page("/alerts/" + after + ".xml"), certificateOf("second")))
        .isInstanceOf(SignatureResult.Verified.class);
    String page = world.nobody().page("/certificates").body();
    assertThat(page).contains("CN=former", "CN=second").containsOnlyOnce("Signs now.");
    assertThat(world.nobody().page("/certificates/" + "0".repeat(64) + ".pem").body())
        .contains("T6502");
  }

  /** People are warned first; that the signature is missing is said loudly. */
  @Test
  void withoutAValidKeyTheAlertGoesOutUnsignedAndTheDeskIsTold() throws Exception {
    put("expired", "2023/01/01 00:00:00", 30);
    Files.writeString(world.data().resolve("signing/broken.pem"), "not a key");
    world.beat();
    story.decided("public");
    String id = story.drafted();
    assertThat(world.bo().page("/desk/warnings/" + id).body()).contains("It goes out UNSIGNED");
    assertThat(world.bo().page("/desk").body()).contains("Faults of signing");
    assertThat(world.bo().page("/desk/signing").body())
        .contains("The file signing/broken.pem cannot be used")
        .contains("No key is valid now");

    assertThat(story.signed(id).text("state")).isEqualTo("inForce");

    assertThat(world.nobody().page("/alerts/" + id + ".xml").body()).doesNotContain("Signature");
  }

  @Test
  void whoeverForgetsToExchangeAKeyIsToldAMonthBefore() throws Exception {
    put("forgotten", "2024/03/01 00:00:00", 20);
    world.beat();
    assertThat(world.bean(SigningKeys.class).complaints())
        .singleElement()
        .asString()
        .contains("The last certificate ends 2024-03-21");
    put("next", "2024/03/10 00:00:00", 365);
    world.beat();
    assertThat(world.bean(SigningKeys.class).complaints()).isEmpty();
  }

  @Test
  void thePagesOfCertificatesAreSoundWideAndNarrow() throws Exception {
    put("shown", "2024/03/01 00:00:00", 365);
    Files.writeString(world.data().resolve("signing/broken.pem"), "not a key");
    world.beat();
    for (int width : List.of(1280, 390)) {
      try (Window window = BrowserWorld.running().anonymous(world.address(), width)) {
        window.open("/certificates");
        window.check("certificates");
      }
      try (Window desk = BrowserWorld.running().signedIn(world, world.ana(), width)) {
        desk.open("/desk/signing");
        desk.check("signing");
      }
    }
  }

  private SignatureResult verdict(Answer cap, String certificateSha256) {
    Answer pem = world.nobody().page("/certificates/" + certificateSha256 + ".pem");
    assertThat(pem.status()).as(pem.toString()).isEqualTo(200);
    List<X509Certificate> anchors = Certificates.fromPem(pem.body());
    return new CapVerifier(Trust.in(anchors))
        .verify(cap.body().getBytes(StandardCharsets.UTF_8), world.clock().instant())
        .verdict();
  }

  private String entries() {
    world.beat();
    return world.bo().get("/api/v1/cases/" + story.caseId() + "/bundle").body();
  }

  /** The fingerprint of the newest certificate with this name. */
  private String certificateOf(String name) {
    return world.bean(SigningKeys.class).certificates().stream()
        .filter(each -> each.subject().equals("CN=" + name))
        .findFirst()
        .orElseThrow()
        .sha256();
  }

  /** A new key with a certificate of its own, made by the JDK's tool and moved into place. */
  private void put(String name, String from, int days) throws IOException, InterruptedException {
    Path store = elsewhere.resolve(name + ".p12");
    Process made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-startdate",
                from,
                "-validity",
                "" + days,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-J-Duser.timezone=UTC")
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(made.waitFor()).as(said.toLowerCase(Locale.ROOT)).isZero();
    Files.move(
        store,
        world.data().resolve("signing").resolve(name + ".p12"),
        StandardCopyOption.REPLACE_EXISTING);
  }
}
