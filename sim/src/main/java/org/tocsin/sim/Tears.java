// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.time.Duration;

/**
 * How often answers break on their way ({@link Tear}), each kind as often as any other. Drawn for
 * each attempt, the same for the same seed, key and attempt. Immutable and safe for any number of
 * threads.
 *
 * @param seed same seed, same breaks
 * @param share of answers that break, from 0 to 1
 * @param stall how long one that stalls does so, at most a minute
 */
public record Tears(long seed, double share, Duration stall) {
  private static final Duration MAX_STALL = Duration.ofMinutes(1);
  private static final Tear[] KINDS = Tear.values();

  /** Refuses shares outside 0 to 1, and stalls outside 0 to a minute. */
  public Tears {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share is " + share + "; give 0 to 1");
    }
    if (stall.isNegative() || stall.compareTo(MAX_STALL) > 0) {
      throw new IllegalArgumentException("stall is " + stall + "; give 0 to " + MAX_STALL);
    }
  }

  /** Nothing breaks. */
  public static Tears none() {
    return new Tears(0, 0, Duration.ZERO);
  }

  /**
   * What becomes of an answer.
   *
   * @param key whom it is about
   * @param attempt which answer about them, from 1
   */
  public Tear tearOf(String key, int attempt) {
    double left = Dice.unit(seed ^ 0x7465617273L, key, attempt);
    return left >= share ? Tear.NONE : KINDS[1 + (int) (left / share * (KINDS.length - 1))];
  }
}
