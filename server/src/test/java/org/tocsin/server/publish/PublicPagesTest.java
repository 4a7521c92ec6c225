// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.cap.CapReader;
import org.tocsin.server.warn.Drafts;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: the public sees what was approved for it, and nothing else. */
class PublicPagesTest {

  private final ServerWorld world = ServerWorld.running();
  private final Story story = Story.begun(world);

  @Test
  void anAlertInForceStandsOnEveryPublicPage() {
    String id = story.inForce();
    assertThat(world.nobody().page("/").body())
        .contains("Avoid large gatherings in Moscow")
        .contains("/alerts/" + id);
    Answer english = world.nobody().page("/alerts/" + id);
    assertThat(english.status()).isEqualTo(200);
    assertThat(english.body()).contains("Stay away from crowds").contains("In force");
    assertThat(world.nobody().page("/alerts/" + id + "?lang=ru").body())
        .contains("Держитесь подальше")
        .contains("lang=\"ru\"");
    Answer cap = world.nobody().page("/alerts/" + id + ".xml");
    assertThat(cap.header("Content-Type")).startsWith("application/cap+xml");
    assertThat(CapReader.readStrict(cap.body().getBytes(StandardCharsets.UTF_8)).identifier())
        .isEqualTo(id);
    assertThat(world.nobody().page("/feed.atom").body()).contains("/alerts/" + id + ".xml");
  }

  @Test
  void neitherDraftsNorPrivateNoticesArePublished() {
    story.decided("public");
    story.decided("hostGovernment");
    String draft = story.drafted();
    String notice =
        story.compose(Drafts.privateNotice(world.clock().instant(), story.watcher())).text("id");
    assertThat(story.signed(notice).text("state")).isEqualTo("inForce");
    String feed = world.nobody().page("/feed.atom").body();
    for (String id : List.of(draft, notice)) {
      assertThat(world.nobody().page("/alerts/" + id).status()).isEqualTo(404);
      assertThat(world.nobody().page("/alerts/" + id).body()).contains("T6501");
      assertThat(world.nobody().page("/alerts/" + id + ".xml").status()).isEqualTo(404);
      assertThat(feed).doesNotContain(id);
    }
    assertThat(world.nobody().page("/alerts/none").body()).contains("T6501");
  }

  @Test
  void nothingAboveTheTearLineIsInAnyOfIt() {
    String id = story.inForce();
    for (String path :
        List.of(
            "/",
            "/alerts/" + id,
            "/alerts/" + id + "?lang=ru",
            "/alerts/" + id + ".xml",
            "/feed.atom")) {
      assertThat(world.nobody().page(path).body()).as(path).doesNotContain("Kestrel");
    }
    assertThat(world.bo().get("/api/v1/warnings/" + id + "/cap").body()).doesNotContain("Kestrel");
    assertThat(world.bo().page("/desk/warnings/" + id).body())
        .contains("Above the tear line; never sent")
        .contains("Kestrel");
  }

  @Test
  void everythingCanBeCachedAndSetsNoCookie() {
    String id = story.inForce();
    for (String path : List.of("/", "/alerts/" + id, "/alerts/" + id + ".xml", "/feed.atom")) {
      Answer first = world.nobody().page(path);
      assertThat(first.headers("Set-Cookie")).as(path).isEmpty();
      assertThat(first.header("Cache-Control")).as(path).contains("public").contains("max-age");
      Answer again =
          world
              .nobody()
              .send("GET", path, null, new byte[0], Map.of("If-None-Match", first.header("ETag")));
      assertThat(again.status()).as(path).isEqualTo(304);
      assertThat(again.body()).isEmpty();
    }
    String since = world.nobody().page("/feed.atom").header("Last-Modified");
    assertThat(since).endsWith("GMT");
    assertThat(
            world
                .nobody()
                .send("GET", "/feed.atom", null, new byte[0], Map.of("If-Modified-Since", since))
                .status())
        .isEqualTo(304);
  }

  @Test
  void whoIsSignedInGetsTheSamePageAsEverybody() {
    String id = story.inForce();
    assertThat(world.bo().page("/alerts/" + id).body())
        .isEqualTo(world.nobody().page("/alerts/" + id).body());
  }

  @Test
  void aCancelledAlertSaysSoAndLeadsToWhatHoldsNow() {
    String id = story.inForce();
    String cancel =
        world
            .ana()
            .post("/api/v1/warnings/" + id + "/cancel", Map.of("reason", "It was a false alarm."))
            .text("id");
    story.signed(cancel);
    assertThat(world.nobody().page("/alerts/" + id).body())
        .contains("Cancelled")
        .contains("/alerts/" + cancel);
    assertThat(world.nobody().page("/alerts/" + cancel).body())
        .contains("Cancellation")
        .contains("It was a false alarm.");
  }
}
