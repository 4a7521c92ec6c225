// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads CAP 1.0, 1.1 and 1.2 from XML into one model. Safe for several threads.
 *
 * <p>Tolerant reading returns the alert together with everything that is wrong with it; strict
 * reading refuses. Neither resolves entities or follows links, and both stay within their limits.
 * Documents of many alerts are for {@link CapStream}.
 */
public final class CapReader {
  private CapReader() {}

  /** Reads an alert tolerantly within the usual limits. */
  public static Reading read(byte[] input) {
    return read(input, ReadLimits.alert());
  }

  /**
   * Reads an alert tolerantly. Never throws for bad input: the problems tell. An alert inside
   * another document is read with a problem; of several the first is read.
   */
  public static Reading read(byte[] input, ReadLimits limits) {
    return read(input, limits, List.of());
  }

  /** The same, holding the alert to profiles while its elements still have positions. */
  static Reading read(byte[] input, ReadLimits limits, List<CapProfile> profiles) {
    Problems problems = new Problems(limits.problemsMax());
    try {
      Node root = XmlParser.parse(input, limits, problems);
      return only(root, limits, problems, profiles, Original.of(input, root.window()));
    } catch (CapException refused) {
      return unreadable(refused, problems, Original.of(input, limits));
    }
  }

  /**
   * Reads an alert tolerantly from text, whatever encoding it says it has. Lines and columns are
   * those of the text.
   */
  public static Reading read(String text, ReadLimits limits) {
    return read(text, limits, List.of());
  }

  static Reading read(String text, ReadLimits limits, List<CapProfile> profiles) {
    Problems problems = new Problems(limits.problemsMax());
    Original original = Original.of(text, limits);
    try {
      Node root = XmlParser.parse(text, limits, problems);
      return only(root, limits, problems, profiles, original);
    } catch (CapException refused) {
      return unreadable(refused, problems, original);
    }
  }

  /**
   * Reads an alert tolerantly from a stream, of which no more is read than the limits allow; the
   * stream is not closed.
   *
   * @throws IOException when the stream fails
   */
  public static Reading read(InputStream in, ReadLimits limits) throws IOException {
    return read(in.readNBytes(limits.bytesMax() + 1), limits);
  }

  /**
   * Reads every alert in an input tolerantly: one alert, or those in an envelope or feed. The list
   * ends with a reading without an alert when the input cannot be read to its end or holds none.
   */
  public static List<Reading> readAll(byte[] input, ReadLimits limits) {
    return readAll(input, limits, List.of());
  }

  static List<Reading> readAll(byte[] input, ReadLimits limits, List<CapProfile> profiles) {
    return readWhole(input, limits, profiles).readings();
  }

  /**
   * What came of reading a document of any kind.
   *
   * @param readings of every alert in it, and perhaps a last one that has none and speaks of the
   *     document
   * @param isFeed whether it is an Atom or RSS feed
   * @param endsWithDocument whether the last reading speaks of the document
   */
  record Whole(List<Reading> readings, boolean isFeed, boolean endsWithDocument) {
    /** Those of its alerts alone. */
    List<Reading> ofAlerts() {
      return endsWithDocument ? readings.subList(0, readings.size() - 1) : readings;
    }

    /** What is wrong around its alerts; that there are none is not wrong in a feed. */
    List<Problem> aroundAlerts() {
      return endsWithDocument
          ? readings.getLast().problems().stream()
              .filter(problem -> !problem.rule().equals(Rule.ROOT.id()))
              .toList()
          : List.of();
    }
  }

  static Whole readWhole(byte[] input, ReadLimits limits, List<CapProfile> profiles) {
    List<Reading> readings = new ArrayList<>();
    try (CapStream stream = CapStream.of(input, limits, profiles)) {
      for (Optional<Reading> next = stream.next(); next.isPresent(); next = stream.next()) {
        readings.add(next.get());
      }
      return new Whole(readings, stream.isFeed(), stream.endsWithDocument());
    } catch (CapException refused) {
      Problems problems = new Problems(limits.problemsMax());
      readings.add(unreadable(refused, problems, Original.of(input, limits)));
      return new Whole(readings, false, true);
    } catch (IOException impossible) {
      throw new IllegalStateException("bytes in memory cannot fail to be read", impossible);
    }
  }

  /**
   * The characters of an input as this reader decodes them, in which the lines and columns of
   * problems count. Bytes that are no text are replaced by U+FFFD.
   */
  public static String text(byte[] input) {
    XmlWindow window = SourceText.decode(input, new Problems(1));
    return window.text(0, window.limit());
  }

  /** Reads a valid alert within the usual limits. */
  public static Alert readStrict(byte[] input) {
    return readStrict(input, ReadLimits.alert());
  }

  /**
   * Reads a valid alert.
   *
   * @throws CapException when the input breaks a rule whose breach is an error
   */
  public static Alert readStrict(byte[] input, ReadLimits limits) {
    Reading reading = read(input, limits);
    if (!reading.isValid()) {
      throw new CapException(reading.problems());
    }
    return reading.alert().orElseThrow();
  }

  /** Reads an alert that stands inside another document. */
  static Reading read(Node alert, ReadLimits limits, Problems problems, List<CapProfile> profiles) {
    return read(alert, limits, problems, profiles, alert.original());
  }

  /** Reads an alert of a document that was parsed, whose bytes are these. */
  static Reading read(
      Node alert,
      ReadLimits limits,
      Problems problems,
      List<CapProfile> profiles,
      Original original) {
    try {
      return map(alert, limits, problems, profiles, original);
    } catch (CapException refused) {
      return unreadable(refused, problems, original);
    }
  }

  /** Reads the alert of a document that should hold just one. */
  private static Reading only(
      Node root,
      ReadLimits limits,
      Problems problems,
      List<CapProfile> profiles,
      Original original) {
    List<Node> alerts = Enclosed.alerts(root);
    if (alerts.isEmpty()) {
      problems.add(Rule.ROOT, root, root.name(), "The document is a " + root.name() + ".");
      return unreadable(problems, original);
    }
    if (alerts.getFirst() != root) {
      problems.add(
          Rule.WRAPPED,
          alerts.getFirst(),
          root.name(),
          "The alert stands inside a " + root.name() + " with " + alerts.size() + " in all.");
    }
    return map(alerts.getFirst(), limits, problems, profiles, original);
  }

  private static Reading map(
      Node alert,
      ReadLimits limits,
      Problems problems,
      List<CapProfile> profiles,
      Original original) {
    Optional<CapVersion> version = CapVersion.find(alert.namespace());
    if (version.isEmpty()) {
      String message =
          alert.namespace().isEmpty()
              ? "The alert stands in no namespace; it was read as CAP 1.2."
              : "The namespace is not one of CAP's; it was read as CAP 1.2.";
      problems.add(Rule.NAMESPACE, alert, alert.namespace(), message);
    }
    AlertMapper mapper = new AlertMapper(version.orElse(CapVersion.V1_2), limits, problems);
    Optional<Alert> read = mapper.alert(alert);
    read.ifPresent(
        found -> profiles.forEach(profile -> profile.check(found, new Spot(alert, problems))));
    return new Reading(read, version, problems.sorted(), original);
  }

  /** What comes of an input that holds no alert. */
  static Reading unreadable(Problems problems, Original original) {
    return new Reading(Optional.empty(), Optional.empty(), problems.sorted(), original);
  }

  /** The same, with the problems for which it was refused. */
  static Reading unreadable(CapException refused, Problems problems, Original original) {
    refused.problems().forEach(problems::add);
    return unreadable(problems, original);
  }
}
