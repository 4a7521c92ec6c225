// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.outcome.IncidentLine.Count;

/**
 * Figures in one cell of a file, so that a range or {@code at least} comes back as what it was: a
 * figure is its kind, its numbers and its qualifier, for example {@code killed 60-90 about}, and a
 * semicolon stands between two.
 */
final class FigureCells {

  /** The column. */
  static final String COLUMN = "tocsin_meant";

  private static final Pattern FIGURE =
      Pattern.compile("([A-Za-z]{1,40}) ([0-9]{1,9})(?:-([0-9]{1,9}))? ([A-Za-z]{1,40})");

  private FigureCells() {}

  /** The newest figure of each kind. */
  static String write(Map<FigureKind, List<Figure>> figures) {
    return figures.entrySet().stream()
        .map(each -> cell(each.getKey(), each.getValue().getFirst()))
        .collect(Collectors.joining("; "));
  }

  private static String cell(FigureKind kind, Figure figure) {
    return String.format(
        Locale.ROOT,
        "%s %d%s %s",
        kind.word(),
        figure.min(),
        figure.max().isPresent() ? "-" + figure.max().getAsLong() : "",
        figure.qualifier().word());
  }

  /**
   * What such a cell says.
   *
   * @throws Problem T8002 when it is none
   */
  static Map<FigureKind, Count> read(String cell) {
    Map<FigureKind, Count> all = new EnumMap<>(FigureKind.class);
    for (String each : cell.split(";", -1)) {
      Matcher parts = FIGURE.matcher(each.strip());
      Optional<FigureKind> kind =
          parts.matches() ? Word.find(FigureKind.class, parts.group(1)) : Optional.empty();
      Optional<Qualifier> qualifier =
          kind.isPresent() ? Word.find(Qualifier.class, parts.group(4)) : Optional.empty();
      if (kind.isEmpty() || qualifier.isEmpty()) {
        throw OutcomeProblem.BAD_INCIDENT.because(
            "%s: '%s' is no figure like 'killed 60-90 about'"
                .formatted(COLUMN, Problem.shorten(each.strip())));
      }
      String max = parts.group(3);
      all.put(
          kind.get(),
          new Count(
              Long.parseLong(parts.group(2)),
              max == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(max)),
              qualifier.get()));
    }
    return all;
  }
}
