// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How well several did the same task, by several measures.
 *
 * @param name one word
 * @param what what was asked of whom and how it was scored, in a line
 * @param measures the columns
 * @param rows one a contender
 */
public record ScoresTable(String name, String what, List<String> measures, List<Row> rows)
    implements Table {

  /**
   * What one reached.
   *
   * @param contender who
   * @param source where the figures come from: {@code measured here}, or a citation
   * @param scores one a measure; absent where nobody told
   */
  public record Row(String contender, String source, List<OptionalDouble> scores) {
    /** Copies its list. */
    public Row {
      scores = List.copyOf(scores);
    }

    /** A row whose every score is known. */
    public static Row measured(String contender, double... scores) {
      return new Row(
          contender,
          "measured here",
          java.util.Arrays.stream(scores).mapToObj(OptionalDouble::of).toList());
    }
  }

  /** Copies its lists, and refuses rows that are not as wide as the head. */
  public ScoresTable {
    measures = List.copyOf(measures);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.scores().size() != measures.size()) {
        throw new IllegalArgumentException(
            "%s: %d scores under %d measures"
                .formatted(row.contender(), row.scores().size(), measures.size()));
      }
    }
  }

  @Override
  public boolean well() {
    return true;
  }

  @Override
  public void print(PrintStream out) {
    int width = rows.stream().mapToInt(row -> row.contender().length()).max().orElse(0);
    out.printf("%n%s: %s%n", name, what);
    StringBuilder head = new StringBuilder("  " + " ".repeat(width));
    measures.forEach(measure -> head.append(" %12s".formatted(measure)));
    out.println(head);
    for (Row row : rows) {
      StringBuilder line = new StringBuilder(("  %-" + width + "s").formatted(row.contender()));
      row.scores().forEach(score -> line.append(" %12s".formatted(plain(score))));
      out.println(line.append("  ").append(row.source()));
    }
  }

  private static String plain(OptionalDouble score) {
    if (score.isEmpty()) {
      return "-";
    }
    double value = score.getAsDouble();
    boolean count = value == Math.rint(value) && Math.abs(value) > 1;
    return (count ? "%,.0f" : "%,.3f").formatted(value);
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("what", what);
    json.put("rows", rows.stream().map(this::json).toList());
    return json;
  }

  private Map<String, Object> json(Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("contender", row.contender());
    json.put("source", row.source());
    for (int i = 0; i < measures.size(); i++) {
      OptionalDouble score = row.scores().get(i);
      if (score.isPresent()) {
        json.put(measures.get(i), score.getAsDouble());
      }
    }
    return json;
  }
}
