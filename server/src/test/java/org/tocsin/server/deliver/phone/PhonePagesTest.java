// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tocsin.server.warn.Draft;
import org.tocsin.server.warn.Drafts;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: the phone desk in a browser, by keyboard and on a small screen. */
class PhonePagesTest {

  private static ServerWorld world;

  @BeforeAll
  static void start() {
    world =
        ServerWorld.another(
            Map.of(
                "tocsin.phone.desk",
                true,
                "tocsin.exercise",
                true,
                "tocsin.deliver.exercise.phone",
                "live"));
  }

  @AfterAll
  static void end() {
    world.stop();
  }

  private static void onTheList(String person) {
    Answer put =
        world
            .ana()
            .post(
                "/api/v1/watchers",
                Map.of(
                    "id", person,
                    "name", "Olga Petrova",
                    "kind", "person",
                    "lat", 55.75,
                    "lon", 37.6,
                    "radiusMetres", 100,
                    "languages", "ru",
                    "channel", "phone",
                    "address", "+7 495 555 0142"));
    org.assertj.core.api.Assertions.assertThat(put.status()).isEqualTo(201);
    Story story = Story.begun(world);
    story.decided("public");
    Draft like = Drafts.publicAlert(world.clock().instant());
    Draft draft =
        new Draft(
            like.kind(),
            like.victims(),
            like.marking(),
            like.aboveTearLine(),
            like.window(),
            like.category(),
            like.severity(),
            like.urgency(),
            like.certainty(),
            like.responseTypes(),
            List.of(),
            like.areas(),
            List.of(),
            like.texts(),
            new Draft.Plan(List.of(new Draft.Step(List.of("phone"), 600))));
    story.signed(story.compose(draft).text("id"));
    world.beat();
  }

  @Test
  void anOfficerCallsByKeyboard() {
    onTheList("p");
    try (var desk = BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH)) {
      desk.open("/desk/calls");
      // The button has the focus: one key takes the next call.
      var next = desk.page().getByText("Take the next call", exactly());
      assertThat(next).isFocused();
      assertThat(desk.page().locator("main")).containsText("Whoever hurries most");
      desk.check("calls");
      desk.checkDark("calls");
      // The check opened a page of its own, which may have taken the focus along.
      next.press("Enter");
      desk.page().waitForURL("**/desk/calls/*");
      assertThat(desk.page().locator("dl.facts")).containsText("Olga Petrova");
      assertThat(desk.page().locator("p.exercise").first()).containsText("EXERCISE");
      desk.check("call");
      desk.checkDark("call");

      // Not everything was said back: it is refused beside what was filled in.
      desk.page().getByLabel("Reached, and said back every point").focus();
      desk.page().keyboard().press("Space");
      desk.page().getByLabel("In their words").fill("She stays at home");
      desk.page().getByText("Note it and stop", exactly()).click();
      assertThat(desk.page().locator(".refused[role=alert]").first())
          .containsText("Said back in their own words: was not said back");
      assertThat(desk.page().getByLabel("In their words")).hasValue("She stays at home");
      desk.check("call-refused");

      for (var point : desk.page().locator("input[name=repeated]").all()) {
        point.focus();
        desk.page().keyboard().press("Space");
      }
      desk.page().getByLabel("What they answered").selectOption("acting");
      desk.page().getByText("Note it and stop", exactly()).click();
      desk.page().waitForURL("**/desk/calls");
      world.beat();
      assertThat(desk.page().locator("main")).containsText("reached, and said back every point");
      desk.check("calls-ended");
    }
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
