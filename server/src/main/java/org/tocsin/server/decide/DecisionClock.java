// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.util.Optional;

/**
 * The clock of a case.
 *
 * @param startedAt when the report that led to the case was received
 * @param dueAt when a determination must have been agreed
 * @param metAt when people had decided for every class that the policy warns in doubt; empty while it
 *     runs
 * @param policy the duty test by which it runs
 */
public record DecisionClock(
    Instant startedAt, Instant dueAt, Optional<Instant> metAt, String policy) {

  /** Whether it ran out before, or without, an agreed determination. */
  public boolean overdue(Instant now) {
    return metAt.orElse(now).isAfter(dueAt);
  }
}
