// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.Text;

/**
 * The file around one danger.
 *
 * @param id names it
 * @param title what the desk calls it
 * @param openedAt when it was opened
 * @param openedBy by whom
 * @param closedAt when it was closed; empty while open
 * @param closedAs the outcome's word; empty while open
 * @param members every report that ever joined it, in the order of joining
 * @param assessment the newest version
 * @param dissents what officers hold against one version or another, oldest first
 * @param continuesIn the case in which the work goes on; empty when it is this one
 */
public record CaseFile(
    CaseId id,
    String title,
    Instant openedAt,
    OfficerId openedBy,
    Optional<Instant> closedAt,
    Optional<String> closedAs,
    List<Membership> members,
    Optional<ThreatAssessment> assessment,
    List<Dissent> dissents,
    Optional<CaseId> continuesIn) {

  /** Copies the lists. */
  public CaseFile {
    members = List.copyOf(members);
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

  /** How it was closed, as people say it, for example {@code false alarm}; empty while open. */
  public String closedWords() {
    return closedAs.map(Text::words).orElse("");
  }

  /** What belongs to it now, in the order of joining. */
  public List<ReportId> reports() {
    return members.stream().filter(each -> each.left().isEmpty()).map(Membership::report).toList();
  }

  /** What was taken out of it, in the order of joining. */
  public List<Membership> left() {
    return members.stream().filter(each -> each.left().isPresent()).toList();
  }

  /**
   * The number of a report in this case, whether or not it still belongs to it; 0: it never did.
   */
  public int number(ReportId report) {
    return members.stream()
        .filter(each -> each.report().equals(report))
        .mapToInt(Membership::number)
        .findFirst()
        .orElse(0);
  }

  /** Whether it is still open. */
  public boolean open() {
    return closedAt.isEmpty();
  }
}
