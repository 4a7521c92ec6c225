// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.ReportId;

/**
 * Compares every report once more, a beat after it was read, with what was read at the same moment
 * on another node or in the other lane; and at last those that were read by an edition of this
 * program which did not keep what reports share. Without it they would count as independent
 * origins.
 */
@Component
class LateComparing implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(LateComparing.class);
  private static final int ROUND_MAX = 200;

  private final ReadingStore store;
  private final Comparing comparing;
  private final TransactionTemplate transaction;

  LateComparing(ReadingStore store, Comparing comparing, TransactionTemplate transaction) {
    this.store = store;
    this.comparing = comparing;
    this.transaction = transaction;
  }

  @Override
  public String name() {
    return "read.compare";
  }

  @Override
  public int runDue(Instant now) {
    int done = 0;
    while (done < ROUND_MAX && Boolean.TRUE.equals(transaction.execute(_ -> compareNext()))) {
      done++;
    }
    return done;
  }

  private void compare(ReportId report, Consumer<ReportId> with) {
    try {
      with.accept(report);
    } catch (DataAccessException e) {
      throw e; // The beat tells of it, and the next one tries again.
    } catch (RuntimeException e) {
      // One that cannot be compared must not stop those behind it; people still see it.
      log.error("a reading was not compared: report={}", report, e);
    }
  }

  private boolean compareNext() {
    Optional<ReportId> kept = store.takeCompareAgain();
    kept.ifPresent(report -> compare(report, comparing::onceMore));
    Optional<ReportId> early = kept.isPresent() ? Optional.empty() : store.takeNotCompared();
    early.ifPresent(report -> compare(report, comparing::late));
    return kept.isPresent() || early.isPresent();
  }
}
