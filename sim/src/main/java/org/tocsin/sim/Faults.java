// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.time.Duration;

/**
 * How often what goes wrong. Shares are of all messages, from 0 to 1, and together at most 1.
 *
 * <p>A rejection belongs to the address and comes on every attempt; every other fault is drawn anew
 * for each attempt. Immutable and safe for any number of threads.
 *
 * @param seed same seed, same faults
 * @param rejectShare of addresses that are refused for good
 * @param temporaryShare of attempts that are refused for now
 * @param slowShare of attempts that are taken late
 * @param slowBy how late, at most a minute
 * @param closeShare of attempts whose connection is closed first
 * @param lostReplyShare of attempts that are taken and never confirmed
 */
public record Faults(
    long seed,
    double rejectShare,
    double temporaryShare,
    double slowShare,
    Duration slowBy,
    double closeShare,
    double lostReplyShare) {
  private static final Duration MAX_SLOW = Duration.ofMinutes(1);

  /** Refuses shares outside 0 to 1, shares above 1 together, and delays outside 0 to a minute. */
  public Faults {
    checkShare("rejectShare", rejectShare);
    checkShare("temporaryShare", temporaryShare);
    checkShare("slowShare", slowShare);
    checkShare("closeShare", closeShare);
    checkShare("lostReplyShare", lostReplyShare);
    double sum = rejectShare + temporaryShare + slowShare + closeShare + lostReplyShare;
    if (sum > 1.000_001) {
      throw new IllegalArgumentException(
          "shares of faults add up to " + sum + "; the limit is 1; lower some");
    }
    if (slowBy.isNegative() || slowBy.compareTo(MAX_SLOW) > 0) {
      throw new IllegalArgumentException("slowBy is " + slowBy + "; give 0 to " + MAX_SLOW);
    }
  }

  /** A world without faults. */
  public static Faults none() {
    return new Faults(0, 0, 0, 0, Duration.ZERO, 0, 0);
  }

  /** A few of each, as a provider has on a bad day: 1 in 50 attempts meets one. */
  public static Faults few(long seed) {
    return new Faults(seed, 0.004, 0.008, 0.004, Duration.ofMillis(200), 0.002, 0.002);
  }

  /**
   * The fault of one attempt.
   *
   * @param key whom the message is for: an e-mail address or the path of an endpoint
   * @param attempt which attempt for that key, from 1
   */
  public Fault faultOf(String key, int attempt) {
    if (Dice.unit(seed, key, 0) < rejectShare) {
      return Fault.REJECT;
    }
    double left = Dice.unit(seed, key, attempt) * (1 - rejectShare);
    if ((left -= temporaryShare) < 0) {
      return Fault.TEMPORARY;
    }
    if ((left -= slowShare) < 0) {
      return Fault.SLOW;
    }
    if ((left -= closeShare) < 0) {
      return Fault.CLOSE;
    }
    return left - lostReplyShare < 0 ? Fault.LOST_REPLY : Fault.NONE;
  }

  boolean isNone() {
    return rejectShare + temporaryShare + slowShare + closeShare + lostReplyShare == 0;
  }

  private static void checkShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " is " + share + "; give 0 to 1");
    }
  }
}
