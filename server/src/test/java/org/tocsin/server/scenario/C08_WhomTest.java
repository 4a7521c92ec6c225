// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.access.Role;
import org.tocsin.server.decide.DutyWorld;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.ledger.TimelineLine;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.Drafts;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;
import tools.jackson.databind.JsonNode;

/**
 * FEATURE UNDER TEST: whom. The intended victims, those who protect them, a hostile host
 * government, the own community and the public are each decided, written to and marked for
 * themselves; nobody hears in private before it is decided what the public hears.
 */
class C08_WhomTest {

  private final ServerWorld world = ServerWorld.running();
  private final DutyWorld duty = new DutyWorld(world);
  private final Story story = Story.begun(world);
  private final String caseId = story.caseId();
  private final String page = "/desk/cases/" + caseId + "/whom";

  /** One class of the case as the API tells it. */
  private JsonNode of(String victims) {
    Answer whom = world.ana().get("/api/v1/cases/" + caseId + "/whom");
    assertThat(whom.status()).as(whom.toString()).isEqualTo(200);
    for (JsonNode each : whom.json().get("classes")) {
      if (each.get("victims").asString().equals(victims)) {
        return each;
      }
    }
    throw new AssertionError("no class " + victims + " in " + whom);
  }

  private String standing(String victims) {
    return of(victims).get("standing").asString();
  }

  /** A notice to a class with its own words, channel and marking; gives its id. */
  private String notice(String victims, String marking, String channel, String headline) {
    Draft draft = Drafts.privateNotice(world.clock().instant(), story.watcher());
    draft = Drafts.with(draft, "/victims", json(victims));
    draft = Drafts.with(draft, "/marking", json(marking));
    draft = Drafts.with(draft, "/texts/0/headline", json(headline));
    draft =
        Drafts.with(
            draft,
            "/plan",
            "{\"steps\":[{\"channels\":[%s],\"waitMinutes\":30}]}".formatted(json(channel)));
    Answer made = story.compose(draft);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.text("id");
  }

  private static String json(String word) {
    return Drafts.JSON.writeValueAsString(word);
  }

  @Test
  void eachClassHasItsOwnDecisionWordsChannelAndMarkingAndThePublicIsFirst() {
    Map<String, String> notices = new LinkedHashMap<>();
    notices.put(
        "hostGovernment", notice("hostGovernment", "TLP:AMBER", "email", "To those who govern"));
    notices.put("protectors", notice("protectors", "TLP:AMBER+STRICT", "webhook", "To the police"));
    notices.put("intendedVictims", notice("intendedVictims", "TLP:RED", "email", "To the hall"));
    assertThat(standing("hostGovernment")).isEqualTo("undecided");
    assertThat(of("public").get("clockWaits").asBoolean()).isTrue();
    assertThat(of("hostGovernment").get("clockWaits").asBoolean()).isFalse();
    assertThat(world.bo().page(page).body()).contains("No double standard:");

    story.decided("hostGovernment");
    String toGovernment = notices.get("hostGovernment");
    assertThat(standing("hostGovernment")).isEqualTo("owed");
    assertThat(of("hostGovernment").at("/blocks/0/number").asString()).isEqualTo("T4007");
    assertThat(world.bo().page("/desk/warnings/" + toGovernment).body())
        .contains("It cannot be signed yet.")
        .contains("The public's decision comes first");
    assertThat(story.signed(toGovernment).problem()).isEqualTo("T4007");

    story.decided("public");
    assertThat(of("hostGovernment").get("blocks")).isEmpty();
    assertThat(world.bo().page(page).body()).doesNotContain("No double standard:");
    assertThat(story.signedDespite(toGovernment).text("state")).isEqualTo("inForce");
    assertThat(story.signed(notices.get("protectors")).problem()).isEqualTo("T4006");
    assertThat(story.signed(notices.get("intendedVictims")).problem()).isEqualTo("T4006");
    story.decided("protectors");
    story.decided("intendedVictims");
    assertThat(story.signedDespite(notices.get("protectors")).text("state")).isEqualTo("inForce");
    assertThat(story.signedDespite(notices.get("intendedVictims")).text("state"))
        .isEqualTo("inForce");
    assertThat(standing("public")).isEqualTo("owed");
    assertThat(story.signed(story.drafted()).text("state")).isEqualTo("inForce");

    assertThat(List.of("intendedVictims", "protectors", "hostGovernment", "public"))
        .allSatisfy(each -> assertThat(standing(each)).isEqualTo("inForce"));
    assertThat(standing("ownCommunity")).isEqualTo("undecided");
    JsonNode police = of("protectors");
    assertThat(police.at("/warnings/0/marking").asString()).isEqualTo("TLP:AMBER+STRICT");
    assertThat(police.at("/warnings/0/channels").toString()).isEqualTo("[\"webhook\"]");
    assertThat(police.at("/warnings/0/texts/0/headline").asString()).isEqualTo("To the police");
    assertThat(police.at("/determination/policy").asString()).isEqualTo("us-icd-191");
    assertThat(police.at("/determination/proposedBy").asString()).isEqualTo(duty.idOf(world.ana()));
    assertThat(police.at("/determination/agreedBy/0").asString()).isEqualTo(duty.idOf(world.bo()));
    assertThat(police.at("/warnings/0/determination")).isEqualTo(police.at("/determination/id"));
    String shown = world.officerWith(Role.AUDITOR).page(page).body();
    assertThat(shown).contains("To those who govern", "To the police", "To the hall", "TLP:RED");
    assertThat(shown).doesNotContain(Drafts.SOURCE).doesNotContain(">Decide<");
    assertThat(world.bean(Ledger.class).timeline(new CaseId(caseId)))
        .extracting(TimelineLine::type)
        .filteredOn(type -> type.equals("WarningApproved"))
        .hasSize(4);
  }

  @Test
  void whoWasWarnedHearsThatItIsTakenBackThoughItIsDecidedNotToWarnThem() {
    String report = world.ana().get("/api/v1/cases/" + caseId).text("/reports/0");
    String alert = story.inForce();
    duty.agree(world.bo(), duty.proposed(caseId, "us-icd-191", "public", "no", "noDuty", report));
    assertThat(standing("public")).isEqualTo("inForce");
    Answer update =
        world
            .ana()
            .post(
                "/api/v1/warnings/" + alert + "/update",
                Drafts.JSON.valueToTree(Drafts.publicAlert(world.clock().instant())));
    assertThat(story.signed(update.text("id")).problem()).isEqualTo("T4006");
    Answer cancel =
        world
            .ana()
            .post(
                "/api/v1/warnings/" + alert + "/cancel", Map.of("reason", "It was a hoax. Go on."));
    assertThat(cancel.status()).as(cancel.toString()).isEqualTo(201);
    Answer signed = story.signed(cancel.text("id"));
    assertThat(signed.text("state")).as(signed.toString()).isEqualTo("inForce");
    assertThat(signed.text("determination"))
        .isEqualTo(world.ana().get("/api/v1/warnings/" + alert).text("determination"));
    assertThat(standing("public")).isEqualTo("notWarned");
    assertThat(of("public").at("/determination/result").asString()).isEqualTo("noDuty");
  }

  @Test
  void aPersonNewToTheDeskSeesWhatIsOwedAndBeginsTheNoticeFromThePage() {
    story.decided("ownCommunity");
    story.decided("public");
    try (BrowserWorld.Window ana = BrowserWorld.running().signedIn(world, world.ana(), 1280)) {
      notice("ownCommunity", "TLP:GREEN", "email", "To our own people");
      story.propose("hostGovernment", "warn");
      world
          .ana()
          .put(
              "/api/v1/cases/" + caseId + "/policy",
              Map.of("policy", "us-clery-act", "why", "The hall belongs to the campus."));
      ana.open("/desk/cases/" + caseId + "#duty");
      ana.check("policy-change", 1280, 390);
      ana.page().getByText("Who is told what, class by class").click();
      ana.check("whom", 1280, 390);
      assertThat(ana.page().locator("#ownCommunity").textContent())
          .contains("to be warned: nothing went out")
          .contains("Warn them");
      ana.page().locator("#ownCommunity").getByText("Write a notice").click();
      assertThat(ana.page().locator("#f-victims").inputValue()).isEqualTo("ownCommunity");
    }
  }
}
