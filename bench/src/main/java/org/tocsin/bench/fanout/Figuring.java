// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tocsin.bench.frame.TimesTable;

/** Figures of several rounds, by what they are of, in the order in which they first came. */
final class Figuring {
  private record What(String name, String unit) {}

  private final Map<What, List<Double>> figures = new LinkedHashMap<>();

  /** Adds a round's figure. */
  void add(String name, String unit, double figure) {
    figures.computeIfAbsent(new What(name, unit), _ -> new ArrayList<>()).add(figure);
  }

  /** Of how many hundredths of the rounds a figure was at most so much. */
  double percentile(String name, String unit, int hundredths) {
    List<Double> sorted =
        figures.getOrDefault(new What(name, unit), List.of()).stream().sorted().toList();
    return sorted.get(Math.ceilDiv(sorted.size() * hundredths, 100) - 1);
  }

  TimesTable table(String name, String what) {
    List<TimesTable.Row> rows = new ArrayList<>();
    figures.forEach((of, runs) -> rows.add(new TimesTable.Row(of.name, of.unit, runs)));
    return new TimesTable(name, what, rows);
  }
}
