// SPDX-License-Identifier: Apache-2.0
package org.tocsin.audience;

import java.util.Optional;

/** STAGED. */
final class WeeklyClock {
  private WeeklyClock() {}

  static Optional<Window> firstOverlap(When.WeeklyHours weekly, Window window) {
    return Optional.of(window);
  }
}
