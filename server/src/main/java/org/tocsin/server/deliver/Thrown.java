// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Chunks during which this node's channel threw what it must not, and when each is taken up again.
 * What broke may break again, and whoever was told before it did is told anew each time: so the
 * waits begin with a lease and double, each spread over its upper half. A chunk that succeeds, or
 * that another node has had for long, begins anew. Thread-safe.
 */
final class Thrown {

  private static final int MAX_DOUBLINGS = 20;

  private record Wait(int times, Instant until) {}

  private final Map<Long, Wait> waits = new ConcurrentHashMap<>();
  private final Duration first;
  private final Duration most;
  private final RandomGenerator jitter;

  /** The first wait is at least {@code first}; none is longer than {@code most} or than that. */
  Thrown(Duration first, Duration most, RandomGenerator jitter) {
    this.first = first;
    this.most = most.compareTo(first) < 0 ? first : most;
    this.jitter = jitter;
  }

  /**
   * It broke off just now.
   *
   * @param end when its warning ends
   * @return when it is to be taken up again: before its warning ends, a last time a shortest wait
   *     before it; when no time is left for that, at the end, where it is given up aloud
   */
  Instant add(long chunk, Instant end, Instant now) {
    waits.values().removeIf(each -> each.until().plus(most).isBefore(now));
    Wait wait =
        waits.compute(
            chunk,
            (_, before) -> {
              int times = before == null ? 1 : before.times() + 1;
              return new Wait(times, due(times, now, end));
            });
    return wait.until();
  }

  private Instant due(int times, Instant now, Instant end) {
    Instant due = now.plus(after(times));
    if (due.isBefore(end)) {
      return due;
    }
    Instant last = end.minus(first);
    return now.plus(first).isAfter(last) ? end : last;
  }

  private Duration after(int times) {
    Duration limit = first.multipliedBy(1L << Math.min(times, MAX_DOUBLINGS));
    long millis = (limit.compareTo(most) < 0 ? limit : most).toMillis();
    long least = Math.max(first.toMillis(), millis / 2);
    return Duration.ofMillis(least + jitter.nextLong(Math.max(1, millis - least)));
  }

  /** It was worked off. */
  void remove(long chunk) {
    waits.remove(chunk);
  }
}
