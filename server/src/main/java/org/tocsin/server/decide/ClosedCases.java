// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DueWork;

/**
 * Goes through the cases in which something waits, a page at a time and in turn, so that none is
 * left behind, however many there are: in a closed one nothing waits any more, and a warning that
 * came late ends its step. Thread-safe.
 */
@Component
class ClosedCases implements DueWork {

  private static final int PAGE = 100;
  private static final Duration ROUND_EVERY = Duration.ofSeconds(30);

  private final Waiting waiting;
  private final DeterminationStore determinations;
  private final StepStore steps;
  private final Steps stepClocks;
  private final ReconsiderStore reconsiderations;
  private final Cases cases;
  private final TransactionTemplate transaction;
  private String last = "";
  private Instant nextRound = Instant.MIN;

  ClosedCases(
      Waiting waiting,
      DeterminationStore determinations,
      StepStore steps,
      Steps stepClocks,
      ReconsiderStore reconsiderations,
      Cases cases,
      TransactionTemplate transaction) {
    this.waiting = waiting;
    this.determinations = determinations;
    this.steps = steps;
    this.stepClocks = stepClocks;
    this.reconsiderations = reconsiderations;
    this.cases = cases;
    this.transaction = transaction;
  }

  @Override
  public String name() {
    return "decide.closed";
  }

  @Override
  public synchronized int runDue(Instant now) {
    if (last.isEmpty() && now.isBefore(nextRound)) {
      return 0;
    }
    if (last.isEmpty()) {
      nextRound = now.plus(ROUND_EVERY);
    }
    return page(now);
  }

  /** The next page; after the last one it begins anew. */
  private int page(Instant now) {
    List<CaseId> found = waiting.after(last, now, PAGE);
    for (CaseId id : found) {
      // One at a time, so that nothing of a case is held while another's is waited for.
      transaction.executeWithoutResult(_ -> look(id, now));
    }
    last = found.size() < PAGE ? "" : found.getLast().value();
    return found.size();
  }

  private void look(CaseId id, Instant now) {
    if (cases.get(id).open()) {
      stepClocks.settleLate(id, now);
    } else {
      determinations.closeClock(id, now);
      steps.spare(id, now);
      reconsiderations.close(id, now);
    }
  }
}
