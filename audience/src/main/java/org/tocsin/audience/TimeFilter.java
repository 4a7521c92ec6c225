// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether times share an instant with one window. Each timetable is worked out once, however many
 * keep it. Used by one thread.
 */
final class TimeFilter {
  private static final byte YES = 1;
  private static final byte NO = 2;

  private final Window window;
  private final boolean isAlways;
  private final Times.Bounds bounds;
  private final Map<ZoneId, WeekPieces> pieces = new HashMap<>();
  private byte[] known = new byte[64];

  TimeFilter(Window window) {
    this.window = window;
    this.isAlways = window.equals(Window.always());
    this.bounds = Times.Bounds.of(window);
  }

  /** Whether every interval and every timetable overlaps. */
  boolean isAlways() {
    return isAlways;
  }

  boolean overlaps(long from, long until) {
    return bounds.overlap(from, until);
  }

  /** For a code that is not negative. */
  boolean overlaps(Books books, int code) {
    if (code >= known.length) {
      known = Arrays.copyOf(known, Math.max(code + 1, 2 * known.length));
    }
    if (known[code] == 0) {
      known[code] = overlaps(books.when(code)) ? YES : NO;
    }
    return known[code] == YES;
  }

  private boolean overlaps(When when) {
    return when instanceof When.WeeklyHours weekly
        ? pieces
            .computeIfAbsent(weekly.zone(), zone -> WeekPieces.of(window, zone))
            .overlaps(weekly)
        : when.overlaps(window);
  }
}
