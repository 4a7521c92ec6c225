// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.cap.Severity;
import org.tocsin.cap.Urgency;
import org.tocsin.record.Merkle;
import org.tocsin.server.kernel.Heartbeat;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.TocsinClock;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.StageWorld;
import org.tocsin.sim.Faults;
import org.tocsin.sim.ReceivedHook;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.SmtpReceiver;
import org.tocsin.sim.WebhookReceiver;
import org.tocsin.sim.WebhookSecret;

/**
 * FEATURE UNDER TEST: what is queued is handed over once, or shown as failed with the reason.
 *
 * <p>This file is long because its tests share a server, its peers and its watchers, which are the
 * dear part.
 */
class DeliveriesTest {

  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");
  private static final int PEOPLE = 230;
  private static final Duration LEASE = Duration.ofMinutes(5);

  private static final Map<String, List<ReceivedMail>> MAILS = new ConcurrentHashMap<>();
  private static final List<ReceivedHook> HOOKS = new CopyOnWriteArrayList<>();
  private static final AtomicReference<WebhookSecrets> SECRETS = new AtomicReference<>();
  private static SmtpReceiver smtp;
  private static SmtpReceiver troubled;
  private static WebhookReceiver hooks;
  private static StageWorld world;
  private static Deliveries deliveries;
  private static TransactionTemplate transaction;
  private static long[] people;
  private static long mute;
  private static long both;

  @BeforeAll
  static void start() throws IOException {
    Clock clock = Clock.systemUTC();
    smtp = SmtpReceiver.start(SmtpReceiver.Settings.of(clock), DeliveriesTest::keep);
    troubled =
        SmtpReceiver.start(
            SmtpReceiver.Settings.of(clock)
                .withFaults(new Faults(7, 0.05, 0.2, 0, Duration.ZERO, 0.03, 0.03)),
            DeliveriesTest::keep);
    hooks =
        WebhookReceiver.start(
            WebhookReceiver.Settings.of(() -> world.get(Clock.class).instant()),
            path ->
                java.util.Optional.of(WebhookSecret.parse(SECRETS.get().text(hooks.base() + path))),
            HOOKS::add);
    world = node(smtp.port());
    SECRETS.set(world.get(WebhookSecrets.class));
    deliveries = world.get(Deliveries.class);
    transaction = new TransactionTemplate(world.get(PlatformTransactionManager.class));
    StringBuilder csv =
        new StringBuilder("id,name,kind,lat,lon,radiusMetres,languages,channel,address\n");
    for (int i = 0; i < PEOPLE; i++) {
      csv.append(
          "p%d,N,person,55,37,10,%s,email,p%d@example.org\n"
              .formatted(i, i % 2 == 0 ? "en" : "ru", i));
    }
    csv.append("both,N,person,55,37,10,en,email,both@example.org\n");
    csv.append("both,N,person,55,37,10,en,webhook,%s/hook/both\n".formatted(hooks.base()));
    csv.append("gone,N,person,55,37,10,en,webhook,%s/gone/x\n".formatted(hooks.base()));
    csv.append("inside,N,person,55,37,10,en,webhook,http://10.1.2.3/hook\n");
    csv.append("mute,N,person,55,37,10,en,,\n");
    csv.append("pressed,N,person,55,37,10,en,email,pressed@example.org\n");
    csv.append("pressed,N,person,55,37,10,en,webhook,%s/hook/pressed\n".formatted(hooks.base()));
    Watchers watchers = world.get(Watchers.class);
    watchers.importFile(
        new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
        WatcherFiles.Format.CSV,
        OFFICER);
    watchers.importFile(
        new ByteArrayInputStream(
            """
            id,lat,lon,radiusMetres,channel,address,quiet
            asleep,55,37,10,email,asleep@example.org,Mo-Su 00:00-24:00 @ Europe/Moscow
            """
                .getBytes(StandardCharsets.UTF_8)),
        WatcherFiles.Format.CSV,
        OFFICER);
    people =
        java.util.stream.IntStream.range(0, PEOPLE)
            .mapToLong(i -> watchers.find("p" + i).orElseThrow().number())
            .toArray();
    mute = watchers.find("mute").orElseThrow().number();
    both = watchers.find("both").orElseThrow().number();
  }

  private static StageWorld node(int smtpPort) {
    return StageWorld.with(
        PostgresWorld.freshDatabase(),
        List.of(StubWarnings.class),
        "tocsin.mail.host",
        "127.0.0.1",
        "tocsin.deliver.public-url",
        "https://warn.example.org",
        "tocsin.mail.port",
        smtpPort,
        "tocsin.deliver.chunk-size",
        100,
        "tocsin.deliver.round-size",
        40,
        "tocsin.deliver.round-most",
        40,
        "tocsin.outbound.allow",
        "127.0.0.1:" + hooks.port());
  }

  @AfterAll
  static void stop() {
    world.close();
    smtp.close();
    troubled.close();
    hooks.close();
  }

  private static void keep(ReceivedMail mail) {
    MAILS
        .computeIfAbsent(
            mail.findHeader("Tocsin-Warning").orElse(""), id -> new CopyOnWriteArrayList<>())
        .add(mail);
  }

  private static List<ReceivedMail> mails(WarningId id) {
    return MAILS.getOrDefault(id.value(), List.of());
  }

  private static Instant now() {
    return world.get(Clock.class).instant();
  }

  private static ApprovedWarning warning(String... channels) {
    WarningId id = WarningId.next(world.get(IdMaker.class));
    return StubWarnings.approve(id, now(), now().plus(Duration.ofHours(48)), List.of(channels));
  }

  private static void queue(ApprovedWarning warning, long... numbers) {
    transaction.executeWithoutResult(
        status -> deliveries.queue(warning, 0, numbers, Deliveries.Cause.APPROVED));
  }

  private static void beat() {
    world.get(Heartbeat.class).beat();
  }

  @Test
  void everybodyIsToldOnceInTheirLanguageAndMarkedAsExercise() {
    ApprovedWarning warning = warning("email");
    queue(warning, people);
    beat();

    Progress progress = deliveries.progress(warning.id());
    assertThat(progress.told()).isEqualTo(PEOPLE);
    assertThat(progress.queued()).isZero();
    assertThat(progress.failed() + progress.repeats() + progress.unreachable()).isZero();
    List<ReceivedMail> mails = mails(warning.id());
    assertThat(mails).hasSize(PEOPLE);
    assertThat(mails.stream().map(mail -> mail.findHeader("Message-ID").orElseThrow()).distinct())
        .hasSize(PEOPLE);
    ReceivedMail russian =
        mails.stream().filter(mail -> mail.watcherId().equals("p1")).findFirst().orElseThrow();
    assertThat(russian.subject()).contains("EXERCISE", "TLP:CLEAR", "Избегайте");
    assertThat(russian.text())
        .contains("EXERCISE", "Не ходите 48 часов.", "https://warn.example.org/a/");
    assertThat(russian.findHeader("Tocsin-Repeat")).isEmpty();
  }

  @Test
  void whoIsLeftInPeaceAtThisHourIsToldLater() {
    long asleep = world.get(Watchers.class).find("asleep").orElseThrow().number();
    ApprovedWarning warning = warning("email");
    queue(warning, asleep, people[0]);
    beat();

    assertThat(mails(warning.id())).extracting(ReceivedMail::watcherId).containsExactly("p0");
    assertThat(deliveries.progress(warning.id()).told()).isEqualTo(1);
    assertThat(deliveries.progress(warning.id()).queued()).isEqualTo(1);
  }

  @Test
  void manyMessagesInAnHourHoldUpWhatPressesAndNeverTheFirstOfAWarning() {
    long pressed = world.get(Watchers.class).find("pressed").orElseThrow().number();
    ApprovedWarning first = warning("email");
    queue(first, pressed);
    for (int i = 1; i < 20; i++) {
      queue(warning("email"), pressed);
    }
    beat();
    transaction.executeWithoutResult(
        status -> deliveries.queueStep(first.id(), 1, java.util.stream.LongStream.of(pressed)));
    ApprovedWarning another = warning("email");
    queue(another, pressed);
    beat();

    assertThat(mails(another.id())).hasSize(1);
    assertThat(HOOKS).noneMatch(hook -> hook.body().contains(first.id().value()));
    assertThat(deliveries.progress(first.id()).queued()).isEqualTo(1);
  }

  @Test
  void everyChannelOfTheStepIsUsedAndPostsAreSigned() {
    ApprovedWarning warning = warning("email", "webhook");
    queue(warning, both);
    beat();

    assertThat(mails(warning.id())).hasSize(1);
    List<ReceivedHook> mine =
        HOOKS.stream().filter(hook -> hook.body().contains(warning.id().value())).toList();
    assertThat(mine).hasSize(1);
    assertThat(mine.getFirst().webhookId()).isEqualTo(warning.id() + "-" + both + "-webhook-0");
    assertThat(mine.getFirst().body()).contains("\"status\":\"Exercise\"", "/a/");
    assertThat(hooks.counts().unsigned()).isZero();
  }

  @Test
  void whoCannotBeReachedIsListedWithTheReason() {
    Watchers watchers = world.get(Watchers.class);
    long gone = watchers.find("gone").orElseThrow().number();
    long inside = watchers.find("inside").orElseThrow().number();
    ApprovedWarning warning = warning("webhook");
    queue(warning, mute, gone, inside, people[0]);
    beat();

    Map<Long, String> reasons =
        deliveries.unreached(warning.id(), 0, 10).stream()
            .collect(Collectors.toMap(Progress.Unreached::watcher, Progress.Unreached::reason));
    assertThat(reasons.get(mute)).isEqualTo("no channel");
    assertThat(reasons.get(people[0])).isEqualTo("no channel of this step");
    assertThat(reasons.get(gone)).contains("410");
    assertThat(reasons.get(inside)).contains("may not be reached");
    Progress progress = deliveries.progress(warning.id());
    assertThat(progress.failed()).isEqualTo(2);
    assertThat(progress.unreachable()).isEqualTo(2);
    assertThat(progress.failures().toString()).doesNotContain("10.1.2.3", "example.org");
  }

  @Test
  void aTroubledServerIsTriedAgainUntilEverybodyIsToldOrRefusedForGood() {
    try (StageWorld node =
        StageWorld.with(
            PostgresWorld.freshDatabase(),
            List.of(StubWarnings.class),
            "tocsin.mail.host",
            "127.0.0.1",
            "tocsin.mail.port",
            troubled.port())) {
      StringBuilder csv = new StringBuilder("id,channel,address\n");
      for (int i = 0; i < 300; i++) {
        csv.append("t%d,email,t%d@example.org\n".formatted(i, i));
      }
      Watchers watchers = node.get(Watchers.class);
      watchers.importFile(
          new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
          WatcherFiles.Format.CSV,
          OFFICER);
      long[] numbers =
          watchers.list(0, 500, "t", "", false).stream().mapToLong(line -> line.id()).toArray();
      TocsinClock clock = node.get(TocsinClock.class);
      WarningId id = WarningId.next(node.get(IdMaker.class));
      ApprovedWarning warning =
          StubWarnings.approve(
              id, clock.instant(), clock.instant().plus(Duration.ofHours(48)), List.of("email"));
      Deliveries there = node.get(Deliveries.class);
      new TransactionTemplate(node.get(PlatformTransactionManager.class))
          .executeWithoutResult(
              status -> there.queue(warning, 0, numbers, Deliveries.Cause.APPROVED));
      for (int round = 0; round == 0 || there.progress(id).queued() > 0; round++) {
        assertThat(round).as("rounds of retries").isLessThan(40);
        node.get(Heartbeat.class).beat();
        clock.forwardTo(clock.instant().plus(Duration.ofMinutes(20)));
      }

      Progress progress = there.progress(id);
      assertThat(progress.queued()).isZero();
      assertThat(progress.told() + progress.failed()).isEqualTo(300);
      assertThat(progress.failed()).isBetween(3, 40);
      assertThat(progress.failures())
          .filteredOn(failure -> failure.channel().equals("email"))
          .isNotEmpty()
          .allMatch(failure -> failure.reason().contains("550"));
      // Everybody told has a mail, and whoever got two had the second marked.
      Map<String, List<ReceivedMail>> byPerson =
          mails(id).stream().collect(Collectors.groupingBy(ReceivedMail::watcherId));
      assertThat(byPerson).hasSize(progress.told());
      byPerson
          .values()
          .forEach(theirs -> {
            assertThat(theirs.stream().map(mail -> mail.findHeader("Message-ID")).distinct())
                .hasSize(1);
            assertThat(theirs.stream().skip(1))
                .allMatch(mail -> mail.findHeader("Tocsin-Repeat").isPresent());
          });
    }
  }

  @Test
  void whatWasNotApprovedIsNeverSent() {
    ApprovedWarning approved = warning("email");
    queue(approved, people[0], people[1]);
    ApprovedWarning other = warning("email");
    StubWarnings.APPROVED.put(
        other.id(),
        new ApprovedWarning(
            other.id(),
            other.caseId(),
            other.msgType(),
            other.urgency(),
            other.severity(),
            other.exercise(),
            other.marking(),
            other.window(),
            other.texts(),
            other.steps(),
            ApprovedFromWarn.BROKEN));
    queue(other, people[2], people[3]);
    beat();

    assertThat(mails(other.id())).isEmpty();
    assertThat(deliveries.progress(approved.id()).told()).isEqualTo(2);
  }

  @Test
  void aTextChangedAfterTheApprovalIsRefusedAloud() {
    ApprovedWarning approved = warning("email");
    transaction.executeWithoutResult(status -> {
      deliveries.queue(approved, 0, new long[] {people[0], people[1]}, Deliveries.Cause.APPROVED);
      // Before the workers see the wave, somebody changes the words in the database.
      StubWarnings.APPROVED.put(
          approved.id(),
          new ApprovedWarning(
              approved.id(),
              approved.caseId(),
              approved.msgType(),
              approved.urgency(),
              approved.severity(),
              false,
              approved.marking(),
              approved.window(),
              approved.texts(),
              approved.steps(),
              ApprovedFromWarn.BROKEN));
    });
    beat();

    assertThat(mails(approved.id())).isEmpty();
    Progress progress = deliveries.progress(approved.id());
    assertThat(progress.failed()).isEqualTo(2);
    assertThat(progress.failures().getFirst().reason()).contains("not the one that was approved");
  }

  @Test
  void nothingGoesOutAfterTheStop() {
    ApprovedWarning warning = warning("email");
    transaction.executeWithoutResult(status -> {
      deliveries.queue(warning, 0, people, Deliveries.Cause.APPROVED);
      deliveries.stop(warning.id(), "the warning is cancelled");
    });
    beat();

    assertThat(mails(warning.id())).isEmpty();
    assertThat(deliveries.progress(warning.id()).failed()).isEqualTo(PEOPLE);
    assertThat(deliveries.told(warning.id())).isEmpty();
  }

  @Test
  void whatWasUnderWayAtTheStopWaitsForNoOtherAttempt() {
    WaveStore waves = world.get(WaveStore.class);
    ApprovedWarning warning = warning("email");
    Chunk[] chunk = new Chunk[1];
    transaction.executeWithoutResult(status -> {
      deliveries.queue(warning, 0, Arrays.copyOf(people, 10), Deliveries.Cause.APPROVED);
      chunk[0] = held(waves);
    });
    transaction.executeWithoutResult(status -> deliveries.stop(warning.id(), "it is over"));
    // Its worker hears now that the other side asks for an hour.
    Round round = new Round();
    for (int i = 0; i < 10; i++) {
      round.add(
          chunk[0], i, List.of(new Outcome.Deferred("busy", false, Duration.ofHours(1))), now());
    }
    transaction.executeWithoutResult(status -> {
      waves.advance(chunk[0], 10, 10, Duration.ofMinutes(1), now(), true);
      waves.addReceipts(chunk[0].id(), world.get(Retries.class).queue(chunk[0], round, now()));
    });
    beat();
    assertThat(mails(warning.id())).isEmpty();
    assertThat(deliveries.progress(warning.id()).queued()).isZero();
    assertThat(deliveries.progress(warning.id()).failed()).isEqualTo(10);
  }

  @Test
  void whoWasGivenUpAndMayHaveBeenToldIsToldOfTheCancellation() {
    WaveStore waves = world.get(WaveStore.class);
    ApprovedWarning warning = warning("email");
    Chunk[] chunk = new Chunk[1];
    transaction.executeWithoutResult(status -> {
      deliveries.queue(warning, 0, Arrays.copyOf(people, 4), Deliveries.Cause.APPROVED);
      chunk[0] = held(waves);
    });
    Duration tooLate = Duration.ofDays(9);
    Round round = new Round();
    round.add(chunk[0], 0, List.of(new Outcome.Deferred("broke off", true, tooLate)), now());
    round.add(chunk[0], 1, List.of(new Outcome.Deferred(Patience.QUIET, false, tooLate)), now());
    round.add(chunk[0], 2, List.of(new Outcome.Failed("no such address")), now());
    transaction.executeWithoutResult(status -> {
      waves.advance(chunk[0], 3, 3, LEASE, now(), false);
      waves.addReceipts(chunk[0].id(), world.get(Retries.class).queue(chunk[0], round, now()));
    });
    assertThat(waves.perhapsTold(warning.id()))
        .as("the worker may be telling the last one")
        .containsExactlyInAnyOrder(people[0], people[3]);

    // It has died, and what it had begun is given up.
    transaction.executeWithoutResult(status -> deliveries.stop(warning.id(), "a hoax"));
    waves.release(chunk[0], now());
    beat();
    assertThat(deliveries.progress(warning.id()).failed()).isEqualTo(4);
    assertThat(waves.perhapsTold(warning.id())).containsExactlyInAnyOrder(people[0], people[3]);
  }

  @Test
  void whatIsRolledBackIsNeitherQueuedNorSent() {
    ApprovedWarning warning = warning("email");
    assertThatThrownBy(() ->
            transaction.executeWithoutResult(status -> {
              deliveries.queue(warning, 0, people, Deliveries.Cause.APPROVED);
              throw new IllegalStateException("the approval fails");
            }))
        .hasMessage("the approval fails");
    beat();

    assertThat(mails(warning.id())).isEmpty();
    assertThat(deliveries.progress(warning.id()).audience()).isZero();
  }

  /** As by a node that has no presence, with a lease that is over at once. */
  private static Optional<Chunk> claimed(WaveStore waves) {
    return waves.claim("email", now(), Duration.ZERO, 40, OptionalLong.empty(), new long[0]);
  }

  /** As by a worker of another node that is at work. */
  private static Chunk held(WaveStore waves) {
    return waves.claim("email", now(), LEASE, 40, OptionalLong.empty(), new long[0]).orElseThrow();
  }

  @Test
  void aRoundThatADeadWorkerMayHaveSentIsRepeatedAndMarked() {
    WaveStore waves = world.get(WaveStore.class);
    ApprovedWarning warning = warning("email");
    // A worker of another node claims the chunk in the queueing transaction itself and dies.
    transaction.executeWithoutResult(status -> {
      deliveries.queue(warning, 0, Arrays.copyOf(people, 60), Deliveries.Cause.APPROVED);
      assertThat(claimed(waves)).isPresent();
    });
    beat();

    assertThat(mails(warning.id())).hasSize(60);
    assertThat(
            mails(warning.id()).stream()
                .filter(mail -> mail.findHeader("Tocsin-Repeat").isPresent()))
        .hasSize(40);
    assertThat(deliveries.progress(warning.id()).repeats()).isEqualTo(40);
  }

  @Test
  void aWorkerThatLostItsLeaseWritesNothing() {
    WaveStore waves = world.get(WaveStore.class);
    ApprovedWarning warning = warning("email");
    Chunk[] stale = new Chunk[1];
    transaction.executeWithoutResult(status -> {
      deliveries.queue(warning, 0, Arrays.copyOf(people, 10), Deliveries.Cause.APPROVED);
      stale[0] = claimed(waves).orElseThrow();
    });
    beat();

    Boolean kept =
        transaction.execute(
            status -> waves.advance(stale[0], 10, 10, Duration.ofMinutes(1), now(), true));
    assertThat(kept).isFalse();
    assertThat(deliveries.progress(warning.id()).told()).isEqualTo(10);
  }

  /** As where the disk is full: what is sent cannot be written down. */
  @Test
  void whoseReceiptsCannotBeWrittenIsNotToldAgainAndAgain() {
    ApprovedWarning warning = warning("email");
    PostgresWorld.refusing(
        world.get(JdbcClient.class),
        "deliver.receipt_run",
        "true",
        () -> {
          queue(warning, Arrays.copyOf(people, 10));
          for (int i = 0; i < 4; i++) {
            beat();
          }
          assertThat(mails(warning.id())).hasSize(10);
        });

    world.get(TocsinClock.class).forwardTo(now().plus(Duration.ofMinutes(1)));
    beat();
    assertThat(deliveries.progress(warning.id()).told()).isEqualTo(10);
    assertThat(mails(warning.id())).as("whoever may have it hears it once more").hasSize(20);
    assertThat(
            mails(warning.id()).stream()
                .filter(mail -> mail.findHeader("Tocsin-Repeat").isPresent()))
        .hasSize(10);
  }

  @Test
  void oneReceiptIsProvenWithoutShowingTheOthers() {
    ApprovedWarning warning = warning("email");
    queue(warning, people);
    beat();

    Deliveries.ProvenReceipt receipt =
        deliveries.prove(warning.id(), new WatcherId(people[17])).getFirst();
    assertThat(receipt.text()).contains("told", Long.toString(people[17]), warning.id().value());
    assertThat(
            Merkle.verifyInclusion(
                Receipt.leaf(receipt.salt(), receipt.text()),
                receipt.index(),
                receipt.size(),
                receipt.path(),
                receipt.root()))
        .isTrue();
    assertThat(receipt.entry()).isNotNull();
    assertThat(world.get(Ledger.class).about(warning.id().value()))
        .extracting("type")
        .contains("WaveQueued", "ReceiptsSealed", "WaveDelivered");
    assertThatThrownBy(() -> deliveries.prove(warning.id(), new WatcherId(999_999)))
        .hasMessageContaining("nothing of");
  }

  @Test
  void aStepThatThePlanLacksIsRefused() {
    ApprovedWarning warning = warning("email");
    assertThatThrownBy(() ->
            transaction.executeWithoutResult(
                status -> deliveries.queue(warning, 2, people, Deliveries.Cause.ESCALATED)))
        .hasMessageContaining("steps 0 to 1");
  }

  @Test
  void whatHurriesMoreIsTakenFirstHoweverLateItCame() {
    WaveStore waves = world.get(WaveStore.class);
    List<WarningId> taken = new java.util.ArrayList<>();
    ApprovedWarning drill = hurrying(true, Severity.EXTREME, Urgency.IMMEDIATE);
    ApprovedWarning digest = hurrying(false, Severity.MINOR, Urgency.FUTURE);
    ApprovedWarning unknown = hurrying(false, Severity.UNKNOWN, Urgency.FUTURE);
    ApprovedWarning lethal = hurrying(false, Severity.SEVERE, Urgency.IMMEDIATE);
    transaction.executeWithoutResult(status -> {
      for (ApprovedWarning each : List.of(drill, digest, unknown, lethal)) {
        deliveries.queue(each, 0, new long[] {people[0]}, Deliveries.Cause.APPROVED);
      }
      Instant later = now().plusSeconds(1);
      for (int i = 0; i < 4; i++) {
        waves
            .claim("email", later, Duration.ofMinutes(1), 10, OptionalLong.empty(), new long[0])
            .ifPresent(chunk -> taken.add(chunk.warning()));
      }
      status.setRollbackOnly();
    });
    assertThat(taken).containsExactly(lethal.id(), unknown.id(), digest.id(), drill.id());
  }

  private static ApprovedWarning hurrying(boolean exercise, Severity severity, Urgency urgency) {
    ApprovedWarning like = warning("email");
    return new ApprovedWarning(
        like.id(),
        like.caseId(),
        like.msgType(),
        urgency,
        severity,
        exercise,
        like.marking(),
        like.window(),
        like.texts(),
        like.steps(),
        like.contentHash());
  }
}
