// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.ReportId;

/**
 * The file around one danger.
 *
 * @param id names it
 * @param title what the desk calls it
 * @param openedAt when it was opened
 * @param openedBy by whom
 * @param closedAt when it was closed; empty while open
 * @param closedAs the outcome's word; empty while open
 * @param reports what belongs to it, in the order of joining
 * @param assessment the newest version
 * @param dissents what officers hold against one version or another, oldest first
 */
public record CaseFile(
    CaseId id,
    String title,
    Instant openedAt,
    OfficerId openedBy,
    Optional<Instant> closedAt,
    Optional<String> closedAs,
    List<ReportId> reports,
    Optional<ThreatAssessment> assessment,
    List<Dissent> dissents) {

  /** Copies the lists. */
  public CaseFile {
    reports = List.copyOf(reports);
    dissents = List.copyOf(dissents);
  }

  /** How the case's page writes a citation: {@code R2} a report, {@code R2.1} a finding of it. */
  public String ref(Citation cite) {
    return Refs.of(this, cite);
  }

  /**
   * Reads what stands between blanks or commas in the same way.
   *
   * @throws org.tocsin.server.kernel.Problem T3004 for a word that names no report of the case
   */
  public List<Citation> cites(String refs) {
    return Refs.parse(this, refs);
  }

  /** Whether it is still open. */
  public boolean open() {
    return closedAt.isEmpty();
  }
}
