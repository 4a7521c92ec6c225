// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** Finds the day on which a holiday of the word list falls in a year. */
final class Holidays {
  private Holidays() {}

  /**
   * The day in a year.
   *
   * @param rule {@code MM-DD}; {@code MM:weekday:n} for the n-th such weekday of a month, n below 0
   *     counted from its end; or {@code easter+N}, {@code easter-N} days from Easter Sunday
   */
  static LocalDate in(int year, String rule) {
    if (rule.startsWith("easter")) {
      return easter(year).plusDays(Integer.parseInt(rule.substring("easter".length())));
    }
    if (rule.indexOf(':') > 0) {
      List<String> parts = Lexicon.split(rule, ':');
      return LocalDate.of(year, Integer.parseInt(parts.get(0)), 1)
          .with(
              TemporalAdjusters.dayOfWeekInMonth(
                  Integer.parseInt(parts.get(2)), DayOfWeek.of(Integer.parseInt(parts.get(1)))));
    }
    List<String> parts = Lexicon.split(rule, '-');
    return LocalDate.of(year, Integer.parseInt(parts.get(0)), Integer.parseInt(parts.get(1)));
  }

  /** Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Nature, 1876). */
  static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int g = (8 * b + 13) / 25;
    int h = (19 * a + b - b / 4 - g + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }
}
