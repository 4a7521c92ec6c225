// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.QueryParser;

/**
 * Finds the paragraphs of a page's main part. One walk over the page cuts it into blocks and leaves
 * out what its element, role or class names as clutter; each block of running words speaks for the
 * elements around it, less the more of it is links; the element that most speaks for is the main
 * part. What remains in it of links and stock phrases ({@code boilerplate.txt}) is left out. Linear
 * in the size of the page: every node is visited at most three times.
 */
final class MainPart {
  private static final int MIN_RUNNING_UNITS = 25;
  private static final int MIN_MAIN_UNITS = 100;
  private static final int LONG_UNITS = 300;
  private static final double MOSTLY_LINKS = 0.6;
  private static final double OF_A_GRANDCHILD = 0.6;

  private static final Set<String> CLUTTER =
      Set.of(
          "script",
          "style",
          "noscript",
          "template",
          "nav",
          "footer",
          "aside",
          "form",
          "button",
          "iframe",
          "svg",
          "select",
          "object",
          "textarea",
          "head",
          "dialog",
          "figcaption");

  private static final Set<String> CLUTTER_ROLES =
      Set.of("navigation", "complementary", "contentinfo", "banner", "search", "menu", "dialog");

  /** Words in classes and ids by which pages name what is no part of the story. */
  private static final Set<String> CLUTTER_NAMES =
      Set.of(
          "comments",
          "comment",
          "disqus",
          "sidebar",
          "related",
          "recommended",
          "recommendations",
          "share",
          "sharing",
          "social",
          "newsletter",
          "subscribe",
          "subscription",
          "promo",
          "promos",
          "advert",
          "advertisement",
          "ads",
          "ad",
          "sponsored",
          "cookie",
          "cookies",
          "consent",
          "breadcrumb",
          "breadcrumbs",
          "navigation",
          "navbar",
          "nav",
          "menu",
          "footer",
          "popup",
          "modal",
          "paywall",
          "taglist",
          "tags",
          "outbrain",
          "taboola",
          "trending",
          "mostread",
          "teaser",
          "teasers",
          "skip",
          "toolbar",
          "pagination",
          "masthead",
          "byline",
          "onetrust",
          "cmp",
          "gdpr",
          "banner");

  private static final Set<String> STOCK = Set.copyOf(Lexicon.lines("boilerplate.txt"));

  /** A run of words between the edges of blocks, with the element it stands in. */
  private record Block(String text, int linked, boolean heading, Element owner) {
    boolean runs() {
      return !heading && text.length() >= MIN_RUNNING_UNITS && !isMostlyLinks();
    }

    boolean isMostlyLinks() {
      return linked > MOSTLY_LINKS * text.length();
    }
  }

  private MainPart() {}

  /** The paragraphs of the main part of a page, headings among them, in order. */
  static List<String> of(Element body) {
    List<Block> tidy = blocks(body, true);
    List<Block> all = tidy.isEmpty() ? blocks(body, false) : tidy;
    Optional<Element> main = named(body, all).or(() -> best(all));
    List<Block> inside = main.map(element -> blocks(element, true)).orElse(all);
    return texts(inside.isEmpty() ? all : inside);
  }

  /** All words of an element, clutter or not, in paragraphs. */
  static List<String> everything(Element body) {
    return blocks(body, false).stream().map(Block::text).toList();
  }

  private static List<String> texts(List<Block> blocks) {
    List<String> texts = new ArrayList<>();
    for (Block block : blocks) {
      if (block.heading || !(isListOfLinks(block) || isStock(block.text))) {
        texts.add(block.text);
      }
    }
    return texts;
  }

  private static boolean isListOfLinks(Block block) {
    return block.isMostlyLinks() && block.text.length() < LONG_UNITS;
  }

  /** "Advertisement", "Read more: …", "Sign up for our newsletter". */
  private static boolean isStock(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.length() > LONG_UNITS) {
      return false;
    }
    return STOCK.stream()
        .anyMatch(s ->
            s.endsWith("*")
                ? lower.startsWith(s.substring(0, s.length() - 1))
                : lower.equals(s) || lower.equals(s + "."));
  }

  /** The element that the page itself calls its story, if that holds much of its running words. */
  private static Optional<Element> named(Element body, List<Block> blocks) {
    int all = blocks.stream().filter(Block::runs).mapToInt(b -> b.text.length()).sum();
    for (String selector : List.of("[itemprop=articleBody]", "article", "main,[role=main]")) {
      Element longest = null;
      int most = 0;
      for (Element element : outermost(body, selector)) {
        int units =
            blocks(element, true).stream().filter(Block::runs).mapToInt(b -> b.text.length()).sum();
        if (units > most) {
          most = units;
          longest = element;
        }
      }
      // A page of many stories has an article for each: none of them is the page's.
      if (longest != null && (most > all / 2 || (most >= MIN_MAIN_UNITS && most > all / 3))) {
        return Optional.of(longest);
      }
    }
    return Optional.empty();
  }

  /** Those that match and lie in no other that matches, so that no word is counted twice. */
  private static List<Element> outermost(Element body, String selector) {
    Evaluator wanted = QueryParser.parse(selector);
    List<Element> found = new ArrayList<>();
    body.filter((node, depth) -> {
      if (node instanceof Element element && wanted.matches(body, element)) {
        found.add(element);
        return NodeFilter.FilterResult.SKIP_CHILDREN;
      }
      return NodeFilter.FilterResult.CONTINUE;
    });
    return found;
  }

  /** The element that most running words speak for, if it holds most of them. */
  private static Optional<Element> best(List<Block> blocks) {
    Map<Element, Double> scores = new LinkedHashMap<>();
    double all = 0;
    for (Block block : blocks) {
      if (block.runs()) {
        double own = block.text.length() - block.linked;
        all += own;
        // The paragraph's parent, and its parent: stories are often cut up by one level of boxes.
        Element parent = isParagraph(block.owner) ? block.owner.parent() : block.owner;
        if (parent != null) {
          scores.merge(parent, own, Double::sum);
          Element grand = parent.parent();
          if (grand != null) {
            scores.merge(grand, own * OF_A_GRANDCHILD, Double::sum);
          }
        }
      }
    }
    double half = all / 2;
    return scores.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(most -> most.getValue() > half)
        .map(Map.Entry::getKey);
  }

  private static boolean isParagraph(Element element) {
    return Set.of("p", "li", "blockquote", "pre", "td", "dd").contains(element.normalName());
  }

  private static List<Block> blocks(Element root, boolean tidy) {
    Cutter cutter = new Cutter(root, tidy);
    root.filter(cutter);
    cutter.flush(root);
    return cutter.blocks;
  }

  /** Cuts what lies in an element into blocks, in one walk. */
  private static final class Cutter implements NodeFilter {
    private final List<Block> blocks = new ArrayList<>();
    private final StringBuilder words = new StringBuilder();
    private final Element root;
    private final boolean tidy;
    private int linkDepth;
    private int linked;
    private int headingDepth;
    private int quoteDepth;
    private boolean broken;

    Cutter(Element root, boolean tidy) {
      this.root = root;
      this.tidy = tidy;
    }

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode text) {
        add(text.getWholeText());
      } else if (node instanceof Element element) {
        if (!element.equals(root) && isLeftOut(element)) {
          flush(around(element));
          return FilterResult.SKIP_ENTIRELY;
        }
        if (isEdge(element)) {
          flush(around(element));
        }
        switch (element.normalName()) {
          case "br" -> breakLine(element);
          case "a" -> linkDepth++;
          case "h1", "h2", "h3", "h4", "h5", "h6" -> headingDepth++;
          case "blockquote" -> quoteDepth++;
          default -> {} // its words are those of the block around it
        }
      }
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element element) {
        if (isEdge(element)) {
          flush(element);
        }
        switch (element.normalName()) {
          case "a" -> linkDepth--;
          case "h1", "h2", "h3", "h4", "h5", "h6" -> headingDepth--;
          case "blockquote" -> quoteDepth--;
          default -> {} // nothing was counted for it
        }
      }
      return FilterResult.CONTINUE;
    }

    private static boolean isEdge(Element element) {
      String name = element.normalName();
      boolean breaks = name.equals("br");
      return (element.isBlock() && !breaks)
          || name.equals("td")
          || name.equals("th")
          || name.equals("li")
          || name.equals("dd");
    }

    private boolean isLeftOut(Element element) {
      String name = element.normalName();
      if (!tidy) {
        return Set.of("script", "style", "template", "head").contains(name) || isHidden(element);
      }
      return CLUTTER.contains(name)
          || isHidden(element)
          || CLUTTER_ROLES.contains(element.attr("role").toLowerCase(Locale.ROOT))
          || (!MAIN.contains(name) && isNamedClutter(element));
    }

    private static final Set<String> MAIN = Set.of("html", "body", "article", "main");

    private static boolean isHidden(Element element) {
      String style = element.attr("style").replace(" ", "");
      return element.hasAttr("hidden")
          || element.attr("aria-hidden").equals("true")
          || style.contains("display:none")
          || style.contains("visibility:hidden");
    }

    private static boolean isNamedClutter(Element element) {
      String names = element.attr("class") + " " + element.attr("id");
      if (names.length() == 1 || names.length() > 400) {
        return false;
      }
      Set<String> parts = new HashSet<>();
      StringBuilder part = new StringBuilder();
      for (int i = 0; i <= names.length(); i++) {
        char c = i < names.length() ? names.charAt(i) : ' ';
        boolean starts = Character.isUpperCase(c) && i > 0 && isLower(names.charAt(i - 1));
        if (!Character.isLetter(c) || starts) {
          parts.add(part.toString());
          part.setLength(0);
        }
        if (Character.isLetter(c)) {
          part.append(Character.toLowerCase(c));
        }
      }
      return parts.stream().anyMatch(CLUTTER_NAMES::contains)
          && !parts.contains("article")
          && !parts.contains("story")
          && !parts.contains("content");
    }

    private static boolean isLower(char c) {
      return Character.isLowerCase(c);
    }

    private void add(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (!Character.isWhitespace(c) && c != '\u00A0') {
          words.append(c);
          broken = false;
          linked += linkDepth > 0 ? 1 : 0;
        } else if (!endsBlank()) {
          words.append(' ');
        }
      }
    }

    /** One break ends a line; two in a row end a paragraph, as on old pages. */
    private void breakLine(Element at) {
      if (broken) {
        flush(around(at));
      } else if (!tidy) {
        words.append('\n');
      } else if (!endsBlank()) {
        words.append(' ');
      }
      broken = true;
    }

    private boolean endsBlank() {
      return words.isEmpty() || Character.isWhitespace(words.charAt(words.length() - 1));
    }

    private Element around(Element element) {
      Element parent = element.parent();
      return parent == null || element.equals(root) ? root : parent;
    }

    /** Ends the block at hand, whose words stand in this element. */
    void flush(Element at) {
      String text = words.toString().strip();
      words.setLength(0);
      if (!text.isEmpty()) {
        String quoted = tidy || quoteDepth == 0 ? text : "> " + text.replace("\n", "\n> ");
        blocks.add(new Block(quoted, linked, headingDepth > 0, at));
      }
      linked = 0;
    }
  }
}
