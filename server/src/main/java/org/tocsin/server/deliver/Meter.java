// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts what happened in each second of the last minute. Used by one thread at a time. */
final class Meter {
  private static final int SECONDS = 64;

  private final int[] counts = new int[SECONDS];
  private final long[] seconds = new long[SECONDS];
  private @Nullable Instant last;

  void count(Instant at) {
    long second = at.getEpochSecond();
    int slot = (int) Math.floorMod(second, (long) SECONDS);
    if (seconds[slot] < second) {
      seconds[slot] = second;
      counts[slot] = 0;
    }
    if (seconds[slot] == second) {
      counts[slot]++;
    }
    if (last == null || at.isAfter(last)) {
      last = at;
    }
  }

  /** How many in the last so many seconds, at most 60, the present one included. */
  int within(int window, Instant now) {
    int sum = 0;
    for (int i = 0; i < SECONDS; i++) {
      long age = now.getEpochSecond() - seconds[i];
      if (age >= 0 && age < window) {
        sum += counts[i];
      }
    }
    return sum;
  }

  /** When it happened last, if ever. */
  @Nullable Instant last() {
    return last;
  }
}
