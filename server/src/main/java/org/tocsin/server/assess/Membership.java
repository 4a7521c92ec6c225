// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Instant;
import java.util.Optional;
import org.tocsin.server.kernel.ReportId;

/**
 * A report that belongs to a case, or did.
 *
 * @param report which
 * @param number its number in the case, from 1, which never changes and is never given anew
 * @param joinedAt when it joined first
 * @param left when and why it was taken out; empty while it belongs to the case
 */
public record Membership(ReportId report, int number, Instant joinedAt, Optional<Leaving> left) {

  /**
   * That a report was taken out of a case.
   *
   * @param by the officer's id
   */
  public record Leaving(Instant at, String by, String reason) {}
}
