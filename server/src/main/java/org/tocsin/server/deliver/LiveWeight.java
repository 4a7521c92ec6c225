// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Duration;

/**
 * How much of the work a provider gets just now: what is set for it, times its health. Health falls
 * with each share of a round that goes wrong and drifts back to 1 by itself, so that a provider
 * that recovered is trusted again in some minutes without anybody's doing. It never falls to
 * nothing: a few messages keep trying whether it is well again, and those that fail go to another
 * in the same round. Times are a monotonic clock's nanoseconds. Thread-safe.
 */
final class LiveWeight {

  /** In this time a lack of health shrinks to about a third. */
  static final Duration DRIFT = Duration.ofMinutes(2);

  /** The least health. */
  static final double LEAST = 0.01;

  /** What is left of the health after a round of which everything went wrong. */
  private static final double AFTER_THE_WORST = 0.2;

  private final int set;
  private double health = 1;
  private long at;

  LiveWeight(int set, long now) {
    this.set = set;
    this.at = now;
  }

  /**
   * Takes note of something that happened.
   *
   * @param wrong the share that went wrong, 0 to 1
   */
  synchronized void learn(double wrong, long now) {
    health = Math.max(LEAST, health(now) * (1 - wrong * (1 - AFTER_THE_WORST)));
    at = now;
  }

  /** From {@link #LEAST} to 1. */
  synchronized double health(long now) {
    double passed = Math.max(0, now - at) / (double) DRIFT.toNanos();
    return 1 - (1 - health) * Math.exp(-passed);
  }

  /** What is set times the health: shares of the work are as these numbers of all providers. */
  double weight(long now) {
    return set * health(now);
  }
}
