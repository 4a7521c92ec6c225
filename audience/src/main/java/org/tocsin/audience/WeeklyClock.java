// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares a weekly timetable with a window. The window is cut where the zone changes its offset;
 * in each piece the clock on the wall runs evenly, so piece and timetable are compared as local
 * times.
 */
final class WeeklyClock {
  /**
   * Any two weeks and a day hold every hour of a timetable at least once, even when the clock skips
   * one of them, so a longer window need not be looked at to its end.
   */
  private static final Duration ENOUGH = Duration.ofDays(16);

  // Room on both sides of what a local time can be, so that no sum leaves the calendar.
  private static final Instant FIRST = LocalDateTime.MIN.plusYears(1).toInstant(ZoneOffset.UTC);
  private static final Instant LAST = LocalDateTime.MAX.minusYears(1).toInstant(ZoneOffset.UTC);

  private WeeklyClock() {}

  /** Takes a stretch of time, both ends included, in which the clock on the wall runs evenly. */
  interface PieceSink {
    void piece(Instant from, Instant until, ZoneOffset offset);
  }

  /** Cuts as much of a window as tells which hours it holds where a zone changes its offset. */
  static void pieces(Window window, ZoneId zone, PieceSink sink) {
    Instant start = clamp(window.earliestStart());
    Instant end = clamp(window.latestEnd());
    if (end.isAfter(start.plus(ENOUGH))) {
      end = start.plus(ENOUGH);
    }
    ZoneRules rules = zone.getRules();
    Instant from = start;
    while (!from.isAfter(end)) {
      ZoneOffset offset = rules.getOffset(from);
      ZoneOffsetTransition change = rules.nextTransition(from);
      boolean lastPiece = change == null || change.getInstant().isAfter(end);
      sink.piece(from, lastPiece ? end : change.getInstant().minusNanos(1), offset);
      if (lastPiece) {
        return;
      }
      from = change.getInstant();
    }
  }

  static Optional<Window> firstOverlap(When.WeeklyHours weekly, Window window) {
    List<Window> found = new ArrayList<>();
    pieces(
        window,
        weekly.zone(),
        (from, until, offset) -> {
          if (found.isEmpty()) {
            inPiece(weekly, from, until, offset).ifPresent(found::add);
          }
        });
    return found.stream().findFirst();
  }

  private static Instant clamp(Instant instant) {
    return instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
  }

  private static Optional<Window> inPiece(
      When.WeeklyHours weekly, Instant from, Instant until, ZoneOffset offset) {
    LocalDateTime start = LocalDateTime.ofInstant(from, offset);
    LocalDateTime end = LocalDateTime.ofInstant(until, offset);
    Optional<Window> first = Optional.empty();
    // Hours that began the evening before may still run.
    for (LocalDate day = start.toLocalDate().minusDays(1);
        !day.isAfter(end.toLocalDate());
        day = day.plusDays(1)) {
      for (When.Hours hours : weekly.hours()) {
        if (hours.day() == day.getDayOfWeek()) {
          first = earlier(first, overlap(hours, day, start, end, offset));
        }
      }
      if (first.isPresent() && !day.isBefore(start.toLocalDate())) {
        return first;
      }
    }
    return first;
  }

  private static Optional<Window> overlap(
      When.Hours hours, LocalDate day, LocalDateTime start, LocalDateTime end, ZoneOffset offset) {
    LocalDateTime opens = day.atTime(hours.from());
    LocalDateTime closes =
        (hours.until().isAfter(hours.from()) ? day : day.plusDays(1)).atTime(hours.until());
    LocalDateTime from = opens.isAfter(start) ? opens : start;
    LocalDateTime until = closes.isBefore(end) ? closes : end;
    return until.isBefore(from)
        ? Optional.empty()
        : Optional.of(new Window(from.toInstant(offset), until.toInstant(offset)));
  }

  private static Optional<Window> earlier(Optional<Window> a, Optional<Window> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isPresent() ? a : b;
    }
    return b.get().earliestStart().isBefore(a.get().earliestStart()) ? b : a;
  }
}
