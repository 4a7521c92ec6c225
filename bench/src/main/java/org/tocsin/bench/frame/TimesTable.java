// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Quantities that stand for themselves: how long, how much.
 *
 * @param name one word
 * @param what what was done, in a line
 * @param rows one a quantity
 */
public record TimesTable(String name, String what, List<Row> rows) implements Table {

  /**
   * A quantity.
   *
   * @param name what it is
   * @param unit what it is counted in
   * @param runs every run's figure, at least one
   */
  public record Row(String name, String unit, List<Double> runs) {
    /** Copies its list. */
    public Row {
      runs = List.copyOf(runs);
    }

    Figures figures() {
      return Figures.of(runs);
    }
  }

  /** Copies its list. */
  public TimesTable {
    rows = List.copyOf(rows);
  }

  @Override
  public boolean well() {
    return true;
  }

  @Override
  public void print(PrintStream out) {
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    boolean single = rows.stream().allMatch(row -> row.runs().size() == 1);
    out.printf("%n%s: %s%n", name, what);
    if (!single) {
      out.printf("  %-" + width + "s %12s %12s %12s%n", "", "min", "median", "max");
    }
    for (Row row : rows) {
      Figures f = row.figures();
      out.printf("  %-" + width + "s ", row.name());
      out.println(
          single
              ? "%12s %s".formatted(plain(f.median()), row.unit()).stripTrailing()
              : "%12s %12s %12s %s, %d runs"
                  .formatted(
                      plain(f.min()),
                      plain(f.median()),
                      plain(f.max()),
                      row.unit(),
                      row.runs().size()));
    }
  }

  /** Whole numbers without decimals. */
  private static String plain(double figure) {
    return (figure == Math.rint(figure) ? "%,.0f" : "%,.2f").formatted(figure);
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("what", what);
    json.put("rows", rows.stream().map(TimesTable::json).toList());
    return json;
  }

  private static Map<String, Object> json(Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", row.name());
    json.put("unit", row.unit());
    json.put("median", row.figures().median());
    json.put("runs", row.runs());
    return json;
  }
}
