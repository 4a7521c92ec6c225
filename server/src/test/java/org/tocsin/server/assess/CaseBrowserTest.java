// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.LoadState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.BrowserWorld.Window;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: from a pasted report to an assessed case, by hand, in a real browser. */
class CaseBrowserTest {

  private static final String ALERT =
      """
      Embassy security alert
      The embassy said on Thursday that extremists have imminent plans to attack large gatherings in Moscow,
      including concerts, and told citizens to avoid crowds over the next 48 hours.
      Islamic State - Khorasan Province claimed responsibility for the bombing at the Russian embassy in Kabul
      in September 2022, which killed at least six people and wounded ten others.
      The Foreign Ministry denied that it had received any specific warning.
      """;

  private final ServerWorld world = ServerWorld.running();

  private String report(String source, String text) {
    return world
        .ana()
        .post(
            "/api/v1/reports?reliability=B&credibility=2&marking=GREEN&source=" + source,
            "text/plain",
            text.getBytes(UTF_8),
            Map.of())
        .text("id");
  }

  @Test
  void pagesOfReportsAndCasesAreSound() {
    String first = report("Embassy", ALERT);
    String second = report("Wire", "LEAD: " + ALERT);
    Answer opened =
        world
            .ana()
            .post(
                "/api/v1/cases",
                Map.of("title", "Moscow: large gatherings", "reports", List.of(first, second)));
    world.beat();
    String id = opened.text("id");
    world
        .ana()
        .post(
            "/api/v1/cases/" + id + "/assessments",
            Map.of(
                "actor", "Islamic State - Khorasan Province (not stated in the alert)",
                "target", "large gatherings, concerts included",
                "method", "firearms; explosives not excluded",
                "place",
                    Map.of(
                        "name",
                        "Moscow and near suburbs",
                        "latitude",
                        55.7558,
                        "longitude",
                        37.6173,
                        "radiusMetres",
                        25000),
                "window", Map.of("from", "2024-03-07T16:15:00Z", "until", "2024-03-09T16:15:00Z"),
                "likelihood", "likely",
                "confidence", "moderate",
                "statements",
                    List.of(
                        Map.of(
                            "text",
                            "Somebody means to attack a large gathering in Moscow.",
                            "cites",
                            List.of(
                                Map.of("report", first, "finding", 0), Map.of("report", second))),
                        Map.of(
                            "text",
                            "The group has attacked Russian targets before.",
                            "cites",
                            List.of(Map.of("report", first, "finding", 1))))));
    try (Window desk =
        BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH)) {
      for (String page :
          List.of(
              "inbox /desk/inbox",
              "report /desk/reports/" + second,
              "report-new /desk/reports/new",
              "feeds /desk/feeds",
              "quarantine /desk/quarantine",
              "cases /desk/cases",
              "case-choose /desk/cases/new?report=" + first,
              "case /desk/cases/" + id)) {
        desk.open(page.split(" ")[1]);
        desk.page().waitForLoadState(LoadState.DOMCONTENTLOADED);
        desk.check(page.split(" ")[0]);
      }
      desk.page().locator("#assess summary").click();
      desk.page().locator(".statements a").first().click();
      assertThat(desk.page().locator("#R1")).hasAttribute("open", "");
      desk.check("case-open");
      desk.checkDark("case-open");
      // What the browser would not send: everything that is wrong is told beside its field.
      desk.page().evaluate("document.querySelector('#assess form').noValidate = true");
      desk.page().locator("#f-actor").fill("");
      desk.page().locator("#f-latitude").fill("north");
      desk.page().locator("#f-cites-1").fill("R9");
      desk.page().locator("#assess form button[type=submit]").click();
      Locator faults = desk.page().locator("#assess .refused li");
      assertThat(faults).hasCount(3);
      desk.check("case-refused");
      faults.first().locator("a").click();
      assertThat(desk.page().locator("#f-latitude")).isFocused();
    }
  }

  @Test
  void aReportIsPastedPickedByKeyboardAndMadeACase() {
    try (Window desk = BrowserWorld.running().signedIn(world, world.ana(), 1280)) {
      desk.open("/desk/reports/new");
      desk.page().getByLabel("Text, HTML page or CAP alert").fill("By hand: " + ALERT);
      desk.page().locator("#f-source").fill("By hand");
      desk.page().locator("main form button[type=submit]").first().click();
      assertThat(desk.page().locator("h1")).containsText("By hand");
      world.beat();
      desk.open("/desk/inbox");
      desk.page().keyboard().press("j");
      desk.page().keyboard().press("x");
      assertThat(desk.page().locator(".inbox .line").first().locator("input")).isChecked();
      desk.page().keyboard().press("j");
      desk.page().keyboard().press("c");
      desk.page().locator("#f-title").fill("Opened by hand");
      desk.page().locator("main form button[type=submit]").first().click();
      assertThat(desk.page().locator("h1")).hasText("Opened by hand");
    }
  }
}
