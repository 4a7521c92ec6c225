// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of a document of any length, handed out one by one: a single alert, those inside the
 * entries of an Atom or RSS feed, or those in an EDXL-DE envelope, each read tolerantly.
 *
 * <p>One entry is in memory at a time. The limits on bytes and elements hold for one entry, not for
 * the document; what stands outside of entries counts against them, too. So does what goes by
 * without an alert: when the entries since the last alert have more bytes than the limit, the
 * document is read no further and the last reading says so. Not safe for several threads.
 */
public final class CapStream implements AutoCloseable {
  private final InputStream in;
  private final ReadLimits limits;
  private final List<CapProfile> profiles;
  private final XmlParser parser;
  private final Deque<Reading> ready = new ArrayDeque<>();

  /** What is wrong around the alerts. */
  private final Problems around;

  private boolean any;
  private boolean ended;
  private boolean endsWithDocument;

  private CapStream(
      InputStream in, ReadLimits limits, List<CapProfile> profiles, XmlParser parser) {
    this.in = in;
    this.limits = limits;
    this.profiles = profiles;
    this.parser = parser;
    this.around = new Problems(limits.problemsMax());
  }

  /**
   * Begins to read a stream, which this stream closes when it is closed.
   *
   * @throws IOException when the stream fails
   */
  public static CapStream open(InputStream in, ReadLimits limits) throws IOException {
    return open(in, limits, List.of());
  }

  /**
   * The same, holding each alert to profiles as well.
   *
   * @throws IOException when the stream fails
   */
  public static CapStream open(InputStream in, ReadLimits limits, List<CapProfile> profiles)
      throws IOException {
    Problems problems = new Problems(limits.problemsMax());
    XmlParser parser =
        XmlParser.of(Utf8Source.of(in, problems), limits, problems, CapStream::isUnit);
    return new CapStream(in, limits, List.copyOf(profiles), parser);
  }

  /** The alerts of a document that is there whole. */
  static CapStream of(byte[] input, ReadLimits limits, List<CapProfile> profiles) {
    Problems problems = new Problems(limits.problemsMax());
    XmlParser parser = XmlParser.of(input, limits, problems, CapStream::isUnit);
    return new CapStream(InputStream.nullInputStream(), limits, profiles, parser);
  }

  private static boolean isUnit(Node node) {
    return switch (node.name()) {
      case "alert", "entry", "item", "contentObject" -> true;
      default -> false;
    };
  }

  /**
   * The next alert; empty at the end. Never throws for bad input: where the document cannot be read
   * further, or holds no alert at all, the last reading has no alert and says why.
   *
   * @throws IOException when the stream fails
   */
  public Optional<Reading> next() throws IOException {
    try {
      while (ready.isEmpty() && !ended) {
        advance();
      }
    } catch (UncheckedIOException failed) {
      ended = true;
      throw failed.getCause();
    }
    return Optional.ofNullable(ready.poll());
  }

  /** Whether what was read is a feed, Atom or RSS. */
  boolean isFeed() {
    return switch (parser.rootName()) {
      case "feed", "rss", "RDF" -> true;
      default -> false;
    };
  }

  /** Whether the last reading had no alert and spoke of the document. */
  boolean endsWithDocument() {
    return endsWithDocument;
  }

  private void advance() {
    try {
      @Nullable Node unit = parser.next();
      if (unit == null) {
        end();
        return;
      }
      Problems own = problemsOf(unit);
      List<Node> alerts = Enclosed.alerts(unit);
      for (Node alert : alerts) {
        Original original = alert.parent() == null ? parser.pending() : alert.original();
        ready.add(CapReader.read(alert, limits, own, profiles, original));
        own = new Problems(limits.problemsMax());
      }
      if (alerts.isEmpty()) {
        ready.addAll(Enclosed.readTexts(unit, limits, own, profiles));
        own.moveTo(around);
      }
      if (ready.isEmpty()) {
        parser.passedOver();
      } else {
        any = true;
        parser.taken();
      }
    } catch (CapException refused) {
      ended = true;
      endsWithDocument = true;
      parser.problems().moveTo(around);
      ready.add(CapReader.unreadable(refused, around, parser.pending()));
    }
  }

  /**
   * What is wrong with the XML of a unit. The parser's collection also holds what stands before it,
   * which is the document's, and what was seen on reading ahead, which is left for the next.
   */
  private Problems problemsOf(Node unit) {
    Problems found = parser.problems();
    Problems own = new Problems(limits.problemsMax());
    if (found.isEmpty()) {
      return own;
    }
    if (unit.parent() == null) {
      found.moveTo(own);
    } else {
      found.moveTo(around, 0, unit.spot());
      found.moveTo(own, unit.spot(), unit.endSpot());
    }
    return own;
  }

  private void end() {
    ended = true;
    parser.problems().moveTo(around);
    if (!any) {
      Node root = parser.root();
      around.add(Rule.ROOT, root, root.name(), "The document is a " + root.name() + ".");
    }
    List<Problem> problems = around.sorted();
    if (!any || problems.stream().anyMatch(Problem::isError)) {
      endsWithDocument = true;
      ready.add(CapReader.unreadable(around, parser.pending()));
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
