// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.frame;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tocsin.bench.frame.Entrant.Role;

/**
 * What a race found.
 *
 * @param name of the workload
 * @param what the work in a line
 * @param unit what is counted
 * @param shown what is printed; the file has the rates
 * @param rows one a contender; the first is ours
 */
public record RaceTable(String name, String what, String unit, Workload.Shown shown, List<Row> rows)
    implements Table {

  /**
   * One contender's figures.
   *
   * @param units of work a pass
   * @param bytes of input a pass, or 0
   * @param slices everything that was measured
   * @param agreement how its answers compare with the first peer's; empty when it gives none
   */
  public record Row(
      String name,
      Role role,
      long units,
      long bytes,
      List<Slice> slices,
      Optional<Agreement> agreement) {
    /** Copies its list. */
    public Row {
      slices = List.copyOf(slices);
    }

    /** Units a second of processor time. */
    Figures perProcessorSecond() {
      return Figures.of(slices.stream().map(s -> rate(s.passes(), s.processorNanos())).toList());
    }

    /** Units a second of the clock. */
    Figures perSecond() {
      return Figures.of(slices.stream().map(s -> rate(s.passes(), s.wallNanos())).toList());
    }

    /** Milliseconds of the processor a unit. */
    Figures processorMillis() {
      return millis(perProcessorSecond());
    }

    /** Milliseconds by the clock a unit. */
    Figures millis() {
      return millis(perSecond());
    }

    private static Figures millis(Figures rates) {
      return new Figures(1e3 / rates.max(), 1e3 / rates.median(), 1e3 / rates.min());
    }

    private double rate(long passes, long nanos) {
      return passes * units / (Math.max(nanos, 1) / 1e9);
    }

    /** 10^6 bytes a second of processor time. */
    OptionalDouble megabytes() {
      return bytes == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(perProcessorSecond().median() * bytes / units / 1e6);
    }
  }

  /** Copies its list. */
  public RaceTable {
    rows = List.copyOf(rows);
  }

  @Override
  public boolean well() {
    return rows.stream().flatMap(row -> row.agreement().stream()).noneMatch(a -> a.differ() > 0);
  }

  /** Its rate beside that of ours: 2 is twice as fast. */
  private double toOurs(Row row) {
    return row.perProcessorSecond().median() / rows.getFirst().perProcessorSecond().median();
  }

  /** Ours beside it by the clock: 0.7 is seven tenths as fast. */
  private double oursByClock(Row row) {
    return rows.getFirst().perSecond().median() / row.perSecond().median();
  }

  /** Its rate beside that of the fastest limit. */
  private OptionalDouble ofLimit(Row row) {
    OptionalDouble limit =
        rows.stream()
            .filter(other -> other.role() == Role.LIMIT)
            .mapToDouble(other -> other.perProcessorSecond().median())
            .max();
    return limit.isEmpty()
        ? limit
        : OptionalDouble.of(row.perProcessorSecond().median() / limit.getAsDouble());
  }

  @Override
  public void print(PrintStream out) {
    int width = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    out.printf("%n%s: %s%n", name, what);
    switch (shown) {
      case RATES -> printRates(out, width);
      case TIMES -> printTimes(out, width);
    }
  }

  private void printTimes(PrintStream out, int width) {
    out.printf(
        "  %-" + width + "s %31s %11s %9s%n",
        "",
        "ms a unit, of the processor",
        "the clock",
        "ours is");
    out.printf(
        "  %-" + width + "s %9s %9s %11s %11s %9s  %s%n",
        "",
        "min",
        "median",
        "max",
        "median",
        "faster by",
        "answers");
    for (Row row : rows) {
      Figures f = row.processorMillis();
      out.printf(
          "  %-" + width + "s %9.3f %9.3f %11.3f %11.3f %9.1f  %s%n",
          row.name(),
          f.min(),
          f.median(),
          f.max(),
          row.millis().median(),
          1 / toOurs(row),
          row.agreement().map(Agreement::words).orElse(""));
    }
  }

  private void printRates(PrintStream out, int width) {
    out.printf(
        "  %-" + width + "s %35s %8s %11s %8s %8s %8s%n",
        "",
        unit + " a second of processor",
        "",
        "a second",
        "ours by",
        "",
        "of the");
    out.printf(
        "  %-" + width + "s %11s %11s %11s %8s %11s %8s %8s %8s  %s%n",
        "",
        "min",
        "median",
        "max",
        "MB/s",
        "median",
        "clock",
        "to ours",
        "limit",
        "answers");
    for (Row row : rows) {
      Figures f = row.perProcessorSecond();
      out.printf(
          "  %-" + width + "s %,11.0f %,11.0f %,11.0f %8s %,11.0f %8.2f %8.2f %8s  %s%n",
          row.name(),
          f.min(),
          f.median(),
          f.max(),
          words("%.1f", row.megabytes()),
          row.perSecond().median(),
          oursByClock(row),
          toOurs(row),
          words("%.2f", ofLimit(row)),
          row.agreement().map(Agreement::words).orElse(""));
    }
  }

  private static String words(String form, OptionalDouble number) {
    return number.isEmpty() ? "" : form.formatted(number.getAsDouble());
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name);
    json.put("what", what);
    json.put("unit", unit);
    json.put("contenders", rows.stream().map(this::json).toList());
    return json;
  }

  private Map<String, Object> json(Row row) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", row.name());
    json.put("role", row.role().name());
    json.put("unitsPerPass", row.units());
    json.put("bytesPerPass", row.bytes());
    json.put("perProcessorSecond", json(row.perProcessorSecond()));
    json.put("perSecond", json(row.perSecond()));
    json.put("toOurs", toOurs(row));
    json.put("oursByClock", oursByClock(row));
    ofLimit(row).ifPresent(share -> json.put("ofLimit", share));
    row.agreement().ifPresent(a -> json.put("answers", a.json()));
    json.put("slices", row.slices().stream().map(RaceTable::json).toList());
    return json;
  }

  private static Map<String, Object> json(Figures figures) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("min", figures.min());
    json.put("median", figures.median());
    json.put("max", figures.max());
    return json;
  }

  private static Map<String, Object> json(Slice slice) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("passes", slice.passes());
    json.put("wallNanos", slice.wallNanos());
    json.put("processorNanos", slice.processorNanos());
    return json;
  }
}
