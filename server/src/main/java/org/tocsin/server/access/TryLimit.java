// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tocsin.server.kernel.Problem;

/**
 * Slows guessing down: each key has a bucket of tries that fills again by one every so often.
 *
 * <p>Keeps the {@value #KEYS_MAX} keys used last; thread-safe. Counts on this node only, which is
 * enough to make guessing hopeless.
 */
final class TryLimit {

  static final int KEYS_MAX = 10_000;

  private final int triesMax;
  private final Duration refill;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private record Bucket(double left, Instant at) {}

  /** At most this many tries at once, and one more after each {@code refill}. */
  TryLimit(int triesMax, Duration refill) {
    this.triesMax = triesMax;
    this.refill = refill;
  }

  /**
   * Takes one try.
   *
   * @throws Problem T9006 when none is left
   */
  synchronized void take(String key, Instant now) {
    Bucket bucket = buckets.getOrDefault(key, new Bucket(triesMax, now));
    double grown = (double) Duration.between(bucket.at, now).toMillis() / refill.toMillis();
    double left = Math.min(triesMax, bucket.left + Math.max(0, grown));
    if (left < 1) {
      buckets.put(key, new Bucket(left, now));
      long seconds = Math.max(1, Math.round((1 - left) * refill.toMillis() / 1000.0));
      throw AccessProblem.TOO_MANY_TRIES.because(
          "more than %d tries in a row; the next is possible in %d seconds"
              .formatted(triesMax, seconds));
    }
    buckets.put(key, new Bucket(left - 1, now));
    if (buckets.size() > KEYS_MAX) {
      buckets.remove(buckets.keySet().iterator().next());
    }
  }

  /** Forgets the tries of a key, after one that was right. */
  synchronized void forget(String key) {
    buckets.remove(key);
  }
}
