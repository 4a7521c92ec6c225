// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.audience.WatcherFiles;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.deliver.Progress;
import org.tocsin.server.deliver.ReplyReceived;
import org.tocsin.server.deliver.StubWarnings;
import org.tocsin.server.kernel.Heartbeat;
import org.tocsin.server.kernel.IdMaker;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.PostgresWorld;
import org.tocsin.server.world.StageWorld;
import org.tocsin.sim.ReceivedSms;
import org.tocsin.sim.SmscReceiver;

/**
 * FEATURE UNDER TEST: warnings go through a real Kannel, to its own centre for tests and, by its
 * own client for SMPP, to ours; what phones report and answer comes back. Needs Kannel (Debian
 * packages kannel and kannel-extras); says so where it is missing.
 */
class KannelTest {

  private static final OfficerId OFFICER = new OfficerId("officer_01HRS4000000000000000000AB");
  private static final String SECRET = "a-secret-of-twenty-letters";
  private static final int PEOPLE = 6;
  private static final List<ReplyReceived> REPLIES = new CopyOnWriteArrayList<>();

  private static final int SENDSMS = Kannel.freePort();
  private static final int DESK = Kannel.freePort();
  @TempDir private static Path data;
  private static StageWorld world;
  private static long[] people;

  @TempDir private Path folder;

  /** Hears replies as the stage after this one does. */
  static class Listener {
    @EventListener
    void replied(ReplyReceived reply) {
      REPLIES.add(reply);
    }
  }

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Kannel.isInstalled(), "Kannel is not installed (Debian packages kannel and kannel-extras)");
    world =
        StageWorld.with(
            PostgresWorld.freshDatabase(),
            List.of(StubWarnings.class, Listener.class),
            "server.port",
            DESK,
            "tocsin.deliver.public-url",
            "http://127.0.0.1:" + DESK,
            "spring.config.additional-location",
            written());
    StringBuilder csv =
        new StringBuilder("id,name,kind,lat,lon,radiusMetres,languages,channel,address\n");
    for (int i = 0; i < PEOPLE; i++) {
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

  /** The settings as the guide has them, with the ports of this test. */
  private static Path written() throws IOException {
    return Files.writeString(
        data.resolve("guide.yaml"),
        Kannel.guide("yaml")
            .replace("127.0.0.1:13013", "127.0.0.1:" + SENDSMS)
            .replaceFirst("\n *check: .*", ""));
  }

  @AfterAll
  static void stop() {
    if (world != null) {
      world.close();
    }
  }

  @BeforeEach
  void forget() {
    REPLIES.clear();
  }

  private Kannel kannel(String centre) throws Exception {
    return new Kannel(
        folder, SENDSMS, centre, "http://127.0.0.1:" + DESK + "/in/sms/kannel/" + SECRET);
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

  private static void awaitReported(WarningId id, int delivered, int lost) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(progress(id).reported())
                .containsExactly(new Progress.Reported("sms", PEOPLE, delivered, lost)));
  }

  @Test
  void throughKannelToItsOwnCentreWhatArrivesIsReportedAndAnAnswerComesBack() throws Exception {
    int port = Kannel.freePort();
    String centre =
        "group = smsc\nsmsc = fake\nsmsc-id = fake\nport = %d\nconnect-allow-ip = 127.0.0.1"
            .formatted(port);
    try (Kannel kannel = kannel(centre)) {
      WarningId id;
      try (Kannel.Phones phones = kannel.phones(port)) {
        id = tell(people);
        assertThat(progress(id).told()).isEqualTo(PEOPLE);
        awaitReported(id, PEOPLE, 0);
        for (int i = 0; i < PEOPLE; i++) {
          String to = "<54321 +7916%07d ".formatted(i);
          assertThat(phones.got()).anyMatch(line -> line.contains(to));
        }
      }
      try (Kannel.Phones phones = kannel.phones(port, "+79160000003 54321 text I am safe")) {
        assertThat(phones.process().isAlive()).isTrue();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !REPLIES.isEmpty());
      }
      assertThat(REPLIES)
          .singleElement()
          .satisfies(reply -> {
            assertThat(reply.warning()).isEqualTo(id);
            assertThat(reply.watchers()).containsExactly(new WatcherId(people[3]));
            assertThat(reply.text()).isEqualTo("I am safe");
          });
    }
  }

  @Test
  void kannelsOwnClientForSmppBringsTheWholeTextToOurCentreAndReceiptsBack() throws Exception {
    List<ReceivedSms> messages = new CopyOnWriteArrayList<>();
    try (SmscReceiver smsc =
            SmscReceiver.start(
                SmscReceiver.Settings.of(Clock.systemUTC()).withLostShare(0.4), messages::add);
        Kannel kannel =
            kannel(
                """
                group = smsc
                smsc = smpp
                smsc-id = ours
                host = 127.0.0.1
                port = %d
                smsc-username = exercise
                smsc-password = secret
                system-type = ""
                transceiver-mode = true
                """
                    .formatted(smsc.port()))) {
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> smsc.bound() == 1);
      WarningId id = tell(people);
      assertThat(progress(id).told()).isEqualTo(PEOPLE);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            Progress.Reported reported = progress(id).reported().getFirst();
            return reported.delivered() + reported.lost() == PEOPLE;
          });
      assertThat(kannel.status()).contains("ours");
      assertThat(messages).hasSize(PEOPLE);
      assertThat(messages)
          .filteredOn(each -> each.address().endsWith("79160000001"))
          .singleElement()
          .satisfies(each ->
              assertThat(each.text())
                  .contains("УЧЕНИЯ", "Избегайте", "http://127.0.0.1:" + DESK + "/a/"));
      assertThat(messages)
          .filteredOn(each -> each.address().endsWith("79160000002"))
          .singleElement()
          .satisfies(each ->
              assertThat(each.text())
                  .contains("EXERCISE", "Stay away", "http://127.0.0.1:" + DESK + "/a/"));
      assertThat(smsc.write("+79160000003", "Я в безопасности")).isTrue();
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !REPLIES.isEmpty());
      assertThat(REPLIES.getFirst().text()).isEqualTo("Я в безопасности");
      assertThat(REPLIES.getFirst().warning()).isEqualTo(id);
    }
  }
}
