// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

/** So many a second, evenly. Thread-safe. */
final class Pace {

  private static final long SECOND = 1_000_000_000L;

  private final int perSecond;
  private long next;

  /** {@code perSecond} 0 sets no limit. */
  Pace(int perSecond) {
    this.perSecond = perSecond;
  }

  /**
   * Books the time for so many and says how long to wait for it; books nothing when that is longer
   * than {@code most}.
   *
   * @return nanoseconds, 0 for now; -1 when it would be too long
   */
  synchronized long book(int count, long now, long most) {
    if (perSecond == 0) {
      return 0;
    }
    if (next - now < 0) {
      next = now;
    }
    long wait = next - now;
    if (wait > most) {
      return -1;
    }
    next += count * SECOND / perSecond;
    return wait;
  }
}
