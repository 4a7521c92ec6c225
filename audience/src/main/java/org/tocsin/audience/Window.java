// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.time.Instant;
import java.util.Optional;

/**
 * When a danger may happen: from the earliest instant at which it can start to the latest at which
 * it can end, both included. An uncertain window is given by its widest bounds: in doubt, warn.
 *
 * @param earliestStart first instant; {@link Instant#MIN} when it has no beginning
 * @param latestEnd last instant; {@link Instant#MAX} when no end is known
 */
public record Window(Instant earliestStart, Instant latestEnd) {
  /** Refuses an end before the start. */
  public Window {
    if (latestEnd.isBefore(earliestStart)) {
      throw new IllegalArgumentException(
          "window ends at "
              + latestEnd
              + " before it starts at "
              + earliestStart
              + "; swap them or correct one");
    }
  }

  /** A single instant. */
  public static Window at(Instant instant) {
    return new Window(instant, instant);
  }

  /** From an instant on, with no known end. */
  public static Window from(Instant earliestStart) {
    return new Window(earliestStart, Instant.MAX);
  }

  /** All of time. */
  public static Window always() {
    return new Window(Instant.MIN, Instant.MAX);
  }

  /** What this window and {@code other} have in common, a shared instant at their ends included. */
  public Optional<Window> intersection(Window other) {
    Instant start =
        earliestStart.isAfter(other.earliestStart) ? earliestStart : other.earliestStart;
    Instant end = latestEnd.isBefore(other.latestEnd) ? latestEnd : other.latestEnd;
    return end.isBefore(start) ? Optional.empty() : Optional.of(new Window(start, end));
  }
}
