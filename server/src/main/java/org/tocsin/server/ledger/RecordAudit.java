// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.Audit;

/** Whether every entry gets its place in the record in time. */
@Component
class RecordAudit implements Audit {

  /** An entry gets its place within about a second. */
  private static final Duration LATE = Duration.ofSeconds(30);

  private final LedgerStore store;

  RecordAudit(LedgerStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "record.places";
  }

  @Override
  public List<Finding> audit(Instant now) {
    return store
        .oldestWithoutPlace()
        .filter(oldest -> oldest.isBefore(now.minus(LATE)))
        .map(oldest ->
            List.of(
                Audit.wrong(
                    "sequence",
                    "entries since %s have no place in the record; look at the log for ledger.publish"
                        .formatted(oldest))))
        .orElse(List.of());
  }
}
