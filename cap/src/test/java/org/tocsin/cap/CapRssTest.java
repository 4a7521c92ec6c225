// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: the RSS feed that is written is one that readers of alerts follow. */
class CapRssTest {
  @Test
  void whatIsWrittenIsReadAsAFeedOfLinksToAlerts() {
    OffsetDateTime sent = OffsetDateTime.parse("2026-06-01T12:00:00+03:00");
    CapAtom.Entry entry =
        new CapAtom.Entry(
            "urn:a",
            "Avoid <crowds> & rivers",
            sent,
            "For two days",
            Optional.of("https://example.org/a"),
            "https://example.org/a.cap",
            Optional.of(CapReader.readStrict(BadInputTest.GOOD.getBytes(UTF_8))));
    byte[] rss =
        CapRss.write(
            new CapRss.Channel(
                "Alerts",
                "https://example.org/",
                "Alerts in force",
                Optional.of("en"),
                "https://example.org/feed.rss",
                sent),
            List.of(entry));
    assertThat(new String(rss, UTF_8))
        .contains("<lastBuildDate>Mon, 01 Jun 2026 09:00:00 GMT</lastBuildDate>")
        .contains("<guid isPermaLink=\"false\">urn:a</guid>")
        .contains("<category>Security</category>");
    Feed feed = CapFeeds.read(rss);
    assertThat(feed.problems()).as("rules of RSS").isEmpty();
    assertThat(feed.title()).isEqualTo("Alerts");
    assertThat(feed.entries())
        .singleElement()
        .satisfies(read -> {
          assertThat(read.title()).isEqualTo("Avoid <crowds> & rivers");
          assertThat(read.toString()).contains("https://example.org/a.cap");
        });
  }
}
