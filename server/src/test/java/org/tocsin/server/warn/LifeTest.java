// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.watch.Watchers;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: a warning's life has the arrows that it has, and no others. */
class LifeTest {

  private final ServerWorld world = ServerWorld.running();
  private final Story story = Story.begun(world);
  private final Warnings warnings = world.bean(Warnings.class);

  private String state(String id) {
    return world.bo().get("/api/v1/warnings/" + id).text("state");
  }

  private Answer act(String id, String act, Object body) {
    return world.ana().post("/api/v1/warnings/" + id + "/" + act, body);
  }

  @Test
  void aDraftCanBeNeitherUpdatedNorCancelledNorLapse() {
    String id = story.drafted();
    Draft draft = Drafts.publicAlert(world.clock().instant());
    assertThat(act(id, "update", Drafts.JSON.valueToTree(draft)).problem()).isEqualTo("T5109");
    assertThat(act(id, "cancel", Map.of("reason", "no danger")).problem()).isEqualTo("T5109");
    assertThat(act(id, "renew", Map.of("until", "2030-01-01T00:00:00Z")).problem())
        .isEqualTo("T5109");
    assertThat(act(id, "lapse", Map.of("decision", "letLapse", "reason", "over")).problem())
        .isEqualTo("T5110");
    assertThat(world.bo().get("/api/v1/warnings/" + id + "/cap").problem()).isEqualTo("T5109");
  }

  @Test
  void anUpdateReplacesWhatItFollowsWhenItIsSigned() {
    String first = story.inForce();
    Draft draft = Drafts.publicAlert(world.clock().instant());
    String second = act(first, "update", Drafts.JSON.valueToTree(draft)).text("id");
    assertThat(state(first)).isEqualTo("inForce");
    assertThat(story.signed(second).text("state")).isEqualTo("inForce");
    assertThat(state(first)).isEqualTo("updated");
    assertThat(warnings.sentAlert(new WarningId(second)).references())
        .singleElement()
        .satisfies(reference -> assertThat(reference.identifier()).isEqualTo(first));
    assertThat(act(first, "update", Drafts.JSON.valueToTree(draft)).problem()).isEqualTo("T5109");
    assertThat(
            world.ana().put("/api/v1/warnings/" + first, Drafts.JSON.valueToTree(draft)).problem())
        .isEqualTo("T5103");
  }

  @Test
  void aCancelReachesEverybodyWhoWasToldAndNeedsAReason() {
    String first = story.inForce();
    assertThat(act(first, "cancel", Map.of("reason", "")).problem()).isEqualTo("T5112");
    String cancel = act(first, "cancel", Map.of("reason", "It was a false alarm.")).text("id");
    story.signed(cancel);
    assertThat(state(first)).isEqualTo("cancelled");
    assertThat(warnings.audience(new WarningId(cancel)).toArray())
        .contains(warnings.audience(new WarningId(first)).toArray());
    assertThat(world.bo().get("/api/v1/warnings/" + cancel + "/cap").body())
        .contains("<msgType>Cancel</msgType>")
        .contains("It was a false alarm.");
  }

  @Test
  void whatIsAboutToLapseDemandsADecisionAndAnAllClearEndsIt() {
    String id = story.inForce();
    Instant until = warnings.get(new WarningId(id)).draft().window().until();
    assertThat(act(id, "lapse", Map.of("decision", "letLapse", "reason", "over")).problem())
        .isEqualTo("T5110");
    world.clock().forwardTo(until.minus(Duration.ofHours(1)));
    world.beat();
    assertThat(world.bean(Ledger.class).about(id))
        .anySatisfy(line -> assertThat(line.type()).isEqualTo("WarningAboutToLapse"));
    assertThat(world.bo().page("/desk/warnings/" + id).body()).contains("It is about to lapse");
    assertThat(act(id, "lapse", Map.of("decision", "forget", "reason", "x")).problem())
        .isEqualTo("T5110");
    Answer decided = act(id, "lapse", Map.of("decision", "allClear", "reason", "foiled"));
    String allClear = decided.text("/update/id");
    assertThat(state(id)).isEqualTo("inForce");
    story.signed(allClear);
    assertThat(state(id)).isEqualTo("ended");
  }

  @Test
  void whatNobodyDecidesLapsesAndStillDemandsADecision() {
    String id = story.inForce();
    Instant until = warnings.get(new WarningId(id)).draft().window().until();
    world.clock().forwardTo(until);
    world.beat();
    assertThat(state(id)).isEqualTo("lapsed");
    assertThat(world.bo().page("/desk/warnings/" + id).body())
        .contains("It lapsed, and nobody decided");
    assertThat(act(id, "lapse", Map.of("decision", "letLapse", "reason", " ")).problem())
        .isEqualTo("T5110");
    assertThat(act(id, "lapse", Map.of("decision", "letLapse", "reason", "nothing new")).status())
        .isEqualTo(200);
    assertThat(act(id, "lapse", Map.of("decision", "letLapse", "reason", "again")).problem())
        .isEqualTo("T5110");
  }

  @Test
  void renewingBeginsAnUpdateWithALaterEnd() {
    String id = story.inForce();
    Instant later = world.clock().instant().plus(Duration.ofDays(5));
    String renewed = act(id, "renew", Map.of("until", later.toString())).text("id");
    Warning update = warnings.get(new WarningId(renewed));
    assertThat(update.draft().window().until()).isEqualTo(later);
    assertThat(update.follows()).contains(new WarningId(id));
    assertThat(update.state()).isEqualTo(WarningState.DRAFT);
  }

  @Test
  void whoComesIntoTheWayLaterIsAddedToTheAudience() {
    String id = story.inForce();
    WarningId warning = new WarningId(id);
    long before = warnings.audience(warning).size();
    world.beat();
    story.watcher("newcomer-" + id, 55.7, 37.6);
    world.beat();
    assertThat(warnings.audience(warning).size()).isEqualTo(before + 1);
    List<AudiencePart> parts = warnings.audienceParts(warning);
    assertThat(parts).hasSize(2);
    Preview shown = warnings.shown(warning).orElseThrow();
    assertThat(shown.reasons()).containsEntry("came into the way after the approval", 1);
    assertThat(shown.reasons().values().stream().mapToLong(Integer::longValue).sum())
        .as("why they: all of them")
        .isEqualTo(shown.summary().count());
    // The seal is over what was approved, and stays whole.
    assertThat(warnings.requireSealed(warning).contentHash()).isPresent();
    story.watcher("elsewhere-" + id, 48.85, 2.35);
    world.beat();
    assertThat(warnings.audienceParts(warning)).hasSize(2);
  }

  @Test
  void whoJoinsOrMovesIsAddedAtOnceAndNotAtTheNextBeat() {
    String id = story.inForce();
    WarningId warning = new WarningId(id);
    int before = warnings.audience(warning).size();
    world.beat();
    story.watcher("at-once-" + id, 55.7, 37.6);
    awaitAudience(warning, before + 1);
    story.watcher("mover-" + id, 48.85, 2.35);
    story.watcher("mover-" + id, 55.71, 37.61);
    awaitAudience(warning, before + 2);
    assertThat(world.bean(Ledger.class).about(id))
        .filteredOn(line -> line.type().equals("AudienceGrew"))
        .hasSize(2);
  }

  @Test
  void aNamedRecipientWhoWasErasedHoldsUpNobodyWhoJoins() {
    String older = story.inForce();
    story.decided("hostGovernment");
    String duty = "duty-" + older;
    story.watcher(duty, 48.85, 2.35);
    Answer notice = story.compose(Drafts.privateNotice(world.clock().instant(), duty));
    story.signed(notice.text("id"));
    world.beat();
    int before = warnings.audience(new WarningId(older)).size();
    Watchers watchers = world.bean(Watchers.class);
    long number = watchers.find(duty).orElseThrow().number();
    assertThat(world.ana().delete("/api/v1/watchers/" + number).status()).isEqualTo(204);
    story.watcher("after-" + older, 55.7, 37.6);
    awaitAudience(new WarningId(older), before + 1);
    // Who is entered anew under that id is the one who was named.
    story.watcher(duty, 48.85, 2.35);
    awaitAudience(new WarningId(notice.text("id")), 2);
  }

  /** The next beat of this server is a day away, so that only the change itself can bring them. */
  private void awaitAudience(WarningId warning, int size) {
    Instant end = Instant.now().plusSeconds(30);
    while (warnings.audience(warning).size() < size && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
    }
    assertThat(warnings.audience(warning).size()).isEqualTo(size);
  }
}
