// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.level;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Divides times into ranges that can be added up: 0.1 s wide to 10 s, 1 s to a minute, 5 s to ten
 * minutes, a minute to an hour, five minutes to a day, two hours to thirty days, and one beyond. A
 * time that equals a bound lies in the range that ends there, so that what happened within ten
 * seconds and within a minute is counted exactly.
 */
final class Buckets {

  /** Upper bounds in milliseconds, ascending; the last range has none. */
  private static final List<Long> BOUNDS = bounds();

  /** The bounds in microseconds as PostgreSQL writes an array. */
  static final String SQL =
      BOUNDS.stream()
          .map(millis -> Long.toString(millis * 1_000))
          .collect(Collectors.joining(",", "'{", "}'::bigint[]"));

  private Buckets() {}

  private static List<Long> bounds() {
    long[][] widthsAndEnds = {
      {100, 10_000},
      {1_000, 60_000},
      {5_000, 600_000},
      {60_000, 3_600_000},
      {300_000, 86_400_000},
      {7_200_000, 30 * 86_400_000L}
    };
    List<Long> bounds = new ArrayList<>();
    long bound = 0;
    for (long[] each : widthsAndEnds) {
      while (bound < each[1]) {
        bound += each[0];
        bounds.add(bound);
      }
    }
    return List.copyOf(bounds);
  }

  /** How many ranges there are. */
  static int count() {
    return BOUNDS.size() + 1;
  }

  /** The longest time of a range; of the last one, which has no end, its beginning. */
  static Duration end(int bucket) {
    return Duration.ofMillis(BOUNDS.get(Math.min(bucket, BOUNDS.size() - 1)));
  }

  /** The range of a time. */
  static int of(Duration time) {
    int bucket = 0;
    while (bucket < BOUNDS.size() && time.compareTo(Duration.ofMillis(BOUNDS.get(bucket))) > 0) {
      bucket++;
    }
    return bucket;
  }

  /**
   * The SQL of the range of the time between two columns. {@code width_bucket} counts the bounds
   * that are not greater; a microsecond less makes a bound the end of its range.
   */
  static String between(String from, String to) {
    return "width_bucket((extract(epoch from %s - %s) * 1000000)::bigint - 1, %s)"
        .formatted(to, from, SQL);
  }
}
