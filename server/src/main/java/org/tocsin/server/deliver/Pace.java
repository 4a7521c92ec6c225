// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fast a warning goes out, as of a moment. Times are seconds before or after that moment.
 *
 * @param perSecond deliveries handed over a second, over the last ten seconds
 * @param perSecondOverMinute the same over the last minute
 * @param oldestUnsentSeconds how long the delivery that has waited longest for its first attempt
 *     has been queued; null when all were tried
 * @param due deliveries that wait and could go now
 * @param putOff deliveries that wait for the time of their next attempt
 * @param nextAttemptSeconds when the first of those is due; null when there are none
 * @param secondsLeft when all that are due will have been tried if it goes on like this; null when
 *     none is due, while a channel is stalled, and while deliveries are held up
 * @param channels by channel, those with anything to do
 */
public record Pace(
    double perSecond,
    double perSecondOverMinute,
    @Nullable Double oldestUnsentSeconds,
    int due,
    int putOff,
    @Nullable Double nextAttemptSeconds,
    @Nullable Double secondsLeft,
    List<Line> channels) {

  /**
   * One channel.
   *
   * @param perSecond deliveries handed over a second, over the last ten seconds
   * @param due deliveries that wait and could go now
   * @param stalledSeconds since when nothing has come of those, once that is longer than a slow
   *     round takes; null while it moves
   */
  public record Line(String channel, double perSecond, int due, @Nullable Double stalledSeconds) {}

  /** Copies the lines. */
  public Pace {
    channels = List.copyOf(channels);
  }

  /** Whether anything waits. */
  boolean isUnderWay() {
    return due > 0 || putOff > 0;
  }
}
