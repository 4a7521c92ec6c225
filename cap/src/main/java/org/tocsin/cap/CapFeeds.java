// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads RSS 2.0 and Atom feeds: of alerts, and of ordinary news. Safe for several threads. */
public final class CapFeeds {
  private static final String CAP_TYPE = "application/cap+xml";

  private CapFeeds() {}

  /**
   * Reads a feed within the usual limits.
   *
   * @throws CapException when it is not well-formed XML, exceeds a limit, or is no feed
   */
  public static Feed read(byte[] input) {
    return read(input, ReadLimits.feed());
  }

  /**
   * Reads a feed.
   *
   * @throws CapException when it is not well-formed XML, exceeds a limit, or is no feed
   */
  public static Feed read(byte[] input, ReadLimits limits) {
    Problems problems = new Problems(limits.problemsMax());
    Node root = XmlParser.parse(input, limits, problems);
    FeedRules.check(root, problems);
    Reader reader = new Reader(limits, problems);
    return switch (root.name()) {
      case "feed" -> reader.atom(root);
      case "rss", "RDF" -> reader.rss(root);
      default ->
          throw new CapException(
              List.of(
                  Rule.FEED.problem(
                      root, root.name(), "The document is a " + root.name() + ", not a feed.")));
    };
  }

  /**
   * Which rules of feeds a feed breaks. What is wrong with its XML is not told again: whoever reads
   * the alerts in it is told of that.
   *
   * @throws CapException when it is not well-formed XML or exceeds a limit
   */
  static List<Problem> brokenRules(byte[] input, ReadLimits limits) {
    Problems ofXml = new Problems(limits.problemsMax());
    Problems problems = new Problems(limits.problemsMax());
    FeedRules.check(XmlParser.parse(input, limits, ofXml), problems);
    return problems.sorted();
  }

  /** Reads one feed. */
  private record Reader(ReadLimits limits, Problems problems) {
    Feed atom(Node feed) {
      List<FeedEntry> entries = new ArrayList<>();
      for (Node child : feed.children()) {
        if (child.name().equals("entry")) {
          entries.add(atomEntry(child));
        }
      }
      return new Feed(
          Feed.Kind.ATOM,
          text(feed, "id"),
          plain(feed, "title"),
          atomLink(feed, false),
          FeedTime.read(text(feed, "updated")),
          entries,
          problems.sorted());
    }

    private FeedEntry atomEntry(Node entry) {
      Node author = entry.find("author");
      Optional<String> link = atomLink(entry, false);
      String id = text(entry, "id");
      String summary = text(entry, "summary");
      Node content = entry.find("content");
      return new FeedEntry(
          id.isEmpty() ? link.orElse("") : id,
          plain(entry, "title"),
          FeedTime.read(first(entry, "updated", "published", "issued", "modified")),
          link,
          summary.isEmpty() && content != null ? content.text() : summary,
          author == null ? Optional.empty() : present(first(author, "name", "email")),
          atomLink(entry, true),
          inline(entry));
    }

    Feed rss(Node root) {
      Node channel = root.find("channel");
      Node head = channel == null ? root : channel;
      List<FeedEntry> entries = new ArrayList<>();
      // RDF puts the items beside the channel, RSS 2.0 inside it.
      for (Node parent : head == root ? List.of(root) : List.of(head, root)) {
        for (Node child : parent.children()) {
          if (child.name().equals("item")) {
            entries.add(rssItem(child));
          }
        }
      }
      String link = rssLink(head);
      return new Feed(
          Feed.Kind.RSS,
          link,
          plain(head, "title"),
          present(link),
          FeedTime.read(first(head, "lastBuildDate", "pubDate", "date")),
          entries,
          problems.sorted());
    }

    private FeedEntry rssItem(Node item) {
      String link = rssLink(item);
      String guid = text(item, "guid");
      String address = link.isEmpty() && guid.startsWith("http") ? guid : link;
      return new FeedEntry(
          guid.isEmpty() ? address : guid,
          plain(item, "title"),
          FeedTime.read(first(item, "pubDate", "date", "updated")),
          present(address),
          first(item, "description", "encoded", "summary"),
          present(first(item, "author", "creator")),
          rssCapLink(item, address),
          inline(item));
    }

    /** The link for people, or the link to the alert. */
    private Optional<String> atomLink(Node node, boolean cap) {
      Optional<String> other = Optional.empty();
      for (Node link : node.children()) {
        if (!link.name().equals("link")) {
          continue;
        }
        String rel = link.attribute("rel");
        boolean isCap = isCapType(link.attribute("type"));
        if (isCap == cap && (cap || rel.isEmpty() || rel.equals("alternate"))) {
          return present(link.attribute("href"));
        }
        boolean usable = !cap && !rel.equals("self") && !rel.equals("hub");
        other = other.isEmpty() && usable ? present(link.attribute("href")) : other;
      }
      return other;
    }

    /** The alert's address: an enclosure or Atom link of its type, or a link that ends so. */
    private Optional<String> rssCapLink(Node item, String link) {
      for (Node child : item.children()) {
        if (isCapType(child.attribute("type"))) {
          String address = child.attribute("url");
          return present(address.isEmpty() ? child.attribute("href") : address);
        }
      }
      return link.endsWith(".cap") || link.endsWith(".cap.xml")
          ? Optional.of(link)
          : Optional.empty();
    }

    private static boolean isCapType(String type) {
      return type.regionMatches(true, 0, CAP_TYPE, 0, CAP_TYPE.length());
    }

    /** The first alert inside an entry. */
    private Optional<Reading> inline(Node entry) {
      List<Node> alerts = Enclosed.alerts(entry);
      return alerts.isEmpty()
          ? Enclosed.readTexts(entry, limits, problems, List.of()).stream().findFirst()
          : Optional.of(
              CapReader.read(
                  alerts.getFirst(), limits, new Problems(limits.problemsMax()), List.of()));
    }

    private static String rssLink(Node node) {
      for (Node child : node.children()) {
        if (child.name().equals("link") && !child.text().isEmpty()) {
          return child.text();
        }
      }
      for (Node child : node.children()) {
        if (child.name().equals("link") && !child.attribute("rel").equals("self")) {
          return child.attribute("href");
        }
      }
      return "";
    }

    private static String first(Node node, String... names) {
      for (String name : names) {
        String text = text(node, name);
        if (!text.isEmpty()) {
          return text;
        }
      }
      return "";
    }

    private static String text(Node node, String name) {
      @Nullable Node child = node.find(name);
      return child == null ? "" : child.allText();
    }

    /** A title as plain text: white space joined. */
    private static String plain(Node node, String name) {
      return text(node, name).replaceAll("\\s+", " ");
    }

    private static Optional<String> present(String text) {
      return Texts.present(Optional.of(text));
    }
  }
}
