// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tocsin.server.kernel.Text;

/**
 * One alert of a monitoring system.
 *
 * @param firing whether it holds; otherwise it is over
 * @param labels what it is, by name
 * @param annotations what is to be read, by name
 * @param startsAt since when
 * @param endsAt when it ended, if it has
 * @param link where it comes from; empty when it does not say
 */
record MonitorAlert(
    boolean firing,
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations,
    Instant startsAt,
    Optional<Instant> endsAt,
    String link) {

  private static final int TITLE_LENGTH = 160;

  /** What is read first, in this order; the other annotations follow by name. */
  private static final String SUMMARY = "summary";

  private static final String DESCRIPTION = "description";

  /** Copies its maps. */
  MonitorAlert {
    labels = new TreeMap<>(labels);
    annotations = new TreeMap<>(annotations);
  }

  /**
   * The same for whatever is the same alert in the same state with the same words: a measured value
   * that has changed is no other alert.
   */
  byte[] identity() {
    String words =
        annotations.entrySet().stream()
            .map(each -> part(each.getKey()) + part(each.getValue().replaceAll("[0-9]+", "0")))
            .collect(Collectors.joining());
    String labelled =
        labels.entrySet().stream()
            .map(each -> part(each.getKey()) + part(each.getValue()))
            .collect(Collectors.joining());
    return Reports.sha256(
        (firing + part(labelled) + part(startsAt.toString()) + part(words))
            .getBytes(StandardCharsets.UTF_8));
  }

  /** With its length in front, so that no two lists give the same. */
  private static String part(String text) {
    return " " + text.length() + ":" + text;
  }

  /** One line. */
  String title() {
    String name =
        annotations.getOrDefault(SUMMARY, labels.getOrDefault("alertname", "Alert without a name"));
    return Text.line((firing ? "" : "Resolved: ") + name, TITLE_LENGTH);
  }

  /** What an officer reads; the same for the same alert in the same state. */
  String text() {
    StringBuilder out = new StringBuilder(500);
    out.append(title()).append("\n\n");
    Optional.ofNullable(annotations.get(DESCRIPTION))
        .ifPresent(words -> out.append(words.strip()).append("\n\n"));
    annotations.forEach((name, words) -> {
      if (!name.equals(SUMMARY) && !name.equals(DESCRIPTION)) {
        out.append(name).append(": ").append(words.strip()).append('\n');
      }
    });
    out.append("Since: ").append(startsAt).append('\n');
    endsAt.ifPresent(end -> out.append("Ended: ").append(end).append('\n'));
    out.append("Labels: ").append(inWords(labels)).append('\n');
    if (!link.isEmpty()) {
      out.append("From: ").append(link).append('\n');
    }
    return out.toString();
  }

  private static String inWords(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(", "));
  }
}
