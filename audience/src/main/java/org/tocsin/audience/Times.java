// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.Instant;

/**
 * Intervals in whole seconds since 1970, as columns hold them. An interval with a part of a second
 * at an end is kept as an object instead, so nothing is rounded.
 */
final class Times {
  private Times() {}

  static boolean isWhole(When.Interval interval) {
    return isWhole(interval.from())
        && (isWhole(interval.until()) || interval.until().equals(Instant.MAX));
  }

  private static boolean isWhole(Instant instant) {
    return instant.equals(Instant.ofEpochSecond(instant.getEpochSecond()));
  }

  static long from(When.Interval interval) {
    return interval.from().getEpochSecond();
  }

  static long until(When.Interval interval) {
    return interval.until().equals(Instant.MAX)
        ? Long.MAX_VALUE
        : interval.until().getEpochSecond();
  }

  static When interval(long from, long until) {
    return new When.Interval(
        Instant.ofEpochSecond(from),
        until == Long.MAX_VALUE ? Instant.MAX : Instant.ofEpochSecond(until));
  }

  /** A window as bounds of whole seconds: what begins by the last and ends from the first on. */
  record Bounds(long first, long last) {
    static Bounds of(Window window) {
      Instant start = window.earliestStart();
      return new Bounds(
          start.getEpochSecond() + (isWhole(start) ? 0 : 1), window.latestEnd().getEpochSecond());
    }

    boolean overlap(long from, long until) {
      return from <= last && until >= first;
    }
  }
}
