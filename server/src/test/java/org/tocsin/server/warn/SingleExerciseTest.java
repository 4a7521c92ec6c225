// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.sim.ReceivedMail;
import org.tocsin.sim.SmtpReceiver;
import tools.jackson.databind.node.ObjectNode;

/**
 * FEATURE UNDER TEST: one warning of a server that is no exercise is one, is signed as one, and
 * reaches nobody outside.
 */
class SingleExerciseTest {

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

  @BeforeEach
  void clear() {
    MAILS.clear();
  }

  private static ObjectNode alert(boolean exercise) {
    ObjectNode body = Drafts.JSON.valueToTree(Drafts.publicAlert(world.clock().instant()));
    return exercise ? body.put("exercise", true) : body;
  }

  private static String composed(Story story, boolean exercise) {
    Answer made =
        world.ana().post("/api/v1/cases/" + story.caseId() + "/warnings", alert(exercise));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.text("id");
  }

  private static String inForce(Story story, boolean exercise) {
    String id = composed(story, exercise);
    assertThat(story.signed(id).text("state")).isEqualTo("inForce");
    return id;
  }

  /** Other tests' warnings in force find newcomers in these stories, too. */
  private static List<ReceivedMail> mailsOf(String warning) {
    return MAILS.stream()
        .filter(mail -> mail.findHeader("Tocsin-Warning").orElse("").equals(warning))
        .toList();
  }

  private static Story decided() {
    Story story = Story.begun(world);
    story.decided("public");
    return story;
  }

  @Test
  void itIsKeptInTheMailboxAndOnNoPublicPageWhileWhatIsMeantGoesOut() {
    Story story = decided();
    String exercise = inForce(story, true);
    world.beat();
    assertThat(mailsOf(exercise)).isEmpty();
    Answer kept = world.bo().get("/api/v1/exercise/mail?warning=" + exercise);
    assertThat(kept.json().get("items").isEmpty()).isFalse();
    Answer message = world.bo().get("/api/v1/exercise/mail/" + kept.text("/items/0/id"));
    assertThat(message.text("title")).startsWith("[УЧЕНИЯ");
    assertThat(new String(world.bean(Warnings.class).capBytes(new WarningId(exercise))))
        .contains("<status>Exercise</status>", "EXERCISE. This is an exercise message");
    assertThat(world.nobody().page("/feed.atom").body()).doesNotContain(exercise);
    assertThat(world.nobody().page("/").body()).doesNotContain(exercise);
    assertThat(world.nobody().page("/alerts/" + exercise).status()).isEqualTo(404);
    assertThat(world.ana().page("/desk/warnings/" + exercise).body()).contains("EXERCISE.");
    assertThat(world.ana().page("/desk/warnings?state=inForce").body()).contains("status-exercise");
    assertThat(world.ana().page("/desk/cases/" + story.caseId()).body())
        .contains("Public alert (exercise) approved");

    String meant = inForce(story, false);
    world.beat();
    assertThat(mailsOf(meant)).isNotEmpty().allMatch(mail -> !mail.subject().contains("УЧЕНИЯ"));
    assertThat(world.nobody().page("/feed.atom").body()).contains(meant).doesNotContain(exercise);
    assertThat(world.bo().get("/api/v1/exercise/mail?warning=" + meant).json().get("items"))
        .isEmpty();
  }

  @Test
  void whatWasSignedSaysThatItIsOneAndNothingMakesItEarnest() {
    Story story = decided();
    String id = composed(story, true);
    String asExercise = story.preview(id).text("contentHash");
    assertThat(world.ana().put("/api/v1/warnings/" + id, alert(false)).status()).isEqualTo(200);
    assertThat(story.preview(id).text("contentHash"))
        .as("the hash of the same as something meant")
        .isNotEqualTo(asExercise);
    assertThat(story.sign(world.bo(), id, asExercise).problem()).isEqualTo("T5105");
    assertThat(world.ana().put("/api/v1/warnings/" + id, alert(true)).status()).isEqualTo(200);
    assertThat(story.signed(id).text("state")).isEqualTo("inForce");
    assertThat(world.ana().put("/api/v1/warnings/" + id, alert(false)).problem())
        .isEqualTo("T5103");
    JdbcClient.create(world.bean(javax.sql.DataSource.class))
        .sql("update warn.warning set draft = draft - 'exercise' where id = ?")
        .param(id)
        .update();
    assertThatThrownBy(() -> world.bean(Warnings.class).requireSealed(new WarningId(id)))
        .isInstanceOfSatisfying(
            Problem.class, refused -> assertThat(refused.type().number()).isEqualTo("T5111"));
    world.beat();
    assertThat(mailsOf(id)).isEmpty();
  }

  @Test
  void whatFollowsItIsOneTooAndNoneFollowsWhatWasMeant() {
    Story story = decided();
    String exercise = inForce(story, true);
    Answer update = world.ana().post("/api/v1/warnings/" + exercise + "/update", alert(false));
    assertThat(update.text("/draft/exercise")).as(update.toString()).isEqualTo("true");
    Answer edited = world.ana().put("/api/v1/warnings/" + update.text("id"), alert(false));
    assertThat(edited.text("/draft/exercise")).as(edited.toString()).isEqualTo("true");
    Answer cancel =
        world
            .ana()
            .post("/api/v1/warnings/" + exercise + "/cancel", Map.of("reason", "It is over."));
    assertThat(cancel.text("/draft/exercise")).as(cancel.toString()).isEqualTo("true");
    assertThat(story.signed(cancel.text("id")).text("state")).isEqualTo("inForce");
    world.beat();
    assertThat(mailsOf(cancel.text("id"))).as("the cancel of an exercise").isEmpty();

    String meant = inForce(story, false);
    Answer refused = world.ana().post("/api/v1/warnings/" + meant + "/update", alert(true));
    assertThat(refused.problem()).isEqualTo("T5102");
    assertThat(refused.body()).contains("follows a warning that was meant");
  }

  @Test
  void theComposerHasABoxForIt() {
    Story story = decided();
    for (int width : new int[] {1280, 390}) {
      try (var desk = BrowserWorld.running().signedIn(world, world.ana(), width)) {
        desk.open("/desk/cases/" + story.caseId() + "/warnings/new?kind=publicAlert");
        desk.page().getByLabel("This is an exercise").check();
        desk.check("composer-exercise");
      }
    }
    String id = composed(story, true);
    try (var desk = BrowserWorld.running().signedIn(world, world.ana(), 1280)) {
      desk.open("/desk/warnings/" + id + "/edit");
      assertThat(desk.page().getByLabel("This is an exercise").isChecked()).isTrue();
      desk.page().getByLabel("This is an exercise").uncheck();
      desk.page()
          .getByRole(
              com.microsoft.playwright.options.AriaRole.BUTTON,
              new com.microsoft.playwright.Page.GetByRoleOptions().setName("Keep the draft"))
          .last()
          .click();
    }
    assertThat(
            world.ana().get("/api/v1/warnings/" + id).json().at("/draft/exercise").isMissingNode())
        .as("taken out in the browser")
        .isTrue();
    String signed = inForce(story, true);
    try (var desk = BrowserWorld.running().signedIn(world, world.ana(), 390)) {
      desk.open("/desk/warnings/" + signed + "/update");
      assertThat(desk.page().content()).contains("as the warning that it follows");
      desk.open("/desk/warnings/" + signed);
      desk.check("warning-exercise");
    }
  }
}
