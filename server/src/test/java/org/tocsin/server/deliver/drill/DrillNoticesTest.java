// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.FreePort;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.SmtpReceiver;

/**
 * FEATURE UNDER TEST: whoever started a drill is mailed what came of it, and nothing of any
 * watcher.
 */
class DrillNoticesTest {

  private static final List<ReceivedMail> MAILS = new CopyOnWriteArrayList<>();
  private static int port;
  private static SmtpReceiver smtp;
  private static ServerWorld world;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start() throws IOException {
    port = FreePort.find();
    smtp = SmtpReceiver.start(settings(), MAILS::add);
    world =
        ServerWorld.another(
            Map.of(
                "tocsin.mail.host",
                "127.0.0.1",
                "tocsin.mail.port",
                port,
                "tocsin.deliver.public-url",
                "https://warn.example.org/desk-of-ours"));
    jdbc = JdbcClient.create(world.bean(javax.sql.DataSource.class));
  }

  private static SmtpReceiver.Settings settings() {
    return SmtpReceiver.Settings.of(Instant::now).withPort(port);
  }

  @AfterAll
  static void end() {
    world.stop();
    smtp.close();
  }

  /** A drill of one watcher by mail and one whose webhook leads nowhere, over after this. */
  private static String endedDrill(Caller by, String idPart) {
    for (String[] each :
        new String[][] {
          {idPart + "-ivanova", "email", idPart + "-ivanova@example.org"},
          {idPart + "-petrov", "webhook", "http://10.1.2.3/hook"}
        }) {
      Answer put =
          world
              .ana()
              .post(
                  "/api/v1/watchers",
                  Map.of(
                      "id",
                      each[0],
                      "kind",
                      "person",
                      "lat",
                      55.75,
                      "lon",
                      37.6,
                      "radiusMetres",
                      100,
                      "channel",
                      each[1],
                      "address",
                      each[2]));
      assertThat(put.status()).as(put.toString()).isEqualTo(201);
    }
    Answer started = by.post("/api/v1/drills", Map.of("idPart", idPart, "realMessages", true));
    assertThat(started.status()).as(started.toString()).isEqualTo(201);
    world.beat();
    forward(Duration.ofHours(25));
    return started.text("/drill/id");
  }

  private static void forward(Duration time) {
    world.clock().forwardTo(world.clock().instant().plus(time));
  }

  private static List<ReceivedMail> results(String drill) {
    return MAILS.stream()
        .filter(mail -> mail.findHeader("Message-ID").orElse("").contains(drill + "-result@"))
        .toList();
  }

  private static String state(String drill) {
    return world.bo().get("/api/v1/drills/" + drill).text("/notice/state");
  }

  private static List<String> acts(String drill) {
    return world.bean(Ledger.class).about(drill).stream().map(line -> line.type()).toList();
  }

  @Test
  void whoeverStartedItIsToldOnceWithCountsAndALinkAndNoWatcher() {
    String drill = endedDrill(world.ana(), "told");
    assertThat(world.ana().page("/desk/drills/" + drill).body()).contains("is then mailed");
    world.beat();
    world.beat();
    assertThat(results(drill)).hasSize(1);
    ReceivedMail mail = results(drill).getFirst();
    assertThat(mail.findHeader("To")).contains(world.ana().email());
    assertThat(mail.subject()).isEqualTo("Drill ended: 2 of 2 can no longer be reached");
    assertThat(mail.text())
        .contains(
            "email: 1 asked, 0 reached, 1 handed over and not answered, 0 failed",
            "webhook: 1 asked, 0 reached, 0 handed over and not answered, 1 failed",
            "https://warn.example.org/desk-of-ours/desk/drills/" + drill);
    assertThat(mail.toString() + mail.text()).doesNotContain("ivanova", "petrov", "told-");
    assertThat(mail.findHeader("Tocsin-Repeat")).isEmpty();
    assertThat(mail.findHeader("List-Unsubscribe")).isEmpty();
    assertThat(state(drill)).isEqualTo("sent");
    assertThat(acts(drill)).containsExactly("DrillStarted", "DrillEnded", "DrillResultMailed");
    for (int width : new int[] {1280, 390}) {
      try (var desk = BrowserWorld.running().signedIn(world, world.ana(), width)) {
        desk.open("/desk/drills/" + drill);
        desk.check("drill-mailed");
        assertThat(desk.page().content()).contains("was mailed to whoever started it");
      }
    }
  }

  @Test
  void everyApproverIsMailedOfWhatWasDecidedAloneAndOnceOnly() {
    Caller seesIt = world.officerWith(Role.APPROVER);
    Caller isAway = world.officerWith(Role.APPROVER);
    String id = Story.begun(world).propose("public", "warn").text("id");
    String path = "/api/v1/determinations/" + id;
    String why = "Nobody answers the telephone of Ivanova; it is tonight.";
    assertThat(world.ana().post(path + "/broken-glass", Map.of("why", why)).status())
        .isEqualTo(200);
    assertThat(seesIt.submit("/desk/determinations/" + id + "/seen", Map.of()).status())
        .isEqualTo(303);
    world.beat();
    world.beat();
    List<ReceivedMail> mails =
        MAILS.stream()
            .filter(mail -> mail.findHeader("Message-ID").orElse("").contains(id + "-alone-"))
            .toList();
    assertThat(mails.stream().map(mail -> mail.findHeader("To").orElse("")))
        .contains(world.bo().email(), isAway.email())
        .doesNotContain(world.ana().email(), seesIt.email())
        .doesNotHaveDuplicates();
    ReceivedMail mail = mails.getFirst();
    assertThat(mail.subject()).endsWith("Somebody decided alone to warn: look at it now");
    assertThat(mail.text())
        .contains("to warn: Public.")
        .contains("https://warn.example.org/desk-of-ours/desk/determinations/" + id + "#glass")
        .doesNotContain("Ivanova", "Concerts", world.ana().email());
    assertThat(acts(id)).contains("GlassBroken", "GlassMailed").doesNotContain("GlassNotMailed");
    assertThat(world.bo().page("/desk/determinations/" + id).body())
        .contains(mails.size() + " mailed");
  }

  @Test
  void aMailServerThatIsAwayIsTriedAgainWithoutAMark() throws IOException {
    String drill = endedDrill(world.bo(), "away");
    smtp.close();
    world.beat();
    assertThat(state(drill)).isEqualTo("due");
    assertThat(world.ana().page("/desk/drills/" + drill).body())
        .contains("on its way", "cannot be reached");
    smtp = SmtpReceiver.start(settings(), MAILS::add);
    forward(Duration.ofMinutes(1));
    world.beat();
    assertThat(results(drill)).hasSize(1);
    assertThat(results(drill).getFirst().findHeader("Tocsin-Repeat")).isEmpty();
    assertThat(results(drill).getFirst().findHeader("To")).contains(world.bo().email());
  }

  @Test
  void whatANodeWasSendingWhenItDiedGoesOnceMoreMarkedAsARepeat() {
    String drill = endedDrill(world.ana(), "died");
    Drills drills = world.bean(Drills.class);
    drills.runDue(world.clock().instant());
    NoticeStore store = world.bean(NoticeStore.class);
    Instant now = world.clock().instant();
    // Taken by a node of which nothing is heard any more.
    assertThat(store.claim(now, now.plusSeconds(120))).isPresent();
    world.beat();
    assertThat(results(drill)).as("the other node may be at it").isEmpty();
    forward(Duration.ofMinutes(2));
    world.beat();
    assertThat(results(drill)).hasSize(1);
    assertThat(results(drill).getFirst().findHeader("Tocsin-Repeat")).contains("possible");
    assertThat(acts(drill)).contains("DrillResultMailed");
  }

  @Test
  void whoeverHasNoAccessAnyMoreIsNotTold() {
    String drill = endedDrill(world.ana(), "gone");
    jdbc.sql("update deliver.drill set started_by = ? where id = ?")
        .params("officer_" + "0".repeat(26), drill)
        .update();
    world.beat();
    assertThat(results(drill)).isEmpty();
    assertThat(state(drill)).isEqualTo("failed");
    assertThat(acts(drill)).contains("DrillResultNotMailed");
    assertThat(world.ana().page("/desk/drills/" + drill).body()).contains("has no access any more");
  }

  @Test
  void withoutAMailServerItIsGivenUpAfterADayAndThePageSaysSo() {
    ServerWorld bare = ServerWorld.another(Map.of());
    try {
      DeskMailless.drill(bare);
    } finally {
      bare.stop();
    }
  }

  /** A story on a server that has no mail. */
  private static final class DeskMailless {
    static void drill(ServerWorld bare) {
      bare.ana()
          .post(
              "/api/v1/watchers",
              Map.of(
                  "id",
                  "one",
                  "kind",
                  "person",
                  "lat",
                  1,
                  "lon",
                  1,
                  "radiusMetres",
                  1,
                  "channel",
                  "webhook",
                  "address",
                  "http://10.1.2.3/hook"));
      String id =
          bare.ana()
              .post("/api/v1/drills", Map.of("idPart", "one", "realMessages", true))
              .text("/drill/id");
      for (int hour = 0; hour < 50; hour++) {
        bare.beat();
        bare.clock().forwardTo(bare.clock().instant().plus(Duration.ofHours(1)));
      }
      assertThat(bare.ana().get("/api/v1/drills/" + id).text("/notice/why"))
          .contains("no mail server is set");
      assertThat(bare.ana().get("/api/v1/drills/" + id).text("/notice/state")).isEqualTo("failed");
    }
  }
}
