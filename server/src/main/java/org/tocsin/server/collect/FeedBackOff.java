// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect;

import java.time.Duration;

/**
 * How long to wait before a feed is asked again: its interval while it answers; twice as long after
 * each failure, up to six hours or the interval, whichever is longer; spread by a tenth either way,
 * so that feeds that failed together do not come back together.
 */
public final class FeedBackOff {

  private static final Duration LONGEST = Duration.ofHours(6);
  private static final int DOUBLINGS_MAX = 12;

  private FeedBackOff() {}

  /**
   * The wait.
   *
   * @param failures in a row; 0 after success
   * @param chance from 0 up to 1
   */
  public static Duration wait(Duration interval, int failures, double chance) {
    Duration longest = interval.compareTo(LONGEST) > 0 ? interval : LONGEST;
    Duration doubled = interval.multipliedBy(1L << Math.min(failures, DOUBLINGS_MAX));
    Duration plain = doubled.compareTo(longest) > 0 ? longest : doubled;
    return Duration.ofMillis((long) (plain.toMillis() * (0.9 + 0.2 * chance)));
  }
}
