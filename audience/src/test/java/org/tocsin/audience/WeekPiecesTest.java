// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: the quick comparison of hours with a window says what the slow one says. */
class WeekPiecesTest {
  /**
   * Zones that change their clocks, one by half an hour, one that skipped a day, one that never.
   */
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Europe/Paris"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("Pacific/Apia"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneId.of("Africa/Casablanca"),
          ZoneId.of("UTC"));

  private final RandomGenerator random = Asking.random(168);

  @Test
  void bothSayTheSameForEveryWindowAndTimetable() {
    int met = 0;
    int rounds = 40_000;
    for (int round = 0; round < rounds; round++) {
      ZoneId zone = Asking.one(random, ZONES.toArray(ZoneId[]::new));
      Window window = window(zone);
      When.WeeklyHours weekly = weekly(zone);
      boolean expected = WeeklyClock.firstOverlap(weekly, window).isPresent();
      assertThat(WeekPieces.of(window, zone).overlaps(weekly))
          .as("%s %s", weekly, window)
          .isEqualTo(expected);
      met += expected ? 1 : 0;
    }
    assertThat(met).isBetween(rounds / 5, rounds * 4 / 5);
  }

  @Test
  void windowsWithoutEndHoldEveryHour() {
    When.WeeklyHours sunday =
        new When.WeeklyHours(
            ZONES.getFirst(),
            List.of(new When.Hours(DayOfWeek.SUNDAY, LocalTime.NOON, LocalTime.of(12, 1))));
    for (Window window :
        List.of(
            Window.always(), Window.from(Instant.EPOCH), new Window(Instant.MIN, Instant.MIN))) {
      assertThat(WeekPieces.of(window, sunday.zone()).overlaps(sunday))
          .isEqualTo(sunday.overlaps(window));
    }
  }

  /** Often about a change of the clocks, and with ends on the very instants of the hours. */
  private Window window(ZoneId zone) {
    Instant begin = Instant.ofEpochSecond(random.nextLong(1_200_000_000, 1_700_000_000));
    var change = zone.getRules().nextTransition(begin);
    if (change != null && random.nextBoolean()) {
      begin = change.getInstant().plusSeconds(1_800L * random.nextInt(-20, 5));
    }
    begin = begin.minusSeconds(Math.floorMod(begin.getEpochSecond(), 900));
    if (random.nextInt(4) == 0) {
      begin = begin.plusNanos(random.nextInt(-1, 2));
    }
    long seconds =
        random.nextInt(5) == 0 ? random.nextLong(20 * 86_400) : 900L * random.nextInt(0, 30);
    return new Window(begin, begin.plusSeconds(seconds));
  }

  private When.WeeklyHours weekly(ZoneId zone) {
    List<When.Hours> hours = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      LocalTime from = LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
      LocalTime until =
          random.nextInt(10) == 0 ? from : from.plusMinutes(15L * random.nextInt(1, 80));
      hours.add(new When.Hours(DayOfWeek.of(1 + random.nextInt(7)), from, until));
    }
    return new When.WeeklyHours(zone, hours);
  }
}
