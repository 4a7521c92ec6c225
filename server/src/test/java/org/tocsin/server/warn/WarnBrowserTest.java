// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: one warning by the pages, from the duty test to the public, in a browser. */
class WarnBrowserTest {

  private final ServerWorld world = ServerWorld.running();

  @Test
  void oneWarningByThePages() {
    Story story = Story.begun(world);
    String base = "/desk/cases/" + story.caseId();
    try (var ana = BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH);
        var bo = BrowserWorld.running().signedIn(world, world.bo(), BrowserWorld.EVERY_WIDTH);
        var reader = BrowserWorld.running().anonymous(world.address(), BrowserWorld.EVERY_WIDTH)) {
      ana.open(base + "/determinations/new?victims=public");
      ana.check("duty-test");
      Page sheet = ana.page();
      for (String question : new String[] {"credible", "specific", "impending", "harm", "target"}) {
        sheet.locator("input[name='answer." + question + "'][value=yes]").check();
        sheet.locator("[name='reason." + question + "']").fill("As the partner reports.");
      }
      sheet.locator("input[name=result][value=warn]").check();
      sheet.locator("[name=reasons]").fill("Credible, specific and soon.");
      sheet.getByText("Propose").click();
      sheet.waitForURL(Pattern.compile(".*/desk/determinations/.*"));
      String determination = sheet.url().replace(world.address(), "");
      bo.open(determination);
      bo.check("determination");
      bo.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Agree")).click();
      bo.open(determination);
      assertThat(bo.page().locator(".status-agreed")).isVisible();

      ana.open(base + "/warnings/new?kind=publicAlert");
      Page composer = ana.page();
      composer.locator("[name='response.Avoid']").check();
      composer.locator("[name='text.0.event']").fill("Possible attack");
      composer.locator("[name='text.0.headline']").fill("Avoid large gatherings in Moscow");
      composer
          .locator("[name='text.0.description']")
          .fill("An attack on a concert may be planned.");
      composer.locator("[name='text.0.instruction']").fill("Stay away from crowds for 48 hours.");
      assertThat(composer.locator(".audience-busy .count"))
          .hasText(Pattern.compile("[1-9][0-9,]*"));
      assertThat(composer.locator(".leaflet-pm-toolbar a[aria-label]").first()).isVisible();
      ana.check("composer");
      composer.getByText("Add a language").click();
      assertThat(composer.locator("[name='text.0.headline']"))
          .hasValue("Avoid large gatherings in Moscow");
      composer.locator("[name='text.1.language']").fill("ru");
      composer.locator("form#composer button[value=save]").last().click();
      assertThat(composer.locator(".fault").first()).isVisible();
      ana.check("composer-refused");
      composer.locator("[name='text.1.event']").fill("Возможно нападение");
      composer.locator("[name='text.1.headline']").fill("Избегайте массовых мероприятий");
      composer.locator("[name='text.1.description']").fill("Возможно нападение на концерт.");
      composer
          .locator("[name='text.1.instruction']")
          .fill("Держитесь подальше от скоплений людей.");
      composer.locator("form#composer button[value=save]").last().click();
      composer.waitForURL(Pattern.compile(".*/desk/warnings/warning_[0-9A-Z]{26}$"));
      ana.check("warning-of-the-author");

      String path = composer.url().replace(world.address(), "");
      bo.open(path);
      bo.check("warning-to-sign");
      bo.page()
          .getByRole(
              AriaRole.BUTTON,
              new Page.GetByRoleOptions().setName(Pattern.compile("Sign: tell .*")))
          .click();
      assertThat(bo.page().locator(".standing.force").first()).isVisible();
      bo.check("warning-in-force");
      bo.open("/desk/warnings");
      bo.check("warnings");

      reader.open("/");
      reader.check("public-start");
      reader.open(path.replace("/desk/warnings/", "/alerts/"));
      reader.check("public-alert");
      assertThat(reader.page().context().cookies()).isEmpty();
    }
  }

  @ParameterizedTest(name = "drawn on the map: {0}")
  @ValueSource(strings = {"Polygon"})
  void whatIsDrawnOnTheMapStandsInTheField(String shape) {
    Story story = Story.begun(world);
    try (var ana = BrowserWorld.running().signedIn(world, world.ana(), 1280)) {
      ana.open("/desk/cases/" + story.caseId() + "/warnings/new");
      Page page = ana.page();
      page.locator(".leaflet-pm-icon-" + shape.toLowerCase(Locale.ROOT)).click();
      var map = page.locator(".map");
      map.scrollIntoViewIfNeeded();
      var box = map.boundingBox();
      double x = box.x + box.width / 2;
      double y = box.y + box.height / 2;
      // Below the words that the tool shows beside its button.
      double[][] corners = {{x, y + 40}, {x + 180, y + 50}, {x + 90, y + 150}, {x, y + 40}};
      for (double[] corner : corners) {
        page.mouse().move(corner[0], corner[1]);
        page.mouse().click(corner[0], corner[1]);
      }
      ana.check("composer-drawn");
      assertThat(page.locator("[name='area.0.shapes']"))
          .hasValue(Pattern.compile("55\\.750*,37\\.620* 20(\\.00)?\\n([-0-9.]+,[-0-9.]+ ?){4}"));
    }
  }

  @Test
  void whileACornerIsDraggedTheCountAndTheMapFollow() {
    Story story = Story.begun(world);
    // On islands where no other test has anybody.
    story.watcher(story.watcher() + "-kerguelen", -49.35, 70.15);
    try (var ana = BrowserWorld.running().signedIn(world, world.ana(), 1280)) {
      ana.open("/desk/cases/" + story.caseId() + "/warnings/new");
      Page page = ana.page();
      // A square beside it, whose eastern side is then dragged over it and not let go.
      page.locator("[name='area.0.shapes']")
          .fill("-49.50,69.60 -49.50,70.10 -49.20,70.10 -49.20,69.60");
      page.locator("[name='area.0.shapes']").dispatchEvent("change");
      assertThat(page.locator(".audience-busy .count")).hasText("0");
      assertThat(page.locator(".density")).hasAttribute("data-cells", "[]");
      page.locator(".leaflet-pm-icon-edit").click();
      var corners = page.locator(".marker-icon:not(.marker-icon-middle)");
      assertThat(corners).hasCount(4);
      corners.nth(1).scrollIntoViewIfNeeded();
      var from = corners.nth(1).boundingBox();
      page.mouse().move(from.x + from.width / 2, from.y + from.height / 2);
      page.mouse().down();
      // Slowly, as a hand does: the field follows ten times a second.
      for (int step = 1; step <= 12; step++) {
        page.mouse().move(from.x + 25 * step, from.y + from.height / 2);
        page.waitForTimeout(60);
      }
      assertThat(page.locator(".audience-busy .count")).not().hasText("0");
      assertThat(page.locator(".density"))
          .hasAttribute("data-cells", Pattern.compile("\\[\\[.*,[1-9][0-9]*\\]\\]"));
      ana.check("composer-dragged");
      page.mouse().up();
    }
  }
}
