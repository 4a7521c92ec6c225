// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tocsin.server.world.BrowserWorld;
import org.tocsin.server.world.FeedSite;
import org.tocsin.server.world.ServerWorld;

/** FEATURE UNDER TEST: the pages of intake, in a real browser. */
class IntakeBrowserTest {

  @Test
  void sourcesCallsTipsAndCollectionsAreSeenAndTypedByPeople() {
    FeedSite site = FeedSite.open();
    ServerWorld world =
        ServerWorld.another(
            Map.of(
                "tocsin.synthetic.every",
                "0",
                "tocsin.tips.enabled",
                "true",
                "tocsin.outbound.allow",
                site.host()));
    try {
      pages(world);
      feedsAndQuarantine(world, site);
    } finally {
      world.stop();
      site.close();
    }
  }

  /** Every sort of feed, and what each sender of reports may get wrong. */
  private static void feedsAndQuarantine(ServerWorld world, FeedSite site) {
    feed(world, site.url("/silent"), "Ministry of the Interior, press", 3_600);
    site.put("/silent", rss("Bridge closed"));
    world.beat();
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofHours(2)));
    site.put("/well", rss("Station evacuated"));
    site.put("/page", "<!DOCTYPE html><p>We have moved");
    site.put(
        "/alerts",
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><title>Alerts</title>
        <entry><id>a2</id><title>Broken</title><updated>2024-03-07T08:00:00Z</updated>
          <link type="application/cap+xml" href="/broken.xml"/></entry></feed>
        """);
    site.put("/broken.xml", "<alert><identifier>");
    feed(world, site.url("/well"), "Wire", 172_800);
    feed(
        world,
        site.url("/down?region=north&format=atom&language=en"),
        "City fire brigade",
        172_800);
    feed(world, site.url("/page"), "Harbour office", 172_800);
    feed(world, site.url("/alerts"), "Weather service", 172_800);
    feed(world, "http://127.0.0.1:1/inside", "Inside", 172_800);
    world.beat();
    feed(world, site.url("/new"), "Not asked yet", 172_800);
    bad(world, "text/plain; charset=utf-8", "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    bad(
        world,
        "application/cap+xml",
        "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><status>Maybe</status></alert>"
            .getBytes(StandardCharsets.UTF_8));
    bad(world, "application/rss+xml", "<rss><channel>".getBytes(StandardCharsets.UTF_8));
    bad(
        world,
        "application/rss+xml",
        "<!DOCTYPE a [<!ENTITY b \"c\">]><rss/>".getBytes(StandardCharsets.UTF_8));
    try (var ana = BrowserWorld.running().signedIn(world, world.ana(), BrowserWorld.EVERY_WIDTH)) {
      ana.open("/desk/feeds");
      ana.check("feeds");
      ana.check("feeds", 360);
      ana.open("/desk/quarantine");
      ana.check("quarantine");
      ana.check("quarantine", 360);
    }
  }

  private static void bad(ServerWorld world, String type, byte[] bytes) {
    org.assertj.core.api.Assertions.assertThat(
            world.ana().post("/api/v1/reports?source=partner", type, bytes, Map.of()).status())
        .isEqualTo(422);
  }

  private static void feed(ServerWorld world, String url, String name, int silentSeconds) {
    org.assertj.core.api.Assertions.assertThat(
            world
                .ana()
                .post(
                    "/api/v1/feeds",
                    Map.of(
                        "url",
                        url,
                        "name",
                        name,
                        "intervalSeconds",
                        60,
                        "silentAfterSeconds",
                        silentSeconds))
                .status())
        .isEqualTo(201);
  }

  private static String rss(String title) {
    return "<rss version=\"2.0\"><channel><title>t</title><item><guid>%s</guid><title>%s</title></item></channel></rss>"
        .formatted(title, title);
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
