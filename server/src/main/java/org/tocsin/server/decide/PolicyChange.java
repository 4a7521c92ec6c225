// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.OfficerId;

/**
 * That a case is to stand under another policy: proposed by one, agreed by as many as the policy
 * that it leaves asks for.
 *
 * @param before the policy that it leaves
 * @param policy the one that it comes under
 * @param settledBy who gave the last agreement or sent it back; empty while proposed
 * @param settledWhy why it was sent back
 */
public record PolicyChange(
    String id,
    CaseId caseId,
    String before,
    String policy,
    String why,
    OfficerId proposedBy,
    Instant proposedAt,
    State state,
    Optional<OfficerId> settledBy,
    Optional<Instant> settledAt,
    Optional<String> settledWhy,
    List<Basis.Agreed> agreed) {

  /** Copies the list. */
  public PolicyChange {
    agreed = List.copyOf(agreed);
  }

  /** Proposed, then agreed or returned. */
  public enum State {
    /** Waits for others. */
    PROPOSED,
    /** The case stands under the other policy. */
    AGREED,
    /** Sent back. */
    RETURNED;

    /** The word in tables and the API. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
