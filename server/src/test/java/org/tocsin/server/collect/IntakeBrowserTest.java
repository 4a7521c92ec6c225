// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: the pages of intake, in a real browser. */
class IntakeBrowserTest {

  @Test
  void sourcesCallsTipsAndCollectionsAreSeenAndTypedByPeople() {
    ServerWorld world =
        ServerWorld.another(Map.of("tocsin.synthetic.every", "0", "tocsin.tips.enabled", "true"));
    try {
      pages(world);
    } finally {
      world.stop();
    }
  }

  private static void pages(ServerWorld world) {
    String source =
        world
            .ana()
            .post(
                "/api/v1/sources",
                Map.of(
                    "name",
                    "A liaison",
                    "kind",
                    "authority",
                    "owner",
                    "senior officer",
                    "interest",
                    "the border dispute",
                    "reliability",
                    "B",
                    "reason",
                    "Ten years of true reports.",
                    "silence",
                    "after",
                    "silenceMinutes",
                    60))
            .text("id");
    String report =
        world
            .ana()
            .post(
                "/api/v1/phone-notes",
                Map.of(
                    "said",
                    "Two men photographed the back doors.",
                    "source",
                    "A liaison",
                    "contact",
                    "Jo, +49 30 5550 1234567"))
            .text("report");
    world.nobody().post("/api/v1/tips", Map.of("words", "They hide weapons under the stage."));
    world.clock().forwardTo(world.clock().instant().plusSeconds(7_200));
    world.beat();
    String tip = world.ana().get("/api/v1/tips").text("/items/0/id");
    try (var ana = BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH);
        var tipster =
            BrowserWorld.running().withoutScript(world.address(), BrowserWorld.EVERY_WIDTH)) {
      ana.open("/desk/sources");
      ana.check("sources");
      ana.open("/desk/sources/" + source);
      assertThat(ana.page().getByText("Nothing has come since")).isVisible();
      ana.check("source");
      ana.open("/desk/reports/phone");
      ana.check("phone-note");
      ana.open("/desk/reports/" + report + "/with");
      ana.check("report-with");
      ana.open("/desk/tips");
      ana.check("tips");
      ana.open("/desk/tips/" + tip);
      ana.check("tip");
      ana.open("/desk/taxii");
      ana.check("taxii");
      ana.open("/desk/mailbox");
      ana.check("mailbox");
      tipster.open("/tip");
      tipster.page().getByLabel("What do you know?").fill("A bag stands alone.");
      tipster
          .page()
          .getByText("Send", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
          .click();
      assertThat(tipster.page().getByText("It has arrived")).isVisible();
      String code = tipster.page().locator("p.code").innerText();
      tipster.page().getByText("Use the receipt").click();
      tipster.page().getByLabel("Code").fill(code);
      tipster.page().getByText("Go on").click();
      assertThat(tipster.page().getByText("What the desk asks you")).isVisible();
    }
    try (var reader = BrowserWorld.running().anonymous(world.address(), BrowserWorld.EVERY_WIDTH)) {
      reader.open("/tip");
      reader.check("tip-form");
      reader.page().getByLabel("What do you know?").fill("A bag stands alone.");
      reader
          .page()
          .getByText("Send", new com.microsoft.playwright.Page.GetByTextOptions().setExact(true))
          .click();
      reader.check("tip-receipt");
      reader.open("/tip/receipt");
      reader.check("tip-code");
    }
  }
}
