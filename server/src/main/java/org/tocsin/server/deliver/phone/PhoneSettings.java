// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.phone;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code tocsin.phone.*}: the desk that calls people.
 *
 * @param desk whether people sit at it, default no; then nobody is put on the list and every
 *     receipt says so
 * @param lease how long a call stays with whoever took it, default 10 min; then it goes back
 * @param againFirst the wait after the first call that reached nobody, default 5 min; it doubles
 * @param againMost the longest such wait, default 1 h
 */
@ConfigurationProperties("tocsin.phone")
public record PhoneSettings(
    @DefaultValue("false") boolean desk,
    @DefaultValue("10m") Duration lease,
    @DefaultValue("5m") Duration againFirst,
    @DefaultValue("1h") Duration againMost) {

  private static final int MAX_DOUBLINGS = 20;

  /** Refuses times out of range. */
  public PhoneSettings {
    range("lease", lease, Duration.ofMinutes(1), Duration.ofHours(2));
    range("again-first", againFirst, Duration.ofMinutes(1), Duration.ofHours(6));
    range("again-most", againMost, againFirst, Duration.ofHours(24));
  }

  private static void range(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "tocsin.phone.%s is %s; it must be %s to %s".formatted(name, value, least, most));
    }
  }

  /**
   * How long to wait before the next call.
   *
   * @param tries how many there were, from 1
   * @param left how long the warning lasts; a wait takes half of it at most, so that the end of a
   *     warning does not pass without a last call
   */
  Duration wait(int tries, Duration left) {
    long grown = againFirst.toMillis() << Math.min(tries - 1, MAX_DOUBLINGS);
    return Duration.ofMillis(
        Math.clamp(left.toMillis() / 2, 0, Math.min(grown, againMost.toMillis())));
  }
}
