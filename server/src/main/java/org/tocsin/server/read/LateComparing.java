// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.ReportId;

/**
 * Compares reports that were read by an edition of this program which did not keep what reports
 * share, and once more those of {@link Lane#LONG}, beside which others are read: a few at each
 * beat. Without it they would count as independent origins.
 */
@Component
class LateComparing implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(LateComparing.class);
  private static final int ROUND_MAX = 20;

  private final ReadingStore store;
  private final Readings readings;
  private final TransactionTemplate transaction;

  LateComparing(ReadingStore store, Readings readings, TransactionTemplate transaction) {
    this.store = store;
    this.readings = readings;
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

  private void compare(ReportId report) {
    try {
      readings.compareLater(report);
    } catch (DataAccessException e) {
      throw e; // The beat tells of it, and the next one tries again.
    } catch (RuntimeException e) {
      // One that cannot be compared must not stop those behind it; people still see it.
      log.error("a reading was not compared: report={}", report, e);
    }
  }

  private boolean compareNext() {
    Optional<ReportId> next = store.takeNotCompared();
    next.ifPresent(this::compare);
    return next.isPresent();
  }
}
