// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/**
 * Chunks that broke off on this node because the database would not write, and until when they are
 * left alone. A connection that was lost is back in a moment, so the first time they are taken up
 * at once. What breaks again waits, and longer each time: where a disk is full, whoever was told
 * would be told anew every second otherwise. Thread-safe.
 */
final class BrokenOff {

  private static final int MAX_DOUBLINGS = 20;

  private record Wait(int times, Instant until) {}

  private final Map<Long, Wait> waits = new ConcurrentHashMap<>();
  private final Duration first;
  private final Duration most;

  /** The second time a chunk waits for {@code first}, later twice as long, at the most most. */
  BrokenOff(Duration first, Duration most) {
    this.first = first;
    this.most = most;
  }

  /** It broke off just now. */
  void add(long chunk, Instant now) {
    waits.values().removeIf(each -> each.until().plus(most).isBefore(now));
    waits.compute(
        chunk,
        (_, before) ->
            before == null
                ? new Wait(1, now)
                : new Wait(before.times() + 1, now.plus(after(before.times()))));
  }

  private Duration after(int times) {
    Duration wait = first.multipliedBy(1L << Math.min(times - 1, MAX_DOUBLINGS));
    return wait.compareTo(most) < 0 ? wait : most;
  }

  /** It was worked off. */
  void remove(long chunk) {
    waits.remove(chunk);
  }

  /** Those that are left alone now. */
  LongStream waiting(Instant now) {
    return waits.entrySet().stream()
        .filter(each -> now.isBefore(each.getValue().until()))
        .mapToLong(Map.Entry::getKey);
  }
}
