// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How often a source gives something.
 *
 * @param usual the gap in the middle of all gaps
 * @param alarmAfter the gap after which its silence is unlike it: three times the gap that nine of
 *     ten stay below, at least half an hour and at most 60 days
 * @param gaps how many it was told from
 */
public record Rhythm(Duration usual, Duration alarmAfter, int gaps) {

  /** With fewer, nothing is said. */
  static final int FEWEST = 5;

  private static final Duration SHORTEST = Duration.ofMinutes(30);
  private static final Duration LONGEST = Duration.ofDays(60);

  /**
   * Tells it from the times at which something came, newest first; empty when they are too few.
   * What came at once must be one time.
   */
  static Optional<Rhythm> of(List<Instant> newestFirst) {
    List<Duration> gaps = new ArrayList<>();
    for (int i = 1; i < newestFirst.size(); i++) {
      gaps.add(Duration.between(newestFirst.get(i), newestFirst.get(i - 1)));
    }
    if (gaps.size() < FEWEST) {
      return Optional.empty();
    }
    gaps.sort(null);
    Duration ninth = gaps.get((gaps.size() * 9 - 1) / 10);
    Duration alarm = ninth.multipliedBy(3);
    if (alarm.compareTo(SHORTEST) < 0) {
      alarm = SHORTEST;
    }
    if (alarm.compareTo(LONGEST) > 0) {
      alarm = LONGEST;
    }
    return Optional.of(new Rhythm(gaps.get(gaps.size() / 2), alarm, gaps.size()));
  }

  /** A time in words, as whoever waits for something says it. */
  public static String words(Duration time) {
    if (time.toHours() >= 48) {
      return time.toDays() + " days";
    }
    if (time.toMinutes() >= 120) {
      return time.toHours() + " hours";
    }
    return time.toMinutes() <= 1 ? "1 minute" : time.toMinutes() + " minutes";
  }
}
