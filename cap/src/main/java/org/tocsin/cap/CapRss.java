// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes an RSS 2.0 feed of alerts: an item an alert, its link the alert as CAP XML. Safe for
 * several threads.
 */
public final class CapRss {
  /** RFC 822 as RSS 2.0 has it, with four digits of the year. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);

  private CapRss() {}

  /**
   * What is said of the feed itself.
   *
   * @param title its title
   * @param link address of the page for people that it belongs to
   * @param description what it holds
   * @param language RFC 3066 code of its texts, if they have one
   * @param selfLink address of the feed itself
   * @param updated when it last changed
   * @param hubs addresses of WebSub hubs (W3C WebSub §4), which tell subscribers of changes
   */
  public record Channel(
      String title,
      String link,
      String description,
      Optional<String> language,
      String selfLink,
      OffsetDateTime updated,
      List<String> hubs) {
    public Channel {
      requireNonNull(title, "title");
      requireNonNull(link, "link");
      requireNonNull(description, "description");
      requireNonNull(language, "language");
      requireNonNull(selfLink, "selfLink");
      requireNonNull(updated, "updated");
      hubs = List.copyOf(hubs);
    }

    /** A feed without hubs. */
    public Channel(
        String title,
        String link,
        String description,
        Optional<String> language,
        String selfLink,
        OffsetDateTime updated) {
      this(title, link, description, language, selfLink, updated, List.of());
    }
  }

  /**
   * Writes a feed as UTF-8.
   *
   * @param channel the feed
   * @param entries its entries, newest first by custom, as for {@link CapAtom}; an entry's id
   *     becomes the guid
   */
  public static byte[] write(Channel channel, List<CapAtom.Entry> entries) {
    XmlText xml = new XmlText();
    xml.open("rss", "version", "2.0", "xmlns:atom", "http://www.w3.org/2005/Atom")
        .open("channel")
        .element("title", channel.title())
        .element("link", channel.link())
        .element("description", channel.description())
        .element("language", channel.language())
        .element("lastBuildDate", date(channel.updated()))
        .empty(
            "atom:link", "rel", "self", "type", "application/rss+xml", "href", channel.selfLink());
    channel.hubs().forEach(hub -> xml.empty("atom:link", "rel", "hub", "href", hub));
    entries.forEach(entry -> item(entry, xml));
    return xml.close("channel").close("rss").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void item(CapAtom.Entry entry, XmlText xml) {
    xml.open("item")
        .element("title", entry.title())
        .element("link", entry.capLink())
        .element("description", entry.summary());
    entry
        .alert()
        .flatMap(alert -> alert.infos().stream().findFirst())
        .ifPresent(info ->
            xml.elements("category", info.categories().stream().map(Category::word).toList()));
    xml.element("guid", entry.id(), "isPermaLink", "false")
        .element("pubDate", date(entry.updated()))
        .close("item");
  }

  private static String date(OffsetDateTime time) {
    return DATE.format(time.withOffsetSameInstant(ZoneOffset.UTC));
  }
}
