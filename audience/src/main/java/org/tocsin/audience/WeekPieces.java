// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.LongStream;

/**
 * A window on the clocks of one zone, made ready to be compared with many timetables: stretches in
 * which the clock runs evenly, each as the nanosecond of the week at which it begins and how long
 * it is. A timetable then costs some nanoseconds a range. Immutable.
 *
 * <p>It answers what {@link WeeklyClock} answers, which tells when the overlap begins, too, and is
 * the oracle of its tests.
 */
final class WeekPieces {
  private static final long SECOND = 1_000_000_000;
  private static final long DAY = 86_400 * SECOND;
  private static final long WEEK = 7 * DAY;

  /** 1 January 1970 was a Thursday, weeks begin on Monday. */
  private static final long TO_MONDAY = 3 * 86_400;

  private final long[] begin;
  private final long[] length;

  private WeekPieces(long[] begin, long[] length) {
    this.begin = begin;
    this.length = length;
  }

  static WeekPieces of(Window window, ZoneId zone) {
    LongStream.Builder begin = LongStream.builder();
    LongStream.Builder length = LongStream.builder();
    WeeklyClock.pieces(
        window,
        zone,
        (from, until, offset) -> {
          begin.add(ofWeek(from, offset));
          length.add(lasting(from, until));
        });
    return new WeekPieces(begin.build().toArray(), length.build().toArray());
  }

  private static long ofWeek(Instant instant, ZoneOffset offset) {
    long second = instant.getEpochSecond() + offset.getTotalSeconds() + TO_MONDAY;
    return Math.floorMod(second, WEEK / SECOND) * SECOND + instant.getNano();
  }

  /** A week holds every hour, so no longer time needs to be told. */
  private static long lasting(Instant from, Instant until) {
    Duration lasting = Duration.between(from, until);
    return lasting.compareTo(Duration.ofDays(7)) > 0 ? WEEK : lasting.toNanos();
  }

  /** Whether the hours of a timetable of the zone share an instant with the window. */
  boolean overlaps(When.WeeklyHours weekly) {
    for (When.Hours hours : weekly.hours()) {
      long opens = (hours.day().getValue() - 1) * DAY + hours.from().toNanoOfDay();
      boolean nextDay = !hours.until().isAfter(hours.from());
      long closes =
          (hours.day().getValue() - (nextDay ? 0 : 1)) * DAY + hours.until().toNanoOfDay();
      for (int i = 0; i < begin.length; i++) {
        if (overlap(opens, closes, begin[i], begin[i] + length[i])) {
          return true;
        }
      }
    }
    return false;
  }

  /** The week before may run into the stretch, and the stretch into the next week. */
  private static boolean overlap(long opens, long closes, long begin, long end) {
    return (opens <= end && closes >= begin) || closes - WEEK >= begin || opens + WEEK <= end;
  }
}
