// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.audience;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.tocsin.audience.When;

/**
 * Opening hours of one day a week. The zone has not changed its clocks since 2014, so the peers'
 * rule is plain arithmetic.
 */
record Timetable(DayOfWeek day, int fromHour, int untilHour) {
  private static final ZoneId ZONE = ZoneId.of("Europe/Moscow");
  private static final ZoneOffset OFFSET = ZoneOffset.ofHours(3);
  private static final long WEEK = Duration.ofDays(7).toSeconds();

  /** 1 January 1970 was a Thursday: so many seconds before it, a Monday began. */
  private static final long MONDAY = Duration.ofDays(3).toSeconds();

  /** How many there are; their numbers begin with 1. */
  static final int COUNT = 14;

  static Timetable of(int number) {
    return number <= 7
        ? new Timetable(DayOfWeek.of(number), 9, 18)
        : new Timetable(DayOfWeek.of(number - 7), 20, 23);
  }

  When when() {
    return When.weekly(
        ZONE, new When.Hours(day, LocalTime.of(fromHour, 0), LocalTime.of(untilHour, 0)));
  }

  /** Whether it is open at some second from {@code first} to {@code last}, both included. */
  boolean isOpen(long first, long last) {
    long opens = Duration.ofDays(day.getValue() - 1L).plusHours(fromHour).toSeconds();
    long length = Duration.ofHours(untilHour - (long) fromHour).toSeconds();
    long sinceOpened = Math.floorMod(first + OFFSET.getTotalSeconds() + MONDAY - opens, WEEK);
    return sinceOpened <= length || WEEK - sinceOpened <= last - first;
  }
}
