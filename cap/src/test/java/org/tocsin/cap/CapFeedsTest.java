// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: feeds of alerts and of news are read, and feeds of alerts written. */
class CapFeedsTest {
  @Test
  void anAlertInsideAnAtomEntryIsRead() throws IOException {
    Feed feed = CapFeeds.read(SamplesTest.bytes("feeds/amber.atom"));
    assertThat(feed.kind()).isEqualTo(Feed.Kind.ATOM);
    FeedEntry entry = feed.entries().getFirst();
    assertThat(entry.id()).isEqualTo("http://doj.dc.gov/amber12345");
    assertThat(entry.alert().orElseThrow().version()).isEqualTo(CapVersion.V1_1);
    assertThat(entry.alert().orElseThrow().infos().getFirst().event()).isEqualTo("Child Abduction");
  }

  @Test
  void anRssIndexIsRead() throws IOException {
    Feed feed = CapFeeds.read(SamplesTest.bytes("feeds/ny_index.rss"));
    assertThat(feed.kind()).isEqualTo(Feed.Kind.RSS);
    assertThat(feed.title()).isEqualTo("NY State-Wide RSS-Based CAP Index");
    assertThat(feed.updated()).contains(OffsetDateTime.parse("2011-02-04T20:32:08Z"));
    assertThat(feed.entries()).hasSize(2);
    FeedEntry entry = feed.entries().getFirst();
    assertThat(entry.id()).isEqualTo("NYAlert-ALLHAZALERT-3167113");
    assertThat(entry.link().orElseThrow()).endsWith("capID=NYAlert-ALLHAZALERT-3167113");
    assertThat(entry.summary()).startsWith("I-81 NB 29S EXIT RAMP");
    assertThat(entry.updated()).contains(OffsetDateTime.parse("2011-02-04T20:20:00Z"));
  }

  @Test
  void anAtomIndexIsReadWithItsLinks() throws IOException {
    Feed feed = CapFeeds.read(SamplesTest.bytes("feeds/weather_index.atom"));
    assertThat(feed.entries()).isNotEmpty();
    assertThat(feed.entries()).allSatisfy(entry -> assertThat(entry.link()).isPresent());
  }

  @Test
  void anEscapedAlertInRssIsRead() {
    String escaped = BadInputTest.GOOD.replace("&", "&amp;").replace("<", "&lt;");
    String rss =
        "<rss version=\"2.0\"><channel><title>t</title><item><title>One</title><description>"
            + escaped
            + "</description><link>https://example.org/1.cap</link></item></channel></rss>";
    FeedEntry entry = CapFeeds.read(rss.getBytes(UTF_8)).entries().getFirst();
    assertThat(entry.alert().orElseThrow().identifier()).isEqualTo("notice-1");
    assertThat(entry.capLink()).contains("https://example.org/1.cap");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Fri, 22 Mar 2024 20:15:00 +0300 | 2024-03-22T20:15:00+03:00",
        "Fri, 22 Mar 2024 17:15:00 GMT | 2024-03-22T17:15:00Z",
        "22 Mar 24 17:15 EST | 2024-03-22T17:15:00-05:00",
        "2024-03-22T20:15:00.123Z | 2024-03-22T20:15:00Z",
        "2024-03-22T20:15:00+03:00 | 2024-03-22T20:15:00+03:00",
        "2024-03-22 | 2024-03-22T00:00:00Z",
      })
  void newsTimesAreRead(String written, OffsetDateTime read) {
    String rss =
        "<rss><channel><item><title>x</title><pubDate>"
            + written
            + "</pubDate></item></channel></rss>";
    assertThat(CapFeeds.read(rss.getBytes(UTF_8)).entries().getFirst().updated()).contains(read);
  }

  @Test
  void whatIsNoFeedIsRefused() {
    assertThatThrownBy(() -> CapFeeds.read("<html/>".getBytes(UTF_8)))
        .isInstanceOf(CapException.class)
        .hasMessageContaining("cap-read-feed html: The document is a html, not a feed.");
    assertThatThrownBy(() -> CapFeeds.read("<rss>".getBytes(UTF_8)))
        .isInstanceOf(CapException.class)
        .hasMessageContaining("cap-read-xml");
  }

  @Test
  void aWrittenFeedReadsBack() {
    Alert alert = CapReader.readStrict(BadInputTest.GOOD.getBytes(UTF_8));
    CapAtom.Entry entry =
        new CapAtom.Entry(
            "urn:uuid:1",
            "Bomb <threat> & more",
            alert.sent(),
            "Keep away.",
            Optional.of("https://example.org/alerts/1"),
            "https://example.org/alerts/1.xml",
            Optional.of(alert));
    byte[] written =
        CapAtom.write(
            "In force",
            "urn:uuid:0",
            "Desk",
            "https://example.org/feed",
            alert.sent(),
            List.of(entry));
    assertThat(new String(written, UTF_8))
        .contains("<updated>2024-03-07T09:00:00Z</updated>")
        .contains("<cap:severity>Extreme</cap:severity>")
        .contains("<cap:polygon>55.5,37.3 ");
    Feed feed = CapFeeds.read(written);
    assertThat(feed.problems()).as("rules of Atom").isEmpty();
    assertThat(feed.title()).isEqualTo("In force");
    assertThat(feed.entries())
        .singleElement()
        .satisfies(read -> {
          assertThat(read.title()).isEqualTo("Bomb <threat> & more");
          assertThat(read.summary()).isEqualTo("Keep away.");
          assertThat(read.link()).contains("https://example.org/alerts/1");
          assertThat(read.capLink()).contains("https://example.org/alerts/1.xml");
          assertThat(read.reading()).isEmpty();
        });
  }
}
