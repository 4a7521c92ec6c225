// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before somebody is told again: longer each time, and not all at once. */
final class Waits {

  private static final long FIRST_MILLIS = 5_000;
  private static final long MOST_MILLIS = Duration.ofHours(1).toMillis();

  private Waits() {}

  /** Between half of what the attempt's number gives and all of it: 5 s, doubled, at most 1 h. */
  static Duration after(int attempts) {
    long most = Math.min(MOST_MILLIS, FIRST_MILLIS << Math.clamp(attempts - 1L, 0, 20));
    return Duration.ofMillis(most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1));
  }
}
