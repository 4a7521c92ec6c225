// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: a warning is written from a template in Arabic, seen, checked and reviewed.
 */
class WriteBrowserTest {

  private final ServerWorld world = ServerWorld.running();

  @Test
  void aWarningIsWrittenInArabicAndItsApproverSeesWhatItLacks() {
    Story story = Story.begun(world);
    story.decided("public");
    try (var ana = BrowserWorld.running().signedIn(world, world.ana(), 1280);
        var bo = BrowserWorld.running().signedIn(world, world.bo(), 1280)) {
      ana.open("/desk/cases/" + story.caseId() + "/warnings/new?template=embassy-alert");
      Page page = ana.page();
      page.locator("details.phrases > summary").click();
      page.getByLabel("Arabic").check();
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Write them")).click();
      assertThat(page.locator("[name='text.1.instruction']")).hasAttribute("dir", "rtl");
      assertThat(page.locator("[name='text.1.headline']")).hasValue("هجوم محتمل: Moscow");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Preview now")).click();
      assertThat(page.locator("details.preview summary").first()).containsText("mail");
      page.evaluate(
          "document.querySelectorAll('details.preview').forEach((each, i) => each.open = i > 5 && i < 12)");
      ana.check("composer-phrases", 1280, 390);
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Keep the draft"))
          .last()
          .click();
      assertThat(page.locator("h1")).containsText("Possible attack");
      String path = page.url().substring(page.url().indexOf("/desk/"));
      bo.open(path);
      assertThat(bo.page().getByText("Not reviewed by a speaker.").first()).isVisible();
      bo.page()
          .evaluate(
              "document.querySelectorAll('details.preview').forEach((each, i) => each.open = i > 4 && i < 10)");
      bo.check("warning-arabic", 1280, 390);
      ana.open("/desk/phrases");
      ana.check("phrases", 1280, 390);
      ana.open("/desk/phrases/ar");
      ana.check("phrases-arabic", 1280, 390);
      ana.open("/desk/lapses");
      ana.check("lapses", 390);
    }
  }

  @Test
  void whatLapsedIsSeenWithWhatIsStillToBeDoneAboutIt() {
    Story story = Story.begun(world);
    String lapsed = story.inForce();
    Story other = Story.begun(world);
    String unsigned = other.inForce();
    Instant until =
        world.bean(Warnings.class).get(new WarningId(unsigned)).draft().window().until();
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofHours(2)));
    Story third = Story.begun(world);
    third.inForce();
    Story fourth = Story.begun(world);
    String renewing = fourth.inForce();
    world.clock().forwardTo(until);
    world.beat();
    for (String each : List.of(unsigned, renewing)) {
      Map<String, Object> renewal =
          Map.of(
              "decision",
              "renew",
              "reason",
              "Still expected.",
              "until",
              until.plus(Duration.ofDays(2)).toString());
      org.assertj.core.api.Assertions.assertThat(
              world.ana().post("/api/v1/warnings/" + each + "/lapse", renewal).status())
          .isEqualTo(200);
    }
    try (var ana = BrowserWorld.running().signedIn(world, world.ana(), 1280)) {
      ana.open("/desk/lapses");
      ana.check("lapses-red", 1280, 390, 360);
      ana.open("/desk/warnings/" + unsigned);
      ana.check("warning-lapsed-unsigned", 1280, 390);
      ana.open("/desk/warnings/" + lapsed);
      ana.check("warning-lapsed", 1280, 390);
    }
  }
}
