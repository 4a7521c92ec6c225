// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Arrays;

/**
 * Whether times share an instant with one window. Each timetable is worked out once, however many
 * keep it. Used by one thread.
 */
final class TimeFilter {
  private static final byte YES = 1;
  private static final byte NO = 2;

  private final Window window;
  private final Times.Bounds bounds;
  private byte[] known = new byte[64];

  TimeFilter(Window window) {
    this.window = window;
    this.bounds = Times.Bounds.of(window);
  }

  /** Whether every interval and every timetable overlaps. */
  boolean isAlways() {
    return window.equals(Window.always());
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
      known[code] = books.when(code).overlaps(window) ? YES : NO;
    }
    return known[code] == YES;
  }
}
