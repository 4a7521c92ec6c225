// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the calendar as words name it. Seasons are those of the northern hemisphere, spring
 * from March on; winter is named by the year its December lies in. A century is the hundred years
 * with the same first two digits.
 *
 * @param shape how fine
 * @param first its first day
 * @param part MO, AF, EV or NI for a part of the day; SP, SU, FA or WI for a season; else empty
 * @param clock the time of day, for {@link Shape#CLOCK}
 */
record When(
    Shape shape, LocalDate first, String part, @Nullable Clock clock, Optional<Timex.Mod> mod) {
  enum Shape {
    CLOCK(TimeMention.Granularity.MINUTE),
    PART(TimeMention.Granularity.PART_OF_DAY),
    DAY(TimeMention.Granularity.DAY),
    WEEKEND(TimeMention.Granularity.WINDOW),
    WEEK(TimeMention.Granularity.WEEK),
    MONTH(TimeMention.Granularity.MONTH),
    QUARTER(TimeMention.Granularity.QUARTER),
    SEASON(TimeMention.Granularity.SEASON),
    HALF(TimeMention.Granularity.WINDOW),
    YEAR(TimeMention.Granularity.YEAR),
    DECADE(TimeMention.Granularity.DECADE),
    CENTURY(TimeMention.Granularity.CENTURY);

    private final TimeMention.Granularity granularity;

    Shape(TimeMention.Granularity granularity) {
      this.granularity = granularity;
    }
  }

  /** A time of day; {@code hourOnly} when no minutes were told; the zone where one was named. */
  record Clock(LocalTime time, boolean hourOnly, Optional<ZoneId> zone) {}

  static When of(Shape shape, LocalDate first) {
    return new When(shape, first, "", null, Optional.empty());
  }

  static When day(LocalDate day) {
    return of(Shape.DAY, day);
  }

  static When part(LocalDate day, String part) {
    return new When(Shape.PART, day, part, null, Optional.empty());
  }

  static When clock(LocalDate day, Clock clock) {
    return new When(Shape.CLOCK, day, "", clock, Optional.empty());
  }

  static When week(LocalDate any) {
    return of(Shape.WEEK, any.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
  }

  /** The Saturday and Sunday of the ISO week that {@code any} lies in. */
  static When weekend(LocalDate any) {
    LocalDate monday = any.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return of(Shape.WEEKEND, monday.plusDays(5));
  }

  static When month(LocalDate any) {
    return of(Shape.MONTH, any.withDayOfMonth(1));
  }

  static When quarter(int year, int quarter) {
    return of(Shape.QUARTER, LocalDate.of(year, quarter * 3 - 2, 1));
  }

  static When half(int year, int half) {
    return of(Shape.HALF, LocalDate.of(year, half * 6 - 5, 1));
  }

  static When season(int year, String season) {
    int month = "SPSUFAWI".indexOf(season) / 2 * 3 + 3;
    return new When(Shape.SEASON, LocalDate.of(year, month, 1), season, null, Optional.empty());
  }

  static When year(int year) {
    return of(Shape.YEAR, LocalDate.of(year, 1, 1));
  }

  static When decade(int year) {
    return of(Shape.DECADE, LocalDate.of(year - Math.floorMod(year, 10), 1, 1));
  }

  static When century(int year) {
    return of(Shape.CENTURY, LocalDate.of(year - Math.floorMod(year, 100), 1, 1));
  }

  When with(Timex.Mod edge) {
    return new When(shape, first, part, clock, Optional.of(edge));
  }

  TimeMention.Granularity granularity() {
    return clock != null && clock.hourOnly() ? TimeMention.Granularity.HOUR : shape.granularity;
  }

  Timex timex() {
    Timex.Type type =
        shape == Shape.CLOCK || shape == Shape.PART ? Timex.Type.TIME : Timex.Type.DATE;
    return new Timex(type, value(), mod);
  }

  /** Whether a day or something finer is named. */
  boolean namesDay() {
    return shape.compareTo(Shape.DAY) <= 0;
  }

  /** Whether a day lies in it. */
  boolean holds(LocalDate day) {
    boolean within = day.isAfter(first) && day.isBefore(wholeTo(ZoneOffset.UTC).toLocalDate());
    return within || day.equals(first);
  }

  /** A time on a day of this stretch that was not told: {@code 2023-XX-XXT12:00}. */
  Timex somewhen(Clock time) {
    String date =
        switch (shape) {
          case YEAR -> value() + "-XX-XX";
          case MONTH -> value() + "-XX";
          default -> "XXXX-XX-XX";
        };
    return Timex.of(Timex.Type.TIME, date + "T" + time.time());
  }

  private String value() {
    int year = first.getYear();
    return switch (shape) {
      case DAY -> first.toString();
      case PART -> first + "T" + part;
      case CLOCK -> first + "T" + clockValue();
      case WEEK -> week();
      case WEEKEND -> week() + "-WE";
      case MONTH -> String.format(Locale.ROOT, "%04d-%02d", year, first.getMonthValue());
      case QUARTER -> String.format(Locale.ROOT, "%04d-Q%d", year, first.getMonthValue() / 3 + 1);
      case HALF -> String.format(Locale.ROOT, "%04d-H%d", year, first.getMonthValue() / 6 + 1);
      case SEASON -> String.format(Locale.ROOT, "%04d-%s", year, part);
      case YEAR -> String.format(Locale.ROOT, "%04d", year);
      case DECADE -> String.format(Locale.ROOT, "%03d", year / 10);
      case CENTURY -> String.format(Locale.ROOT, "%02d", year / 100);
    };
  }

  private String clockValue() {
    LocalTime time = clock == null ? LocalTime.MIDNIGHT : clock.time();
    return String.format(Locale.ROOT, "%02d:%02d", time.getHour(), time.getMinute());
  }

  private String week() {
    return String.format(
        Locale.ROOT,
        "%04d-W%02d",
        first.get(IsoFields.WEEK_BASED_YEAR),
        first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /** First moment; "mid" and "late" cut the first third or two thirds off. */
  ZonedDateTime from(ZoneId zone) {
    return third(zone, startsAfter());
  }

  /** First moment after it; "early" and "mid" cut the last two thirds or the last third off. */
  ZonedDateTime to(ZoneId zone) {
    return third(zone, endsAfter());
  }

  private int startsAfter() {
    return mod.map(m -> m == Timex.Mod.MID ? 1 : m == Timex.Mod.END ? 2 : 0).orElse(0);
  }

  private int endsAfter() {
    return mod.map(m -> m == Timex.Mod.START ? 1 : m == Timex.Mod.MID ? 2 : 3).orElse(3);
  }

  private ZonedDateTime third(ZoneId zone, int thirds) {
    ZonedDateTime start = wholeFrom(zone);
    ZonedDateTime end = wholeTo(zone);
    if (thirds == 0) {
      return start;
    }
    if (thirds == 3) {
      return end;
    }
    if (namesDay()) {
      return start.plusMinutes(java.time.Duration.between(start, end).toMinutes() / 3 * thirds);
    }
    long days = java.time.temporal.ChronoUnit.DAYS.between(start.toLocalDate(), end.toLocalDate());
    return start.toLocalDate().plusDays(days * thirds / 3).atStartOfDay(zone);
  }

  private ZonedDateTime wholeFrom(ZoneId zone) {
    if (clock != null) {
      return first.atTime(clock.time()).atZone(clock.zone().orElse(zone));
    }
    return shape == Shape.PART ? first.atTime(partStart()).atZone(zone) : first.atStartOfDay(zone);
  }

  private ZonedDateTime wholeTo(ZoneId zone) {
    if (clock != null) {
      return wholeFrom(zone).plusMinutes(clock.hourOnly() ? 60 : 1);
    }
    return switch (shape) {
      case CLOCK -> wholeFrom(zone).plusMinutes(1);
      case PART -> wholeFrom(zone).plusHours(part.equals("NI") ? 8 : 6);
      case DAY -> first.plusDays(1).atStartOfDay(zone);
      case WEEKEND -> first.plusDays(2).atStartOfDay(zone);
      case WEEK -> first.plusWeeks(1).atStartOfDay(zone);
      case MONTH -> first.plusMonths(1).atStartOfDay(zone);
      case QUARTER, SEASON -> first.plusMonths(3).atStartOfDay(zone);
      case HALF -> first.plusMonths(6).atStartOfDay(zone);
      case YEAR -> first.plusYears(1).atStartOfDay(zone);
      case DECADE -> first.plusYears(10).atStartOfDay(zone);
      case CENTURY -> first.plusYears(100).atStartOfDay(zone);
    };
  }

  private LocalTime partStart() {
    return switch (part) {
      case "MO" -> LocalTime.of(6, 0);
      case "AF" -> LocalTime.NOON;
      case "EV" -> LocalTime.of(18, 0);
      default -> LocalTime.of(20, 0);
    };
  }
}
