// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** How the page of the service level writes figures: never better than they are. */
public final class LevelWords {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private LevelWords() {}

  /** Rounded down to a tenth, so that 100 % are all; a dash when there was nobody. */
  public static String percent(long some, long all) {
    if (all == 0) {
      return "–";
    }
    long tenths = some * 1_000 / all;
    return tenths == 1_000 ? "100 %" : "%d.%d %%".formatted(tenths / 10, tenths % 10);
  }

  /** For example {@code 4.2 s}, {@code 12 min}, {@code 3 h 20 min}; a dash for none. */
  public static String time(Optional<Duration> time) {
    return time.map(LevelWords::time).orElse("–");
  }

  private static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds < 10) {
      return "%d.%d s".formatted(seconds, time.toMillisPart() / 100);
    }
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 7_200) {
      long rest = seconds % 60;
      return seconds / 60 + " min" + (rest == 0 ? "" : " " + rest + " s");
    }
    long minutes = time.toMinutes() % 60;
    return time.toHours() + " h" + (minutes == 0 ? "" : " " + minutes + " min");
  }

  /** For example {@code 7 Mar 2024}. */
  public static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** For example {@code 1,204}. */
  public static String number(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  static String people(long number) {
    return number == 1 ? "1 recipient" : number(number) + " recipients";
  }
}
