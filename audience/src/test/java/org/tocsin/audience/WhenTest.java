// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FEATURE UNDER TEST: a place counts in time when the clock on its wall says so, daylight saving
 * included.
 */
class WhenTest {

  /** Every minute of the window is looked at on the wall clock. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin,2026-03-29T00:00:00Z",
        "Europe/Berlin,2026-10-25T00:00:00Z",
        "America/St_Johns,2026-11-01T04:00:00Z",
        "Australia/Lord_Howe,2026-04-04T15:00:00Z",
        "Asia/Kathmandu,2026-06-10T00:00:00Z",
        "Pacific/Apia,2011-12-30T10:00:00Z",
        "+03:00,2024-03-22T17:00:00Z"
      })
  void weeklyHoursAgreeWithAMinuteByMinuteLookAtTheWallClock(String zoneAndInstant) {
    List<String> parts = List.of(zoneAndInstant.split(",", -1));
    ZoneId zone = ZoneId.of(parts.get(0));
    Instant around = Instant.parse(parts.get(1));
    RandomGenerator random = Asking.random(zoneAndInstant.hashCode());
    for (int round = 0; round < 400; round++) {
      List<When.Hours> hours = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        hours.add(new When.Hours(DayOfWeek.of(1 + random.nextInt(7)), time(random), time(random)));
      }
      When.WeeklyHours weekly = new When.WeeklyHours(zone, hours);
      Instant start = around.plus(Duration.ofMinutes(random.nextInt(-3000, 3000)));
      int minutes = random.nextInt(random.nextBoolean() ? 90 : 3000);
      Optional<Instant> expected = Optional.empty();
      for (int m = 0; m <= minutes && expected.isEmpty(); m++) {
        Instant minute = start.plus(Duration.ofMinutes(m));
        expected = isIn(weekly, minute) ? Optional.of(minute) : Optional.empty();
      }
      Window window = new Window(start, start.plus(Duration.ofMinutes(minutes)));
      assertThat(weekly.firstOverlap(window).map(Window::earliestStart))
          .as("round %d %s %s", round, weekly, window)
          .isEqualTo(expected);
    }
  }

  private static LocalTime time(RandomGenerator random) {
    return LocalTime.of(random.nextInt(random.nextBoolean() ? 4 : 24), 5 * random.nextInt(12));
  }

  private static boolean isIn(When.WeeklyHours weekly, Instant instant) {
    ZonedDateTime wall = instant.atZone(weekly.zone());
    LocalTime time = wall.toLocalTime();
    return weekly.hours().stream()
        .anyMatch(hours -> {
          boolean today = hours.day() == wall.getDayOfWeek();
          boolean yesterday = hours.day() == wall.getDayOfWeek().minus(1);
          if (hours.until().isAfter(hours.from())) {
            return today && !time.isBefore(hours.from()) && !time.isAfter(hours.until());
          }
          return (today && !time.isBefore(hours.from()))
              || (yesterday && !time.isAfter(hours.until()));
        });
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          before it,                      2026-03-01T00:00:00Z, 2026-03-07T11:59:59Z, false
          ending when it begins,          2026-03-01T00:00:00Z, 2026-03-07T12:00:00Z, true
          in it,                          2026-03-08T00:00:00Z, 2026-03-08T00:00:00Z, true
          around it,                      2026-03-01T00:00:00Z, 2026-04-01T00:00:00Z, true
          beginning when it ends,         2026-03-09T12:00:00Z, 2026-03-10T00:00:00Z, true
          after it,                       2026-03-09T12:00:01Z, 2026-03-10T00:00:00Z, false
          """)
  void anIntervalIncludesBothEnds(String name, Instant start, Instant end, boolean expected) {
    When when =
        When.interval(Instant.parse("2026-03-07T12:00:00Z"), Instant.parse("2026-03-09T12:00:00Z"));
    assertThat(when.overlaps(new Window(start, end))).isEqualTo(expected);
  }

  @Test
  void aSeasonCutsATimetable() {
    When.WeeklyHours mondays =
        new When.WeeklyHours(
            ZoneId.of("UTC"),
            List.of(new When.Hours(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(17, 0))));
    When when =
        new When.WeeklyWithin(
            new When.Interval(
                Instant.parse("2026-03-02T12:00:00Z"), Instant.parse("2026-03-08T00:00:00Z")),
            mondays);
    assertThat(when.firstOverlap(Window.always()))
        .contains(
            new Window(
                Instant.parse("2026-03-02T12:00:00Z"), Instant.parse("2026-03-02T17:00:00Z")));
    assertThat(when.overlaps(Window.from(Instant.parse("2026-03-03T00:00:00Z")))).isFalse();
  }

  @Test
  void endlessWindowsOverlapEveryTimetable() {
    When when =
        When.weekly(
            ZoneId.of("Europe/Berlin"),
            new When.Hours(DayOfWeek.SUNDAY, LocalTime.of(2, 15), LocalTime.of(2, 45)));
    assertThat(when.overlaps(Window.always())).isTrue();
    assertThat(when.overlaps(Window.from(Instant.parse("2026-03-29T00:30:00Z")))).isTrue();
    assertThat(when.overlaps(new Window(Instant.MIN, Instant.MIN))).isFalse();
  }
}
