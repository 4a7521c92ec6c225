// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gg.jte.output.StringOutput;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.access.ActingAs;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: a duty is decided by two people, on the clock, the public's first. */
class DeterminationTest {

  private final ServerWorld world = ServerWorld.running();
  private final Story story = Story.begun(world);

  @Test
  void nobodyAgreesToADeterminationOfTheirOwn() {
    String id = story.propose("public", "warn").text("id");
    Answer own = world.ana().post("/api/v1/determinations/" + id + "/agreement", Map.of());
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.problem()).isEqualTo("T4003");
    assertThat(world.bo().get("/api/v1/determinations/" + id).text("state")).isEqualTo("proposed");
  }

  @Test
  void anotherAgreesOnceAndItIsSettled() {
    String id = story.propose("public", "warn").text("id");
    String agreement = "/api/v1/determinations/" + id + "/agreement";
    assertThat(world.bo().post(agreement, Map.of()).text("state")).isEqualTo("agreed");
    assertThat(world.bo().post(agreement, Map.of()).problem()).isEqualTo("T4004");
  }

  @Test
  void sendingBackNeedsAReasonAndLeavesRoomForANewOne() {
    String id = story.propose("public", "warn").text("id");
    String back = "/api/v1/determinations/" + id + "/return";
    assertThat(world.bo().post(back, Map.of("why", " ")).problem()).isEqualTo("T4002");
    assertThat(world.bo().post(back, Map.of("why", "cite the second source")).text("state"))
        .isEqualTo("returned");
    story.decided("public");
  }

  @Test
  void doubtIsADutyOverTheApiToo() {
    assertThat(story.propose("public", "noDuty").problem()).isEqualTo("T4005");
  }

  @Test
  void aNarrowerClassIsNotToldBeforeThePublicIsDecided() {
    story.decided("hostGovernment");
    Determinations determinations = world.bean(Determinations.class);
    CaseId caseId = new CaseId(story.caseId());
    assertThatThrownBy(() -> determinations.requireRelease(caseId, VictimClass.HOST_GOVERNMENT))
        .isInstanceOfSatisfying(
            Problem.class, refused -> assertThat(refused.type().number()).isEqualTo("T4007"));
    story.decided("public");
    assertThat(determinations.requireRelease(caseId, VictimClass.HOST_GOVERNMENT).victims())
        .isEqualTo(VictimClass.HOST_GOVERNMENT);
    assertThatThrownBy(() -> determinations.requireRelease(caseId, VictimClass.PROTECTORS))
        .isInstanceOfSatisfying(
            Problem.class, refused -> assertThat(refused.type().number()).isEqualTo("T4006"));
  }

  @Test
  void theClockRunsFromTheReceiptAndCriesOutWhenItRunsOut() {
    assertThat(panel()).contains("4 h 00 min left to decide").doesNotContain("Overdue");
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofMinutes(245)));
    world.beat();
    assertThat(panel()).contains("Overdue by 5 min").contains("clock overdue");
    story.decided("public");
    assertThat(panel()).contains("Overdue by 5 min");
    story.decided("intendedVictims");
    assertThat(panel()).contains("Decided 4 h 05 min after receipt").contains("Warn them");
    String proposed = story.propose("hostGovernment", "warn").text("id");
    assertThat(world.bo().page("/desk/determinations/" + proposed).body())
        .contains("Proposed, not decided yet.")
        .doesNotContain("Decided 4 h");
    assertThat(panel())
        .as("what is only proposed does not read as decided")
        .contains("Only proposed for Host government.", "proposed, not decided")
        .contains("Decided for ")
        .doesNotContain("Decided 4 h");
  }

  private String panel() {
    return ActingAs.of(
        world.server(),
        world.bo().email(),
        () -> {
          StringOutput shown = new StringOutput();
          world.bean(DutyPanel.class).show(new CaseId(story.caseId())).orElseThrow().writeTo(shown);
          return shown.toString();
        });
  }

  @Test
  void aWorksheetWithFaultsComesBackFilledIn() {
    String path = "/desk/cases/" + story.caseId() + "/determinations/new";
    assertThat(world.ana().page(path).body())
        .contains("In doubt: warn")
        .contains("Is the information credible?");
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("policy", "us-icd-191");
    fields.put("victims", "public");
    fields.put("answer.credible", "yes");
    fields.put("reason.credible", "two <sources>");
    fields.put("result", "waived");
    Answer refused = world.ana().submit(path, fields);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("two &lt;sources&gt;")
        .contains(
            "<a href=\"#f-answer-specific-yes\">", "<a href=\"#f-reasons\">Reasons for the whole")
        .contains("id=\"f-answer-specific-yes\"")
        .doesNotContain("<b>answers.")
        .contains("Is not answered. Choose yes, no or unknown.")
        .contains("value=\"waived\" checked");
    for (String question : new String[] {"credible", "specific", "impending", "harm", "target"}) {
      fields.put("answer." + question, "unknown");
      fields.put("reason." + question, "cannot be told");
    }
    fields.put("result", "warn");
    fields.put("reasons", "In doubt one warns.");
    Answer made = world.ana().submit(path, fields);
    assertThat(made.status()).as(made.toString()).isEqualTo(303);
    String page = made.header("Location");
    assertThat(world.ana().page(page).body()).contains("You proposed this");
    assertThat(world.bo().page(page).body()).contains(">Agree</button>").contains("cannot be told");
    assertThat(world.officerWith(Role.AUDITOR).page(page).body()).doesNotContain(">Agree</button>");
    assertThat(world.bo().submit(page + "/agreement", Map.of()).status()).isEqualTo(303);
    Answer again = world.bo().submit(page + "/agreement", Map.of());
    assertThat(again.status()).as(again.toString()).isEqualTo(409);
    assertThat(again.body()).contains("T4004");
  }
}
