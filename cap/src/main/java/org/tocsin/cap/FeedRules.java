// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.Set;

/**
 * The rules of the feeds that carry alerts: what Atom 1.0 (RFC 4287 §4.1) and RSS 2.0 ask of a feed
 * and of each entry so that receivers can tell entries apart, show them and follow them. Feeds of
 * older kinds (Atom 0.3, RSS 1.0) are read and not held to these rules.
 */
final class FeedRules {
  private static final String ATOM = "http://www.w3.org/2005/Atom";

  /** What Atom lets stand in a feed (RFC 4287 §4.1.1) and in an entry (§4.1.2). */
  private static final Set<String> IN_FEED =
      Set.of(
          "author",
          "category",
          "contributor",
          "entry",
          "generator",
          "icon",
          "id",
          "link",
          "logo",
          "rights",
          "subtitle",
          "title",
          "updated");

  private static final Set<String> IN_ENTRY =
      Set.of(
          "author",
          "category",
          "content",
          "contributor",
          "id",
          "link",
          "published",
          "rights",
          "source",
          "summary",
          "title",
          "updated");

  private FeedRules() {}

  /** Reports what is wrong with a feed; nothing when the element is none. */
  static void check(Node root, Problems problems) {
    switch (root.name()) {
      case "feed" -> atom(root, problems);
      case "rss" -> rss(root, problems);
      default -> {
        return;
      }
    }
    outside(root, problems);
  }

  private static void atom(Node feed, Problems problems) {
    if (!feed.namespace().equals(ATOM)) {
      problems.add(
          Rule.FEED_NAMESPACE, feed, feed.namespace(), "The feed is not in Atom's namespace.");
      return;
    }
    common(feed, IN_FEED, problems);
    boolean authors = feed.find("author") != null;
    for (Node child = feed.first(); child != null; child = child.next()) {
      if (child.name().equals("entry") && child.namespace().equals(ATOM)) {
        entry(child, authors, problems);
      }
    }
  }

  private static void entry(Node entry, boolean authors, Problems problems) {
    common(entry, IN_ENTRY, problems);
    if (entry.find("content") == null && !hasAlternate(entry)) {
      problems.add(
          Rule.FEED_LINK, entry, "", "The entry has neither content nor a link to its page.");
    }
    Node source = entry.find("source");
    boolean own = entry.find("author") != null || (source != null && source.find("author") != null);
    if (!authors && !own) {
      problems.add(Rule.FEED_AUTHOR, entry, "", "Neither the entry nor the feed has an author.");
    }
  }

  /** What a feed and an entry must have alike, and may not. */
  private static void common(Node node, Set<String> known, Problems problems) {
    one(Rule.FEED_ID, node, "id", problems);
    one(Rule.FEED_TITLE, node, "title", problems);
    Node updated = one(Rule.FEED_UPDATED, node, "updated", problems);
    if (updated != node && FeedTime.read(updated.text()).isEmpty()) {
      problems.add(Rule.FEED_UPDATED, updated, updated.text(), "This is not a time.");
    }
    for (Node child = node.first(); child != null; child = child.next()) {
      if (child.namespace().equals(ATOM) && !known.contains(child.name())) {
        problems.add(
            Rule.FEED_ELEMENT,
            child,
            "",
            "Atom has no " + child.name() + " in " + node.name() + ".");
      }
    }
  }

  /** The one child of that name; the element itself when there is none, which is reported. */
  private static Node one(Rule rule, Node node, String name, Problems problems) {
    Node found = node;
    for (Node child = node.first(); child != null; child = child.next()) {
      if (!child.name().equals(name) || !child.namespace().equals(ATOM)) {
        continue;
      }
      if (found != node) {
        problems.add(rule, child, child.text(), node.name() + " has more than one " + name + ".");
      }
      found = child;
    }
    if (found == node) {
      problems.add(rule, node, "", node.name() + " has no " + name + ".");
    } else if (name.equals("id") && found.text().isEmpty()) {
      problems.add(rule, found, "", "The id is empty.");
    }
    return found;
  }

  private static boolean hasAlternate(Node entry) {
    for (Node child = entry.first(); child != null; child = child.next()) {
      String rel = child.attribute("rel");
      if (child.name().equals("link") && (rel.isEmpty() || rel.equals("alternate"))) {
        return true;
      }
    }
    return false;
  }

  private static void rss(Node root, Problems problems) {
    Node channel = root.find("channel");
    if (channel == null) {
      problems.add(Rule.FEED_CHANNEL, root, "", "rss has no channel.");
      return;
    }
    for (String name : new String[] {"title", "link", "description"}) {
      if (channel.find(name) == null) {
        problems.add(Rule.FEED_CHANNEL, channel, "", "The channel has no " + name + ".");
      }
    }
    for (Node child = channel.first(); child != null; child = child.next()) {
      boolean item = child.name().equals("item");
      if (item && child.find("title") == null && child.find("description") == null) {
        problems.add(Rule.FEED_ITEM, child, "", "The item has neither title nor description.");
      }
    }
  }

  /** An alert beside the entries is foreign markup there, which readers pass over. */
  private static void outside(Node root, Problems problems) {
    Node channel = root.find("channel");
    for (Node parent : channel == null ? new Node[] {root} : new Node[] {root, channel}) {
      for (Node child = parent.first(); child != null; child = child.next()) {
        if (child.name().equals("alert")) {
          problems.add(
              Rule.FEED_ALERT_OUTSIDE, child, "", "The alert stands beside the entries, in none.");
        }
      }
    }
  }
}
