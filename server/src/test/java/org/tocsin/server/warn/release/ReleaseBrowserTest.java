// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: a release by the pages, from the full text to the composer. */
class ReleaseBrowserTest {

  private final ServerWorld world = ServerWorld.running();

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .first()
        .click();
  }

  @Test
  void aReleaseByThePages() {
    Story story = Story.begun(world);
    try (var ana = BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH);
        var bo = BrowserWorld.running().signedIn(world, world.bo(), BrowserWorld.EVERY_WIDTH)) {
      ana.open("/desk/cases/" + story.caseId() + "/tear-line");
      Page page = ana.page();
      ana.check("tear-line-empty");
      page.locator("[name=text]")
          .fill(
              "Extremists have plans to attack large gatherings in Moscow within 48 hours. A courier"
                  + " of ISIS-K told the station in Podolsk of twelve fighters.");
      press(page, "Keep the full text");
      page.locator("[name=words]")
          .fill("A courier of ISIS-K told the station in Podolsk of twelve fighters.");
      page.locator("form[action$='/spans'] select[name=marking]").selectOption("TLP:AMBER");
      press(page, "Mark these words");
      assertThat(page.locator("mark").first()).containsText("courier");
      ana.check("tear-line");
      press(page, "Take out what stands above it");
      page.waitForURL(Pattern.compile(".*/desk/releases/release_[0-9A-Z]{26}$"));
      assertThat(page.locator(".diff-words del").first()).containsText("courier");
      page.locator("[name=description]")
          .fill("A dozen men may attack large gatherings in Moscow within 48 hours.");
      page.locator("[name=headline]").fill("Avoid large gatherings in Moscow");
      press(page, "Keep and check");
      assertThat(page.locator("main")).containsText("gives a figure of marked passage 1");
      ana.check("release-with-a-hit");
      page.locator("[name=description]")
          .fill("Extremists may attack large gatherings in Moscow within 48 hours.");
      press(page, "Keep and check");
      assertThat(page.locator("main")).containsText("Nothing found");
      String release = page.url().replace(world.address(), "");

      bo.open(release);
      bo.check("release-to-agree");
      press(bo.page(), "Agree to tell this at TLP:CLEAR");
      assertThat(bo.page().locator("main")).containsText("Agreed by");
      bo.check("release-agreed");

      ana.open(release);
      page.getByText("Write a warning from it").click();
      assertThat(page.locator("[name='text.0.description']"))
          .hasValue("Extremists may attack large gatherings in Moscow within 48 hours.");
      ana.check("composer-of-a-release");
      ana.open("/desk/cases/" + story.caseId());
      assertThat(page.locator("main")).containsText("Release at TLP:CLEAR");
    }
  }
}
