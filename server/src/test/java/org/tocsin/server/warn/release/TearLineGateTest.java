// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.Drafts;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: nobody moves the tear line alone, and that it is over is never held back. */
class TearLineGateTest {

  private static final String OPEN = "Extremists may attack gatherings in Moscow.";
  private static final String HELD = "A courier told the station in Podolsk of twelve fighters.";

  private final ServerWorld world = ServerWorld.running();
  private final Story story = Story.begun(world);

  private Map<String, Object> body(String marking, List<Map<String, String>> spans) {
    return Map.of("marking", marking, "text", OPEN + " " + HELD, "spans", spans);
  }

  private Answer fullText() {
    Answer made =
        world
            .ana()
            .post(
                "/api/v1/cases/" + story.caseId() + "/full-texts",
                body("TLP:RED", List.of(Map.of("words", HELD, "marking", "TLP:RED"))));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made;
  }

  private Answer derived(Answer full) {
    return world
        .ana()
        .post(
            "/api/v1/full-texts/" + full.text("id") + "/releases", Map.of("marking", "TLP:CLEAR"));
  }

  private Answer edited(Answer release, Map<String, String> edit) {
    Answer edited = world.ana().put("/api/v1/releases/" + release.text("id"), edit);
    assertThat(edited.status()).as(edited.toString()).isEqualTo(200);
    return edited;
  }

  private Answer agreed(Answer release) {
    Answer agreed =
        world
            .bo()
            .post(
                "/api/v1/releases/" + release.text("id") + "/agreement",
                Map.of("sha256", release.text("sha256")));
    assertThat(agreed.status()).as(agreed.toString()).isEqualTo(200);
    return agreed;
  }

  private Answer preview(Answer warning) {
    assertThat(warning.status()).as(warning.toString()).isLessThan(300);
    return world.bo().get("/api/v1/warnings/" + warning.text("id") + "/preview");
  }

  private Draft telling(String description, String instruction, Draft.Text... more) {
    Draft draft = Drafts.publicAlert(world.clock().instant());
    List<Draft.Text> texts = new ArrayList<>();
    texts.add(new Draft.Text("en", "Threat", "Stay away", description, instruction, null, null));
    texts.addAll(List.of(more));
    return draft.with(texts);
  }

  private Answer update(String earlier, Draft draft) {
    return world
        .ana()
        .post("/api/v1/warnings/" + earlier + "/update", (Object) Drafts.JSON.valueToTree(draft));
  }

  @Test
  void whoLowersAFullTextLowersNothingUntilASecondPersonConfirmsIt() {
    String id = fullText().text("id");
    Answer draft = story.compose(telling(OPEN, "Leave."));
    assertThat(preview(draft).problem()).isEqualTo("T5036");
    Answer lowered = world.ana().put("/api/v1/full-texts/" + id, body("TLP:CLEAR", List.of()));
    assertThat(lowered.json().get("lowered").toString()).isEqualTo("[1]");
    Answer refused = preview(draft);
    assertThat(refused.problem()).isEqualTo("T5036");
    assertThat(refused.body()).contains("version 2 of " + id).contains("confirms it");
    assertThat(
            world
                .ana()
                .post(
                    "/api/v1/cases/" + story.caseId() + "/release-check",
                    Map.of("marking", "TLP:CLEAR", "texts", Map.of("en.x", "Leave Podolsk.")))
                .body())
        .contains("place");

    String door = "/api/v1/full-texts/" + id + "/confirmation";
    Map<String, String> seen = Map.of("sha256", lowered.text("sha256"));
    assertThat(world.ana().post(door, seen).problem()).isIn("T5039", "T9003");
    assertThat(world.bo().post(door, Map.of("sha256", "x")).problem()).isEqualTo("T5040");
    assertThat(world.bo().page("/desk/cases/" + story.caseId() + "/tear-line").body())
        .contains("It may hold back less than before.")
        .contains("Confirm version 2");
    Answer confirmed = world.bo().post(door, seen);
    assertThat(confirmed.status()).as(confirmed.toString()).isEqualTo(200);
    assertThat(confirmed.json().get("lowered")).isEmpty();
    assertThat(preview(draft).status()).isEqualTo(200);
    assertThat(world.bean(Ledger.class).timeline(new CaseId(story.caseId())))
        .extracting(TimelineLine::type)
        .contains("FullTextLoweringConfirmed");
  }

  @Test
  void anUpdateSaysWhatWasAgreedOrWhatWasToldAndATranslationWhatWasLetStand() {
    story.decided("public");
    Answer release =
        edited(
            derived(fullText()),
            Map.of("description", "A dozen may attack.", "instruction", "Leave.\r\nGo home."));
    assertThat(release.text("/content/instruction")).isEqualTo("Leave.\nGo home.");
    String hit = release.text("/hits/0/key");
    Answer auditor = world.officerWith(Role.AUDITOR).get("/api/v1/releases/" + release.text("id"));
    assertThat(auditor.body()).contains("figure").doesNotContain("ozen", "Go home");
    Answer let =
        world
            .ana()
            .post(
                "/api/v1/releases/" + release.text("id") + "/lets",
                Map.of("hit", hit, "reason", "The press has it."));
    assertThat(let.json().get("hits")).as(let.toString()).isEmpty();
    agreed(let);
    Answer audited = world.officerWith(Role.AUDITOR).get("/api/v1/releases/" + release.text("id"));
    assertThat(audited.text("/content/description")).isEqualTo("A dozen may attack.");
    assertThat(audited.text("/content/lets/0/reason")).isEqualTo("The press has it.");
    assertThat(audited.text("/content/lets/0/words")).isEmpty();

    Draft.Release from = new Draft.Release(release.text("id"), "");
    Draft.Text russian =
        new Draft.Text("ru", "Угроза", "Уйдите", "Их двенадцать.", "Уйдите.", null, null);
    Draft told = telling("A dozen may attack.", "Leave.\r\nGo home.", russian).from(from);
    Draft.Text more =
        new Draft.Text("ru", "Угроза", "Уйдите", "Courier told the station in", "x", null, null);
    assertThat(
            preview(
                    story.compose(
                        telling("A dozen may attack.", "Leave.\r\nGo home.", more).from(from)))
                .problem())
        .isEqualTo("T5038");
    Answer first = story.compose(told);
    assertThat(preview(first).status()).as(preview(first).toString()).isEqualTo(200);
    String id = first.text("id");
    assertThat(story.signed(id).text("state")).isEqualTo("inForce");

    assertThat(preview(update(id, telling("Something else.", "Leave.").from(from))).problem())
        .isEqualTo("T5037");
    assertThat(preview(update(id, told)).status()).isEqualTo(200);
  }

  @Test
  void aFullTextThatIsWrittenLaterDoesNotStopWhatTakesAWarningBack() {
    story.decided("public");
    String id = story.compose(telling("Twelve fighters are in Podolsk.", "Leave.")).text("id");
    assertThat(story.signed(id).text("state")).isEqualTo("inForce");
    fullText();
    assertThat(preview(update(id, telling("Twelve are in Podolsk.", "Leave."))).problem())
        .isEqualTo("T5036");
    String door = "/api/v1/warnings/" + id + "/cancel";
    assertThat(preview(world.ana().post(door, Map.of("reason", "It is over."))).status())
        .isEqualTo(200);
    assertThat(preview(world.ana().post(door, Map.of("reason", "The courier said so."))).status())
        .isEqualTo(200);
    assertThat(
            preview(
                    world
                        .ana()
                        .post(door, Map.of("reason", "A courier told the station in Podolsk.")))
                .problem())
        .isEqualTo("T5038");
  }
}
