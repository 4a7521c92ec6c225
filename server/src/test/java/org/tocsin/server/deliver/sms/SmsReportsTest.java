// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.answer.Answers;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.deliver.DeliveryShown;
import org.tocsin.server.deliver.Progress;
import org.tocsin.server.deliver.ReplyReceived;
import org.tocsin.server.deliver.StubWarnings;
import org.tocsin.server.kernel.Heartbeat;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.TocsinClock;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.kernel.web.Templates;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.StageWorld;
import org.tocsin.sim.Faults;
import org.tocsin.sim.ReceivedSms;
import org.tocsin.sim.SmscReceiver;

/** FEATURE UNDER TEST: what a provider says after it took a message is kept and shown. */
class SmsReportsTest {

  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");
  private static final int PEOPLE = 120;

  private static final List<ReplyReceived> REPLIES = new CopyOnWriteArrayList<>();

  @TempDir private static Path data;
  private static PostgresWorld.Database database;
  private static StageWorld world;
  private static int port;
  private static long[] people;

  private final List<ReceivedSms> messages = new CopyOnWriteArrayList<>();

  /** Hears replies as the stage after this one does. */
  static class Listener {
    @EventListener
    void replied(ReplyReceived reply) {
      REPLIES.add(reply);
    }
  }

  @BeforeAll
  static void start() throws IOException {
    try (SmscReceiver first =
        SmscReceiver.start(SmscReceiver.Settings.of(Clock.systemUTC()), _ -> {})) {
      port = first.port();
      database = PostgresWorld.freshDatabase();
      // The link binds when the server starts; without anybody there it waits before it asks again.
      world = node();
    }
    StringBuilder csv =
        new StringBuilder("id,name,kind,lat,lon,radiusMetres,languages,channel,address\n");
    for (int i = 0; i <= PEOPLE; i++) {
      csv.append(
          "p%d,N,person,55,37,10,%s,sms,+7 916 000-%04d\n"
              .formatted(i, i % 2 == 0 ? "en" : "ru", i));
    }
    Watchers watchers = world.get(Watchers.class);
    watchers.importFile(
        new ByteArrayInputStream(csv.toString().getBytes(StandardCharsets.UTF_8)),
        WatcherFiles.Format.CSV,
        OFFICER);
    people =
        IntStream.range(0, PEOPLE)
            .mapToLong(i -> watchers.find("p" + i).orElseThrow().number())
            .toArray();
  }

  private static StageWorld node() {
    return StageWorld.with(
        database,
        List.of(StubWarnings.class, Listener.class),
        "tocsin.data",
        data,
        "tocsin.sms.host",
        "127.0.0.1",
        "tocsin.sms.port",
        port,
        "tocsin.sms.system-id",
        "exercise",
        "tocsin.sms.password",
        "secret",
        "tocsin.sms.from",
        "54321",
        "tocsin.deliver.public-url",
        "https://warn.example.org");
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  /** A centre that sends receipts in this way, with the server bound to it. */
  private SmscReceiver centre(SmscReceiver.Receipts receipts, double lostShare) throws IOException {
    return centre(receipts, lostShare, Faults.none());
  }

  private SmscReceiver centre(SmscReceiver.Receipts receipts, double lostShare, Faults faults)
      throws IOException {
    SmscReceiver smsc =
        SmscReceiver.start(
            SmscReceiver.Settings.of(Clock.systemUTC())
                .withPort(port)
                .withFaults(faults)
                .withReceipts(receipts)
                .withLostShare(lostShare),
            messages::add);
    bind(smsc);
    return smsc;
  }

  /** The link first has to see that the centre of the test before has gone. */
  private static void bind(SmscReceiver smsc) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (smsc.bound() == 0 && System.nanoTime() < end) {
      world.get(SmsProviders.class).dueWorks().getFirst().runDue(Instant.now());
    }
    assertThat(smsc.bound()).isEqualTo(1);
  }

  private static WarningId tell(long... numbers) {
    WarningId id = WarningId.next(world.get(IdMaker.class));
    Instant now = world.get(Clock.class).instant();
    ApprovedWarning warning =
        StubWarnings.approve(id, now, now.plus(Duration.ofHours(48)), List.of("sms"));
    new TransactionTemplate(world.get(PlatformTransactionManager.class))
        .executeWithoutResult(status ->
            world.get(Deliveries.class).queue(warning, 0, numbers, Deliveries.Cause.APPROVED));
    world.get(Heartbeat.class).beat();
    return id;
  }

  private static Progress progress(WarningId id) {
    return world.get(Deliveries.class).progress(id);
  }

  /** Receipts after the answer come on their own threads: looks until all were confirmed. */
  private static void awaitReceipts(SmscReceiver smsc) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (smsc.counts().receipts() < smsc.counts().submitted() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(smsc.counts().receipts()).isEqualTo(smsc.counts().submitted());
  }

  @Test
  void aWaveIsHandedOverInTheirLanguagesAndTheProviderSaysWhatArrived() throws IOException {
    try (SmscReceiver smsc = centre(SmscReceiver.Receipts.AFTER, 0.2)) {
      WarningId id = tell(people);
      awaitReceipts(smsc);

      Progress progress = progress(id);
      assertThat(progress.told()).isEqualTo(PEOPLE);
      assertThat(progress.failed() + progress.queued() + progress.repeats()).isZero();
      assertThat(messages).hasSize(PEOPLE);
      assertThat(messages)
          .filteredOn(each -> each.address().equals("+79160000001"))
          .singleElement()
          .satisfies(each -> {
            assertThat(each.text())
                .contains("УЧЕНИЯ", "Избегайте", "Не ходите", "https://warn.example.org/a/");
            assertThat(each.octets()).isLessThanOrEqualTo(140);
          });
      Progress.Reported reported = progress.reported().getFirst();
      assertThat(reported.channel()).isEqualTo("sms");
      assertThat(reported.handedOver()).isEqualTo(PEOPLE);
      assertThat(reported.delivered() + reported.lost()).isEqualTo(PEOPLE);
      assertThat(reported.lost()).isBetween(5, 60);
      assertThat(world.get(Deliveries.class).neverArrived(id, 0, 500))
          .hasSize(reported.lost())
          .allMatch(each -> each.reason().contains("sms"));
      assertThat(world.get(Deliveries.class).neverArrived(id, 0, 3)).hasSize(3);
      assertThat(
              world
                  .get(Templates.class)
                  .render(
                      "deliver/progress.jte",
                      Map.of("shown", new DeliveryShown(id, "Avoid", true, progress))))
          .contains(reported.delivered() + "</b> arrived", reported.lost() + " never arrived");
    }
  }

  @Test
  void aTroubledCentreIsTriedAgainUntilEverybodyIsToldOrRefusedForGood() throws IOException {
    try (SmscReceiver smsc =
        centre(
            SmscReceiver.Receipts.NONE,
            0,
            new Faults(7, 0.05, 0.2, 0, Duration.ZERO, 0.03, 0.03))) {
      WarningId id = tell(people);
      TocsinClock clock = world.get(TocsinClock.class);
      for (int round = 0; progress(id).queued() > 0; round++) {
        assertThat(round).as("rounds of retries").isLessThan(40);
        clock.forwardTo(clock.instant().plus(Duration.ofMinutes(20)));
        world.get(Heartbeat.class).beat();
      }

      Progress progress = progress(id);
      assertThat(progress.told() + progress.failed()).isEqualTo(PEOPLE);
      assertThat(progress.failed()).isBetween(1, 20);
      assertThat(smsc.counts().deferred()).isPositive();
      assertThat(smsc.counts().dropped()).isPositive();
      assertThat(messages.stream().map(ReceivedSms::address).distinct())
          .as("everybody who was told has it")
          .hasSize(progress.told());
      assertThat(messages).filteredOn(ReceivedSms::repeat).allMatch(ReceivedSms::markedRepeat);
      assertThat(progress.reported().getFirst().handedOver()).isEqualTo(progress.told());
    }
  }

  @Test
  void whatIsReportedBeforeTheAnswerCountsAllTheSame() throws IOException {
    try (SmscReceiver smsc = centre(SmscReceiver.Receipts.BEFORE, 0)) {
      WarningId id = tell(people[0], people[1]);

      assertThat(progress(id).reported()).containsExactly(new Progress.Reported("sms", 2, 2, 0));
    }
  }

  @Test
  void whatIsReportedAfterARestartFindsItsMessage() throws IOException {
    try (SmscReceiver smsc = centre(SmscReceiver.Receipts.ON_DEMAND, 0)) {
      List<String> ids = new CopyOnWriteArrayList<>();
      WarningId id = tell(people[2]);
      assertThat(progress(id).reported()).containsExactly(new Progress.Reported("sms", 1, 0, 0));
      int parts = messages.getFirst().parts();
      long last = Long.parseLong(messages.getFirst().messageId(), 16);
      for (int i = parts - 1; i >= 0; i--) {
        ids.add("%016x".formatted(last - i));
      }

      world.close();
      world = node();
      bind(smsc);
      for (String part : ids.subList(0, ids.size() - 1)) {
        assertThat(smsc.report(part, "+79160000002", "DELIVRD")).isTrue();
      }
      assertThat(progress(id).reported())
          .as("not delivered until the last part is")
          .containsExactly(new Progress.Reported("sms", 1, 0, 0));
      assertThat(smsc.report(ids.getLast(), "+79160000002", "DELIVRD")).isTrue();
      assertThat(smsc.report(ids.getLast(), "+79160000002", "DELIVRD")).as("twice").isTrue();
      assertThat(smsc.report("never-given", "+79160000002", "EXPIRED")).isTrue();

      assertThat(progress(id).reported()).containsExactly(new Progress.Reported("sms", 1, 1, 0));
      assertThat(world.get(Deliveries.class).neverArrived(id, 0, 10)).isEmpty();
    }
  }

  @Test
  void whatIsOnItsWayIsNotFinal() throws IOException {
    try (SmscReceiver smsc = centre(SmscReceiver.Receipts.ON_DEMAND, 0)) {
      WarningId id = tell(people[3]);
      String messageId = messages.getFirst().messageId();
      assertThat(smsc.report(messageId, "+79160000003", "ACCEPTD")).isTrue();
      assertThat(progress(id).reported()).containsExactly(new Progress.Reported("sms", 1, 0, 0));
      assertThat(smsc.report(messageId, "+79160000003", "EXPIRED")).isTrue();
      assertThat(progress(id).reported()).containsExactly(new Progress.Reported("sms", 1, 0, 1));
    }
  }

  @Test
  void aReplyFindsWhoeverWasToldLastAtThisNumber() throws IOException {
    try (SmscReceiver smsc = centre(SmscReceiver.Receipts.NONE, 0)) {
      REPLIES.clear();
      tell(people[4], people[5]);
      WarningId newer = tell(people[4]);
      assertThat(smsc.write("+79160000004", "I am safe")).isTrue();
      assertThat(smsc.write("+79169999999", "who are you")).as("taken, and passed over").isTrue();

      assertThat(REPLIES)
          .singleElement()
          .satisfies(reply -> {
            assertThat(reply.warning()).isEqualTo(newer);
            assertThat(reply.watchers()).containsExactly(new WatcherId(people[4]));
            assertThat(reply.text()).isEqualTo("I am safe");
            assertThat(reply.toString()).doesNotContain("safe");
          });
      assertThat(world.get(Answers.class).list(newer, "", 0, 10))
          .singleElement()
          .satisfies(answer -> {
            assertThat(answer.watcher()).isEqualTo(people[4]);
            assertThat(answer.answer()).isEqualTo("safe");
            assertThat(answer.note()).isEqualTo("I am safe");
          });
    }
  }

  @Test
  void nothingLeadsToAWatcherWhoWasErased() throws IOException {
    try (SmscReceiver smsc = centre(SmscReceiver.Receipts.NONE, 0)) {
      REPLIES.clear();
      Watchers watchers = world.get(Watchers.class);
      WatcherId erased = watchers.find("p" + PEOPLE).orElseThrow();
      tell(erased.number());
      watchers.erase(erased, OFFICER);
      assertThat(smsc.write("+7916000%04d".formatted(PEOPLE), "hello")).isTrue();

      assertThat(REPLIES).isEmpty();
    }
  }
}
