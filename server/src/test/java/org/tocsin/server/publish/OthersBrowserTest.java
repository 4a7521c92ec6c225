// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.LoadState;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.BrowserWorld.Window;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: what others say stands beside our own in a real browser: on the list, on the
 * map, on a page of its own, told apart at a glance, wide and narrow.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OthersBrowserTest {

  private ServerWorld world;

  @BeforeAll
  void open() {
    world = ServerWorld.another(Map.of());
    Story.begun(world).inForce();
    send(
        "flood-de",
        "wetter@example.de",
        "Weather Service of Lower Saxony",
        "Severe",
        "Flood warning",
        "River Ems above its banks",
        "53.2,7.0 53.2,7.6 52.8,7.6 52.8,7.1 53.2,7.0");
    send(
        "flood-nl",
        "weer@example.nl",
        "Water Authority of Groningen",
        "Moderate",
        "Flood",
        "High water on the Eems",
        "53.5,6.4 53.5,7.0 53.0,7.0 53.0,6.4 53.5,6.4");
    send(
        "quake",
        "seismo@example.is",
        "Seismology of Iceland",
        "Extreme",
        "Volcanic eruption",
        "Eruption near Grindavik: leave the town",
        "63.9,-22.6 63.9,-22.3 63.8,-22.3 63.8,-22.6 63.9,-22.6");
    send(
        "fiji",
        "met@example.fj",
        "Fiji Meteorological Service",
        "Severe",
        "Cyclone",
        "Cyclone east and west of the antimeridian",
        "-16,179 -16,-179 -18,-179 -18,179 -16,179");
  }

  @AfterAll
  void close() {
    world.stop();
  }

  private void send(
      String id,
      String sender,
      String name,
      String severity,
      String event,
      String headline,
      String polygon) {
    byte[] cap =
        """
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>%s</identifier><sender>%s</sender>
        <sent>2024-03-07T07:30:00+00:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
        <info><language>en</language><category>Met</category><event>%s</event><urgency>Immediate</urgency>
        <severity>%s</severity><certainty>Observed</certainty><expires>2024-03-09T20:00:00+00:00</expires>
        <senderName>%s</senderName><headline>%s</headline><description>What happened, at some length, in their words.</description>
        <instruction>Go to higher ground. Do not drive through water.</instruction><web>https://example.org/%s</web>
        <area><areaDesc>The district of %s</areaDesc><polygon>%s</polygon></area></info>
        <info><language>fr</language><category>Met</category><event>%s</event><urgency>Immediate</urgency>
        <severity>%s</severity><certainty>Observed</certainty><expires>2024-03-09T20:00:00+00:00</expires>
        <senderName>%s</senderName><headline>En français : %s</headline>
        <area><areaDesc>Le district</areaDesc><polygon>%s</polygon></area></info></alert>
        """
            .formatted(
                id, sender, event, severity, name, headline, id, id, polygon, event, severity, name,
                id, polygon)
            .getBytes(StandardCharsets.UTF_8);
    org.assertj.core.api.Assertions.assertThat(
            world
                .ana()
                .post(
                    "/api/v1/reports?source=wire&marking=TLP:CLEAR",
                    "application/cap+xml",
                    cap,
                    Map.of())
                .status())
        .isEqualTo(201);
  }

  private static void mapIsDrawn(Window window) {
    assertThat(window.page().locator(".map canvas").first()).isVisible();
    window.page().waitForLoadState(LoadState.NETWORKIDLE);
  }

  @Test
  void everybodyReadsWhatOthersSayBelowOurOwn() {
    try (Window reader =
        BrowserWorld.running().anonymous(world.address(), BrowserWorld.EVERY_WIDTH)) {
      reader.open("/");
      assertThat(reader.page().locator("h1")).hasText("Alerts in force");
      assertThat(reader.page().locator(".cards.theirs > li")).hasCount(3);
      mapIsDrawn(reader);
      reader.page().locator(".cards.theirs summary").click();
      assertThat(reader.page().getByText("High water on the Eems")).isVisible();
      assertThat(reader.page().getByText("areas meet")).isVisible();
      reader.check("others-start");

      reader.open("/others");
      mapIsDrawn(reader);
      reader.check("others-list");

      reader.page().getByText("River Ems above its banks").click();
      reader.page().waitForURL(Pattern.compile(".*/others/other_[0-9A-Z]{26}$"));
      assertThat(reader.page().locator(".standing"))
          .containsText("It is not an alert of this desk");
      mapIsDrawn(reader);
      reader.check("other");
      reader.page().getByText("français").first().click();
      assertThat(reader.page().locator("h1")).hasText("En français : flood-de");
    }
  }

  @Test
  void theDeskReadsThemWithTheirMarking() {
    try (Window desk =
        BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH)) {
      assertThat(desk.page().locator(".tiles")).containsText("In force elsewhere");
      desk.open("/desk/alerts");
      mapIsDrawn(desk);
      desk.check("desk-others");
      desk.page().getByText("Eruption near Grindavik").click();
      desk.page().waitForURL(Pattern.compile(".*/desk/alerts/other_[0-9A-Z]{26}$"));
      assertThat(desk.page().getByText("TLP:CLEAR").first()).isVisible();
      mapIsDrawn(desk);
      desk.check("desk-other");
    }
  }

  @Test
  void theyAreSoundInTheDark() {
    try (Window reader = BrowserWorld.running().dark(world.address(), 1280)) {
      reader.open("/");
      mapIsDrawn(reader);
      reader.check("others-start");
    }
  }
}
