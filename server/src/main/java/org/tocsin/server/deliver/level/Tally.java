// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.level;

import java.time.Duration;
import java.util.Optional;

/** Adds up ranges of times. Used by one thread. */
final class Tally {

  /** In place of a range: everybody. */
  static final int ALL = -1;

  /** In place of a range: those without a way. */
  static final int WITHOUT_WAY = -2;

  private static final int WITHIN_10 = Buckets.of(Duration.ofSeconds(10));
  private static final int WITHIN_60 = Buckets.of(Duration.ofSeconds(60));

  private final long[] handedOver = new long[Buckets.count()];
  private long warnings;
  private long people;
  private long withoutWay;

  void add(int bucket, long count) {
    switch (bucket) {
      case ALL -> people += count;
      case WITHOUT_WAY -> withoutWay += count;
      default -> handedOver[bucket] += count;
    }
  }

  void warnings(long count) {
    warnings += count;
  }

  ServiceLevel.Share share() {
    long total = sum(handedOver.length - 1);
    return new ServiceLevel.Share(
        warnings,
        people,
        total,
        sum(WITHIN_10),
        sum(WITHIN_60),
        withoutWay,
        rank(total, 50),
        rank(total, 95));
  }

  private long sum(int through) {
    long sum = 0;
    for (int i = 0; i <= through; i++) {
      sum += handedOver[i];
    }
    return sum;
  }

  /** The nearest rank: the end of the range in which the person stands whom so many come before. */
  private Optional<Duration> rank(long total, int percent) {
    long wanted = Math.ceilDiv(total * percent, 100L);
    long sum = 0;
    for (int i = 0; i < handedOver.length; i++) {
      sum += handedOver[i];
      if (sum >= wanted && sum > 0) {
        return Optional.of(Buckets.end(i));
      }
    }
    return Optional.empty();
  }
}
