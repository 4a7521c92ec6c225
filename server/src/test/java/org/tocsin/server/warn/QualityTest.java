// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.node.ObjectNode;

/** FEATURE UNDER TEST: nothing is signed without its approver knowing what the message lacks. */
class QualityTest {

  private final ServerWorld world = ServerWorld.running();
  private final Story story = Story.begun(world);

  @Test
  void whatNeedsAReasonIsSignedOnlyWithOneAndTheReasonIsInTheRecord() {
    story.decided("public");
    Draft draft =
        Drafts.with(
            Drafts.publicAlert(world.clock().instant()),
            "/texts/0/instruction",
            "\"Stay away from [place] for 48 hours.\"");
    ObjectNode body = Drafts.JSON.valueToTree(draft);
    assertThat(world.ana().post("/api/v1/warnings/check", body).body())
        .contains("\"placeholder\"")
        .contains("NEEDS_REASON");
    Answer made = story.compose(draft);
    String id = made.text("id");
    assertThat(world.bo().get("/api/v1/warnings/" + id + "/remarks").body())
        .contains("placeholder", "not-reviewed");
    assertThat(world.bo().page("/desk/warnings/" + id).body())
        .contains("Needs a reason:")
        .contains("Why it goes out all the same");
    String hash = story.preview(id).text("contentHash");
    Answer refused = story.sign(world.bo(), id, hash);
    assertThat(refused.problem()).isEqualTo("T5016");
    assertThat(refused.body()).contains("was never filled in");
    Map<String, String> page = new HashMap<>();
    page.put("contentHash", hash);
    page.put("despite", "The place is in the headline; minutes count.");
    assertThat(world.bo().submit("/desk/warnings/" + id + "/approval", page).status())
        .isEqualTo(303);
    assertThat(world.bo().get("/api/v1/warnings/" + id).text("state")).isEqualTo("inForce");
    assertThat(world.bean(Ledger.class).about(id))
        .anySatisfy(line -> assertThat(line.type()).isEqualTo("WarningApproved"));
  }

  @Test
  void whatHasEndedIsNeverSigned() {
    story.decided("public");
    String id = story.drafted();
    String hash = story.preview(id).text("contentHash");
    world.clock().forwardTo(world.clock().instant().plus(java.time.Duration.ofHours(49)));
    Answer refused =
        world
            .bo()
            .post(
                "/api/v1/warnings/" + id + "/approval",
                Map.of("contentHash", hash, "despite", "all the same"));
    assertThat(refused.problem()).isEqualTo("T5015");
  }

  @Test
  void theComposerTellsWhileItIsWritten() {
    Map<String, String> form =
        new HashMap<>(DraftForm.of(Drafts.publicAlert(world.clock().instant())).fields());
    form.put("text.0.instruction", "Stay away from soft targets until next Sunday at 6 pm.");
    assertThat(
            world.ana().submit("/desk/cases/" + story.caseId() + "/warnings/previews", form).body())
        .contains("soft targets")
        .contains("but the warning holds from");
  }
}
