// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap.life;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What CAP leaves to each receiver.
 *
 * @param authority who may end whose messages
 * @param lifetimeWithoutExpiry how long an info without {@code expires} counts as in force (CAP 1.2
 *     §3.2.2 leaves it to the receiver)
 * @param lateMax how late a message may come, counted from its {@code sent}: for so long at least
 *     is remembered what may act on messages that have not come yet
 * @param messagesMax how many messages are kept; more are refused
 * @param alertsReplaceWhatTheyName whether an Alert with references counts as an Update, as feeds
 *     mean it that write {@code Alert} in every message
 */
public record LifePolicy(
    Authority authority,
    Duration lifetimeWithoutExpiry,
    Duration lateMax,
    int messagesMax,
    boolean alertsReplaceWhatTheyName) {
  public LifePolicy {
    requireNonNull(authority, "authority");
    if (!lifetimeWithoutExpiry.isPositive()) {
      throw new IllegalArgumentException(
          "lifetimeWithoutExpiry is " + lifetimeWithoutExpiry + "; it must be positive");
    }
    if (lateMax.isNegative()) {
      throw new IllegalArgumentException("lateMax is " + lateMax + "; it must not be negative");
    }
    if (messagesMax < 1) {
      throw new IllegalArgumentException(
          "messagesMax is " + messagesMax + "; it must be at least 1");
    }
  }

  /**
   * Same sender through the same source; a day without {@code expires}; seven days late; 100,000
   * messages; Alerts with references replace.
   */
  public static LifePolicy usual() {
    return new LifePolicy(
        Authority.sameSenderAndOrigin(), Duration.ofDays(1), Duration.ofDays(7), 100_000, true);
  }

  /** The same policy with another authority. */
  public LifePolicy withAuthority(Authority other) {
    return new LifePolicy(
        other, lifetimeWithoutExpiry, lateMax, messagesMax, alertsReplaceWhatTheyName);
  }

  /** The same policy with another limit of messages. */
  public LifePolicy withMessagesMax(int max) {
    return new LifePolicy(
        authority, lifetimeWithoutExpiry, lateMax, max, alertsReplaceWhatTheyName);
  }
}
