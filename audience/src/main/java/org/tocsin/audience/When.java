// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** When a watcher is at a place or cares for it. */
public sealed interface When {

  /**
   * The first stretch of time that this and {@code window} share, one shared instant included;
   * empty when they share none.
   */
  Optional<Window> firstOverlap(Window window);

  /** Whether this and {@code window} share an instant. */
  default boolean overlaps(Window window) {
    return firstOverlap(window).isPresent();
  }

  /** At all times. */
  record Always() implements When {
    @Override
    public Optional<Window> firstOverlap(Window window) {
      return Optional.of(window);
    }
  }

  /**
   * From one instant to another, both included: somebody who leaves when a danger begins is warned.
   *
   * @param from first instant; {@link Instant#MIN} for no beginning
   * @param until last instant; {@link Instant#MAX} for no end
   */
  record Interval(Instant from, Instant until) implements When {
    /** Refuses an end before the beginning. */
    public Interval {
      if (until.isBefore(from)) {
        throw new IllegalArgumentException(
            "interval ends at "
                + until
                + " before it begins at "
                + from
                + "; swap them or correct one");
      }
    }

    @Override
    public Optional<Window> firstOverlap(Window window) {
      return new Window(from, until).intersection(window);
    }
  }

  /**
   * The same hours every week, by the clock on the wall of their zone: an instant counts when that
   * clock shows a day and time within one of the hours, both ends included. So an hour that the
   * clock skips in spring never comes, and one that it shows twice in autumn counts both times.
   *
   * @param zone whose clock
   * @param hours at least one
   */
  record WeeklyHours(ZoneId zone, List<Hours> hours) implements When {
    /** The most ranges of one timetable. */
    public static final int MAX_RANGES = 1_000;

    /** Refuses an empty or overlong timetable. */
    public WeeklyHours {
      hours = List.copyOf(hours);
      if (hours.isEmpty() || hours.size() > MAX_RANGES) {
        throw new IllegalArgumentException(
            "timetable has " + hours.size() + " ranges; 1 to " + MAX_RANGES + " are needed");
      }
    }

    @Override
    public Optional<Window> firstOverlap(Window window) {
      return WeeklyClock.firstOverlap(this, window);
    }
  }

  /**
   * The hours of a timetable that fall into an interval, as for a season.
   *
   * @param interval the season
   * @param hours the timetable
   */
  record WeeklyWithin(Interval interval, WeeklyHours hours) implements When {
    @Override
    public Optional<Window> firstOverlap(Window window) {
      return interval.firstOverlap(window).flatMap(hours::firstOverlap);
    }
  }

  /**
   * One range of a timetable.
   *
   * @param day the day on which it starts
   * @param from when it starts
   * @param until when it ends: the next day when not after {@code from}, so equal times are a whole
   *     day
   */
  record Hours(DayOfWeek day, LocalTime from, LocalTime until) {}

  /** At all times. */
  static When always() {
    return new Always();
  }

  /** From one instant to another, both included. */
  static When interval(Instant from, Instant until) {
    return new Interval(from, until);
  }

  /** These hours every week on the clocks of {@code zone}. */
  static When weekly(ZoneId zone, Hours... hours) {
    return new WeeklyHours(zone, List.of(hours));
  }
}
