// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * HTML: the headline and the paragraphs of the main part. Nothing is run and nothing is fetched;
 * menus, forms, asides, scripts and what is hidden are left out.
 */
final class HtmlProse {
  private static final int MAX_UNITS = 5_000_000;
  private static final int MAX_DEPTH = 400;
  private static final String CLUTTER =
      "script,style,noscript,template,nav,footer,aside,form,button,iframe,svg,select,[hidden],[aria-hidden=true]";
  private static final String BLOCKS = "h1,h2,h3,h4,p,li,blockquote,pre,td,figcaption,dd";

  private HtmlProse() {}

  static Prose of(String html) {
    if (html.length() > MAX_UNITS) {
      throw new UnreadableDocumentException(
          "HTML page has %d UTF-16 units, at most %d are read; send its text instead"
              .formatted(html.length(), MAX_UNITS));
    }
    refuseDeepNesting(html);
    Document page = Jsoup.parse(html);
    Optional<ZonedDateTime> published = published(page);
    Optional<String> title = title(page);
    page.select(CLUTTER).remove();
    Set<String> blocks = new LinkedHashSet<>();
    title.ifPresent(blocks::add);
    addBlocks(main(page), blocks);
    return new Prose(title, published, String.join("\n\n", blocks), true);
  }

  /**
   * Counts start and end tags roughly: a page nested deeper than any page for people would cost the
   * parser time that grows with the square of its depth.
   */
  private static void refuseDeepNesting(String html) {
    int depth = 0;
    for (int at = html.indexOf('<');
        at >= 0 && at + 1 < html.length();
        at = html.indexOf('<', at + 1)) {
      char next = html.charAt(at + 1);
      if (next == '/') {
        depth = Math.max(0, depth - 1);
      } else if (Character.isLetter(next) && !isVoidOrOptional(html, at + 1)) {
        depth++;
      }
      if (depth > MAX_DEPTH * 10) {
        throw new UnreadableDocumentException(
            "HTML page leaves more than %d elements open at unit %d; send its text instead"
                .formatted(MAX_DEPTH * 10, at));
      }
    }
  }

  private static final Set<String> UNCLOSED =
      Set.of(
          "br", "hr", "img", "meta", "link", "input", "p", "li", "td", "tr", "th", "dd", "dt",
          "option", "source", "wbr", "col", "area", "base", "embed", "track", "param");

  private static boolean isVoidOrOptional(String html, int at) {
    int end = at;
    while (end < html.length() && end - at < 10 && Character.isLetterOrDigit(html.charAt(end))) {
      end++;
    }
    return UNCLOSED.contains(html.substring(at, end).toLowerCase(java.util.Locale.ROOT));
  }

  private static Optional<String> title(Document page) {
    return meta(page, "meta[property=og:title]")
        .or(() -> text(page.selectFirst("h1")))
        .or(() -> text(page.selectFirst("title")));
  }

  private static Optional<ZonedDateTime> published(Document page) {
    return meta(page, "meta[property=article:published_time]")
        .or(() -> meta(page, "meta[itemprop=datePublished]"))
        .or(() ->
            meta(
                page,
                "meta[name=date],meta[name=dc.date],meta[name=DC.date.issued],meta[name=pubdate]"))
        .or(() ->
            Optional.ofNullable(page.selectFirst("time[datetime]")).map(t -> t.attr("datetime")))
        .flatMap(Dates::parse);
  }

  private static Optional<String> meta(Document page, String selector) {
    return Optional.ofNullable(page.selectFirst(selector))
        .map(m -> m.attr("content").strip())
        .filter(content -> !content.isEmpty());
  }

  private static Optional<String> text(@org.jspecify.annotations.Nullable Element element) {
    return Optional.ofNullable(element).map(Element::text).filter(t -> !t.isBlank());
  }

  /** The article, else the main part, else the element that holds the most words in paragraphs. */
  private static Element main(Document page) {
    Element article = page.selectFirst("article,[itemprop=articleBody],main,[role=main]");
    if (article != null && article.text().length() > 100) {
      return article;
    }
    Map<Element, Integer> words = new HashMap<>();
    for (Element paragraph : page.select("p")) {
      Element parent = paragraph.parent();
      if (parent != null) {
        words.merge(parent, paragraph.text().length(), Integer::sum);
      }
    }
    int all = words.values().stream().mapToInt(Integer::intValue).sum();
    return words.entrySet().stream()
        .max(Comparator.comparingInt(Map.Entry::getValue))
        .filter(best -> best.getValue() * 2 > all)
        .map(Map.Entry::getKey)
        .orElse(page.body());
  }

  private static void addBlocks(Element main, Set<String> blocks) {
    int before = blocks.size();
    for (Element block : main.select(BLOCKS)) {
      if (block.selectFirst("> p, > ul, > ol, > table, > div") == null && !block.text().isBlank()) {
        blocks.add(block.text());
      }
    }
    if (blocks.size() == before && !main.text().isBlank()) {
      blocks.add(main.text());
    }
  }
}
