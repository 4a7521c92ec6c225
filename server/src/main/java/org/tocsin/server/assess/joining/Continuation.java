// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import java.time.Instant;
import java.util.List;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;

/**
 * That the work on a case goes on in another one. Its own file stays: its clocks run, its record
 * holds.
 *
 * @param by who said so; an officer's id
 * @param brought the reports that joined the other case by this
 */
public record Continuation(
    CaseId caseId, CaseId into, String reason, Instant at, String by, List<ReportId> brought) {
  /** Copies the list. */
  public Continuation {
    brought = List.copyOf(brought);
  }
}
