// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * HTML: the headline and the paragraphs of the main part, and what the page tells of itself.
 * Nothing is run and nothing is fetched; {@link MainPart} leaves menus, forms, teasers and what is
 * hidden out.
 */
final class HtmlProse {
  private static final int MAX_UNITS = 5_000_000;
  private static final int MAX_DEPTH = 4_000;
  private static final int MAX_STATED_UNITS = 1_000;

  private HtmlProse() {}

  static Prose of(String html) {
    Document page = parse(html);
    Optional<String> title = title(page);
    Set<String> blocks = new LinkedHashSet<>();
    title.ifPresent(blocks::add);
    blocks.addAll(MainPart.of(page.body()));
    Optional<PageAddress> address = address(page);
    return new Prose(
            title,
            published(page),
            String.join("\n\n", blocks),
            true,
            country(page),
            language(page),
            genre(page),
            List.of())
        .with(address);
  }

  /** All words of an HTML part of a mail, which has no menus; quoted parts with their marks. */
  static String ofMail(String html) {
    return String.join("\n\n", MainPart.everything(parse(html).body()));
  }

  private static Document parse(String html) {
    if (html.length() > MAX_UNITS) {
      throw new UnreadableDocumentException(
          "HTML page has %d UTF-16 units, at most %d are read; send its text instead"
              .formatted(html.length(), MAX_UNITS));
    }
    refuseDeepNesting(html);
    return Jsoup.parse(html);
  }

  /**
   * Counts start and end tags roughly: a page nested deeper than any page for people would cost the
   * parser time that grows with the square of its depth.
   */
  private static void refuseDeepNesting(String html) {
    int depth = 0;
    Map<String, Integer> open = new HashMap<>();
    for (int at = html.indexOf('<');
        at >= 0 && at + 1 < html.length();
        at = html.indexOf('<', at + 1)) {
      boolean ends = html.charAt(at + 1) == '/';
      String name = tagName(html, ends ? at + 2 : at + 1);
      int before = open.getOrDefault(name, 0);
      if (ends && before > 0) { // An end that nothing began ends nothing.
        open.computeIfPresent(name, (_, count) -> count == 1 ? null : count - 1);
        depth--;
      } else if (!ends && !name.isEmpty() && !UNCLOSED.contains(name)) {
        open.put(name, before + 1);
        depth++;
      }
      if (depth > MAX_DEPTH) {
        throw new UnreadableDocumentException(
            "HTML page leaves more than %d elements open at unit %d; send its text instead"
                .formatted(MAX_DEPTH, at));
      }
    }
  }

  private static final Set<String> UNCLOSED =
      Set.of(
          "br", "hr", "img", "meta", "link", "input", "p", "li", "td", "tr", "th", "dd", "dt",
          "option", "source", "wbr", "col", "area", "base", "embed", "track", "param");

  /** The first ten letters and digits of a tag's name; empty where no name begins. */
  private static String tagName(String html, int at) {
    int end = at;
    while (end < html.length() && end - at < 10 && Character.isLetterOrDigit(html.charAt(end))) {
      end++;
    }
    boolean named = end > at && Character.isLetter(html.charAt(at));
    return named ? html.substring(at, end).toLowerCase(Locale.ROOT) : "";
  }

  private static Optional<String> title(Document page) {
    return meta(page, "meta[property=og:title]")
        .or(() -> text(page.selectFirst("h1")))
        .or(() -> text(page.selectFirst("title")));
  }

  private static final List<String> DATES =
      List.of(
          "meta[property=article:published_time]",
          "meta[itemprop=datePublished]",
          "meta[name=date]",
          "meta[name=dc.date]",
          "meta[name=DC.date.issued]",
          "meta[name=pubdate]",
          "meta[name=parsely-pub-date]");

  private static Optional<Guess<ZonedDateTime>> published(Document page) {
    for (String selector : DATES) {
      Optional<ZonedDateTime> date = meta(page, selector).flatMap(Dates::parse);
      if (date.isPresent()) {
        return Optional.of(new Guess<>(date.get(), "the page's " + selector));
      }
    }
    Optional<Guess<ZonedDateTime>> linked =
        stated(page, "\"datePublished\"")
            .flatMap(Dates::parse)
            .map(d -> new Guess<>(d, "datePublished in the page's linked data"));
    return linked.or(() ->
        Optional.ofNullable(page.selectFirst("time[datetime]"))
            .map(t -> t.attr("datetime"))
            .flatMap(Dates::parse)
            .map(d -> new Guess<>(d, "the page's first time element")));
  }

  /** A text that the page's linked data (JSON-LD) gives for a name, read without parsing it. */
  private static Optional<String> stated(Document page, String name) {
    for (Element script : page.select("script[type=application/ld+json]")) {
      String data = script.data();
      int at = data.indexOf(name);
      int from = at < 0 ? -1 : data.indexOf('"', at + name.length());
      int to = from < 0 ? -1 : data.indexOf('"', from + 1);
      if (to > from && to - at < MAX_STATED_UNITS) {
        return Optional.of(data.substring(from + 1, to));
      }
    }
    return Optional.empty();
  }

  private static Optional<PageAddress> address(Document page) {
    return Optional.ofNullable(page.selectFirst("link[rel=canonical]"))
        .map(link -> link.attr("href"))
        .filter(href -> !href.isBlank())
        .or(() -> meta(page, "meta[property=og:url]"))
        .map(PageAddress::of);
  }

  /** The region of {@code og:locale} or of the page's language: {@code en_AU}, {@code de-AT}. */
  private static Optional<Guess<String>> country(Document page) {
    return region(meta(page, "meta[property=og:locale]").orElse(""), "og:locale")
        .or(() -> region(lang(page), "lang"));
  }

  private static Optional<Guess<String>> region(String locale, String where) {
    String code = Locale.forLanguageTag(locale.strip().replace('_', '-')).getCountry();
    // en-US and en_US stand on pages from everywhere, so they tell nothing.
    return code.length() != 2 || code.equals("US")
        ? Optional.empty()
        : Optional.of(new Guess<>(code, "the page's %s is %s".formatted(where, locale.strip())));
  }

  private static Optional<Guess<String>> language(Document page) {
    String code = Locale.forLanguageTag(lang(page).replace('_', '-')).getLanguage();
    return code.length() != 2
        ? Optional.empty()
        : Optional.of(new Guess<>(code, "the page's lang"));
  }

  private static String lang(Document page) {
    return Optional.ofNullable(page.selectFirst("html[lang]"))
        .map(root -> root.attr("lang").strip())
        .filter(lang -> lang.length() < 20)
        .orElse("");
  }

  private static Optional<Guess<Genre>> genre(Document page) {
    String section =
        meta(page, "meta[property=article:section]").orElse("").toLowerCase(Locale.ROOT);
    if (section.startsWith("opinion")
        || section.startsWith("editorial")
        || section.startsWith("comment")) {
      return Optional.of(new Guess<>(Genre.EDITORIAL, "the page's article:section"));
    }
    return stated(page, "\"@type\"")
        .filter(type -> type.equals("OpinionNewsArticle"))
        .map(type -> new Guess<>(Genre.EDITORIAL, "the page's linked data: " + type));
  }

  private static Optional<String> meta(Document page, String selector) {
    return Optional.ofNullable(page.selectFirst(selector))
        .map(m -> m.attr("content").strip())
        .filter(content -> !content.isEmpty());
  }

  private static Optional<String> text(@org.jspecify.annotations.Nullable Element element) {
    return Optional.ofNullable(element).map(Element::text).filter(t -> !t.isBlank());
  }
}
