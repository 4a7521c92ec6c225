// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome.scores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long something took over many cases.
 *
 * @param cases how many
 * @param shortest in hours, one decimal; empty without a case
 * @param median the middle one; of an even number, the mean of the two in the middle
 * @param nineInTen nine in ten took this long or less; empty when they are too few
 * @param longest the longest one
 * @param steps how many lie in each step of the distribution
 */
public record Spread(
    int cases,
    Optional<Double> shortest,
    Optional<Double> median,
    Optional<Double> nineInTen,
    Optional<Double> longest,
    List<Step> steps) {

  private static final List<Integer> HOURS = List.of(0, 1, 4, 12, 24, 72, 168);

  /** Copies the steps. */
  public Spread {
    steps = List.copyOf(steps);
  }

  /** A step of a distribution. */
  public record Step(String words, int cases) {}

  static Spread of(List<Duration> lengths) {
    List<Double> hours = lengths.stream().map(each -> each.toSeconds() / 3600.0).sorted().toList();
    List<Step> steps = new ArrayList<>();
    steps.add(step("too late: it came after", hours, -Double.MAX_VALUE, 0));
    for (int i = 0; i < HOURS.size(); i++) {
      boolean last = i + 1 == HOURS.size();
      double until = last ? Double.MAX_VALUE : HOURS.get(i + 1);
      String words =
          last
              ? "%d hours or more".formatted(HOURS.get(i))
              : "%d to %d hours".formatted(HOURS.get(i), HOURS.get(i + 1));
      steps.add(step(words, hours, HOURS.get(i), until));
    }
    if (hours.isEmpty()) {
      return new Spread(
          0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
    int middle = hours.size() / 2;
    double median =
        hours.size() % 2 == 1 ? hours.get(middle) : (hours.get(middle - 1) + hours.get(middle)) / 2;
    return new Spread(
        hours.size(),
        Optional.of(tenth(hours.getFirst())),
        Optional.of(tenth(median)),
        hours.size() < Tally.FEW
            ? Optional.empty()
            : Optional.of(tenth(hours.get((int) Math.ceil(hours.size() * 0.9) - 1))),
        Optional.of(tenth(hours.getLast())),
        steps.stream().filter(step -> step.cases() > 0).toList());
  }

  private static Step step(String words, List<Double> hours, double from, double until) {
    return new Step(
        words, (int) hours.stream().filter(each -> each >= from && each < until).count());
  }

  private static double tenth(double hours) {
    return Math.round(hours * 10) / 10.0;
  }

  /** What is below nothing came after what it should have come before. */
  private static String hours(double hours) {
    return hours < 0 ? "%s hours too late".formatted(-hours) : "%s hours".formatted(hours);
  }

  /** For people. */
  public String words() {
    if (median.isEmpty()) {
      return "no case";
    }
    String range =
        cases == 1
            ? hours(median.get())
            : shortest.orElseThrow() < 0
                ? "from %s to %s, median %s"
                    .formatted(
                        hours(shortest.orElseThrow()),
                        hours(longest.orElseThrow()),
                        hours(median.get()))
                : "between %s and %s hours, median %s"
                    .formatted(shortest.orElseThrow(), longest.orElseThrow(), median.get());
    return cases < Tally.FEW
        ? Tally.few(cases, range)
        : "%s; nine in ten within %s hours; %d cases"
            .formatted(range, nineInTen.orElseThrow(), cases);
  }
}
