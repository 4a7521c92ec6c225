// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.decide.DutyTests;
import org.tocsin.server.warn.phrases.MessageTemplate;
import org.tocsin.server.warn.phrases.MessageTemplates;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * FEATURE UNDER TEST: templates begin a draft, and a draft is shown on every way before it goes.
 */
class TemplateTest {

  private final ServerWorld world = ServerWorld.running();

  @Test
  void everyTemplateMakesADraftThatOnlyLacksItsRecipients() {
    Story story = Story.begun(world);
    List<String> policies =
        world.bean(DutyTests.class).list().stream().map(each -> each.id()).toList();
    for (MessageTemplate each : world.bean(MessageTemplates.class).all()) {
      assertThat(policies).as(each.id()).containsAll(each.policies());
      Answer begun =
          world
              .ana()
              .post(
                  "/api/v1/cases/" + story.caseId() + "/warning-templates/" + each.id(),
                  Map.of("languages", List.of("en", "ar"), "number", "112"));
      assertThat(begun.status()).as(each.id() + begun).isEqualTo(200);
      assertThat(begun.text("/texts/1/language")).isEqualTo("ar");
      Answer kept = world.ana().post("/api/v1/cases/" + story.caseId() + "/warnings", begun.json());
      assertThat(kept.status()).as(each.id() + kept).isEqualTo(201);
    }
    assertThat(
            world
                .ana()
                .post("/api/v1/cases/" + story.caseId() + "/warning-templates/none", Map.of())
                .problem())
        .isEqualTo("T5014");
    assertThat(world.bo().get("/api/v1/warning-templates").body())
        .contains("embassy-alert", "campus-notification", "venue-notice", "government-note");
  }

  @Test
  void thePageBeginsFromATemplateAndShowsEveryWay() {
    Story story = Story.begun(world);
    String path = "/desk/cases/" + story.caseId() + "/warnings/new?template=embassy-alert";
    assertThat(world.ana().page(path).body())
        .contains("Possible attack: Moscow")
        .contains("Say which gatherings");
    Map<String, String> form = Drafts.form(Drafts.publicAlert(world.clock().instant()));
    Answer shown = world.ana().submit("/desk/cases/" + story.caseId() + "/warnings/previews", form);
    assertThat(shown.body())
        .contains(
            "mail",
            "SMS",
            "parts, UCS-2",
            "push notification",
            "phone call",
            "public page",
            "read aloud by a machine",
            "CAP 1.2");
    assertThat(
            world
                .ana()
                .submit("/desk/cases/" + story.caseId() + "/warnings/previews", Map.of())
                .body())
        .contains("Not complete yet");
    form.put("text.0.headline", "");
    form.put("act", "save");
    assertThat(world.ana().submit("/desk/cases/" + story.caseId() + "/warnings/new", form).body())
        .as("the list of faults speaks of the page")
        .contains(
            "<a href=\"#f-text.0.headline\">Text in en, headline</a>", "id=\"f-text.0.headline\"")
        .doesNotContain("<b>texts.");
    form.put("victims", "hostGovernment");
    assertThat(world.ana().submit("/desk/cases/" + story.caseId() + "/warnings/new", form).body())
        .contains("<a href=\"#f-victims\">For</a>: does not fit a public alert (<q>")
        .doesNotContain("<q>hostGovernment</q>");
    form.put("victims", "public");
    form.put("text.0.headline", "Go now");
    form.keySet().removeIf(field -> field.startsWith("response."));
    assertThat(
            world.ana().submit("/desk/cases/" + story.caseId() + "/warnings/previews", form).body())
        .as("so do the remarks")
        .contains("(what to do)")
        .doesNotContain("(responseTypes)", "(texts.");
  }

  @Test
  void thePreviewIsWhatTheLettersWillSayAndTheApproverSeesIt() {
    Story story = Story.begun(world);
    ObjectNode draft = Drafts.JSON.valueToTree(Drafts.publicAlert(world.clock().instant()));
    Answer shown = world.ana().post("/api/v1/cases/" + story.caseId() + "/warning-previews", draft);
    assertThat(shown.status()).as(shown.toString()).isEqualTo(200);
    JsonNode mail = shown.json().get(0);
    assertThat(mail.get("channel").asString()).isEqualTo("mail");
    assertThat(mail.get("text").asString())
        .contains("Avoid large gatherings in Moscow")
        .contains("Please answer here")
        .doesNotContain(Drafts.SOURCE);
    String id = story.drafted();
    assertThat(world.bo().get("/api/v1/warnings/" + id + "/previews").json().size())
        .isEqualTo(shown.json().size());
    assertThat(world.bo().page("/desk/warnings/" + id).body()).contains("On every channel");
  }
}
