// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.List;
import java.util.Optional;

/** The place that a wire report starts with: "KRASNOGORSK, Russia (AP) — …". */
final class Dateline {
  private static final int MAX_LINES = 4;
  private static final int MAX_UNITS = 90;
  private static final List<String> ENDS = List.of(" — ", " – ", " -- ", " - ", "— ", "– ");

  private Dateline() {}

  /** The country of the place in the dateline of a text, if it has one. */
  static Optional<Guess<String>> country(String text, List<PlaceMention> places) {
    int from = 0;
    for (int line = 0; line < MAX_LINES && from < text.length(); line++) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      int dash = dash(text, from, Math.min(to, from + MAX_UNITS));
      if (dash > from) {
        int start = from;
        return places.stream()
            .filter(p -> p.span().start() >= start && p.span().end() <= dash)
            .findFirst()
            .flatMap(p -> p.country().map(c -> new Guess<>(c, "the dateline: " + p.text())));
      }
      from = end < 0 ? to : end + 1;
    }
    return Optional.empty();
  }

  /** Where the dateline of a line ends: it starts with a word in capitals, and a dash follows. */
  private static int dash(String text, int from, int to) {
    int capitals = 0;
    while (from + capitals < to && Character.isUpperCase(text.charAt(from + capitals))) {
      capitals++;
    }
    if (capitals < 3) {
      return -1;
    }
    String line = text.substring(from, to);
    return ENDS.stream().mapToInt(line::indexOf).filter(i -> i > 0).min().stream()
        .map(i -> from + i)
        .findFirst()
        .orElse(-1);
  }
}
