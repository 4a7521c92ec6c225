// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.FeedSite;
import org.tocsin.server.world.ServerWorld;

/**
 * FEATURE UNDER TEST: alerts are found however a feed gives them: by link, inside an entry, alone,
 * in an envelope, again, or changed in place.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertFeedsTest {

  private static final Path CAP =
      Path.of("..", "cap", "src", "test", "resources", "org", "tocsin", "cap");

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

  private String add(String path) {
    return world
        .ana()
        .post("/api/v1/feeds", Map.of("url", site.url(path), "name", "Feed " + path))
        .text("id");
  }

  private Answer poll(String id) {
    return world.ana().post("/api/v1/feeds/" + id + "/poll", Map.of());
  }

  private static String sample(String name) {
    try {
      return Files.readString(CAP.resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String desk() {
    return world.ana().page("/desk/alerts").body();
  }

  /** The titles of the reports that are CAP messages; those of the samples are long over. */
  private List<String> capReports(String source) {
    return world
        .ana()
        .get("/api/v1/reports?limit=200")
        .json()
        .at("/items")
        .valueStream()
        .filter(each -> each.at("/source").asString().equals("Feed " + source))
        .filter(each -> each.at("/mediaType").asString().equals("application/cap+xml"))
        .map(each -> each.at("/title").asString())
        .toList();
  }

  private static String alert(String identifier, String headline) {
    return """
    <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>%s</identifier><sender>s@example.org</sender>
    <sent>2024-03-07T08:00:00+00:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
    <info><category>Met</category><event>Flood</event><urgency>Immediate</urgency><severity>Severe</severity>
    <certainty>Observed</certainty><expires>2024-03-07T20:00:00+00:00</expires><headline>%s</headline></info></alert>
    """
        .formatted(identifier, headline);
  }

  private static String entry(String id, String link, String type) {
    return "<entry><id>%s</id><title>t</title><updated>2024-03-07T08:00:00Z</updated><link %s href=\"%s\"/></entry>"
        .formatted(id, type.isEmpty() ? "" : "type=\"" + type + "\"", link);
  }

  private static String atom(String... entries) {
    return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>f</id><title>A</title>"
        + String.join("", entries)
        + "</feed>";
  }

  @Test
  void anAlertInsideAnEntryIsKeptAsAnAlert() {
    site.put("/amber", sample("feeds/amber.atom"));
    String id = add("/amber");
    assertThat(poll(id).text("reports")).isEqualTo("1");
    assertThat(capReports("/amber")).containsExactly("Amber Alert in Washington D.C.");
    site.put("/amber", sample("feeds/amber.atom") + "<!-- written anew -->");
    assertThat(poll(id).text("outcome")).isEqualTo("unchanged");
  }

  @Test
  void anAlertThatStandsEscapedInADescriptionIsKeptAsAnAlert() {
    String inside = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + alert("esc", "Crue à Évry");
    site.put(
        "/escaped",
        "<rss version=\"2.0\"><channel><title>t</title><item><guid>1</guid><description>"
            + inside.replace("&", "&amp;").replace("<", "&lt;")
            + "</description></item></channel></rss>");
    assertThat(poll(add("/escaped")).text("reports")).isEqualTo("1");
    assertThat(desk()).contains("Crue à Évry");
  }

  @Test
  void aLinkWithoutATypeThatLooksLikeAnAlertIsFollowed() {
    site.put("/wwacapget.php?x=1", sample("samples/weather.cap"));
    site.put("/story.xml", "<html><body>No alert</body></html>");
    site.put(
        "/untyped",
        atom(
            entry("1", "/wwacapget.php?x=1", ""),
            entry("2", "/story.xml", ""),
            entry("3", "/news.html", "")));
    Answer polled = poll(add("/untyped"));
    assertThat(polled.text("reports")).as(polled.toString()).isEqualTo("3");
    assertThat(polled.text("quarantined")).isEqualTo("0");
    assertThat(capReports("/untyped")).hasSize(1);
    assertThat(site.asked("/news.html")).as("a page of news is not fetched").isZero();
  }

  @Test
  void anEnvelopeGivesEveryAlertInIt() {
    site.put(
        "/edxl",
        """
        <EDXLDistribution xmlns="urn:oasis:names:tc:emergency:EDXL:DE:1.0"><distributionID>d</distributionID>
        <contentObject><xmlContent><embeddedXMLContent>%s</embeddedXMLContent></xmlContent></contentObject>
        <contentObject><xmlContent><embeddedXMLContent>%s</embeddedXMLContent></xmlContent></contentObject>
        </EDXLDistribution>\
        """
            .formatted(alert("edxl-1", "First in the envelope"), alert("edxl-2", "Second in it")));
    Answer polled = poll(add("/edxl"));
    assertThat(polled.text("outcome")).as(polled.toString()).isEqualTo("news");
    assertThat(desk()).contains("First in the envelope").contains("Second in it");
  }

  @Test
  void oneAlertUnderAnyTypeOfXmlIsTaken() {
    site.put("/single.xml", sample("samples/tsunami.xml"));
    assertThat(poll(add("/single.xml")).text("outcome")).isEqualTo("news");
    assertThat(capReports("/single.xml")).hasSize(1);
  }

  @Test
  void theSameAlertUnderAnotherLinkIsNoNews() {
    site.put("/l1.xml", alert("link", "Linked"));
    site.put("/l2.xml", alert("link", "Linked"));
    site.put("/links", atom(entry("1", "/l1.xml", "application/cap+xml")));
    String id = add("/links");
    assertThat(poll(id).text("reports")).isEqualTo("1");
    site.put("/links", atom(entry("1", "/l2.xml", "application/cap+xml")));
    Answer again = poll(id);
    assertThat(again.text("outcome")).as(again.toString()).isEqualTo("unchanged");
    assertThat(site.asked("/l2.xml")).isEqualTo(1);
  }

  @Test
  void anAlertThatIsChangedInPlaceIsFetchedAgain() {
    site.put("/p.xml", alert("place", "Before"));
    site.put("/place", atom(entry("1", "/p.xml", "application/cap+xml")));
    String id = add("/place");
    poll(id);
    site.put("/p.xml", alert("place", "After"));
    site.put(
        "/place",
        atom(entry("1", "/p.xml", "application/cap+xml").replace("08:00:00Z", "08:05:00Z")));
    assertThat(poll(id).text("reports")).isEqualTo("1");
    assertThat(desk()).contains("After").contains("Before");
    site.put(
        "/place",
        atom(
            entry("1", "/p.xml", "application/cap+xml")
                .replace("08:00:00Z", "08:05:00Z")
                .replace(">t<", ">another title<")));
    site.put("/p.xml", alert("place", "At last"));
    assertThat(poll(id).text("reports")).isEqualTo("1");
  }

  @Test
  void aBusyServerIsLeftAloneAsLongAsItAsks() {
    Instant until = world.clock().instant().plus(Duration.ofHours(9));
    Map<String, String> waits =
        Map.of(
            "/seconds",
            "32400",
            "/date",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atZone(ZoneOffset.UTC)));
    waits.forEach((path, wait) -> {
      site.refuse(path, 429, Map.of("Retry-After", wait));
      String id = add(path);
      assertThat(poll(id).text("error")).contains("429");
      assertThat(world.ana().get("/api/v1/feeds/" + id).text("nextPollAt"))
          .as(path)
          .isEqualTo(until.toString());
    });
    site.refuse("/nonsense", 429, Map.of("Retry-After", "soon"));
    String id = add("/nonsense");
    poll(id);
    assertThat(world.ana().get("/api/v1/feeds/" + id).text("nextPollAt"))
        .isLessThan(until.toString());
  }

  @Test
  void whatOnePollLeavesComesSoon() {
    List<String> entries =
        IntStream.range(0, 60)
            .mapToObj(i -> {
              site.put("/many" + i + ".xml", alert("many" + i, "Many " + i));
              return entry("m" + i, "/many" + i + ".xml", "application/cap+xml");
            })
            .toList();
    site.put("/many", atom(entries.toArray(String[]::new)));
    String id = add("/many");
    assertThat(poll(id).text("reports")).isEqualTo("50");
    assertThat(world.ana().get("/api/v1/feeds/" + id).text("nextPollAt"))
        .isLessThan(world.clock().instant().plusSeconds(40).toString());
    assertThat(poll(id).text("reports")).isEqualTo("10");
    assertThat(poll(id).text("outcome")).isEqualTo("unchanged");
  }

  @Test
  void anEnvelopeThatIsPastedIsTakenAsAlerts() {
    assertThat(Content.guess("<EDXLDistribution xmlns=\"x\"/>".getBytes(UTF_8)))
        .isEqualTo("application/cap+xml");
  }
}
