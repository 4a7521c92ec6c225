// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.time.Instant;

/** Holds messages to every {@link Rule} of CAP 1.2. Safe for several threads. */
@SuppressWarnings("DoNotCallSuggester")
public final class CapChecker {
  private CapChecker() {}

  /** Checks an alert that was built; its problems have paths but no positions. */
  public static CheckResult check(Alert alert) {
    throw new UnsupportedOperationException("being built");
  }

  /** Checks an alert that was built, and whether it has expired by that time. */
  public static CheckResult check(Alert alert, Instant now) {
    throw new UnsupportedOperationException("being built");
  }

  /** Checks the text of a message, and whether it has expired by that time. */
  public static CheckResult check(byte[] input, Instant now) {
    return check(input, now, ReadLimits.alert());
  }

  /** Checks the text of a message within these limits. */
  public static CheckResult check(byte[] input, Instant now, ReadLimits limits) {
    throw new UnsupportedOperationException("being built");
  }
}
