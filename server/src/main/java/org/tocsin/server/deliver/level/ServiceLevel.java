// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.level;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How soon people were handed what was approved for them, over some days.
 *
 * @param from the first day, in UTC
 * @param through the last day, in UTC
 * @param all by whatever channel was first; exercises do not count
 * @param channels the same for each channel that was used, by its word; a person with two channels
 *     counts at both
 * @param days the days that had any, oldest first; exercises do not count
 * @param exercises the exercises alone
 */
public record ServiceLevel(
    LocalDate from,
    LocalDate through,
    Share all,
    List<ChannelShare> channels,
    List<DayShare> days,
    Share exercises) {

  /** Copies its lists. */
  public ServiceLevel {
    channels = List.copyOf(channels);
    days = List.copyOf(days);
  }

  /** One day. */
  public record DayShare(LocalDate day, Share share) {}

  /** One channel. */
  public record ChannelShare(String channel, Share share) {}

  /**
   * What came of so many people. A person counts once for each warning.
   *
   * @param warnings how many warnings
   * @param people for how many people they were approved
   * @param handedOver to how many of them something was handed over until now
   * @param within10 to how many within ten seconds
   * @param within60 to how many within a minute
   * @param withoutWay how many have no channel that the warning's plan could use
   * @param median half of those who were handed something waited no longer than this; rounded up to
   *     at most a tenth more, or to a tenth of a second; empty when there was nobody
   * @param most95 the same for nineteen of twenty
   */
  public record Share(
      long warnings,
      long people,
      long handedOver,
      long within10,
      long within60,
      long withoutWay,
      Optional<Duration> median,
      Optional<Duration> most95) {

    /** Nobody. */
    static final Share NONE = new Share(0, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty());

    /** From 0 to 1; empty when there was nobody. */
    public Optional<Double> shareWithin10() {
      return share(within10);
    }

    /** From 0 to 1; empty when there was nobody. */
    public Optional<Double> shareWithin60() {
      return share(within60);
    }

    /** From 0 to 1; empty when there was nobody. */
    public Optional<Double> shareHandedOver() {
      return share(handedOver);
    }

    private Optional<Double> share(long of) {
      return people == 0 ? Optional.empty() : Optional.of((double) of / people);
    }
  }
}
