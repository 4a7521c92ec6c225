// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.BrowserWorld.Window;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: the pages of deciding, in a real browser, wide and narrow. */
class DecideBrowserTest {

  private static final int WIDE = 1280;
  private static final int NARROW = 390;

  private final ServerWorld world = ServerWorld.running();
  private final DutyWorld duty = new DutyWorld(world);

  @Test
  void aWorksheetIsFilledInWithEvidenceBesideEachQuestionAndAgreed() {
    Story story = Story.begun(world);
    world.beat();
    duty.putUnder(story.caseId(), "eu-eecc-110");
    String sheet = "/desk/cases/" + story.caseId() + "/determinations/new?policy=eu-eecc-110";
    String made;
    try (Window ana = BrowserWorld.running().signedIn(world, world.ana(), WIDE)) {
      ana.open(sheet);
      Page page = ana.page();
      for (int i = 0; i < 3; i++) {
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("no").setExact(true))
            .nth(i)
            .check();
        page.getByLabel("Why").nth(i).fill("It is over.");
      }
      page.locator(".evidence-pick summary").first().click();
      page.locator(".evidence-pick input").first().check();
      ana.check("worksheet", WIDE, NARROW);
      page.getByLabel("No duty to warn").check();
      page.getByLabel("Reasons for the whole").fill("The emergency is over.");
      page.getByLabel("Which authority is competent").fill("The city; it was asked.");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Propose")).click();
      assertThat(page.getByText("You proposed this.")).isVisible();
      made = page.url().substring(world.address().length());
    }
    try (Window bo = BrowserWorld.running().signedIn(world, world.bo(), WIDE)) {
      bo.open(made);
      assertThat(bo.page().getByText("Rests on")).isVisible();
      assertThat(bo.page().getByText("The city; it was asked.")).isVisible();
      bo.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Agree")).click();
      String second =
          duty.report("The embassy warned that extremists plan to attack a concert tonight.");
      world.ana().post("/api/v1/cases/" + story.caseId() + "/reports", Map.of("report", second));
      bo.open(made);
      assertThat(bo.page().getByText("Decide anew")).isVisible();
      bo.check("decide-anew", WIDE, NARROW);
      bo.open("/desk/cases/" + story.caseId() + "#duty");
      bo.check("duty-panel", WIDE, NARROW);
      bo.open("/desk/decisions");
      bo.check("decisions", WIDE, NARROW);
    }
  }

  @Test
  void aPolicyIsEditedCheckedTriedProposedAndAgreed() {
    String policy = DutyWorld.policyId();
    duty.inForce(policy, DutyWorld.text(policy));
    String page;
    try (Window ana = BrowserWorld.running().signedIn(world, world.ana(), WIDE)) {
      ana.open("/desk/policies/edit?policy=" + policy);
      Page editor = ana.page();
      editor
          .getByLabel("The policy")
          .fill(DutyWorld.text(policy).replace("inDoubt: warn", "inDoubt: wait"));
      editor
          .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Check and try"))
          .click();
      assertThat(editor.locator(".refused[role=alert]")).containsText(", inDoubt");
      ana.check("policy-faults", WIDE, NARROW);
      editor
          .getByLabel("The policy")
          .fill(DutyWorld.text(policy).replace("decideWithin: PT4H", "decideWithin: PT3H"));
      editor.getByLabel("What it changes, and why").fill("An hour is a long time.");
      editor
          .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Check and try"))
          .click();
      assertThat(editor.getByRole(AriaRole.STATUS)).containsText("Sound.");
      ana.check("policy-edit", WIDE, NARROW);
      editor.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Propose")).click();
      assertThat(editor.getByText("You proposed this.")).isVisible();
      page = editor.url().substring(world.address().length());
    }
    try (Window bo = BrowserWorld.running().signedIn(world, duty.seniorOfficer(), WIDE)) {
      bo.open("/desk/policies");
      bo.check("policies", WIDE, NARROW);
      bo.open(page);
      assertThat(bo.page().locator(".diff ins")).containsText("decideWithin: PT3H");
      bo.check("policy", WIDE, NARROW);
      bo.page()
          .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Agree: put it in force"))
          .click();
      assertThat(bo.page().locator("h1 .badge")).hasText("in force");
    }
  }

  @Test
  void whoIsOnCallAndWhatWasDecidedAloneAreSeen() {
    Story story = Story.begun(world);
    String id = story.propose("public", "warn").text("id");
    Instant now = world.clock().instant();
    world
        .ana()
        .post(
            "/api/v1/duty-roster/shifts",
            Map.of(
                "post", "dutyManager",
                "officer", duty.idOf(world.bo()),
                "from", now.toString(),
                "until", now.plus(Duration.ofHours(12)).toString()));
    try (Window ana = BrowserWorld.running().signedIn(world, world.ana(), WIDE)) {
      ana.open("/desk/determinations/" + id);
      ana.page().getByText("Nobody can be reached").click();
      ana.page()
          .getByLabel("Why it cannot wait")
          .fill("Bo does not answer the telephone; the concert begins in an hour.");
      ana.check("glass-to-break", WIDE, NARROW);
      ana.page()
          .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Break the glass"))
          .click();
      assertThat(ana.page().locator("#glass")).containsText("To be reviewed by");
    }
    try (Window bo = BrowserWorld.running().signedIn(world, world.bo(), WIDE)) {
      bo.open("/desk/duty-roster");
      // Other tests' warnings have alarms of their own on every page.
      assertThat(bo.page().locator(".alarm:has-text('decided alone to warn')").first()).isVisible();
      bo.check("duty-roster", WIDE, NARROW);
      bo.open("/desk/determinations/" + id);
      bo.check("glass-to-review", WIDE, NARROW);
      bo.page().getByLabel("Your review").fill("I was on a plane; it could not have waited.");
      bo.page()
          .getByRole(
              AriaRole.BUTTON, new Page.GetByRoleOptions().setName("It was right").setExact(true))
          .click();
      assertThat(bo.page().locator("#glass")).containsText("It was right to decide alone");
    }
  }
}
