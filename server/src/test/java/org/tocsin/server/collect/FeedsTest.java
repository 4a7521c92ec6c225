// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.FeedSite;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: feeds are polled as often as they bear, over real HTTP, and nothing is lost.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedsTest {

  private ServerWorld world;
  private FeedSite site;

  @BeforeAll
  void open() {
    site = FeedSite.open();
    world = ServerWorld.another(Map.of("tocsin.outbound.allow", site.host()));
  }

  @AfterAll
  void close() {
    world.stop();
    site.close();
  }

  private static String rss(String... titles) {
    StringBuilder text = new StringBuilder("<rss version=\"2.0\"><channel><title>t</title>");
    for (String title : titles) {
      text.append("<item><guid>")
          .append(title)
          .append("</guid><title>")
          .append(title)
          .append("</title></item>");
    }
    return text.append("</channel></rss>").toString();
  }

  private String add(String path) {
    Answer added =
        world
            .ana()
            .post(
                "/api/v1/feeds",
                Map.of(
                    "url",
                    site.url(path),
                    "name",
                    "Feed " + path,
                    "intervalSeconds",
                    60,
                    "reliability",
                    "C"));
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    return added.text("id");
  }

  private Answer poll(String id) {
    return world.ana().post("/api/v1/feeds/" + id + "/poll", Map.of());
  }

  @Test
  void anEntryBecomesOneReportAndAnUnchangedFeedIsNotSentAgain() {
    site.put("/news", rss("Bridge closed", "Station evacuated"));
    String id = add("/news");
    world.beat();
    assertThat(world.ana().get("/api/v1/reports?limit=200").body())
        .contains("Bridge closed")
        .contains("Station evacuated");
    Answer again = poll(id);
    assertThat(again.text("outcome")).isEqualTo("unchanged");
    assertThat(site.asked()).anyMatch(each -> each.startsWith("/news \""));
    site.put("/news", rss("Bridge closed", "Station evacuated", "All clear given"));
    Answer more = poll(id);
    assertThat(more.text("outcome")).isEqualTo("news");
    assertThat(more.text("reports")).isEqualTo("1");
    assertThat(world.ana().get("/api/v1/feeds/" + id).text("health")).isEqualTo("well");
  }

  @Test
  void aFeedIsAskedWhenItsIntervalIsOver() {
    site.put("/often", rss("Often"));
    add("/often");
    world.beat();
    world.beat();
    assertThat(site.asked("/often")).isEqualTo(1);
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofSeconds(70)));
    world.beat();
    assertThat(site.asked("/often")).isEqualTo(2);
  }

  @Test
  void linksToAlertsAreFollowedAndABadAlertGoesToQuarantine() {
    String feed =
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><title>Alerts</title>
        <entry><id>a1</id><title>Flood</title><updated>2024-03-07T08:00:00Z</updated>
          <link type="application/cap+xml" href="/alert.xml"/></entry>
        <entry><id>a2</id><title>Broken</title><updated>2024-03-07T08:00:00Z</updated>
          <link type="application/cap+xml" href="/broken.xml"/></entry>
        <entry><id>a3</id><title>Gone</title><updated>2024-03-07T08:00:00Z</updated>
          <link type="application/cap+xml" href="/gone.xml"/></entry></feed>
        """;
    site.put("/alerts", feed);
    site.put(
        "/alert.xml",
        """
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>urn:x:f</identifier><sender>s@example.org</sender>
        <sent>2024-03-07T08:00:00+00:00</sent><status>Exercise</status><msgType>Alert</msgType><scope>Public</scope>
        <info><category>Met</category><event>Flood</event><urgency>Immediate</urgency><severity>Severe</severity>
        <certainty>Observed</certainty><headline>River above its banks</headline></info></alert>
        """);
    site.put("/broken.xml", "<alert><identifier>");
    String id = add("/alerts");
    Answer first = poll(id);
    assertThat(first.text("reports")).as(first.toString()).isEqualTo("1");
    assertThat(first.text("quarantined")).isEqualTo("1");
    assertThat(first.text("error")).contains("2 alerts could not be taken");
    assertThat(world.ana().get("/api/v1/quarantine").body()).contains("T1003");
    assertThat(world.ana().get("/api/v1/reports?limit=200").body())
        .contains("River above its banks");
    for (int i = 0; i < 4; i++) {
      poll(id);
    }
    assertThat(world.ana().get("/api/v1/reports?limit=200").body())
        .as("after five tries the entry stands in for its alert")
        .contains("\"title\":\"Gone\"");
  }

  @Test
  void aFeedThatFailsIsShownWithItsReasonAndAskedLater() {
    String id = add("/down");
    assertThat(poll(id).text("outcome")).isEqualTo("failed");
    Answer feed = world.ana().get("/api/v1/feeds/" + id);
    assertThat(feed.text("health")).isEqualTo("failing");
    assertThat(feed.text("lastError")).contains("503");
    assertThat(feed.text("nextPollAt"))
        .isGreaterThan(world.clock().instant().plusSeconds(100).toString());
    assertThat(world.ana().page("/desk/feeds").body())
        .contains("failed when it was last asked")
        .contains("503");
  }

  @Test
  void anUnreadableFeedIsKeptInQuarantineOnce() {
    site.put("/nofeed", "<!DOCTYPE html><p>Not a feed");
    String id = add("/nofeed");
    assertThat(poll(id).text("error")).contains("kept as quarantine_", "web page (HTML)");
    assertThat(world.ana().page("/desk/feeds").body())
        .contains("href=\"/desk/quarantine#quarantine_")
        .doesNotContain("kept as");
    assertThat(poll(id).text("error")).doesNotContain("kept as quarantine_");
  }

  @Test
  void aFeedThatGivesNothingNewIsCalledSilent() {
    site.put("/silent", rss());
    Answer added =
        world
            .ana()
            .post(
                "/api/v1/feeds",
                Map.of(
                    "url",
                    site.url("/silent"),
                    "name",
                    "Silent",
                    "intervalSeconds",
                    60,
                    "silentAfterSeconds",
                    3600));
    world.beat();
    world.clock().forwardTo(world.clock().instant().plus(Duration.ofHours(2)));
    world.beat();
    assertThat(world.ana().get("/api/v1/feeds/" + added.text("id")).text("health"))
        .isEqualTo("silent");
  }

  @Test
  void byPageAFeedIsGivenTheHoursAfterWhichItCountsAsSilent() {
    Map<String, String> form =
        Map.of("url", site.url("/hours"), "name", "By page", "minutes", "180", "silentHours", "1");
    assertThat(world.ana().submit("/desk/feeds", form).body())
        .contains("Is out of range. Choose at least the time between two polls");
    assertThat(
            world
                .ana()
                .submit(
                    "/desk/feeds",
                    Map.of("url", "ftp://x", "name", "", "minutes", "often", "silentHours", "9999"))
                .body())
        .as("all faults at once, in the units of the page")
        .contains("<a href=\"#f-url\">Address</a>: is no address that can be polled")
        .contains("<a href=\"#f-name\">Name</a>: has 0 characters")
        .contains("<a href=\"#f-minutes\">Minutes between two polls</a>: is no whole number")
        .contains("(<q>often</q>). Write 1 to 10080")
        .contains("counts as silent</a>: is out of range (<q>9999</q>)")
        .doesNotContain("Seconds");
    Map<String, String> longer = new HashMap<>(form);
    longer.put("silentHours", "5");
    assertThat(world.ana().submit("/desk/feeds", longer).status()).isEqualTo(303);
    assertThat(world.ana().get("/api/v1/feeds").body()).contains("\"silentAfterSeconds\":18000");
  }

  @Test
  void anAddressOfOurOwnInsidesIsRefused() {
    Answer added =
        world.ana().post("/api/v1/feeds", Map.of("url", "http://127.0.0.1:1/x", "name", "Inside"));
    assertThat(poll(added.text("id")).text("error")).contains("not a public one");
  }

  @Test
  void everyFaultOfANewFeedIsToldAtOnce() {
    Answer refused =
        world
            .ana()
            .post("/api/v1/feeds", Map.of("url", "ftp://x", "name", "", "intervalSeconds", 1));
    assertThat(refused.problem()).isEqualTo("T1008");
    assertThat(refused.json().at("/faults").size()).isEqualTo(3);
    site.put("/once", rss());
    String id = add("/once");
    assertThat(
            world
                .ana()
                .post("/api/v1/feeds", Map.of("url", site.url("/once"), "name", "Again"))
                .problem())
        .isEqualTo("T1010");
    assertThat(world.ana().delete("/api/v1/feeds/" + id).status()).isEqualTo(204);
    assertThat(world.ana().get("/api/v1/feeds/" + id).problem()).isEqualTo("T1009");
  }
}
