// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: feeds are held to the rules of Atom and RSS, and alerts to theirs. */
class FeedRulesTest {
  private static final Instant NOW = Instant.parse("2024-03-07T20:00:00Z");

  private static final String ATOM =
      """
      <feed xmlns="http://www.w3.org/2005/Atom">
        <id>urn:a</id>
        <title>Warnings</title>
        <updated>2024-03-07T20:00:00+03:00</updated>
        <author><name>Desk</name></author>
        <entry>
          <id>urn:b</id>
          <title>One</title>
          <updated>2024-03-07T20:00:00+03:00</updated>
          <link href="https://example.org/1.cap"/>
        </entry>
      </feed>
      """;

  private static final String RSS =
      """
      <rss version="2.0">
        <channel>
          <title>Warnings</title>
          <link>https://example.org/</link>
          <description>All of them</description>
          <item>
            <title>One</title>
          </item>
        </channel>
      </rss>
      """;

  @Test
  void aFeedInWhichNothingIsWrongHasNothingSaidOfIt() {
    assertThat(check(ATOM)).isEmpty();
    assertThat(check(RSS)).isEmpty();
    assertThat(CapFeeds.read(ATOM.getBytes(UTF_8)).problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<id>urn:a</id> | '' | 1 | cap-feed-id | feed has no id.",
        "<id>urn:a</id> | <id/> | 2 | cap-feed-id | The id is empty.",
        "<id>urn:b</id> | '' | 6 | cap-feed-id | entry has no id.",
        "<id>urn:b</id> | <id>x</id><id>y</id> | 7 | cap-feed-id | entry has more than one id.",
        "<title>Warnings</title> | '' | 1 | cap-feed-title | feed has no title.",
        "<title>One</title> | '' | 6 | cap-feed-title | entry has no title.",
        "<updated>2024-03-07T20:00:00+03:00</updated> | <updated>soon</updated> | 4"
            + " | cap-feed-updated | This is not a time.",
        "<author><name>Desk</name></author> | '' | 6 | cap-feed-author"
            + " | Neither the entry nor the feed has an author.",
        "<link href=\"https://example.org/1.cap\"/> | <link rel=\"self\" href=\"x\"/> | 6"
            + " | cap-feed-link | The entry has neither content nor a link to its page.",
        "<title>One</title> | <title>One</title><foo/> | 8 | cap-feed-element"
            + " | Atom has no foo in entry.",
        "http://www.w3.org/2005/Atom | urn:x | 1 | cap-feed-namespace"
            + " | The feed is not in Atom's namespace.",
      })
  void whatBreaksARuleOfAtomIsToldAtItsLine(
      String good, String bad, int line, String rule, String message) {
    assertTold(ATOM.replace(good, bad), line, rule, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<title>Warnings</title> | '' | 2 | cap-feed-channel | The channel has no title.",
        "<link>https://example.org/</link> | '' | 2 | cap-feed-channel"
            + " | The channel has no link.",
        "<title>One</title> | '' | 6 | cap-feed-item"
            + " | The item has neither title nor description.",
        "channel | group | 1 | cap-feed-channel | rss has no channel.",
      })
  void whatBreaksARuleOfRssIsToldAtItsLine(
      String good, String bad, int line, String rule, String message) {
    assertTold(RSS.replace(good, bad), line, rule, message);
  }

  @Test
  void anAlertBesideTheEntriesIsReadAndTold() {
    String alert = BadInputTest.GOOD.substring(BadInputTest.GOOD.indexOf("<alert"));
    List<CheckResult> results = check(ATOM.replace("  <entry>", alert + "  <entry>"));
    assertThat(results).extracting(CheckResult::valid).containsExactly(true, false);
    assertThat(results.getLast().problems())
        .extracting(Problem::rule)
        .containsExactly("cap-feed-alert-outside");
  }

  @Test
  void theFeedAndItsAlertsAreJudgedApart() {
    String alert = BadInputTest.GOOD.substring(BadInputTest.GOOD.indexOf("<alert"));
    String feed =
        ATOM.replace("<id>urn:b</id>", "<content type='text/xml'>" + alert + "</content>");
    assertThat(check(feed)).extracting(CheckResult::valid).containsExactly(true, false);
    assertThat(check(feed.replace("Expected", "Soon")))
        .extracting(CheckResult::valid)
        .containsExactly(false, false);
  }

  @Test
  void aFaultInTheXmlIsToldOnceWhereItBelongs() {
    String alert = BadInputTest.GOOD.substring(BadInputTest.GOOD.indexOf("<alert"));
    String sound = ATOM.replace("<link href", "<content>" + alert + "</content><link href");
    assertThat(check(sound)).singleElement().matches(CheckResult::valid);
    String inTheAlert = sound.replace("<areaDesc>Moscow", "<areaDesc>Moscow & round");
    assertThat(check(inTheAlert))
        .singleElement()
        .satisfies(result -> {
          assertThat(result.subject()).isEqualTo(CheckResult.Subject.MESSAGE);
          assertThat(result.valid()).isFalse();
        });
    String around = sound.replace("<title>Warnings", "<title>Warnings & more");
    assertThat(check(around))
        .extracting(CheckResult::subject, CheckResult::valid)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(CheckResult.Subject.MESSAGE, true),
            org.assertj.core.groups.Tuple.tuple(CheckResult.Subject.FEED, false));
  }

  @Test
  void aFeedThatBreaksOffIsNotValid() {
    assertThat(check(ATOM.replace("</feed>", "")))
        .singleElement()
        .satisfies(result -> assertThat(result.valid()).isFalse());
  }

  private static void assertTold(String feed, int line, String rule, String message) {
    assertThat(check(feed).getLast().problems())
        .first()
        .satisfies(problem -> {
          assertThat(problem.rule()).isEqualTo(rule);
          assertThat(problem.line()).isEqualTo(line);
          assertThat(problem.message()).isEqualTo(message);
        });
    assertThat(CapFeeds.read(feed.getBytes(UTF_8)).problems())
        .as("reading says the same")
        .isEqualTo(check(feed).getLast().problems());
  }

  private static List<CheckResult> check(String feed) {
    return CapChecker.checkAll(feed.getBytes(UTF_8), NOW, ReadLimits.feed(), List.of());
  }
}
