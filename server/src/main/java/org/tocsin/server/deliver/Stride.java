// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many watchers a channel takes between two commits. A commit costs the same for few and for
 * many, and what a crash repeats is what lies between two of them. So where a channel is back
 * within a moment, its rounds grow: a crash repeats more people then, as a rule those of the last
 * tenths of a second. Only the round in which a quick channel falls ill is large and takes long.
 * Where a channel is slow, rounds stay as small as they are set.
 *
 * <p>Shared by the workers of one channel. Thread-safe.
 */
final class Stride {

  /** A round that is back within this is doubled: the next one takes about twice as long. */
  static final Duration QUICK = Duration.ofMillis(100);

  /** One that is not back within this is halved. */
  static final Duration SLOW = Duration.ofMillis(250);

  private final int least;
  private final int most;
  private final AtomicInteger size;

  /**
   * Begins with the least.
   *
   * @param least how many at least, 1 or more
   * @param most how many at most; what is less than {@code least} counts as that
   */
  Stride(int least, int most) {
    this.least = least;
    this.most = Math.max(least, most);
    this.size = new AtomicInteger(least);
  }

  /** How many the next round may have. */
  int size() {
    return size.get();
  }

  /**
   * A round was handed over.
   *
   * @param count how many it had
   * @param took how long the channel had it
   */
  void took(int count, Duration took) {
    size.updateAndGet(now -> {
      if (took.compareTo(SLOW) > 0) {
        return Math.max(least, Math.min(now, count / 2));
      }
      // What few took says nothing of many.
      return took.compareTo(QUICK) <= 0 && count >= now ? Math.min(most, 2 * now) : now;
    });
  }
}
