// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import org.tocsin.record.BundleScope;
import org.tocsin.record.CanonicalJson;
import org.tocsin.record.Commitment;
import org.tocsin.record.Entry;
import org.tocsin.record.NoteVerifier;
import org.tocsin.record.Salt;
import org.tocsin.record.Verdict;
import org.tocsin.record.Verification;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.world.PostgresWorld;

/** FEATURE UNDER TEST: every act is in the record exactly when it happened, and stays provable. */
class LedgerTest {

  private static final Instant NOW = Instant.parse("2024-03-07T08:00:00Z");
  private static final String NAME = "Maria Ivanovna Petrova";

  private final PostgresWorld.Database database = PostgresWorld.freshDatabase();
  private final List<LedgerNode> worlds = new ArrayList<>();
  @TempDir private Path folder;
  private LedgerNode world;

  @BeforeEach
  void start() {
    world = node(folder.resolve("data"));
  }

  private LedgerNode node(Path data) {
    LedgerNode started = LedgerNode.start(database, data);
    worlds.add(started);
    return started;
  }

  @AfterEach
  void stop() {
    worlds.forEach(LedgerNode::close);
  }

  private Path published() {
    return folder.resolve("data/record");
  }

  private void append(LedgerNode where, Act... acts) {
    where
        .get(TransactionTemplate.class)
        .executeWithoutResult(_ -> List.of(acts).forEach(where.get(Ledger.class)::append));
  }

  private static Act act(int number) {
    return Act.of("ThingDone").about("thing-" + number).fact("number", number).says("Done");
  }

  private static void publish(LedgerNode where) {
    while (where.get(RecordPublisher.class).runDue(NOW) > 0) {}
  }

  private LedgerNode restart(Runnable meanwhile) {
    world.close();
    worlds.remove(world);
    meanwhile.run();
    world = node(folder.resolve("data"));
    return world;
  }

  private long places() {
    return world.get(LedgerStore.class).sequenced();
  }

  private static Verdict verdict(Path path) {
    try {
      return Verification.verify(path, List.of());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void anActThatIsRolledBackLeavesNoEntryAndNoGap() {
    long before = world.get(LedgerStore.class).written();
    assertThatThrownBy(() ->
            world
                .get(TransactionTemplate.class)
                .executeWithoutResult(_ -> {
                  world.get(Ledger.class).append(act(1).hides("name", NAME));
                  throw new IllegalStateException("the act failed");
                }))
        .hasMessage("the act failed");
    append(world, act(2));
    publish(world);
    assertThat(world.get(Ledger.class).about("thing-1")).isEmpty();
    assertThat(world.get(Ledger.class).about("thing-2")).hasSize(1);
    assertThat(world.get(LedgerStore.class).written()).isEqualTo(before + 1);
    assertThat(places()).isEqualTo(before + 1);
    assertThat(
            world
                .get(JdbcClient.class)
                .sql("select count(*) from ledger.disclosure")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void anActOutsideATransactionIsRefused() {
    assertThatThrownBy(() -> world.get(Ledger.class).append(act(1)))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void placesAreGaplessWhileManyThreadsAppendAndTwoNodesPublish() throws Exception {
    LedgerNode other = node(folder.resolve("other"));
    int threads = 8;
    int each = 60;
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> work = new ArrayList<>();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < threads; thread++) {
        int first = thread * each;
        LedgerNode where = thread % 2 == 0 ? world : other;
        work.add(
            pool.submit(() -> {
              go.await();
              for (int i = 0; i < each; i++) {
                int number = first + i;
                if (number % 7 == 0) {
                  where
                      .get(TransactionTemplate.class)
                      .executeWithoutResult(status -> {
                        where.get(Ledger.class).append(act(1_000_000 + number));
                        status.setRollbackOnly();
                      });
                }
                append(where, act(number));
              }
              return true;
            }));
      }
      for (LedgerNode where : List.of(world, other)) {
        work.add(
            pool.submit(() -> {
              go.await();
              for (int i = 0; i < 60; i++) {
                where.get(RecordPublisher.class).runDue(NOW);
              }
              return true;
            }));
      }
      go.countDown();
      for (Future<?> done : work) {
        done.get();
      }
    }
    publish(world);
    publish(other);
    List<Long> indexes =
        world
            .get(JdbcClient.class)
            .sql("select leaf_index from ledger.entry order by leaf_index")
            .query((row, _) -> row.getLong(1))
            .list();
    assertThat(indexes).isEqualTo(LongStream.range(0, (long) threads * each).boxed().toList());
    assertThat(verdict(published())).matches(Verdict::ok);
    assertThat(verdict(folder.resolve("other/record"))).matches(Verdict::ok);
    // Two keys, so two signatures, but one history.
    assertThat(other.get(PublishedRecord.class).state().root())
        .isEqualTo(world.get(PublishedRecord.class).state().root());
  }

  @Test
  void oneNodeAtATimeGivesPlaces() {
    append(world, act(1), act(2));
    LedgerNode other = node(folder.resolve("other"));
    other
        .get(TransactionTemplate.class)
        .executeWithoutResult(_ -> {
          assertThat(other.get(LedgerStore.class).tryLockSequencer()).isTrue();
          assertThat(world.get(RecordPublisher.class).runDue(NOW)).isZero();
          assertThat(places()).isZero();
        });
    publish(world);
    assertThat(places()).isEqualTo(2);
  }

  @Test
  void killedBetweenTableAndFolderTheNextStartPublishesTheSameHistory() {
    append(world, IntStream.range(0, 300).mapToObj(LedgerTest::act).toArray(Act[]::new));
    publish(world);
    append(world, act(300), act(301));
    // The places are committed, and the process dies before the folder hears of it.
    world
        .get(TransactionTemplate.class)
        .executeWithoutResult(_ -> world.get(LedgerStore.class).sequence(100));
    assertThat(world.get(PublishedRecord.class).state().size()).isEqualTo(300);
    restart(() -> {});
    publish(world);
    assertThat(world.get(PublishedRecord.class).state().size()).isEqualTo(302);
    assertThat(world.get(PublishedRecord.class).verify()).matches(Verdict::ok);
  }

  @Test
  void aLostFolderIsMadeAgainByteForByte() throws IOException {
    append(world, IntStream.range(0, 300).mapToObj(LedgerTest::act).toArray(Act[]::new));
    publish(world);
    String before = world.get(PublishedRecord.class).state().checkpoint();
    restart(() -> delete(published()));
    publish(world);
    assertThat(world.get(PublishedRecord.class).state().checkpoint()).isEqualTo(before);
    assertThat(verdict(published())).matches(Verdict::ok);
  }

  @Test
  void damagedTilesAreMadeAgainAndTheDamagedFolderIsKept() {
    append(world, IntStream.range(0, 300).mapToObj(LedgerTest::act).toArray(Act[]::new));
    publish(world);
    String before = world.get(PublishedRecord.class).state().checkpoint();
    restart(() -> delete(published().resolve("tile/0")));
    publish(world);
    assertThat(world.get(PublishedRecord.class).state().checkpoint()).isEqualTo(before);
    assertThat(world.get(PublishedRecord.class).verify()).matches(Verdict::ok);
    assertThat(folder.resolve("data/record.broken-1")).isDirectory();
  }

  @Test
  void aTableThatWasPutBackIsRefusedAloud() {
    append(world, act(1), act(2), act(3));
    publish(world);
    restart(() ->
        new org.springframework.jdbc.core.JdbcTemplate(database.dataSource())
            .update("delete from ledger.entry where leaf_index = 2"));
    assertThatThrownBy(() -> world.get(RecordPublisher.class).runDue(NOW))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("3 entries were published, but the table holds 2");
  }

  @Test
  void aChangedEntryIsNeverPublishedOverTheSignedOne() {
    append(world, act(1), act(2), act(3));
    publish(world);
    restart(() -> {
      new org.springframework.jdbc.core.JdbcTemplate(database.dataSource())
          .update(
              "update ledger.entry set body = convert_to('{\"changed\":true}', 'UTF8')"
                  + " where leaf_index = 0");
      delete(published().resolve("tile"));
    });
    assertThatThrownBy(() -> world.get(RecordPublisher.class).runDue(NOW))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("was signed");
  }

  @Test
  void verifyingNowFindsARowThatWasChangedInTheTable() {
    append(world, act(1), act(2), act(3));
    publish(world);
    world
        .get(JdbcClient.class)
        .sql(
            "update ledger.entry set body = convert_to('{\"changed\":true}', 'UTF8')"
                + " where leaf_index = 1")
        .update();
    Verdict found = world.get(PublishedRecord.class).verify();
    assertThat(found.ok()).isFalse();
    assertThat(found.checks().getLast().words()).contains("Entry 1 reads otherwise");
  }

  @Test
  void aReaderWhoGoesOnFromTheLastNumberSeesAnActThatTookASmallerOneAndCommittedLater() {
    publish(world);
    CaseId caseId = CaseId.next(world.get(IdMaker.class));
    Ledger ledger = world.get(Ledger.class);
    TransactionTemplate beside =
        new TransactionTemplate(world.get(JdbcTransactionManager.class), without());
    List<TimelineLine> seen = new ArrayList<>();
    world
        .get(TransactionTemplate.class)
        .executeWithoutResult(_ -> {
          ledger.append(act(1).inCase(caseId));
          beside.executeWithoutResult(_ -> {
            append(world, act(2).inCase(caseId));
            seen.addAll(ledger.timeline(caseId, 0, 1));
          });
        });
    assertThat(seen).extracting(TimelineLine::subject).containsExactly("thing-2");
    List<TimelineLine> rest = ledger.timeline(caseId, seen.getFirst().number(), 10);
    assertThat(rest).extracting(TimelineLine::subject).containsExactly("thing-1");
    assertThat(rest.getFirst().number()).isLessThan(seen.getFirst().number());
    assertThat(ledger.timeline(caseId, rest.getFirst().number(), 10)).isEmpty();
    assertThat(ledger.timeline(caseId, 0, 10))
        .extracting(TimelineLine::subject)
        .containsExactly("thing-2", "thing-1");
  }

  /** Whatever transaction runs waits meanwhile. */
  private static DefaultTransactionDefinition without() {
    return new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
  }

  @Test
  void whileTheRecordStandsStillATimelineGoesByNumbers() {
    CaseId caseId = CaseId.next(world.get(IdMaker.class));
    append(world, act(1).inCase(caseId), act(2).inCase(caseId), act(3).inCase(caseId));
    // Nothing was published yet, so nothing has a place.
    Ledger ledger = world.get(Ledger.class);
    List<TimelineLine> first = ledger.timeline(caseId, 0, 2);
    assertThat(first).extracting(TimelineLine::leafIndex).containsOnlyNulls();
    List<TimelineLine> rest = ledger.timeline(caseId, first.getLast().number(), 2);
    assertThat(rest).extracting(TimelineLine::subject).containsExactly("thing-3");
  }

  @Test
  void theBundleOfACaseVerifiesOfflineAndFailsOnAnyFlippedByte() throws IOException {
    CaseId caseId = CaseId.next(world.get(IdMaker.class));
    CaseId other = CaseId.next(world.get(IdMaker.class));
    append(
        world,
        Act.of("CaseOpened").inCase(caseId).about(caseId).commits("title", "Krasnogorsk"),
        Act.of("CaseOpened").inCase(other).about(other).commits("title", "Somewhere else"),
        act(7),
        Act.of("WatcherTold").inCase(caseId).about("watcher-9").hides("name", NAME));
    byte[] bundle =
        Bundles.of(
            world.get(CaseBundles.class), caseId, "Krasnogorsk\nMarch", BundleScope.Level.COURT);
    Path file = folder.resolve(caseId + ".tocsin-bundle");
    Files.write(file, bundle);
    assertThat(verdict(file)).matches(Verdict::ok);
    assertThat(new String(bundle, StandardCharsets.UTF_8))
        .contains("\"title\":\"Krasnogorsk March\"")
        .contains("\"value\":\"Krasnogorsk\"")
        .doesNotContain("Somewhere else")
        .doesNotContain("Petrova");
    long seed = 20240322;
    Random random = new Random(seed);
    for (int i = 0; i < 150; i++) {
      byte[] changed = bundle.clone();
      int at = random.nextInt(changed.length);
      changed[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);
      assertThat(verdict(file).ok()).as("seed %d, round %d, byte %d", seed, i, at).isFalse();
    }
  }

  @Test
  void aBundleOfManyPagesHoldsEveryEntryOnceAndThePressHearsHowManyWereLeftOut()
      throws IOException {
    CaseId caseId = CaseId.next(world.get(IdMaker.class));
    int many = 2 * PagedEntries.PAGE + 7;
    append(
        world,
        IntStream.range(0, many)
            .mapToObj(i -> Act.of(i % 2 == 0 ? "AnswerReceived" : "NotForThePress").inCase(caseId))
            .toArray(Act[]::new));
    for (BundleScope.Level level : List.of(BundleScope.Level.COURT, BundleScope.Level.PRESS)) {
      long wanted = level == BundleScope.Level.COURT ? many : many / 2 + 1;
      byte[] bundle = Bundles.of(world.get(CaseBundles.class), caseId, "Many", level);
      Path file = Files.write(folder.resolve("many"), bundle);
      assertThat(verdict(file)).matches(Verdict::ok);
      assertThat(new String(bundle, StandardCharsets.UTF_8))
          .startsWith("tocsin.org/case-bundle@v3\n")
          .contains("\nend " + wanted + "\n")
          .contains("\"omitted\":" + (many - wanted) + ",");
    }
  }

  @Test
  void aProofOfOneEntryVerifiesAlone() throws IOException {
    append(world, IntStream.range(0, 20).mapToObj(LedgerTest::act).toArray(Act[]::new));
    publish(world);
    Path file = folder.resolve("entry-13.tlog-proof");
    Files.write(file, world.get(PublishedRecord.class).proof(13));
    NoteVerifier key = NoteVerifier.parse(world.get(PublishedRecord.class).state().vkey());
    assertThat(Verification.verify(file, List.of(key))).matches(Verdict::ok);
    assertThatThrownBy(() -> world.get(PublishedRecord.class).proof(20))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("20 is not in a record of 20 entries");
  }

  @Test
  void erasedPersonalValuesAreGoneAndTheirEntryStillVerifies() {
    append(
        world,
        Act.of("WatcherAdded").about("watcher-9").hides("name", NAME).commits("kind", "person"),
        Act.of("WatcherAdded").about("watcher-10").hides("name", NAME));
    publish(world);
    world
        .get(TransactionTemplate.class)
        .executeWithoutResult(_ -> world.get(Ledger.class).erasePersonal("watcher-9"));
    List<String> left =
        world
            .get(JdbcClient.class)
            .sql(
                "select e.subject || ' ' || d.name from ledger.disclosure d"
                    + " join ledger.entry e on e.number = d.entry_number"
                    + " where d.salt is not null or d.value is not null or d.person = 'watcher-9'"
                    + " order by 1")
            .query((row, _) -> row.getString(1))
            .list();
    assertThat(left).containsExactly("watcher-10 name", "watcher-9 kind");
    assertThat(world.get(PublishedRecord.class).verify()).matches(Verdict::ok);
    assertThat(world.get(PublishedRecord.class).get(0).json()).contains("\"name\":");
  }

  @Test
  void noEntryHoldsAPersonalOrFreeValueButTheSaltOpensIt() {
    append(
        world,
        Act.of("WatcherAdded").about("watcher-9").hides("name", NAME).commits("words", "secret"));
    publish(world);
    List<byte[]> bodies = world.get(LedgerStore.class).bodiesFrom(0, 10);
    String body = new String(bodies.getFirst(), StandardCharsets.UTF_8);
    assertThat(body).doesNotContain("Petrova").doesNotContain("secret");
    Commitment commitment =
        Objects.requireNonNull(Entry.parse(bodies.getFirst()).commitments().get("name"));
    Boolean opens =
        world
            .get(JdbcClient.class)
            .sql("select salt, value from ledger.disclosure where name = 'name'")
            .query((row, _) ->
                commitment.opens(CanonicalJson.parse(row.getString(2)), Salt.of(row.getBytes(1))))
            .single();
    assertThat(opens).isTrue();
  }

  @Test
  void nothingButTilesIsServedFromTheFolder() {
    append(world, act(1), act(2));
    publish(world);
    PublishedRecord record = world.get(PublishedRecord.class);
    assertThat(record.tile("0/000.p/2").bytes()).hasSize(64);
    for (String path :
        List.of(
            "0/000",
            "0/000.p/0",
            "0/000.p/256",
            "0/000.p/02",
            "9/000.p/1",
            "64/000",
            "../checkpoint",
            "0/../../checkpoint",
            "0/000.p",
            "entries/../0/000.p/2",
            "0/x001/000",
            ".lock",
            "")) {
      assertThatThrownBy(() -> record.tile(path))
          .as(path)
          .isInstanceOf(Problem.class)
          .hasMessageContaining("is not there");
    }
  }

  private static void delete(Path path) {
    try {
      FileSystemUtils.deleteRecursively(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
