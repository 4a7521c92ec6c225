// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Audit;

/**
 * Whether witnesses cosign this record in time, and none of them says that it has two histories.
 */
@Component
class WitnessAudit implements Audit {

  /** Twice the longest pause between two questions to a witness that did not answer. */
  static final Duration LATE = WitnessAsking.BACK_OFF_MOST.multipliedBy(2);

  private final CosignatureStore store;
  private final CosignedRecord cosigned;
  private final Set<String> names;

  WitnessAudit(CosignatureStore store, CosignedRecord cosigned, WitnessSettings settings) {
    this.store = store;
    this.cosigned = cosigned;
    this.names = settings.witnesses().keySet();
  }

  @Override
  public String name() {
    return "record.witnesses";
  }

  @Override
  public List<Finding> audit(Instant now) {
    if (names.isEmpty()) {
      return List.of();
    }
    List<Finding> found = new ArrayList<>();
    for (CosignatureStore.Known each : store.list(names)) {
      if (each.contradictedAt() != null) {
        found.add(
            Audit.wrong(
                each.name(),
                "the witness %s says since %s that this record has another history (%s); follow docs/operate/trust.md before anything else"
                    .formatted(each.name(), each.contradictedAt(), each.said())));
      }
    }
    store
        .writtenAt(cosigned.newest().map(CosignedRecord.Quorum::size).orElse(0L))
        .filter(oldest -> oldest.isBefore(now.minus(LATE)))
        .ifPresent(oldest ->
            found.add(
                Audit.wrong(
                    "quorum",
                    "entries since %s are in no checkpoint that enough witnesses cosigned; the page of the record says what each witness answers"
                        .formatted(oldest))));
    return found;
  }
}
