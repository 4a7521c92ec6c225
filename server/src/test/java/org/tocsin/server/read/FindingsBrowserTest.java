// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.BrowserWorld.Window;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: an officer works through the findings of a report in a real browser. */
class FindingsBrowserTest {

  private static final String TEXT =
      """
      A bomb exploded at a school in Springfield on Tuesday and killed three people, police said.
      Islamic State claimed responsibility for the attack.
      The ministry denied that it had received any warning. Further attacks could follow in Paris.
      """;

  private final ServerWorld world = ServerWorld.running();

  @Test
  void findingsAreLitAcceptedMendedRejectedAddedAndPlaced() {
    String id =
        world
            .ana()
            .post(
                "/api/v1/reports?marking=GREEN&source=Findings",
                "text/plain",
                TEXT.getBytes(UTF_8),
                Map.of())
            .text("id");
    world.beat();
    String at = "/desk/reports/" + id;
    try (Window desk =
        BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH)) {
      Page page = desk.page();
      desk.open("/desk/inbox");
      desk.check("findings-inbox");
      desk.open(at);
      page.locator(".text .fn").first().focus();
      assertThat(page.locator(".text mark.lit").first()).isVisible();
      assertThat(page.locator(".text [data-label]").first()).isVisible();
      desk.check("findings-lit");

      page.locator("details.which summary").first().click();
      assertThat(page.locator("details.which .leaflet-container .pin").first()).isVisible();
      desk.check("findings-place");
      page.locator("details.which input[type=radio]").nth(1).check();
      assertThat(page.locator("details.which .leaflet-container .pin.taken")).hasText("2");
      page.locator("details.which button[type=submit]").first().click();
      assertThat(page.locator("#history")).containsText("mended");

      page.locator("button[form=accept]").first().click();
      assertThat(page.locator("#history")).containsText("accepted");

      page.locator("a[aria-label^='Reject finding']").last().click();
      page.locator("input[name=reason][value=history]").check();
      desk.check("findings-reject");
      page.locator("form.mend button[type=submit]").first().click();
      assertThat(page.locator("#history")).containsText("rejected: history");

      page.locator("a[aria-label='Mend finding 1']").click();
      page.locator("#f-voice").selectOption("suspected");
      desk.check("findings-mend");
      page.locator("form.mend button[type=submit]").first().click();
      assertThat(page.locator("#finding-1 .voice")).containsText("suspected");

      // Words that are selected become a finding at the place where they stand.
      page.evaluate(
          """
          () => {
            const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
              const from = node.data.indexOf("received any warning");
              if (from < 0) continue;
              const range = document.createRange();
              range.setStart(node, from);
              range.setEnd(node, from + "received any warning".length);
              getSelection().removeAllRanges();
              getSelection().addRange(range);
            }
          }
          """);
      page.locator("button.offer").click();
      assertThat(page.locator("#f-text")).hasValue("received any warning");
      page.locator("#f-type").selectOption("warning");
      page.locator("#add button[type=submit]").click();
      assertThat(page.locator("#history")).containsText("(warning) added");
      desk.check("findings-after");

      String file =
          world
              .ana()
              .post("/api/v1/cases", Map.of("title", "Findings", "reports", List.of(id)))
              .text("id");
      desk.open("/desk/cases/" + file);
      page.locator("#R1 > summary").click();
      page.locator("#R1 details.casetext summary").click();
      desk.check("findings-case");
    }
  }
}
