// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.util.Optional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.OfficerId;

/**
 * A determination to warn that its author made to hold alone, and the review of that.
 *
 * @param why the author's reason
 * @param reviewDueAt when another must have reviewed it
 * @param review empty until then
 */
public record Glass(
    DeterminationId determination,
    CaseId caseId,
    OfficerId brokenBy,
    Instant brokenAt,
    String why,
    Instant reviewDueAt,
    Optional<Review> review) {

  /**
   * What another officer said of it.
   *
   * @param upheld whether it was right to decide alone
   */
  public record Review(OfficerId by, Instant at, boolean upheld, String words) {}
}
