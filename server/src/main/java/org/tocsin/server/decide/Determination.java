// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.OfficerId;

/**
 * The result of a duty test for one case and one class of those to be told: made by one officer,
 * agreed or sent back by another.
 *
 * @param policy the id of the duty test
 * @param policyHash SHA-256 of the policy as applied
 * @param reasons why, in the author's words
 * @param settledBy who agreed or sent it back; empty while proposed
 * @param settledWhy why it was sent back
 */
public record Determination(
    DeterminationId id,
    CaseId caseId,
    VictimClass victims,
    String policy,
    String policyHash,
    DutyResult result,
    String reasons,
    List<Answered> answers,
    OfficerId proposedBy,
    Instant proposedAt,
    State state,
    Optional<OfficerId> settledBy,
    Optional<Instant> settledAt,
    Optional<String> settledWhy) {

  /** Stands as author where no person decided in time, and the default holds. */
  public static final OfficerId THE_CLOCK = new OfficerId("officer_" + "0".repeat(26));

  /** Copies the answers. */
  public Determination {
    answers = List.copyOf(answers);
  }

  /** Proposed, then either agreed or returned; nothing leads back. */
  public enum State {
    /** Waits for a second person. */
    PROPOSED,
    /** Holds. */
    AGREED,
    /** Sent back to its author; a new one may be proposed. */
    RETURNED;

    /** The word in tables and the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
