// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel;

import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of time, from its first instant up to, and without, its last.
 *
 * @param from the first instant inside
 * @param until the first instant after; later than {@code from}
 */
public record TimeWindow(Instant from, Instant until) {

  /** Refuses a window that ends before it begins. */
  public TimeWindow {
    if (!until.isAfter(from)) {
      throw KernelProblem.BAD_WINDOW.because(
          "the window ends at %s, which is not after its begin %s".formatted(until, from));
    }
  }

  /** Whether this instant is inside. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(until);
  }

  /** How long it is. */
  public Duration length() {
    return Duration.between(from, until);
  }
}
