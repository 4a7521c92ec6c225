// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes an Atom feed of alerts (RFC 4287): a link of type {@code application/cap+xml} and the
 * optional {@code cap:*} children in each entry. Safe for several threads.
 */
public final class CapAtom {
  private CapAtom() {}

  /**
   * One entry.
   *
   * @param id stable IRI of the message
   * @param title its title
   * @param updated when the alert was sent
   * @param summary text for people; may be empty
   * @param page address of a page for people
   * @param capLink address of the alert as CAP XML
   * @param alert the alert, for the {@code cap:*} children
   */
  public record Entry(
      String id,
      String title,
      OffsetDateTime updated,
      String summary,
      Optional<String> page,
      String capLink,
      Optional<Alert> alert) {
    public Entry {
      requireNonNull(id, "id");
      requireNonNull(title, "title");
      requireNonNull(updated, "updated");
      requireNonNull(summary, "summary");
      requireNonNull(page, "page");
      requireNonNull(capLink, "capLink");
      requireNonNull(alert, "alert");
    }
  }

  /**
   * Writes a feed as UTF-8.
   *
   * @param title title of the feed
   * @param id stable IRI of the feed
   * @param author name of the authority
   * @param selfLink address of the feed itself
   * @param updated when it last changed
   * @param entries its entries, newest first by custom
   */
  public static byte[] write(
      String title,
      String id,
      String author,
      String selfLink,
      OffsetDateTime updated,
      List<Entry> entries) {
    return write(title, id, author, selfLink, List.of(), updated, entries);
  }

  /**
   * The same with WebSub hubs (W3C WebSub §4), which tell subscribers of changes.
   *
   * @param hubs their addresses
   */
  public static byte[] write(
      String title,
      String id,
      String author,
      String selfLink,
      List<String> hubs,
      OffsetDateTime updated,
      List<Entry> entries) {
    XmlText xml = new XmlText();
    xml.open(
            "feed",
            "xmlns",
            "http://www.w3.org/2005/Atom",
            "xmlns:cap",
            CapVersion.V1_2.namespace())
        .element("id", id)
        .element("title", title)
        .element("updated", time(updated))
        .open("author")
        .element("name", author)
        .close("author")
        .empty("link", "rel", "self", "type", "application/atom+xml", "href", selfLink);
    hubs.forEach(hub -> xml.empty("link", "rel", "hub", "href", hub));
    entries.forEach(entry -> entry(entry, xml));
    return xml.close("feed").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void entry(Entry entry, XmlText xml) {
    xml.open("entry")
        .element("id", entry.id())
        .element("title", entry.title())
        .element("updated", time(entry.updated()))
        .element("summary", entry.summary(), "type", "text")
        .empty("link", "rel", "alternate", "type", "application/cap+xml", "href", entry.capLink());
    entry
        .page()
        .ifPresent(
            page -> xml.empty("link", "rel", "alternate", "type", "text/html", "href", page));
    entry.alert().ifPresent(alert -> children(alert, xml));
    xml.close("entry");
  }

  /** The alert's main fields, taken from its first info; areas from all infos in that language. */
  private static void children(Alert alert, XmlText xml) {
    xml.element("cap:identifier", alert.identifier())
        .element("cap:sender", alert.sender())
        .element("cap:sent", CapTime.format(alert.sent()))
        .element("cap:status", alert.status().word())
        .element("cap:msgType", alert.msgType().word())
        .element("cap:scope", alert.scope().word());
    if (alert.infos().isEmpty()) {
      return;
    }
    Info first = alert.infos().getFirst();
    xml.elements("cap:category", first.categories().stream().map(Category::word).toList())
        .element("cap:event", first.event())
        .element("cap:urgency", first.urgency().word())
        .element("cap:severity", first.severity().word())
        .element("cap:certainty", first.certainty().word())
        .element("cap:effective", first.effective().map(CapTime::format))
        .element("cap:onset", first.onset().map(CapTime::format))
        .element("cap:expires", first.expires().map(CapTime::format));
    List<Area> areas =
        alert.infos().stream()
            .filter(info -> info.languageOrDefault().equals(first.languageOrDefault()))
            .flatMap(info -> info.areas().stream())
            .toList();
    xml.elements("cap:areaDesc", distinct(areas, area -> List.of(area.areaDesc())))
        .elements("cap:polygon", distinct(areas, Area::polygons))
        .elements("cap:circle", distinct(areas, Area::circles));
    for (NamedValue code :
        new LinkedHashSet<>(areas.stream().flatMap(a -> a.geocodes().stream()).toList())) {
      xml.open("cap:geocode")
          .element("cap:valueName", code.valueName())
          .element("cap:value", code.value())
          .close("cap:geocode");
    }
  }

  private static List<String> distinct(List<Area> areas, Function<Area, List<?>> values) {
    Set<String> distinct = new LinkedHashSet<>();
    areas.forEach(area -> values.apply(area).forEach(value -> distinct.add(value.toString())));
    return List.copyOf(distinct);
  }

  /** Atom's times are those of RFC 3339, where UTC is Z. */
  private static String time(OffsetDateTime time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        CapTime.wholeSeconds(time).withOffsetSameInstant(ZoneOffset.UTC));
  }
}
