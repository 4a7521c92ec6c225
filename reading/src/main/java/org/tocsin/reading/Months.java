// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.Map;
import java.util.Optional;

/** Names of months and days of the week. */
final class Months {
  private static final Map<String, Month> SHORT =
      Map.ofEntries(
          Map.entry("jan", Month.JANUARY),
          Map.entry("feb", Month.FEBRUARY),
          Map.entry("mar", Month.MARCH),
          Map.entry("apr", Month.APRIL),
          Map.entry("jun", Month.JUNE),
          Map.entry("jul", Month.JULY),
          Map.entry("aug", Month.AUGUST),
          Map.entry("sep", Month.SEPTEMBER),
          Map.entry("sept", Month.SEPTEMBER),
          Map.entry("oct", Month.OCTOBER),
          Map.entry("nov", Month.NOVEMBER),
          Map.entry("dec", Month.DECEMBER));

  private Months() {}

  static Optional<Month> of(String lower) {
    if (lower.length() < 3 || lower.length() > 9) {
      return Optional.empty();
    }
    for (Month month : Month.values()) {
      if (month.name().equalsIgnoreCase(lower)) {
        return Optional.of(month);
      }
    }
    return Optional.ofNullable(SHORT.get(lower));
  }

  static Optional<DayOfWeek> day(String lower) {
    if (!lower.endsWith("day")) {
      return Optional.empty();
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.name().equalsIgnoreCase(lower)) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }
}
