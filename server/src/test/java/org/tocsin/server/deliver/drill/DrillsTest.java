// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.SmtpReceiver;
import tools.jackson.databind.JsonNode;

/** FEATURE UNDER TEST: a drill finds out who can no longer be reached, while there is no danger. */
class DrillsTest {

  private static final List<ReceivedMail> MAILS = new CopyOnWriteArrayList<>();
  private static SmtpReceiver smtp;
  private static ServerWorld world;

  @BeforeAll
  static void start() throws IOException {
    smtp = SmtpReceiver.start(SmtpReceiver.Settings.of(Instant::now), MAILS::add);
    world =
        ServerWorld.another(
            Map.of("tocsin.mail.host", "127.0.0.1", "tocsin.mail.port", smtp.port()));
  }

  @AfterAll
  static void end() {
    world.stop();
    smtp.close();
  }

  private static void watcher(String id, String channel, String address) {
    Answer put =
        world
            .ana()
            .post(
                "/api/v1/watchers",
                Map.of(
                    "id",
                    id,
                    "kind",
                    "person",
                    "lat",
                    55.75,
                    "lon",
                    37.6,
                    "radiusMetres",
                    100,
                    "languages",
                    "ru",
                    "channel",
                    channel,
                    "address",
                    address));
    assertThat(put.status()).as(put.toString()).isEqualTo(201);
  }

  private static Answer drill(Map<String, Object> body) {
    Map<String, Object> meant = new HashMap<>(body);
    meant.put("realMessages", true);
    Answer started = world.ana().post("/api/v1/drills", meant);
    world.beat();
    return started;
  }

  private static long number(String id) {
    return world.bean(Watchers.class).find(id).orElseThrow().number();
  }

  private static List<Integer> figures(String drill, String channel) {
    for (JsonNode each : world.bo().get("/api/v1/drills/" + drill).json().get("channels")) {
      if (each.get("channel").asString().equals(channel)) {
        return List.of("asked", "confirmed", "handedOver", "failed", "underWay").stream()
            .map(figure -> each.get(figure).asInt())
            .toList();
      }
    }
    return List.of();
  }

  @Test
  void whoConfirmsByNoChannelCanNoLongerBeReachedAndNobodyIsAskedTooOften() {
    MAILS.clear();
    watcher("acme-hears", "email", "acme-hears@example.org");
    watcher("acme-silent", "email", "acme-silent@example.org");
    watcher("acme-broken", "webhook", "http://10.1.2.3/hook");
    watcher("other", "email", "other@example.org");
    Answer started = drill(Map.of("idPart", "acme"));
    assertThat(started.status()).as(started.toString()).isEqualTo(201);
    String id = started.text("/drill/id");

    assertThat(MAILS)
        .extracting(ReceivedMail::watcherId)
        .containsExactlyInAnyOrder("acme-hears", "acme-silent");
    ReceivedMail mail =
        MAILS.stream()
            .filter(each -> each.watcherId().equals("acme-hears"))
            .findFirst()
            .orElseThrow();
    assertThat(mail.subject()).contains("TEST", "подтвердите").doesNotContain("EXERCISE");
    assertThat(mail.text()).contains("Опасности нет");
    assertThat(mail.findHeader("Tocsin-Test")).contains("yes");
    assertThat(figures(id, "email")).containsExactly(2, 0, 2, 0, 0);
    assertThat(figures(id, "webhook")).containsExactly(1, 0, 0, 1, 0);

    String link = mail.text().substring(mail.text().indexOf("/a/")).split("\\s", 2)[0];
    assertThat(world.nobody().page(link).body()).contains("TEST", "подтвердите");
    assertThat(world.nobody().submit(link, Map.of("answer", "acknowledged")).status())
        .isEqualTo(303);
    assertThat(figures(id, "email")).containsExactly(2, 1, 1, 0, 0);

    assertThat(drill(Map.of("idPart", "acme")).problem()).isEqualTo("T6045");
    assertThat(drill(Map.of()).text("/drill/skipped")).as("only the other is asked").isEqualTo("3");

    world.clock().forwardTo(world.clock().instant().plus(Duration.ofHours(25)));
    world.beat();
    Answer result = world.bo().get("/api/v1/drills/" + id);
    assertThat(result.text("/drill/endedAt")).isNotEmpty();
    assertThat(result.text("silent")).isEqualTo("2");
    assertThat(world.bo().get("/api/v1/drills/" + id + "/silent").json().get("items").toString())
        .isEqualTo("[%d,%d]".formatted(number("acme-silent"), number("acme-broken")));
    assertThat(world.bean(Ledger.class).about(id))
        .extracting("type")
        .containsExactly("DrillStarted", "DrillEnded", "DrillResultMailed");
    assertThat(world.ana().page("/desk").body()).contains("Not reached by the last drill");
    for (int width : new int[] {1280, 390}) {
      try (var desk = BrowserWorld.running().signedIn(world, world.ana(), width)) {
        desk.open("/desk/drills");
        desk.page().locator("summary").last().click();
        desk.check("drills");
        if (width == 1280) {
          desk.checkDark("drills");
        }
        desk.open("/desk/drills/" + id);
        desk.check("drill");
        if (width == 1280) {
          desk.checkDark("drill");
        }
      }
    }

    // What the page showed is kept for two seconds, which the browser has spent.
    assertThat(world.nobody().page(link).body()).as("a drill that is over").contains("Срок");
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofDays(30)));
    assertThat(drill(Map.of("idPart", "acme")).status()).as("a month later").isEqualTo(201);
  }

  @Test
  void whatAnErasedPersonWasChosenByIsErasedAndAnOldDrillIsForgotten() {
    watcher("kleist-anna", "email", "kleist-anna@example.org");
    watcher("kleist-bert", "email", "kleist-bert@example.org");
    String id = drill(Map.of("idPart", "KLEIST-A")).text("/drill/id");
    assertThat(world.bo().get("/api/v1/drills/" + id).body()).contains("KLEIST-A");
    Watchers watchers = world.bean(Watchers.class);
    OfficerId by = new OfficerId("officer_01HRS4000000000000000000AB");
    watchers.erase(watchers.find("kleist-bert").orElseThrow(), by);
    assertThat(world.bo().get("/api/v1/drills/" + id).body())
        .as("the part is none of theirs")
        .contains("KLEIST-A");
    watchers.erase(watchers.find("kleist-anna").orElseThrow(), by);
    assertThat(world.bo().get("/api/v1/drills/" + id).body())
        .contains("chosen by a part of their id")
        .doesNotContainIgnoringCase("kleist");
    JdbcClient jdbc = JdbcClient.create(world.bean(DataSource.class));
    assertThat(
            jdbc.sql("select count(*) from ledger.disclosure d where d::text ilike '%kleist-a%'")
                .query(Integer.class)
                .single())
        .isZero();

    Drills drills = world.bean(Drills.class);
    Instant now = world.clock().instant();
    drills.runDue(now.plus(Duration.ofDays(2)));
    long entries = world.bean(Ledger.class).about(id).size();
    drills.runDue(now.plus(Duration.ofDays(2 + 729)));
    assertThat(world.bo().get("/api/v1/drills/" + id).status()).isEqualTo(200);
    drills.runDue(now.plus(Duration.ofDays(2 + 731)));
    assertThat(world.bo().get("/api/v1/drills/" + id).problem()).isEqualTo("T6046");
    assertThat(
            jdbc.sql("select count(*) from deliver.drill_watcher where asked_at <= ?")
                .param(Timestamp.from(now))
                .query(Integer.class)
                .single())
        .isZero();
    assertThat(world.bean(Ledger.class).about(id)).as("the record keeps it").hasSize((int) entries);
  }

  @Test
  void whatCannotBeAskedIsRefusedAloud() {
    Answer unknown = drill(Map.of("channels", List.of("pigeon")));
    assertThat(unknown.problem()).isEqualTo("T6044");
    assertThat(unknown.body()).contains("pigeon", "email");
    assertThat(drill(Map.of("idPart", "nobody is called so")).problem()).isEqualTo("T6045");
    assertThat(world.ana().get("/api/v1/drills/drill_none").problem()).isEqualTo("T6046");
    assertThat(
            world
                .ana()
                .submit(
                    "/desk/drills",
                    Map.of(
                        "idPart",
                        "nobody is called so",
                        "channels",
                        "email",
                        "realMessages",
                        "true"))
                .body())
        .contains("Nobody may be asked now", "value=\"nobody is called so\"");
    assertThat(
            world
                .officerWith(Role.AUDITOR)
                .post("/api/v1/drills", Map.of("kind", "person"))
                .status())
        .isEqualTo(403);
  }

  @Test
  void nobodyIsAskedUntilItIsSaidThatRealMessagesAreMeant() {
    for (Map<String, Object> body :
        List.<Map<String, Object>>of(
            Map.of("idPart", "meant"), Map.of("idPart", "meant", "realMessages", false))) {
      Answer refused = world.ana().post("/api/v1/drills", body);
      assertThat(refused.problem()).isEqualTo("T6044");
      assertThat(refused.body()).contains("realMessages");
    }
    assertThat(world.ana().submit("/desk/drills", Map.of("idPart", "meant")).body())
        .as("in the words of the page, all at once")
        .contains(
            "The drill cannot be started",
            "value=\"meant\"",
            "<a href=\"#f-channels\">By</a>: none is ticked. Tick one or more",
            "<a href=\"#f-realMessages\">Real messages go out now, marked as a test</a>: is not"
                + " ticked. Tick it if",
            "aria-describedby=\"e-realMessages\"")
        .doesNotContain("realMessages: ", "&#34;realMessages&#34;");
  }

  @Test
  void whoMayReadCallsAndDrillsFindsThemInTheNavigation() {
    for (Caller reader : List.of(world.ana(), world.bo(), world.officerWith(Role.AUDITOR))) {
      assertThat(reader.page("/desk/watchers").body())
          .contains("<a href=\"/desk/calls\">Calls</a>", "<a href=\"/desk/drills\">Drills</a>");
      assertThat(reader.page("/desk/drills").body())
          .contains("<a href=\"/desk/drills\" aria-current=\"page\">Drills</a>");
      assertThat(reader.page("/desk/calls").body())
          .contains("<a href=\"/desk/calls\" aria-current=\"page\">Calls</a>");
    }
    assertThat(world.officerWith(Role.ADMIN).page("/desk/watchers").body())
        .doesNotContain("/desk/calls", "/desk/drills");
  }

  @Test
  void aDrillThatCannotBeEndedHoldsUpNoOther() {
    JdbcClient jdbc = JdbcClient.create(world.bean(DataSource.class));
    Instant until = Instant.parse("2020-01-01T00:00:00Z");
    for (String id : List.of("drill_stuck", "drill_free")) {
      jdbc.sql("insert into deliver.drill values (?, ?, ?, ?, ?, 'nobody', 0, 0)")
          .params(id, "case_01HRS4000000000000000000AB", Timestamp.from(until), "officer_none")
          .param(Timestamp.from(until.plusSeconds(id.equals("drill_free") ? 1 : 0)))
          .update();
    }
    jdbc.sql(
            "insert into deliver.drill_notice (drill_id, state, next_at, until)"
                + " values ('drill_stuck', 'sent', ?, ?)")
        .params(Timestamp.from(until), Timestamp.from(until))
        .update();
    Drills drills = world.bean(Drills.class);
    assertThatThrownBy(() -> drills.runDue(world.clock().instant()))
        .as("a second mail of one drill")
        .isInstanceOf(RuntimeException.class);
    assertThat(drills.result("drill_free").drill().endedAt()).isNotNull();
    assertThat(drills.result("drill_stuck").drill().endedAt()).isNull();
    jdbc.sql("delete from deliver.drill_notice where drill_id = 'drill_stuck'").update();
    drills.runDue(world.clock().instant());
    assertThat(drills.result("drill_stuck").drill().endedAt()).isNotNull();
    assertThat(drills.runDue(world.clock().instant())).as("nothing is ended twice").isZero();
  }
}
