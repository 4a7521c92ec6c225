// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.warn.Story;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.JsonNode;

/** FEATURE UNDER TEST: how fast a warning was answered, and how exercises compare. */
class ScoresTest {

  private static ServerWorld world;

  @BeforeAll
  static void start() {
    world = ServerWorld.another(Map.of("tocsin.exercise", true));
  }

  @AfterAll
  static void end() {
    world.stop();
  }

  private static void wait(Duration time) {
    world.clock().forwardTo(world.clock().instant().plus(time));
    world.beat();
  }

  private static void answers(String warning, String watcher) {
    WatcherId id = world.bean(Watchers.class).find(watcher).orElseThrow();
    String token =
        world
            .bean(AnswerTokens.class)
            .make(new WarningId(warning), id, world.clock().instant().plus(Duration.ofDays(1)));
    assertThat(world.nobody().submit("/a/" + token, Map.of("answer", "safe")).status())
        .isEqualTo(303);
  }

  @Test
  void anExerciseIsMeasuredWhileItGoesOnAndScoredOnceAnHourAfterItsEnd() {
    Story story = Story.begun(world);
    story.watcher("quick", 55.75, 37.61);
    story.watcher("slow", 55.75, 37.62);
    story.watcher("never", 55.75, 37.63);
    String id = story.inForce();
    world.beat();
    wait(Duration.ofSeconds(40));
    answers(id, "quick");
    wait(Duration.ofMinutes(9));
    answers(id, "slow");
    wait(Duration.ofMinutes(20));
    answers(id, story.watcher());

    String path = "/api/v1/warnings/" + id;
    JsonNode all = world.bo().get(path + "/answer-times").json().at("/times/all");
    assertThat(all.get("audience").asInt()).isEqualTo(4);
    assertThat(all.get("told").asInt()).isEqualTo(4);
    assertThat(
            List.of("within1", "within5", "within15", "within60", "answered").stream()
                .map(each -> all.get(each).asInt()))
        .containsExactly(1, 1, 2, 3, 3);
    assertThat(all.get("medianSeconds").asLong()).isEqualTo(9 * 60 + 40);
    // (1 + 1 + 2 + 3) of 4 × 4.
    assertThat(world.bo().get(path + "/answer-times").text("score")).isEqualTo("44");
    assertThat(world.bo().get(path + "/never-answered").json().get("items").size()).isEqualTo(1);
    assertThat(world.bo().get(path + "/answer-times.csv").body())
        .contains(
            "by,group,audience",
            "\r\nall,all,4,4,3,1,1,2,3,580,44\r\n",
            "channel,email,4",
            "kind,venue,4");
    assertThat(world.bo().page("/desk/exercises").body()).contains("goes on");

    wait(Duration.ofDays(2));
    JsonNode scored = world.bo().get("/api/v1/exercises").json().at("/items/0");
    assertThat(scored.get("warning").asString()).isEqualTo(id);
    assertThat(scored.get("score").isNull()).as("an hour must pass").isTrue();
    wait(Duration.ofHours(1));
    answers(id, "never");
    wait(Duration.ofHours(1));
    scored = world.bo().get("/api/v1/exercises").json().at("/items/0");
    assertThat(scored.get("score").asInt()).as("a later answer changes nothing").isEqualTo(44);
    assertThat(scored.at("/figures/answered").asInt()).isEqualTo(3);
    assertThat(world.bo().get("/api/v1/exercises.csv").body()).contains(id + ",Avoid large");
    assertThat(world.bean(Ledger.class).about(id))
        .extracting("type")
        .filteredOn("ExerciseScored"::equals)
        .hasSize(1);
    for (int width : new int[] {1280, 390}) {
      try (var desk = BrowserWorld.running().signedIn(world, world.ana(), width)) {
        desk.open("/desk/exercises");
        desk.check("exercises");
        desk.open("/desk/warnings/" + id + "/answer-times");
        desk.check("answer-times");
      }
    }
  }

  @Test
  void aWarningThatIsMeantIsMeasuredToo() {
    ServerWorld real = ServerWorld.running();
    Story story = Story.begun(real);
    String id = story.inForce();
    assertThat(real.bo().get("/api/v1/warnings/" + id + "/answer-times").text("exercise"))
        .isEqualTo("false");
    assertThat(real.bo().page("/desk/warnings/" + id + "/answer-times").status()).isEqualTo(200);
    assertThat(real.bo().get("/api/v1/exercises").body()).doesNotContain(id);
  }

  @Test
  void theMedianLiesInTheMiddleAndNobodyHasNone() {
    Tempo tempo = new Tempo("all");
    assertThat(tempo.group()).isEqualTo(new AnswerTimes.Group("all", 0, 0, 0, 0, 0, 0, 0, null));
    assertThat(tempo.group().score()).isZero();
    tempo.add(true, Duration.ofSeconds(60));
    tempo.add(true, Duration.ofSeconds(61));
    tempo.add(true, Duration.ofSeconds(-5));
    tempo.add(true, Duration.ofHours(2));
    tempo.add(false, null);
    assertThat(tempo.group()).isEqualTo(new AnswerTimes.Group("all", 5, 4, 4, 2, 3, 3, 3, 60L));
  }
}
