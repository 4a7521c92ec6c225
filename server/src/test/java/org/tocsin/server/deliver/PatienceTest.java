// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tocsin.audience.When;
import org.tocsin.server.watch.Contact;

/** FEATURE UNDER TEST: quiet hours, which hold nothing up that is lethal or would be over. */
class PatienceTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Duration LONG = Duration.ofDays(2);
  private static final int ROUTINE = Lane.ROUTINE.code();

  private static Contact.Channel every(String from, String until) {
    When.Hours[] hours =
        Arrays.stream(DayOfWeek.values())
            .map(day -> new When.Hours(day, LocalTime.parse(from), LocalTime.parse(until)))
            .toArray(When.Hours[]::new);
    return new Contact.Channel("sms", "+4930", When.weekly(BERLIN, hours));
  }

  @ParameterizedTest
  @CsvSource({
    // In winter and in summer, over midnight, at both ends; then the nights when clocks change.
    "2026-01-10T21:59:59+01:00, ",
    "2026-01-10T22:00:00+01:00, 2026-01-11T07:00:01+01:00",
    "2026-01-11T03:00:00+01:00, 2026-01-11T07:00:01+01:00",
    "2026-01-11T07:00:01+01:00, ",
    "2026-07-10T23:00:00+02:00, 2026-07-11T07:00:01+02:00",
    "2026-03-28T23:00:00+01:00, 2026-03-29T07:00:01+02:00",
    "2026-10-24T23:00:00+02:00, 2026-10-25T07:00:01+01:00"
  })
  void theyEndByTheClockOfTheirZone(String at, String end) {
    Instant now = Instant.from(OffsetDateTime.parse(at));
    assertThat(Patience.quietEnd(every("22:00", "07:00"), ROUTINE, now, now, now.plus(LONG)))
        .isEqualTo(
            Optional.ofNullable(end).map(OffsetDateTime::parse).map(OffsetDateTime::toInstant));
  }

  @Test
  void whatIsLethalDoesNotWait() {
    Instant now = Instant.parse("2026-01-10T23:00:00Z");
    assertThat(
            Patience.quietEnd(
                every("22:00", "07:00"), Lane.LETHAL.code(), now, now, now.plus(LONG)))
        .isEmpty();
  }

  @Test
  void whatIsUrgentWaitsOnlyWhileTheDangerHasNotBegun() {
    Instant now = Instant.parse("2026-01-10T23:00:00Z");
    Instant end = Instant.parse("2026-01-11T06:00:01Z");
    Contact.Channel way = every("22:00", "07:00");
    int urgent = Lane.URGENT.code();
    assertThat(Patience.quietEnd(way, urgent, now, end, now.plus(LONG))).contains(end);
    assertThat(Patience.quietEnd(way, urgent, now, end.minusSeconds(1), now.plus(LONG))).isEmpty();
    assertThat(Patience.quietEnd(way, urgent, now, now, now.plus(LONG))).isEmpty();
  }

  @Test
  void whatWouldBeOverBeforeTheyAreDoesNotWait() {
    Instant now = Instant.parse("2026-01-10T23:00:00Z");
    Instant end = Instant.parse("2026-01-11T06:00:01Z");
    assertThat(Patience.quietEnd(every("22:00", "07:00"), ROUTINE, now, now, end)).isEmpty();
    assertThat(Patience.quietEnd(every("22:00", "07:00"), ROUTINE, now, now, end.plusSeconds(1)))
        .contains(end);
  }

  @Test
  void nobodyWaitsLongerThanADay() {
    Instant now = Instant.parse("2026-01-10T23:00:00Z");
    assertThat(Patience.quietEnd(every("00:00", "00:00"), ROUTINE, now, now, now.plus(LONG)))
        .contains(now.plus(Duration.ofDays(1)));
  }

  @Test
  void whoHasNoneIsToldAtOnce() {
    Instant now = Instant.parse("2026-01-10T23:00:00Z");
    assertThat(
            Patience.quietEnd(
                new Contact.Channel("sms", "+4930"), ROUTINE, now, now, now.plus(LONG)))
        .isEmpty();
  }
}
