// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.answer.AnswerKind;
import org.tocsin.server.answer.Answers;
import org.tocsin.server.kernel.Heartbeat;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.TocsinClock;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.web.LiveStream;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.StageWorld;
import org.tocsin.sim.Faults;
import org.tocsin.sim.SmtpReceiver;

/**
 * FEATURE UNDER TEST: whoever looks at deliveries sees what the receipts in the tables add up to,
 * though nobody adds them up.
 */
class FollowerTest {
  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");
  private static final int PEOPLE = 400;

  private static SmtpReceiver smtp;
  private static StageWorld world;
  private static Follower follower;
  private static Deliveries deliveries;
  private static TransactionTemplate transaction;
  private static long[] people;

  @BeforeAll
  static void start() throws IOException {
    smtp =
        SmtpReceiver.start(
            SmtpReceiver.Settings.of(Clock.systemUTC())
                .withFaults(new Faults(11, 0.1, 0.3, 0, Duration.ZERO, 0.02, 0.02)),
            _ -> {});
    world =
        StageWorld.with(
            PostgresWorld.freshDatabase(),
            List.of(StubWarnings.class),
            "tocsin.mail.host",
            "127.0.0.1",
            "tocsin.mail.port",
            smtp.port(),
            "tocsin.deliver.chunk-size",
            50,
            "tocsin.deliver.round-size",
            20,
            "tocsin.deliver.round-most",
            20);
    follower = world.get(Follower.class);
    deliveries = world.get(Deliveries.class);
    transaction = new TransactionTemplate(world.get(PlatformTransactionManager.class));
    StringBuilder csv = new StringBuilder("id,lat,lon,channel,address\n");
    for (int i = 0; i < PEOPLE; i++) {
      csv.append(
          String.format(
              Locale.ROOT,
              "f%d,%.4f,%.4f,%s\n",
              i,
              55.7 + i % 20 * 0.001,
              37.6 + i / 20 * 0.001,
              i % 40 == 0 ? "," : "email,f%d@example.org".formatted(i)));
    }
    Watchers watchers = world.get(Watchers.class);
    watchers.importFile(
        new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
        WatcherFiles.Format.CSV,
        OFFICER);
    people = new long[PEOPLE];
    Arrays.setAll(people, i -> watchers.find("f" + i).orElseThrow().number());
  }

  @AfterAll
  static void stop() {
    world.close();
    smtp.close();
  }

  private static ApprovedWarning warning() {
    TocsinClock clock = world.get(TocsinClock.class);
    return StubWarnings.approve(
        WarningId.next(world.get(IdMaker.class)),
        clock.instant(),
        clock.instant().plus(Duration.ofHours(48)),
        List.of("email"));
  }

  private static void queue(ApprovedWarning warning, Deliveries.Cause cause, long... numbers) {
    transaction.executeWithoutResult(_ -> deliveries.queue(warning, 0, numbers, cause));
  }

  /** Nothing of it goes out, so that a test sees what waits. */
  private static void heldUp(WarningId id) {
    world
        .get(HoldStore.class)
        .begin(id, new Hold(world.get(Clock.class).instant(), "officer", "a test looks"));
  }

  private static void letGoOn(WarningId id) {
    world.get(HoldStore.class).end(id, world.get(Clock.class).instant(), OFFICER);
  }

  private static void later() {
    TocsinClock clock = world.get(TocsinClock.class);
    clock.forwardTo(clock.instant().plus(Duration.ofMinutes(20)));
    world.get(Heartbeat.class).beat();
  }

  private static Look now(WarningId id) {
    follower.moved(id);
    return follower.lookAtMap(id);
  }

  @Test
  void whatIsFollowedIsWhatTheReceiptsAddUpTo() {
    ApprovedWarning warning = warning();
    queue(warning, Deliveries.Cause.APPROVED, Arrays.copyOf(people, 300));
    world.get(Heartbeat.class).beat();
    for (int round = 0; round == 0 || deliveries.progress(warning.id()).queued() > 0; round++) {
      assertThat(round).as("rounds of retries").isLessThan(40);
      assertThat(now(warning.id()).shown().progress())
          .as("before round %d", round)
          .isEqualTo(deliveries.progress(warning.id()));
      if (round == 1) {
        queue(warning, Deliveries.Cause.GROWN, Arrays.copyOfRange(people, 250, PEOPLE));
      }
      later();
    }
    Progress progress = deliveries.progress(warning.id());
    assertThat(now(warning.id()).shown().progress()).isEqualTo(progress);
    assertThat(progress.failed()).isPositive();
    assertThat(progress.unreachable()).isEqualTo(10);
    assertThat(progress.steps()).anyMatch(step -> step.deferred() > 0);
    List<Progress.Unreached> unreached = new ArrayList<>();
    List<Progress.Unreached> page = follower.unreached(warning.id(), 0, 7);
    while (!page.isEmpty()) {
      unreached.addAll(page);
      page = follower.unreached(warning.id(), page.getLast().watcher(), 7);
    }
    assertThat(unreached).isEqualTo(deliveries.unreached(warning.id(), 0, PEOPLE));

    Follower another = another(System::nanoTime);
    assertThat(another.look(warning.id()).shown().progress())
        .as("after a start")
        .isEqualTo(progress);
  }

  @Test
  void theMapAndTheAnswersFillIn() {
    ApprovedWarning warning = warning();
    heldUp(warning.id());
    queue(warning, Deliveries.Cause.APPROVED, people);
    Filling before = java.util.Objects.requireNonNull(now(warning.id()).filling());
    assertThat(before.told()).containsOnly(0);
    assertThat(before.cells().stream().mapToInt(cell -> cell.count()).sum()).isEqualTo(PEOPLE);
    assertThat(before.cells()).allMatch(cell -> cell.count() >= 5);
    letGoOn(warning.id());
    for (int i = 0; i < 12; i++) {
      later();
    }
    Answers answers = world.get(Answers.class);
    long[] told = deliveries.told(warning.id()).toArray();
    for (int i = 0; i < 30; i++) {
      WatcherId who = new WatcherId(told[i]);
      answers.record(warning.id(), StubWarnings.CASE, who, AnswerKind.SAFE, "", "link");
      if (i < 10) {
        answers.record(warning.id(), StubWarnings.CASE, who, AnswerKind.NEED_HELP, "", "link");
      }
    }
    Look look = now(warning.id());
    assertThat(look.answers()).containsEntry("safe", 20).containsEntry("needHelp", 10);
    assertThat(look.answered()).isEqualTo(30);
    assertThat(look.silent()).isEqualTo(told.length - 30);
    Filling filling = java.util.Objects.requireNonNull(look.filling());
    assertThat(Arrays.stream(filling.told()).sum()).isEqualTo(told.length);
    assertThat(Arrays.stream(filling.answered()).sum()).isEqualTo(30);
    assertThat(filling.grid()).isEqualTo(before.grid());
  }

  @Test
  void manyWhoLookWithinASecondAreShownOneLook() {
    AtomicLong nanos = new AtomicLong();
    Follower another = another(nanos::get);
    ApprovedWarning warning = warning();
    heldUp(warning.id());
    queue(warning, Deliveries.Cause.APPROVED, people[1]);
    Look look = another.look(warning.id());
    letGoOn(warning.id());
    assertThat(look.shown().progress().queued()).isEqualTo(1);
    for (int i = 0; i < 12; i++) {
      later();
    }
    nanos.set(999_999_999);
    assertThat(another.look(warning.id())).isSameAs(look);
    assertThat(another.lookAtMap(warning.id()).shown().progress().queued())
        .as("the first who wants the map")
        .isZero();
    nanos.set(2_000_000_000);
    assertThat(another.look(warning.id())).isNotSameAs(look);
  }

  @Test
  void anActIsSeenAtOnce() {
    AtomicLong nanos = new AtomicLong();
    Follower another = another(nanos::get);
    ApprovedWarning warning = warning();
    queue(warning, Deliveries.Cause.APPROVED, people[1]);
    assertThat(another.look(warning.id()).shown().progress().audience()).isEqualTo(1);
    queue(warning, Deliveries.Cause.GROWN, people[2]);
    another.queued(new WaveQueued("wave", warning.id(), 0, 1, false, Instant.EPOCH));
    assertThat(another.look(warning.id()).shown().progress().audience()).isEqualTo(2);
  }

  /** A further one that hears of nothing but by its own looking. */
  private static Follower another(LongSupplier nanos) {
    return new Follower(
        world.get(FollowStore.class),
        world.get(DeliveryReportStore.class),
        world.get(HoldStore.class),
        world.get(ApprovedWarnings.class),
        world.get(Watchers.class),
        Optional.of(world.get(AnswersHeard.class)),
        world.get(LiveStream.class),
        world.get(Clock.class),
        world.get(PlatformTransactionManager.class),
        Optional.of(nanos));
  }
}
