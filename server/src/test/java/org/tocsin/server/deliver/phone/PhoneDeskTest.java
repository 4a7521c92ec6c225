// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.access.Role;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.Drafts;
import org.tocsin.server.warn.Story;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.Caller;
import org.tocsin.server.world.Erasing;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: whom a plan says to call stands on a list until an officer has spoken with
 * them, or nobody need call them any more.
 */
class PhoneDeskTest {

  private static final List<String> POINTS = List.of("danger", "do-1", "where");
  private static ServerWorld world;
  private static int places;
  private final List<String> warnings = new ArrayList<>();

  @BeforeAll
  static void start() {
    world = ServerWorld.another(Map.of("tocsin.phone.desk", true));
  }

  @AfterAll
  static void end() {
    world.stop();
  }

  /** Tests share the list: what one has left on it must not be another's next call. */
  @AfterEach
  void clear() {
    warnings.forEach(id ->
        world
            .ana()
            .post("/api/v1/warnings/" + id + "/deliveries/stop", Map.of("why", "test ends")));
    for (Caller who : List.of(world.ana(), world.bo())) {
      Answer mine = who.post("/api/v1/calls/next", Map.of());
      if (mine.status() == 200) {
        who.post("/api/v1/calls/" + mine.text("call") + "/return", Map.of());
      }
    }
    world.beat();
  }

  /** A place of its own with these people in it, all with a phone. */
  private static double place(String... people) {
    double latitude = 10 + ++places;
    for (String each : people) {
      Answer put =
          world
              .ana()
              .post(
                  "/api/v1/watchers",
                  Map.of(
                      "id",
                      each,
                      "name",
                      "Name of " + each,
                      "kind",
                      "person",
                      "lat",
                      latitude,
                      "lon",
                      20,
                      "radiusMetres",
                      100,
                      "languages",
                      "ru",
                      "channel",
                      "phone",
                      "address",
                      "+7 495 555 01" + (10 + places)));
      assertThat(put.status()).as(put.toString()).isEqualTo(201);
    }
    return latitude;
  }

  private String inForce(double latitude, String severity, String urgency) {
    Story story = Story.begun(world);
    story.decided("public");
    Draft like = Drafts.publicAlert(world.clock().instant());
    Draft draft =
        new Draft(
            like.kind(),
            like.victims(),
            like.marking(),
            like.aboveTearLine(),
            like.window(),
            like.category(),
            severity,
            urgency,
            like.certainty(),
            like.responseTypes(),
            List.of(),
            List.of(
                new Draft.DraftArea(
                    "Old town", List.of(), List.of(new Draft.DraftCircle(latitude, 20, 2)))),
            List.of(),
            like.texts(),
            new Draft.Plan(List.of(new Draft.Step(List.of("phone"), 10_000))));
    Answer made = story.compose(draft);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String id = made.text("id");
    assertThat(story.signed(id).text("state")).isEqualTo("inForce");
    warnings.add(id);
    world.beat();
    return id;
  }

  private String inForce(double latitude) {
    return inForce(latitude, "Severe", "Expected");
  }

  private static Answer next(Caller who) {
    return who.post("/api/v1/calls/next", Map.of());
  }

  private static Answer note(Caller who, Answer call, Map<String, Object> body) {
    Answer noted = who.post("/api/v1/calls/" + call.text("call") + "/result", body);
    world.beat();
    return noted;
  }

  private static void later(Duration wait) {
    world.clock().forwardTo(world.clock().instant().plus(wait));
    world.beat();
  }

  private static int figure(String id, String name) {
    return world.bo().get("/api/v1/warnings/" + id + "/deliveries").json().get(name).asInt();
  }

  private static WatcherId watcher(String external) {
    return world.bean(Watchers.class).find(external).orElseThrow();
  }

  private static List<String> receipts(String id, String external) {
    List<String> leaves = new ArrayList<>();
    world
        .bo()
        .get("/api/v1/warnings/" + id + "/receipts/" + watcher(external).number())
        .json()
        .forEach(each -> leaves.add(each.get("leaf").asString()));
    return leaves;
  }

  private static void answerByLink(String id, String external, String answer) {
    String token =
        world
            .bean(AnswerTokens.class)
            .make(
                new WarningId(id),
                watcher(external),
                world.clock().instant().plus(Duration.ofDays(1)));
    assertThat(world.nobody().submit("/a/" + token, Map.of("answer", answer)).status())
        .isEqualTo(303);
    world.beat();
  }

  @Test
  void whatIsDoneWithACallWhileItsWatcherIsErasedKeepsNothingOfThem() {
    Map<String, Map<String, Object>> acts =
        Map.of("return", Map.of(), "result", Map.of("result", "voicemail", "repeated", List.of()));
    acts.forEach((act, body) -> {
      inForce(place("erased-" + act));
      WatcherId who = watcher("erased-" + act);
      String path = "/api/v1/calls/" + next(world.ana()).text("call");
      assertThat(valuesOf(who)).isPositive();
      Answer done = Erasing.meanwhile(world, who, () -> world.ana().post(path + "/" + act, body));
      assertThat(done.status()).as(done.toString()).isLessThan(300);
      assertThat(valuesOf(who)).as(act).isZero();
      assertThat(world.ana().get(path).text("state")).isEqualTo("ended");
    });
  }

  private static long valuesOf(WatcherId who) {
    return world
        .bean(JdbcClient.class)
        .sql("select count(*) from ledger.disclosure where value like ?")
        .param("%" + Watchers.subject(who.number()) + "\"")
        .query(Long.class)
        .single();
  }

  @Test
  void whoeverIsReachedAndSaysItBackIsToldAndTheirAnswerIsTaken() {
    String id = inForce(place("olga"));
    assertThat(figure(id, "queued")).isEqualTo(1);
    assertThat(receipts(id, "olga"))
        .singleElement()
        .asString()
        .contains("deferred", "on the call list");

    Answer call = next(world.ana());
    assertThat(call.status()).as(call.toString()).isEqualTo(200);
    assertThat(call.text("name")).isEqualTo("Name of olga");
    assertThat(call.json().get("numbers").get(0).asString()).startsWith("+7 495 555");
    assertThat(call.text("/script/language")).isEqualTo("ru");
    assertThat(call.json().get("script").toString())
        .contains("Избегайте массовых мероприятий", "своими словами", "Old town", "UTC");
    assertThat(call.json().at("/script/points").size()).isEqualTo(3);

    Answer noted =
        note(
            world.ana(),
            call,
            Map.of(
                "result", "readBack", "repeated", POINTS, "answer", "acting", "note", "goes home"));
    assertThat(noted.text("state")).as(noted.toString()).isEqualTo("ended");
    assertThat(figure(id, "told")).isEqualTo(1);
    assertThat(figure(id, "queued")).isZero();
    assertThat(receipts(id, "olga").getLast()).contains("told", "reached, said back every point");
    Answer answers = world.bo().get("/api/v1/warnings/" + id + "/answers");
    assertThat(answers.text("/items/0/answer")).isEqualTo("acting");
    assertThat(answers.text("/items/0/note")).isEqualTo("goes home");
  }

  @Test
  void nameAndNumberAreShownToWhoeverHoldsTheCallOnlyAndThatTheyWereIsRecorded() {
    String id = inForce(place("pavel"));
    assertThat(world.bo().page("/desk/calls").body())
        .contains("Avoid large gatherings")
        .doesNotContain("pavel", "555");
    Answer call = next(world.ana());
    String path = "/api/v1/calls/" + call.text("call");
    for (String shown :
        List.of(
            world.bo().get(path).body(),
            world.bo().get("/api/v1/calls").body(),
            world.bo().page("/desk/calls").body(),
            world.bo().page("/desk/calls/" + call.text("call")).body())) {
      assertThat(shown).doesNotContain("Name of pavel", "+7 495");
    }
    Answer mine = world.ana().page("/desk/calls/" + call.text("call"));
    assertThat(mine.body()).contains("Name of pavel", "+7 495");
    assertThat(mine.header("Cache-Control")).contains("no-store");
    assertThat(world.bean(Ledger.class).about(id).toString())
        .contains("CallTaken")
        .doesNotContain("pavel", "+7 495");

    Caller auditor = world.officerWith(Role.AUDITOR);
    assertThat(next(auditor).status()).isEqualTo(403);
    assertThat(auditor.get("/api/v1/calls").status()).isEqualTo(200);
  }

  @Test
  void whatHurriesMostAndHasWaitedLongestIsCalledFirst() {
    String routine = inForce(place("first"), "Minor", "Future");
    later(Duration.ofMinutes(1));
    String lethal = inForce(place("second"), "Extreme", "Immediate");
    later(Duration.ofMinutes(1));
    String alsoLethal = inForce(place("third"), "Extreme", "Immediate");

    List<String> order = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Answer call = next(world.ana());
      order.add(call.text("warning"));
      note(world.ana(), call, Map.of("result", "reached"));
    }
    assertThat(order).containsExactly(lethal, alsoLethal, routine);
    assertThat(next(world.ana()).status()).isEqualTo(204);
  }

  @Test
  void twoDesksNeverCallTheSamePersonWhateverTheWarning() {
    double here = place("twice");
    inForce(here);
    inForce(here);
    Answer call = next(world.ana());
    assertThat(call.status()).isEqualTo(200);
    assertThat(next(world.ana()).text("call"))
        .as("asking again gives the same")
        .isEqualTo(call.text("call"));
    assertThat(next(world.bo()).status()).isEqualTo(204);
    note(world.ana(), call, Map.of("result", "reached"));
    assertThat(next(world.bo()).status()).isEqualTo(200);
  }

  @Test
  void readBackIsRefusedWhileAPointIsMissingAndSoIsAnAnswerOfNobody() {
    inForce(place("half"));
    Answer call = next(world.ana());
    Answer refused =
        note(world.ana(), call, Map.of("result", "readBack", "repeated", List.of("danger")));
    assertThat(refused.problem()).isEqualTo("T6042");
    assertThat(refused.body()).contains("do-1, where", "was not said back");
    assertThat(note(world.ana(), call, Map.of("result", "busy", "answer", "safe")).problem())
        .isEqualTo("T6042");
    assertThat(note(world.ana(), call, Map.of("result", "shrug")).body())
        .contains("is none of its words", "wrongNumber");
    assertThat(next(world.ana()).text("call")).isEqualTo(call.text("call"));
    Answer page =
        world
            .ana()
            .submit(
                "/desk/calls/" + call.text("call"),
                Map.of("act", "note", "result", "readBack", "note", "kept words"));
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.body()).contains("was not said back", "kept words");
  }

  @Test
  void whoDoesNotAnswerIsCalledAgainAfterGrowingWaitsUntilTheWarningEnds() {
    String id = inForce(place("absent"));
    List<Long> waits = new ArrayList<>();
    Instant end = world.clock().instant().plus(Duration.ofDays(2));
    for (int i = 0; i < 6; i++) {
      Answer call = next(world.ana());
      assertThat(call.status()).as("try %d", i).isEqualTo(200);
      Instant asked = world.clock().instant();
      note(world.ana(), call, Map.of("result", i % 2 == 0 ? "noAnswer" : "busy"));
      while (next(world.ana()).status() == 204) {
        later(Duration.ofMinutes(1));
      }
      waits.add(Duration.between(asked, world.clock().instant()).toMinutes());
    }
    assertThat(waits).containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
    assertThat(figure(id, "queued")).isEqualTo(1);
    assertThat(receipts(id, "absent").getLast()).contains("deferred", "busy; called again");

    later(Duration.between(world.clock().instant(), end).plusMinutes(1));
    assertThat(figure(id, "queued")).isZero();
    assertThat(figure(id, "failed")).isEqualTo(1);
    assertThat(receipts(id, "absent").getLast()).contains("failed", "the warning ended");
    assertThat(next(world.ana()).status()).as("nobody is called after the end").isEqualTo(204);
    assertThat(world.bo().page("/desk/calls").body()).contains("Withdrawn: the warning has ended");
  }

  @Test
  void aCallThatIsLetLieGoesBackAndItsLateResultIsTakenUnlessSomebodyElseHasIt() {
    inForce(place("lain"));
    Answer call = next(world.ana());
    assertThat(next(world.bo()).status()).isEqualTo(204);
    later(Duration.ofMinutes(11));
    assertThat(world.ana().page("/desk/calls/" + call.text("call")).body())
        .doesNotContain("Name of lain");
    Answer taken = next(world.bo());
    assertThat(taken.text("call")).isEqualTo(call.text("call"));
    assertThat(note(world.ana(), call, Map.of("result", "reached")).problem()).isEqualTo("T6041");

    later(Duration.ofMinutes(11));
    assertThat(note(world.bo(), call, Map.of("result", "reached")).text("state"))
        .isEqualTo("ended");
  }

  @Test
  void aCallIsKeptForAnotherWhileOrGivenBack() {
    inForce(place("kept"));
    Answer call = next(world.ana());
    String path = "/api/v1/calls/" + call.text("call");
    later(Duration.ofMinutes(9));
    assertThat(world.ana().post(path + "/keep", Map.of()).status()).isEqualTo(200);
    later(Duration.ofMinutes(9));
    assertThat(world.ana().get(path).text("name")).isEqualTo("Name of kept");
    assertThat(world.ana().post(path + "/return", Map.of()).text("state")).isEqualTo("waiting");
    assertThat(world.ana().post(path + "/keep", Map.of()).problem()).isEqualTo("T6041");
    assertThat(next(world.bo()).text("call")).isEqualTo(call.text("call"));
  }

  @Test
  void whoHasAnsweredIsTakenOffTheListAtOnce() {
    String id = inForce(place("quick"));
    answerByLink(id, "quick", "safe");
    assertThat(next(world.ana()).status()).isEqualTo(204);
    assertThat(world.bo().page("/desk/calls").body()).contains("Withdrawn: they have answered");
    assertThat(receipts(id, "quick").getLast()).contains("\nanswered\n");
    assertThat(figure(id, "queued")).isZero();
    assertThat(figure(id, "failed")).as("that is no failure").isZero();
  }

  @Test
  void whoAnswersWhileOnThePhoneIsShownSoAndTheResultStillCounts() {
    String id = inForce(place("both"));
    Answer call = next(world.ana());
    answerByLink(id, "both", "safe");
    assertThat(world.ana().page("/desk/calls/" + call.text("call") + "/live").body())
        .contains("Withdrawn: they have answered");
    assertThat(figure(id, "queued")).as("the call is still going on").isEqualTo(1);
    note(world.ana(), call, Map.of("result", "reached"));
    assertThat(receipts(id, "both").getLast()).contains("told", "reached, not said back");
  }

  @Test
  void aStoppedWarningIsCalledByNobodyAndItsPeopleEndWithAReceipt() {
    String id = inForce(place("stop-waits"));
    world
        .ana()
        .post("/api/v1/warnings/" + id + "/deliveries/stop", Map.of("why", "It was a false alarm"));
    assertThat(next(world.ana()).status()).as("at once, before any beat").isEqualTo(204);
    world.beat();
    assertThat(world.bo().page("/desk/calls").body())
        .contains("Withdrawn: the warning was stopped: It was a false alarm");
    assertThat(receipts(id, "stop-waits").getLast()).contains("failed", "stopped: It was a false");
  }

  @Test
  void whoIsOnThePhoneWhenTheWarningIsStoppedIsToldSo() {
    String id = inForce(place("stop-held"));
    Answer call = next(world.ana());
    world
        .ana()
        .post("/api/v1/warnings/" + id + "/deliveries/stop", Map.of("why", "It was a false alarm"));
    world.beat();
    assertThat(world.ana().page("/desk/calls/" + call.text("call")).body())
        .contains("Withdrawn: the warning was stopped", "Tell them so");
    assertThat(note(world.ana(), call, Map.of("result", "reached")).text("state"))
        .isEqualTo("ended");
  }

  @Test
  void nobodyIsCalledWhileAnOfficerHoldsTheWarningUp() {
    String id = inForce(place("paused"));
    String deliveries = "/api/v1/warnings/" + id + "/deliveries/";
    world.ana().post(deliveries + "pause", Map.of("why", "Wrong area"));
    assertThat(next(world.ana()).status()).isEqualTo(204);
    assertThat(world.bo().page("/desk/calls").body())
        .contains("An officer holds these warnings up");
    world.ana().post(deliveries + "resume", Map.of());
    assertThat(next(world.ana()).status()).isEqualTo(200);
  }

  @Test
  void aWrongNumberHasFailedUntilAnOfficerHasItTriedAgain() {
    String id = inForce(place("wrong"));
    note(world.ana(), next(world.ana()), Map.of("result", "wrongNumber"));
    assertThat(receipts(id, "wrong").getLast()).contains("failed", "wrong number");
    assertThat(figure(id, "failed")).isEqualTo(1);

    Answer again = world.ana().post("/api/v1/warnings/" + id + "/deliveries/again", Map.of());
    assertThat(again.status()).as(again.toString()).isEqualTo(200);
    world.beat();
    Answer call = next(world.ana());
    assertThat(call.status()).isEqualTo(200);
    note(world.ana(), call, Map.of("result", "reached"));
    assertThat(figure(id, "told")).isEqualTo(1);
  }

  @Test
  void aMachineProvesNothingSoTheyAreCalledAgainAsOnesWhoMayKnow() {
    String id = inForce(place("machine"));
    note(world.ana(), next(world.ana()), Map.of("result", "voicemail"));
    assertThat(figure(id, "told")).isZero();
    assertThat(receipts(id, "machine").getLast()).contains("deferred", "voicemail");
    later(Duration.ofMinutes(6));
    Answer call = next(world.ana());
    assertThat(call.json().get("script").toString()).contains("уже оставляли вам это сообщение");
    note(world.ana(), call, Map.of("result", "reached"));
    assertThat(receipts(id, "machine").getLast()).contains("told", "possible repeat");
  }

  @Test
  void whoIsErasedIsNotCalled() {
    String id = inForce(place("gone"));
    long number = watcher("gone").number();
    assertThat(world.ana().delete("/api/v1/watchers/" + number).status()).isLessThan(300);
    world.beat();
    assertThat(next(world.ana()).status()).isEqualTo(204);
    assertThat(figure(id, "queued")).isZero();
    assertThat(figure(id, "failed")).isEqualTo(1);
  }

  @Test
  void aResultThatCameBeforeTheDeliveryWaitedForItIsNotLost() {
    String id = inForce(place("early"));
    // As if the officer was quicker than the commit of the round that put the person on the list.
    world
        .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
        .sql(
            "update deliver.call set ended_at = ?, said = 'reached', tries = 1"
                + " where warning_id = ? and ended_at is null")
        .params(java.sql.Timestamp.from(world.clock().instant()), id)
        .update();
    world.beat();
    world.beat();
    assertThat(figure(id, "told")).isEqualTo(1);
    assertThat(figure(id, "queued")).isZero();
  }
}
