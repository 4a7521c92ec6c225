// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;

/**
 * What is told.
 *
 * @param follows the earlier warning that it updates or cancels
 * @param contentHash hex SHA-256 over draft and audience, as previewed and, once in force, as
 *     approved; empty after an edit
 * @param authors who wrote on it; none of them may approve it
 * @param lapseDecision what was decided when it was about to lapse: {@code renew}, {@code allClear}
 *     or {@code letLapse}
 */
public record Warning(
    WarningId id,
    CaseId caseId,
    MessageType messageType,
    Optional<WarningId> follows,
    WarningState state,
    Draft draft,
    Optional<String> contentHash,
    List<OfficerId> authors,
    Instant draftedAt,
    Optional<OfficerId> approvedBy,
    Optional<Instant> approvedAt,
    Optional<DeterminationId> determination,
    Optional<Instant> endedAt,
    Optional<String> lapseDecision) {

  /** Copies the authors. */
  public Warning {
    authors = List.copyOf(authors);
  }

  /** Whether it says that a danger is over: it takes a warning back, or gives the all-clear. */
  public boolean saysItIsOver() {
    return saysItIsOver(messageType, follows, draft);
  }

  /** The same of a message that is not kept yet. */
  static boolean saysItIsOver(MessageType type, Optional<WarningId> follows, Draft draft) {
    return type == MessageType.CANCEL
        || (follows.isPresent() && draft.responseTypes().contains("AllClear"));
  }

  /**
   * Whether it lapsed, or is about to, and nobody decided what follows. What says that a danger is
   * over warns of none, and nothing need follow it.
   */
  public boolean demandsDecision(Instant now) {
    if (saysItIsOver()) {
      return false;
    }
    boolean lapsing = state == WarningState.IN_FORCE && !now.isBefore(lapsingAt());
    return lapseDecision.isEmpty() && (state == WarningState.LAPSED || lapsing);
  }

  /** When its end comes near: a tenth of its window before it, at most six hours. */
  public Instant lapsingAt() {
    long seconds = draft.window().until().getEpochSecond() - draft.window().from().getEpochSecond();
    return draft.window().until().minusSeconds(Math.min(seconds / 10, 6L * 3600));
  }
}
