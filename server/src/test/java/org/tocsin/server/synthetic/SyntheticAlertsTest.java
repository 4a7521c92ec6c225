// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.access.Rehearsals;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.deliver.Lane;
import org.tocsin.server.deliver.WebhookSecrets;
import org.tocsin.server.kernel.Audit;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.TimeWindow;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.warn.Drafts;
import org.tocsin.server.warn.Story;
import org.tocsin.server.watch.BuiltInWatcher;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * FEATURE UNDER TEST: every hour an alert goes the whole way of a warning to the server itself, to
 * nobody else, and it shows when it does not come through.
 */
class SyntheticAlertsTest {

  private static ServerWorld world;
  private static JdbcClient jdbc;

  @BeforeAll
  static void start() {
    world = ServerWorld.another(Map.of("tocsin.synthetic.every", "1h"));
    jdbc = JdbcClient.create(world.bean(javax.sql.DataSource.class));
    // Somebody who wants to hear of everything there is, wherever it is.
    Answer put =
        world
            .ana()
            .post(
                "/api/v1/watchers",
                "application/x-ndjson",
                ("{\"id\":\"everywhere\",\"kind\":\"organisation\",\"lat\":-48.87,\"lon\":-123.39,"
                        + "\"radiusMetres\":500000,\"channel\":\"webhook\","
                        + "\"address\":\"https://example.org/hook\"}")
                    .getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/json"));
    assertThat(put.status()).as(put.toString()).isEqualTo(201);
    world.beat();
  }

  @AfterAll
  static void end() {
    world.stop();
  }

  private static JsonNode newest() {
    return world.ana().get("/api/v1/synthetic").json().at("/items/0");
  }

  private static List<Audit.Finding> audit() {
    return world.bean(SyntheticAudit.class).audit(world.clock().instant());
  }

  private static long count(String sql) {
    return jdbc.sql("select count(*) from " + sql).query(Long.class).single();
  }

  private static WarningId warning() {
    return new WarningId(
        jdbc.sql("select warning_id from synthetic.run order by begun_at limit 1")
            .query(String.class)
            .single());
  }

  @Test
  void anAlertGoesTheWholeWayAndEachLegIsMeasured() {
    JsonNode run = world.ana().get("/api/v1/synthetic").json().at("/items");
    assertThat(run.isEmpty()).isFalse();
    JsonNode first = run.get(run.size() - 1);
    assertThat(first.get("stuck").isNull()).as(first.toString()).isTrue();
    assertThat(first.get("endedAt").isNull()).isFalse();
    assertThat(first.get("seconds").propertyNames())
        .containsExactlyInAnyOrder(Stream.of(Leg.values()).map(Leg::word).toArray(String[]::new));
    WatcherId itself = world.bean(BuiltInWatcher.class).number().orElseThrow();
    assertThat(world.bean(Deliveries.class).told(warning())).containsExactly(itself.number());
    assertThat(world.bean(Deliveries.class).prove(warning(), itself))
        .singleElement()
        .satisfies(receipt -> assertThat(receipt.text()).contains("webhook"));
    assertThat(
            jdbc.sql(
                    "select type from ledger.entry where leaf_index is not null and case_id ="
                        + " (select case_id from synthetic.run where warning_id = ?) order by number")
                .param(warning().value())
                .query(String.class)
                .list())
        .containsSubsequence(
            "SyntheticAlertSent", "WaveQueued", "AnswerReceived", "SyntheticAlertAnswered");
    assertThat(audit()).isEmpty();
    assertThat(world.nobody().get("/metrics").body())
        .contains("tocsin_synthetic_leg_seconds{leg=\"answered\"", "tocsin_synthetic_stuck 0.0");
  }

  @Test
  void itIsToBeSeenNowhereElse() {
    for (String table :
        List.of(
            "collect.report where source = 'this server'",
            "read.waiting",
            "assess.case_file where title like 'Test of the%'",
            "decide.determination where reasons like 'Test of the%'",
            "warn.warning where draft::text like '%warns itself%'",
            "deliver.level_due where warning_id = '" + warning() + "'",
            "deliver.level_count where warning_id = '" + warning() + "'",
            "answer.exercise_score",
            "answer.escalation where warning_id = '" + warning() + "'")) {
      assertThat(count(table)).as(table).isZero();
    }
    assertThat(world.ana().get("/api/v1/watchers/summary").text("watchers"))
        .isEqualTo(Long.toString(count("watch.watcher where external_id <> 'tocsin:built-in'")));
    assertThat(world.ana().get("/api/v1/watchers").body()).doesNotContain("tocsin:built-in");
    assertThat(world.nobody().page("/feed.atom").body())
        .contains("<feed")
        .doesNotContain("warns itself");
    assertThat(world.bean(Deliveries.class).recipients(wave()))
        .as("somebody else is in the way, and is not told")
        .hasSize(1);
  }

  private static String wave() {
    return jdbc.sql("select id from deliver.wave where warning_id = ?")
        .param(warning().value())
        .query(String.class)
        .single();
  }

  @Test
  void nobodyElsesWarningIsForIt() {
    Story story = Story.begun(world);
    story.decided("public");
    ObjectNode draft = Drafts.JSON.valueToTree(Drafts.publicAlert(world.clock().instant()));
    draft.putArray("areas").addObject().put("areaDesc", "Around Nemo").putNull("geocodes");
    ((ObjectNode) draft.at("/areas/0")).remove("geocodes");
    ((ObjectNode) draft.at("/areas/0")).putArray("polygons");
    ((ObjectNode) draft.at("/areas/0"))
        .putArray("circles")
        .addObject()
        .put("latitude", BuiltInWatcher.LATITUDE)
        .put("longitude", BuiltInWatcher.LONGITUDE)
        .put("radiusKm", 10.0);
    Answer made = world.ana().post("/api/v1/cases/" + story.caseId() + "/warnings", draft);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    Answer preview = world.bo().get("/api/v1/warnings/" + made.text("id") + "/preview");
    assertThat(preview.status()).as(preview.toString()).isEqualTo(200);
    assertThat(preview.text("/audience/count")).isEqualTo("1");
  }

  @Test
  void thereIsOneAnHour() {
    JsonNode before = newest();
    world.beat();
    assertThat(newest().get("id")).isEqualTo(before.get("id"));
    world.clock().forwardTo(Instant.parse(before.get("begunAt").asString()).plusSeconds(3_600));
    world.beat();
    assertThat(newest().get("id")).isNotEqualTo(before.get("id"));
    assertThat(newest().get("stuck").isNull()).as(newest().toString()).isTrue();
    assertThat(newest().get("endedAt").isNull()).as(newest().toString()).isFalse();
  }

  @Test
  void ofSeveralNodesOneBeginsIt() {
    SyntheticStore store = world.bean(SyntheticStore.class);
    Instant now = world.clock().instant();
    assertThat(store.begin("synthetic_one", now, now.plusSeconds(60))).isTrue();
    assertThat(store.begin("synthetic_two", now, now.plusSeconds(60))).isFalse();
    jdbc.sql("delete from synthetic.run where id = 'synthetic_one'").update();
  }

  @Test
  void whatIsNotSignedByTheServerItselfIsNotTaken() {
    byte[] body = "{\"data\":{}}".getBytes(StandardCharsets.UTF_8);
    assertThat(post(body, "v1,AAAA", now())).isEqualTo(401);
    WebhookSecrets secrets = world.bean(WebhookSecrets.class);
    byte[] mine = secrets.of("http://itself.tocsin.invalid/synthetic/alerts");
    byte[] anothers = secrets.of("https://example.org/hook");
    assertThat(post(body, WebhookSecrets.sign(anothers, "id", now(), body), now())).isEqualTo(401);
    Instant old = now().minus(Duration.ofMinutes(6));
    assertThat(post(body, WebhookSecrets.sign(mine, "id", old, body), old)).isEqualTo(401);
    assertThat(post(body, WebhookSecrets.sign(mine, "id", now(), body), now()))
        .as("signed, and no alert of its own")
        .isEqualTo(410);
    byte[] noJson = "{".getBytes(StandardCharsets.UTF_8);
    assertThat(post(noJson, WebhookSecrets.sign(mine, "id", now(), noJson), now())).isEqualTo(410);
  }

  private static Instant now() {
    return Instant.ofEpochSecond(world.clock().instant().getEpochSecond());
  }

  private static int post(byte[] body, String signature, Instant at) {
    return world
        .nobody()
        .post(
            "/synthetic/alerts",
            "application/json",
            body,
            Map.of(
                "webhook-id",
                "id",
                "webhook-timestamp",
                Long.toString(at.getEpochSecond()),
                "webhook-signature",
                signature))
        .status();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tocsin:built-in", "Tocsin:mine"})
  void nobodyIsCalledAsItIs(String id) {
    Answer put =
        world
            .ana()
            .post(
                "/api/v1/watchers",
                Map.of("id", id, "kind", "person", "lat", 1, "lon", 1, "radiusMetres", 1));
    assertThat(put.status()).as(put.toString()).isEqualTo(422);
    assertThat(put.body()).contains("kept for the server itself");
  }

  @Test
  void nobodyIsReachedAtItsAddress() {
    Answer put =
        world
            .ana()
            .post(
                "/api/v1/watchers",
                Map.of(
                    "id",
                    "sly",
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
                    "http://ITSELF.tocsin.invalid/api/v1/tokens"));
    assertThat(put.body()).contains("names this server itself");
  }

  @Test
  void aRehearsalLeavesNothingAndNobodyActsOutsideOne() {
    Rehearsals rehearsals = world.bean(Rehearsals.class);
    long before = count("ledger.entry");
    WatcherId itself = world.bean(BuiltInWatcher.class).number().orElseThrow();
    SyntheticRehearsal.Rehearsed rehearsed =
        world.bean(SyntheticRehearsal.class).rehearse(itself, world.clock().instant());
    assertThat(count("ledger.entry")).isEqualTo(before);
    assertThat(count("warn.warning where id = '" + rehearsed.sent().warning() + "'")).isZero();
    assertThat(count("deliver.wave where warning_id = '" + rehearsed.sent().warning() + "'"))
        .isZero();
    assertThatThrownBy(() -> Rehearsals.as(rehearsals.nobody(), () -> "done"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() ->
            world
                .bean(SyntheticRehearsal.class)
                .rehearse(new WatcherId(itself.number() + 1), world.clock().instant()))
        .hasRootCauseMessage("the index finds 1 watchers, where the server itself alone is");
  }

  @Test
  void oneThatStandsBehindALargeWarningWaitsAndSaysSoAndIsFoundWhenThatStandsStill() {
    Instant now = now();
    SyntheticAlerts alerts = world.bean(SyntheticAlerts.class);
    SyntheticStore store = world.bean(SyntheticStore.class);
    assertThat(store.open()).isEmpty();
    String late = "warning_" + "0".repeat(25) + "1";
    store.begin("synthetic_behind", now.plusSeconds(1), now); // the newest there is
    Run.Sent sent =
        new Run.Sent(
            new WarningId(late),
            new CaseId("case_" + "0".repeat(25) + "1"),
            1,
            "",
            new TimeWindow(now.minusSeconds(600), now.plusSeconds(3_600)));
    store.sent("synthetic_behind", sent, now.plusSeconds(1), now.plusSeconds(1));
    chunk(late, Lane.EXERCISE, 1, 0, null);
    // Held by a worker, so that nobody else takes it.
    chunk("warning_large", Lane.URGENT, 1_000_000, 188_000, null);
    chunk("warning_large", Lane.URGENT, 1, 1, now.minusSeconds(30));
    try {
      assertThat(alerts.runDue(now)).isEqualTo(1);
      assertThat(newest().get("behind").asLong()).isEqualTo(812_000);
      assertThat(newest().get("stuck").isNull()).isTrue();
      assertThat(world.ana().page("/desk/watchdog").body())
          .contains("behind a large warning: 812,000 deliveries go first");
      world.bean(SyntheticMeters.class).runDue(now);
      assertThat(world.nobody().get("/metrics").body()).contains("tocsin_synthetic_behind 812000");
      assertThat(world.bean(SyntheticAudit.class).audit(now.plus(Duration.ofHours(3)))).isEmpty();
      assertThat(alerts.runDue(now)).as("it is looked again after a minute").isZero();

      world.clock().forwardTo(now.plusSeconds(180));
      assertThat(alerts.runDue(now.plusSeconds(180))).as("nothing has moved since").isEqualTo(1);
      assertThat(newest().get("stuck").asString()).isEqualTo("arrived");
      assertThat(audit())
          .singleElement()
          .satisfies(found -> assertThat(found.words()).contains("was not handed over"));
    } finally {
      jdbc.sql("delete from deliver.chunk where wave_id like 'behind%'").update();
      jdbc.sql("delete from deliver.wave where id like 'behind%'").update();
      jdbc.sql("delete from synthetic.run where id = 'synthetic_behind'").update();
    }
  }

  /** As a worker holds it, or as it was finished then. */
  private static void chunk(
      String warning, Lane lane, int size, int done, @Nullable Instant finished) {
    String wave = "behind" + count("deliver.wave where id like 'behind%'");
    jdbc.sql(
            """
            insert into deliver.wave (id, warning_id, case_id, step, reason, recipients,
                content_hash, exercise, queued_at, until)
            values (?, ?, 'case_behind', 0, 'approved', ?, '', true, now(), now() + interval '1 h')
            """)
        .params(wave, warning, size)
        .update();
    jdbc.sql(
            """
            insert into deliver.chunk (wave_id, warning_id, step, channel, lane, attempt, repeats,
                ids, size, done, due_at, lease_until, secret, finished_at)
            values (?, ?, 0, 'webhook', ?, 1, false, '', ?, ?, ?,
                clock_timestamp() + interval '1 h', '', ?)
            """)
        .param(wave)
        .param(warning)
        .param(lane.code())
        .param(size)
        .param(done)
        .param(Timestamp.from(now().minusSeconds(600)))
        .param(finished == null ? null : Timestamp.from(finished))
        .update();
  }

  @Test
  void oneThatDoesNotComeThroughIsFoundAndTriedAgainSoon() {
    // Nobody listens at the port of the door that it is told to use.
    ServerWorld broken =
        ServerWorld.another(
            Map.of(
                "tocsin.synthetic.every",
                "1h",
                "tocsin.synthetic.door",
                "http://127.0.0.1:9",
                "tocsin.outbound.allow",
                "127.0.0.1:9"));
    try {
      broken.beat();
      SyntheticAudit audit = broken.bean(SyntheticAudit.class);
      assertThat(audit.audit(broken.clock().instant())).as("it has time").isEmpty();
      broken.clock().forwardTo(broken.clock().instant().plus(Duration.ofMinutes(10)));
      broken.beat();
      assertThat(audit.audit(broken.clock().instant()))
          .singleElement()
          .satisfies(found -> assertThat(found.words()).contains("was not handed over"));
      assertThat(broken.nobody().get("/metrics").body()).contains("tocsin_synthetic_stuck 1.0");
      assertThat(broken.ana().page("/desk/watchdog").body()).contains("not through");
      long runs = broken.ana().get("/api/v1/synthetic").json().get("items").size();
      broken.clock().forwardTo(broken.clock().instant().plus(Duration.ofMinutes(5)));
      broken.beat();
      assertThat(broken.ana().get("/api/v1/synthetic").json().get("items").size())
          .isEqualTo((int) runs + 1);
    } finally {
      broken.stop();
    }
  }

  @Test
  void thePageIsFitForEverybody() {
    try (BrowserWorld.Window desk =
        BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH)) {
      desk.open("/desk/watchdog");
      desk.check("synthetic");
    }
  }
}
