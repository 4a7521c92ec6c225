// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.record.BundleScope;
import org.tocsin.record.SignedCheckpoint;
import org.tocsin.record.Stamp;
import org.tocsin.record.VerifyCommand;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundSettings;
import org.tocsin.server.world.PostgresWorld;

/**
 * FEATURE UNDER TEST: an authority stamps checkpoints with the time (RFC 3161); OpenSSL is the
 * authority and, for what we keep, the other verifier. Answers that prove nothing are refused.
 */
class StampTest {

  private static final Instant NOW = Instant.parse("2024-03-22T17:00:00Z");

  @TempDir private Path data;
  @TempDir private Path folder;
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private OpensslTsa tsa;
  private LedgerNode node;
  private Outbound outbound;
  private CaseId caseId;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(OpensslTsa.isThere(), "openssl is not on this machine");
    tsa = new OpensslTsa(folder);
    node = LedgerNode.start(PostgresWorld.freshDatabase(), data);
    outbound =
        new Outbound(
            new OutboundSettings(
                List.of(tsa.address().getAuthority()),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                8));
    caseId = CaseId.next(node.get(IdMaker.class));
    act();
  }

  @AfterEach
  void stop() {
    if (node != null) {
      node.close();
      outbound.close();
      tsa.close();
    }
  }

  private void act() {
    node.get(TransactionTemplate.class)
        .executeWithoutResult(_ -> node.get(Ledger.class).append(Act.of("Acted").inCase(caseId)));
    node.get(RecordPublisher.class).catchUp(NOW);
  }

  private StampWork work() {
    return new StampWork(
        new StampSettings(tsa.address(), folder.resolve("ca.pem").toString(), Duration.ofHours(1)),
        node.get(StampStore.class),
        node.get(RecordPublisher.class),
        outbound,
        metrics);
  }

  private Optional<StampStore.Stamped> kept() {
    return node.get(StampStore.class).newest(Long.MAX_VALUE);
  }

  private record Outcome(int code, String words) {}

  private Outcome verify(Path file, String authority, String... more) {
    ByteArrayOutputStream words = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(words, true, java.nio.charset.StandardCharsets.UTF_8);
    String vkey = node.get(PublishedRecord.class).state().vkey();
    List<String> arguments = new ArrayList<>(List.of(file.toString(), "--key", vkey));
    arguments.addAll(List.of("--tsa", folder.resolve(authority + ".pem").toString()));
    arguments.addAll(List.of(more));
    int code = VerifyCommand.run(arguments, both, both, Optional.of(TimeStamps::trusting));
    return new Outcome(code, words.toString(java.nio.charset.StandardCharsets.UTF_8));
  }

  @Test
  void aCheckpointIsStampedAndOpensslBelievesTheStampToo() throws IOException {
    assertThat(work().runDue(NOW)).isEqualTo(1);
    SignedCheckpoint stamped =
        SignedCheckpoint.parse(Files.readAllBytes(data.resolve("record/checkpoint.stamped")));
    assertThat(stamped.bytes()).isEqualTo(kept().orElseThrow().checkpoint().bytes());
    Files.write(folder.resolve("stamped"), Stamp.stamped(stamped));
    Files.write(folder.resolve("token"), stamped.note().signatures().getLast().signature());
    assertThat(tsa.openssl("ts -verify -data stamped -in token -token_in -CAfile ca.pem"))
        .contains("Verification: OK");
    assertThat(Stamp.stamped(stamped))
        .as("the checkpoint as it is served")
        .isEqualTo(node.get(PublishedRecord.class).state().checkpoint().getBytes());
  }

  @Test
  void aBundleAndTheFolderCarryTheStampAndVerifyTellsTheTime() throws IOException {
    work().runDue(NOW);
    act();
    byte[] bundle =
        Bundles.of(node.get(CaseBundles.class), caseId, "A case", BundleScope.Level.PRESS);
    Path file = Files.write(folder.resolve("bundle"), bundle);
    for (Path each : List.of(file, data.resolve("record"))) {
      Outcome good = verify(each, "ca");
      assertThat(good.code()).as(good.words()).isZero();
      assertThat(good.words()).contains("The record of 1 entry existed, as it is, at ");
      Outcome other = verify(each, "other");
      assertThat(other.code()).isEqualTo(1);
      assertThat(other.words()).contains("not a stamp by an authority that is trusted");
    }
    String text = new String(bundle, java.nio.charset.StandardCharsets.UTF_8);
    int at = text.indexOf("\u2014 127.0.0.1 ") + 200;
    char swapped = text.charAt(at) == 'A' ? 'B' : 'A';
    Files.writeString(file, text.substring(0, at) + swapped + text.substring(at + 1));
    assertThat(verify(file, "ca").code()).as("a stamp of which a letter was changed").isEqualTo(1);
  }

  @Test
  void aRevokedCertificateIsToldByTheListsThatWereGiven() throws IOException {
    work().runDue(NOW);
    String[][] table = { // whose list, what it says of the certificate, its date; outcome, words
      {"ca", "", "", "0", "nothing was revoked that this stamp needs"},
      {"ca", "491231000000Z,superseded", "", "0", "nothing was revoked that this stamp needs"},
      {"ca", "491231000000Z,keyCompromise", "", "1", "no stamp of its key is to be believed"},
      {"ca", "491231000000Z", "", "1", "(no reason is given), so no stamp of its key"},
      {"ca", "200101000000Z,superseded", "", "1", "(superseded), before this stamp of 20"},
      {"ca", "", " -crl_lastupdate 20200101000000Z", "0", "give a newer list"},
      {"other", "200101000000Z,keyCompromise", "", "0", "list of 'CN=other', who is not among"},
    };
    for (String[] row : table) {
      Path list = tsa.list(row[0], row[1], row[2]);
      Outcome outcome = verify(data.resolve("record"), "ca", "--crl", list.toString());
      assertThat(outcome.words()).as(String.join(" ", row)).contains(row[4]);
      assertThat(outcome.code()).as(outcome.words()).isEqualTo(Integer.parseInt(row[3]));
    }
    Outcome without = verify(data.resolve("record"), "ca");
    assertThat(without.code()).isZero();
    assertThat(without.words())
        .contains("The certificate of 127.0.0.1 is valid until 20")
        .contains("whether it was revoked since was not looked up");
    Outcome none = verify(data.resolve("record"), "ca", "--crl", folder + "/ca.pem");
    assertThat(none.code()).as(none.words()).isEqualTo(2);
  }

  /** The certificate ends 30 days from now; the newest list alone, or after it, shows nothing. */
  @Test
  void aListFromAfterTheEndOfTheCertificateShowsNothingAndAnOlderOneStillCounts()
      throws IOException {
    work().runDue(NOW);
    String late = " -crl_lastupdate 20480101000000Z -crl_nextupdate 20490101000000Z";
    String kept = late + " -crlexts kept";
    String fromFirst = late + " -crlexts kept-late";
    String[][] table = { // an older list's entry or none; the newer list; outcome, words
      {"none", "", late, "0", "was not looked up"},
      {"none", "", kept, "0", "by the list of 2048-01-01T00:00:00Z nothing was revoked"},
      {"none", "", fromFirst, "0", "was not looked up"},
      {"none", "491231000000Z,keyCompromise", late, "1", "no stamp of its key"},
      {"200101000000Z,keyCompromise", "", late, "1", "was revoked on 2020-01-01"},
      {"491231000000Z,keyCompromise", "", kept, "1", "no stamp of its key is to be believed"},
      {"200101000000Z,certificateHold", "", "", "0", "nothing was revoked that this stamp needs"},
      {"200101000000Z,certificateHold", "", late, "1", "(certificate hold)"},
      {"", "491231000000Z,certificateHold", "", "1", "(certificate hold)"},
    };
    for (String[] row : table) {
      List<String> lists = new ArrayList<>();
      if (!row[0].equals("none")) {
        Path older = folder.resolve("older.pem");
        Files.write(
            older, Files.readAllBytes(tsa.list("ca", row[0], " -crl_lastupdate 20240101000000Z")));
        lists.addAll(List.of("--crl", older.toString()));
      }
      lists.addAll(List.of("--crl", tsa.list("ca", row[1], row[2]).toString()));
      Outcome outcome = verify(data.resolve("record"), "ca", lists.toArray(String[]::new));
      assertThat(outcome.words()).as(String.join(" ", row)).contains(row[4]);
      assertThat(outcome.code()).as(outcome.words()).isEqualTo(Integer.parseInt(row[3]));
    }
  }

  @Test
  void theListsOfACertificateThatWasGivenAreThoseOfTheKeyThatSignedIt() throws IOException {
    work().runDue(NOW);
    Path list = tsa.list("ca", "200101000000Z,keyCompromise", "");
    tsa.openssl(
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=ca -keyout same.key -out same.pem");
    StringBuilder pem = new StringBuilder();
    for (String each : List.of("same.pem", "ca.pem", "tsa.pem")) {
      pem.append(Files.readString(folder.resolve(each)));
    }
    Files.writeString(folder.resolve("three.pem"), pem);
    Outcome outcome = verify(data.resolve("record"), "three", "--crl", list.toString());
    assertThat(outcome.words()).contains("was revoked on 2020-01-01");
    assertThat(outcome.code()).isEqualTo(1);
  }

  @Test
  void whatIsNotStampedIsRefusedByWhoAsksForAStamp() throws IOException {
    byte[] bundle =
        Bundles.of(node.get(CaseBundles.class), caseId, "A case", BundleScope.Level.PRESS);
    Outcome none = verify(Files.write(folder.resolve("bundle"), bundle), "ca");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.words()).contains("Nothing in it bears a time stamp");
  }

  @Test
  void aReplayedAnswerIsRefused() throws IOException {
    byte[] before = tsa.stamp(query(new byte[] {1}, 7));
    tsa.answer = _ -> before;
    requireRefused();
    byte[] bytes = Stamp.stamped(node.get(RecordPublisher.class).reader().checkpoint());
    byte[] sameBytes = tsa.stamp(query(bytes, 7));
    tsa.answer = _ -> sameBytes;
    requireRefused();
  }

  private static byte[] query(byte[] bytes, long nonce) throws IOException {
    return TimeStamps.request(bytes, BigInteger.valueOf(nonce)).getEncoded();
  }

  @Test
  void aStampOnSomethingElseIsRefused() {
    tsa.query =
        asked -> {
          byte[] other = asked.clone();
          other[40] ^= 1; // within the 32 bytes of the hash
          return other;
        };
    requireRefused();
  }

  @Test
  void aForgedStampIsRefused() {
    tsa.answer =
        reply -> {
          byte[] forged = reply.clone();
          forged[forged.length - 5] ^= 1; // the end of the signature
          return forged;
        };
    requireRefused();
    tsa.answer = reply -> "not DER at all".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    requireRefused();
    tsa.answer = reply -> new byte[100_000];
    requireRefused();
  }

  @Test
  void anAuthorityThatIsNotTrustedIsRefused() throws IOException {
    Files.copy(
        folder.resolve("other.pem"),
        folder.resolve("ca.pem"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    tsa.answer = reply -> reply;
    assertThatThrownBy(() -> work().runDue(NOW)).isInstanceOf(RuntimeException.class);
    assertThat(kept()).isEmpty();
  }

  @Test
  void aCertificateThatIsNotForStampingIsRefused() {
    tsa.signer = "web"; // OpenSSL itself refuses to sign with it, so nothing comes
    requireRefused();
  }

  private void requireRefused() {
    assertThatThrownBy(() -> work().runDue(NOW)).isInstanceOf(RuntimeException.class);
    assertThat(kept()).isEmpty();
    assertThat(data.resolve("record/checkpoint.stamped")).doesNotExist();
  }

  @Test
  void anAuthorityThatFailsIsAskedAgainAMinuteLaterAndDelaysNoCheckpoint() {
    tsa.status = 503;
    StampWork work = work();
    assertThatThrownBy(() -> work.runDue(NOW)).hasMessageContaining("could not be stamped");
    act();
    assertThat(node.get(PublishedRecord.class).state().size()).isEqualTo(2);
    tsa.status = 200;
    assertThat(work.runDue(NOW.plusSeconds(59))).isZero();
    assertThat(tsa.queries()).hasSize(1);
    assertThat(work.runDue(NOW.plusSeconds(60))).isEqualTo(1);
  }

  @Test
  void nothingIsStampedTwiceAndTheAgeIsAMetric() {
    StampWork work = work();
    assertThat(work.runDue(NOW)).isEqualTo(1);
    assertThat(work.runDue(NOW.plus(Duration.ofHours(5)))).as("nothing new").isZero();
    act();
    assertThat(metrics.get("tocsin.record.stamp.age").gauge().value()).isEqualTo(18_000.0);
    assertThat(work.runDue(NOW.plus(Duration.ofMinutes(59)))).isZero();
    assertThat(work.runDue(NOW.plus(Duration.ofHours(1)))).isEqualTo(1);
    assertThat(kept().orElseThrow().checkpoint().checkpoint().size()).isEqualTo(2);
  }

  @Test
  void withoutAnAuthorityNobodyIsAsked() {
    StampWork work =
        new StampWork(
            new StampSettings(null, "", Duration.ofHours(1)),
            node.get(StampStore.class),
            node.get(RecordPublisher.class),
            outbound,
            metrics);
    assertThat(work.runDue(NOW)).isZero();
    assertThat(tsa.queries()).isEmpty();
    assertThatThrownBy(() -> new StampSettings(tsa.address(), "", Duration.ofHours(1)))
        .hasMessageContaining("tocsin.record.tsa.trust");
  }
}
