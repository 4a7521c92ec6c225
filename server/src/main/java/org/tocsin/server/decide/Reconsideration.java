// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;

/**
 * A determination not to warn that must be decided anew, because something new touches its reasons.
 *
 * @param since when the first of it was known
 * @param dueAt when a new one must hold; otherwise the default is to warn
 * @param causes what is new, in sentences without personal data
 * @param settledAt when a new determination of the class held
 */
public record Reconsideration(
    DeterminationId determination,
    CaseId caseId,
    VictimClass victims,
    Instant since,
    Instant dueAt,
    List<String> causes,
    Optional<Instant> settledAt) {

  /** Copies the causes. */
  public Reconsideration {
    causes = List.copyOf(causes);
  }
}
