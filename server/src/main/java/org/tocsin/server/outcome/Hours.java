// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Lengths of time as the reckoning tells them. */
final class Hours {

  private static final BigDecimal SECONDS = BigDecimal.valueOf(3600);

  private Hours() {}

  /** Hours from one to the other, one decimal, half up; empty when one is missing. */
  static OptionalDouble between(Optional<Instant> from, Optional<Instant> to) {
    if (from.isEmpty() || to.isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        BigDecimal.valueOf(Duration.between(from.get(), to.get()).toSeconds())
            .divide(SECONDS, 1, RoundingMode.HALF_UP)
            .doubleValue());
  }

  /** In the unit that people would use: {@code 13 days}, {@code 4.2 hours}, {@code 12 minutes}. */
  static String words(Duration length) {
    Duration positive = length.abs();
    if (positive.compareTo(Duration.ofDays(2)) >= 0) {
      return amount(Math.round(positive.toMinutes() / 1440.0), "day");
    }
    if (positive.compareTo(Duration.ofMinutes(90)) >= 0) {
      return String.format(Locale.ROOT, "%.1f hours", positive.toMinutes() / 60.0);
    }
    return amount(Math.round(positive.toSeconds() / 60.0), "minute");
  }

  /** For a table: {@code 360.8 h}, and minutes below one hour; with a minus when it ran back. */
  static String figure(Instant from, Instant to) {
    Duration length = Duration.between(from, to);
    return length.abs().compareTo(Duration.ofHours(1)) < 0
        ? Math.round(length.toSeconds() / 60.0) + " min"
        : String.format(
            Locale.ROOT, "%,.1f h", between(Optional.of(from), Optional.of(to)).orElseThrow());
  }

  static String words(Instant from, Instant to) {
    return words(Duration.between(from, to));
  }

  /** {@code 1 day}, {@code 2 days}. */
  static String amount(long count, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
  }
}
