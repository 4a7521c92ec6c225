// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tocsin.record.Entry;
import org.tocsin.server.kernel.Marking;

/**
 * Which entries of a case go to the press: what was decided, approved, sent and answered, in facts.
 *
 * <p>A list of what may go, so that an act invented later stays in until somebody has thought about
 * it. Not in it is whatever points to sources (the hash of a report confirms who has the report) or
 * to single persons. Of warnings, only those approved with TLP:CLEAR go: a private notice is no
 * more public for being recorded.
 */
final class PressEntries {

  /** The types that may go. */
  static final Set<String> TYPES =
      Set.of(
          "CaseOpened",
          "DeterminationProposed",
          "DeterminationAgreed",
          "DeterminationReturned",
          "DecisionOverdue",
          "WarningApproved",
          "WarningAboutToLapse",
          "WarningEnded",
          "WarningLapsed",
          "LapseDecided",
          "AudienceGrew",
          "WaveQueued",
          "WaveDelivered",
          "ReceiptsSealed",
          "AnswerReceived",
          "SilenceEscalated",
          "DeliveryPaused",
          "DeliveryResumed",
          "DeliveryRepeated",
          "DeliveryStopped",
          "IncidentRecorded",
          "OutcomeGiven",
          "ReckoningHandedOver",
          "CaseClosed");

  private PressEntries() {}

  /** The warnings among these approvals of which the press may hear. */
  static Set<String> publicWarnings(List<BundleStore.Placed> approvals) {
    return approvals.stream()
        .filter(PressEntries::isClear)
        .flatMap(entry -> entry.subject().stream())
        .collect(Collectors.toSet());
  }

  private static boolean isClear(BundleStore.Placed approved) {
    return Marking.CLEAR.label().equals(Entry.parse(approved.body()).facts().get("marking"));
  }
}
