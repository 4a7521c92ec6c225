// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.tocsin.record.BundleScope;
import org.tocsin.record.NoteKey;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.SignedCheckpoint;
import org.tocsin.record.Verdict;
import org.tocsin.record.Verification;
import org.tocsin.record.Witness;
import org.tocsin.server.kernel.Audit;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.world.PostgresWorld;

/**
 * FEATURE UNDER TEST: witnesses over HTTP cosign this record's checkpoints; what they gave
 * survives, what they hold against it is heard, and nothing waits for them.
 */
class WitnessesTest {

  /** A full ten seconds, as the questions are asked, of now, which is what witnesses sign. */
  private static final Instant T = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 10 * 10);

  private static final Duration EVERY = Duration.ofSeconds(10);

  private final PostgresWorld.Database database = PostgresWorld.freshDatabase();
  private final NoteKey desk = NoteKey.generate("desk.example/record", new SecureRandom());
  private final List<AutoCloseable> open = new ArrayList<>();
  @TempDir private Path folder;
  private WitnessPeer city;

  @BeforeEach
  void start() throws IOException {
    city = peer("city.example/witness");
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private WitnessPeer peer(String name) throws IOException {
    WitnessPeer peer = new WitnessPeer(name, folder.resolve(name), desk.verifier());
    open.add(peer);
    return peer;
  }

  private AskingNode node(String data, int quorum, Map<String, WitnessSettings.Asked> witnesses) {
    return node(database, data, quorum, witnesses);
  }

  private AskingNode node(
      PostgresWorld.Database on,
      String data,
      int quorum,
      Map<String, WitnessSettings.Asked> witnesses) {
    try {
      Path keys = Files.createDirectories(folder.resolve(data).resolve("keys"));
      Files.writeString(keys.resolve("record.key"), desk.privateText() + "\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    AskingNode node =
        new AskingNode(on, folder.resolve(data), new WitnessSettings(witnesses, quorum, EVERY));
    open.add(node);
    return node;
  }

  private AskingNode askingTheCity() {
    return node("data", 1, Map.of("city", city.setting()));
  }

  private static Act act(int number) {
    return Act.of("ThingDone").about("thing-" + number).fact("number", number).says("Done");
  }

  private static List<NoteVerifier> witnessesOf(String checkpoint, WitnessPeer... peers) {
    return SignedCheckpoint.parse(checkpoint.getBytes(StandardCharsets.UTF_8))
        .cosignedBy(List.of(peers).stream().map(WitnessPeer::key).toList())
        .stream()
        .map(SignedCheckpoint.Cosigned::witness)
        .toList();
  }

  private Verdict verify(byte[] file, NoteVerifier... keys) throws IOException {
    Path path = folder.resolve("case.tocsin-bundle");
    Files.write(path, file);
    return Verification.verify(path, List.of(keys));
  }

  private static String words(Verdict verdict, String check) {
    return verdict.checks().stream()
        .filter(each -> each.name().equals(check))
        .map(each -> each.result() + " " + each.words())
        .findFirst()
        .orElse("not there");
  }

  @Test
  void whatAWitnessCosignedIsShownAndSurvivesARestart() throws IOException {
    AskingNode first = askingTheCity();
    first.act(act(1), act(2));
    assertThat(first.witnessed()).isZero();
    assertThatThrownBy(() -> first.get(Witnesses.class).checkpoint())
        .isInstanceOfSatisfying(
            Problem.class, refused -> assertThat(refused.type().number()).isEqualTo("T9065"));
    assertThat(first.ask(T)).isEqualTo(1);
    String checkpoint = first.get(Witnesses.class).checkpoint();
    assertThat(witnessesOf(checkpoint, city)).containsExactly(city.key());
    // The record has not grown since, so its own checkpoint bears the cosignature, too.
    assertThat(first.get(PublishedRecord.class).state().checkpoint()).isEqualTo(checkpoint);
    first.close();

    city.goes(WitnessPeer.UNKNOWN);
    AskingNode second = askingTheCity();
    assertThat(second.get(Witnesses.class).checkpoint()).isEqualTo(checkpoint);
    assertThat(second.state().witnesses().getFirst())
        .matches(each -> each.size() == 2 && each.cosignedAt() != null);

    city.goes(WitnessPeer.HONEST);
    second.act(act(3));
    assertThat(second.get(PublishedRecord.class).state().checkpoint().lines().count()).isEqualTo(5);
    assertThat(second.ask(T.plus(EVERY))).isEqualTo(1);
    assertThat(second.witnessed()).isEqualTo(3);
    Verdict verdict =
        Verification.verify(folder.resolve("data/record"), List.of(desk.verifier(), city.key()));
    assertThat(verdict.ok()).isTrue();
    assertThat(words(verdict, "witnesses")).contains("Cosigned by city.example/witness");
  }

  @Test
  void aNodeThatComesLaterShowsWhatAnotherGot() {
    AskingNode first = askingTheCity();
    first.act(act(1));
    first.ask(T);
    AskingNode other = node("other", 1, Map.of("city", city.setting()));
    other.publish();
    int asked = city.asked();
    other.ask(T.plusSeconds(1));
    assertThat(city.asked()).isEqualTo(asked);
    assertThat(other.get(PublishedRecord.class).state().checkpoint())
        .isEqualTo(first.get(Witnesses.class).checkpoint());
  }

  @Test
  void aWitnessIsAskedAtMostOnceAnIntervalAndByOneNode() {
    AskingNode one = askingTheCity();
    AskingNode other = node("other", 1, Map.of("city", city.setting()));
    one.act(act(1));
    other.publish();
    assertThat(one.ask(T) + other.ask(T)).isEqualTo(1);
    one.act(act(2));
    other.publish();
    assertThat(one.ask(T.plusSeconds(9)) + other.ask(T.plusSeconds(9))).isZero();
    assertThat(other.ask(T.plus(EVERY)) + one.ask(T.plus(EVERY))).isEqualTo(1);
    assertThat(other.witnessed()).isEqualTo(2);
    // Nothing is new, so nothing is asked until the cosignature is an hour old.
    assertThat(one.ask(T.plusSeconds(600))).isZero();
    assertThat(one.ask(Instant.now().plus(WitnessAsking.STALE).plus(EVERY))).isEqualTo(1);
  }

  @Test
  void aWitnessThatHangsDelaysNoCheckpointAndNoOther() throws Exception {
    WitnessPeer hanging = peer("hanging.example/witness");
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    hanging.goes((body, honest) -> {
      reached.countDown();
      await(released);
      return honest.add(body);
    });
    AskingNode node = node("data", 1, Map.of("city", city.setting(), "hanging", hanging.setting()));
    node.act(act(1));
    Thread asking = Thread.ofVirtual().start(() -> node.ask(T));
    await(reached);
    node.act(act(2), act(3));
    assertThat(node.get(PublishedRecord.class).state().size()).isEqualTo(3);
    while (node.witnessed() == 0) {
      Thread.onSpinWait(); // The city answers while the other still hangs.
    }
    assertThat(asking.isAlive()).isTrue();
    released.countDown();
    asking.join();
    assertThat(witnessesOf(node.get(Witnesses.class).checkpoint(), city, hanging)).hasSize(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWitnessThatRefusesIsAskedLessAndLessOftenAndIsMissed() {
    city.goes(WitnessPeer.UNKNOWN);
    AskingNode node = askingTheCity();
    node.act(act(1));
    List<Duration> pauses = new ArrayList<>();
    Instant before = T;
    for (Instant at = T; at.isBefore(T.plusSeconds(4 * 3_600)); at = at.plus(EVERY)) {
      if (node.ask(at) > 0 && at.isAfter(T)) {
        pauses.add(Duration.between(before, at));
        before = at;
      }
    }
    assertThat(pauses.subList(0, 4))
        .containsExactly(
            EVERY, EVERY.multipliedBy(2), EVERY.multipliedBy(4), EVERY.multipliedBy(8));
    assertThat(pauses).isSorted().endsWith(WitnessAsking.BACK_OFF_MOST);
    assertThat(
            node.metric("tocsin.record.witness.answers", "witness", "city", "outcome", "refused"))
        .isEqualTo(pauses.size() + 1);
    assertThat(node.state().witnesses().getFirst().said()).contains("404", "unknown log");
    WitnessAudit audit = node.get(WitnessAudit.class);
    assertThat(audit.audit(Instant.now())).isEmpty();
    Instant late = Instant.now().plus(WitnessAudit.LATE).plusSeconds(1);
    assertThat(audit.audit(late)).extracting(Audit.Finding::about).containsExactly("quorum");
    node.get(WitnessMeters.class).runDue(late);
    assertThat(node.metric("tocsin.record.witnessed.behind.age")).isGreaterThan(1_800);

    city.goes(WitnessPeer.HONEST);
    assertThat(node.ask(T.plusSeconds(5 * 3_600))).isEqualTo(1);
    assertThat(audit.audit(late)).isEmpty();
    node.get(WitnessMeters.class).runDue(late);
    assertThat(node.metric("tocsin.record.witnessed.behind.age")).isZero();
    assertThat(node.metric("tocsin.record.witnessed.age")).isBetween(1_700.0, 2_000.0);
  }

  @Test
  void aSecondHistoryIsRefusedAndCriedOut() {
    AskingNode first = askingTheCity();
    first.act(act(1), act(2), act(3));
    first.ask(T);
    AskingNode fork =
        node(PostgresWorld.freshDatabase(), "fork", 1, Map.of("city", city.setting()));
    fork.act(act(1), act(99), act(3), act(4));
    assertThat(fork.get(WitnessHealth.class).health().getStatus()).isEqualTo(Status.UP);
    fork.ask(T);
    assertThat(fork.witnessed()).isZero();
    assertThat(fork.state().witnesses().getFirst().contradicting()).isTrue();
    assertThat(fork.get(WitnessAudit.class).audit(T))
        .singleElement()
        .satisfies(found -> assertThat(found.words()).contains("city", "another history"));
    assertThat(fork.get(WitnessHealth.class).health().getStatus()).isEqualTo(Status.DOWN);
    fork.get(WitnessMeters.class).runDue(T);
    assertThat(fork.metric("tocsin.record.witness.contradictions")).isEqualTo(1);
    fork.ask(T.plus(EVERY));
    assertThat(fork.get(Ledger.class).about("witness-city"))
        .singleElement()
        .matches(line -> line.type().equals("WitnessContradicted"));
    // The honest history goes on.
    first.act(act(4));
    first.ask(T.plus(EVERY));
    assertThat(first.witnessed()).isEqualTo(4);
  }

  @Test
  void aRecordThatWasRolledBackIsCriedOutUntilItIsWholeAgain() {
    AskingNode first = askingTheCity();
    first.act(act(1), act(2), act(3));
    first.ask(T);
    AskingNode back =
        node(PostgresWorld.freshDatabase(), "back", 1, Map.of("city", city.setting()));
    back.act(act(1), act(2));
    back.ask(T);
    assertThat(back.state().witnesses().getFirst())
        .matches(Witnesses.OneWitness::contradicting)
        .satisfies(each -> assertThat(each.said()).contains("rolled back"));
    assertThat(first.get(WitnessAudit.class).audit(T)).isEmpty();
  }

  @Test
  void aCheckpointCountsOnlyWhenAQuorumCosignedTheSame() throws IOException {
    WitnessPeer paper = peer("paper.example/witness");
    paper.goes(WitnessPeer.UNKNOWN);
    AskingNode node = node("data", 2, Map.of("city", city.setting(), "paper", paper.setting()));
    node.act(act(1));
    assertThat(node.ask(T)).isEqualTo(2);
    assertThat(node.witnessed()).isZero();
    paper.goes(WitnessPeer.HONEST);
    node.act(act(2));
    Instant next = T.plus(EVERY);
    assertThat(node.ask(next)).isEqualTo(2);
    assertThat(node.witnessed()).isEqualTo(2);
    assertThat(witnessesOf(node.get(Witnesses.class).checkpoint(), city, paper))
        .containsExactlyInAnyOrder(city.key(), paper.key());
    // One of them alone goes on: what both saw stays the witnessed one, over a restart as well.
    paper.goes(WitnessPeer.UNKNOWN);
    for (int i = 3; i < 70; i++) {
      next = next.plus(EVERY);
      node.act(act(i));
      node.ask(next);
    }
    assertThat(node.witnessed()).isEqualTo(2);
    assertThat(node.get(CosignatureStore.class).versions()).hasSizeLessThanOrEqualTo(51);
    paper.goes(WitnessPeer.HONEST);
    next = next.plus(WitnessAsking.BACK_OFF_MOST);
    node.act(act(71));
    node.ask(next);
    assertThat(node.witnessed()).isEqualTo(70);
    assertThat(node.get(CosignatureStore.class).versions()).hasSize(1);
  }

  @Test
  void aForgedCosignatureIsKeptNowhereAndBelievedFromNowhere() {
    city.goes((body, honest) -> {
      Witness.Answer good = honest.add(body);
      int at = good.text().lastIndexOf(' ') + 1;
      byte[] signature = Base64.getDecoder().decode(good.text().substring(at).strip());
      signature[40] ^= 1;
      return new Witness.Answer(
          200,
          good.contentType(),
          good.text().substring(0, at) + Base64.getEncoder().encodeToString(signature) + "\n");
    });
    AskingNode node = askingTheCity();
    node.act(act(1));
    node.ask(T);
    assertThat(node.witnessed()).isZero();
    assertThat(node.get(CosignatureStore.class).versions()).isEmpty();
    assertThat(node.state().witnesses().getFirst().said()).contains("does not verify");
    city.goes(WitnessPeer.HONEST);
    node.ask(T.plus(EVERY));
    assertThat(node.witnessed()).isEqualTo(1);
    // Whoever changes the table instead convinces nobody either.
    CosignatureStore store = node.get(CosignatureStore.class);
    byte[] note = store.note(1).orElseThrow();
    note[note.length - 20] = (byte) (note[note.length - 20] == 'A' ? 'B' : 'A');
    store.replace(1, note);
    assertThat(node.witnessed()).isZero();
  }

  @Test
  void aBundleBearsTheWitnessedCheckpointWhereOneCoversIt() throws IOException {
    AskingNode node = askingTheCity();
    CaseId caseId = CaseId.next(node.get(IdMaker.class));
    node.act(IntStream.range(0, 5).mapToObj(i -> act(i).inCase(caseId)).toArray(Act[]::new));
    node.ask(T);
    node.act(act(6), act(7));
    CaseBundles bundles = node.get(CaseBundles.class);
    byte[] covered = Bundles.of(bundles, caseId, "Witnessed", BundleScope.Level.COURT);
    assertThat(words(verify(covered, desk.verifier(), city.key()), "witnesses"))
        .startsWith("OK Cosigned by city.example/witness at ");
    Verdict without = verify(covered, desk.verifier());
    assertThat(without.ok()).isTrue();
    assertThat(words(without, "witnesses"))
        .startsWith("NOT_CHECKED ")
        .contains("city.example/witness");
    assertThat(words(verify(node.get(PublishedRecord.class).proof(2), desk.verifier()), "form"))
        .contains("5 entries");

    node.act(act(8).inCase(caseId));
    byte[] newer = Bundles.of(bundles, caseId, "Not yet", BundleScope.Level.COURT);
    Verdict verdict = verify(newer, desk.verifier(), city.key());
    assertThat(words(verdict, "inclusion")).startsWith("OK All 6 entries");
    assertThat(words(verdict, "witnesses")).startsWith("FAILED None of the witnesses");
  }

  @Test
  void aBundleOfTheNewestActWaitsForTheWitnessesOrSaysWhenToFetchItAgain() throws IOException {
    AskingNode node = askingTheCity();
    CaseId caseId = CaseId.next(node.get(IdMaker.class));
    node.act(act(1).inCase(caseId));
    CaseBundles bundles = node.get(CaseBundles.class);
    Instant before = Instant.now();
    CaseBundles.Prepared early = bundles.ofCase(caseId, "Early", BundleScope.Level.COURT);
    assertThat(early.again().orElseThrow())
        .isBetween(before, Instant.now().plus(EVERY).plus(WitnessWait.ANSWER));
    assertThat(words(verify(Bundles.bytes(early), desk.verifier(), city.key()), "witnesses"))
        .startsWith("FAILED None of the witnesses");

    node.whileWaiting(() -> node.ask(T));
    CaseBundles.Prepared waited = bundles.ofCase(caseId, "Waited", BundleScope.Level.COURT);
    assertThat(waited.again()).isEmpty();
    assertThat(words(verify(Bundles.bytes(waited), desk.verifier(), city.key()), "witnesses"))
        .startsWith("OK Cosigned by city.example/witness at ");
  }
}
