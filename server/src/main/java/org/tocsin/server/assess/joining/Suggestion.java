// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;

/**
 * That a report may belong to a case. A suggestion joins nothing by itself.
 *
 * @param score the sum of the reasons' points, at most 100
 * @param reasons the strongest of each code, the strongest first
 * @param at when it was made, or made again for a new reason
 * @param state what became of it
 * @param settledAt when somebody said so
 * @param settledBy who; an officer's id
 * @param reason why it was declined; empty otherwise
 */
public record Suggestion(
    SuggestionId id,
    ReportId report,
    CaseId caseId,
    int score,
    List<JoinReason> reasons,
    Instant at,
    State state,
    Optional<Instant> settledAt,
    Optional<String> settledBy,
    String reason) {

  /** Copies the reasons. */
  public Suggestion {
    reasons = List.copyOf(reasons);
  }

  /** What became of a suggestion. */
  public enum State {
    /** Nobody has answered it. */
    OPEN,
    /** The report joined the case. */
    JOINED,
    /** Somebody said no; it comes again only for a new reason. */
    DECLINED;

    /** The word in tables and the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
