// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.assess.ThreatAssessed;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.LiveStream;
import org.tocsin.server.read.FindingMended;
import org.tocsin.server.read.KinFound;
import org.tocsin.server.read.ReportRead;

/**
 * Holds reports against open cases, soon after they were read, mended, or the case changed: what
 * waits stands in a table, so that nothing is left out over a restart.
 */
@Component
class Matching implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(Matching.class);
  private static final int ROUND_MAX = 100;

  private final JoinStore store;
  private final Suggestions suggestions;
  private final TransactionTemplate transaction;
  private final LiveStream live;
  private final Clock clock;

  Matching(
      JoinStore store,
      Suggestions suggestions,
      TransactionTemplate transaction,
      LiveStream live,
      Clock clock) {
    this.store = store;
    this.suggestions = suggestions;
    this.transaction = transaction;
    this.live = live;
    this.clock = clock;
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void read(ReportRead event) {
    store.await(event.report(), clock.instant());
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void mended(FindingMended event) {
    store.await(event.report(), clock.instant());
  }

  /** By their ids, as by everybody who lets several wait. */
  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void found(KinFound event) {
    event.reports().forEach(report -> store.await(report, clock.instant()));
  }

  @EventListener
  @Transactional(propagation = Propagation.MANDATORY)
  void assessed(ThreatAssessed event) {
    store.await(event.caseId(), clock.instant());
  }

  @Override
  public String name() {
    return "assess.matching";
  }

  @Override
  public int runDue(Instant now) {
    int done = 0;
    int made = 0;
    while (done < ROUND_MAX) {
      String[] taken = {""};
      try {
        Integer here = transaction.execute(_ -> matchNext(taken));
        if (here == null || here < 0) {
          break;
        }
        made += here;
      } catch (TransientDataAccessException
          | DataAccessResourceFailureException
          | TransactionException e) {
        // It still waits in the table; the next beat takes it up again.
        log.warn("matching was put off to the next beat: subject={}", taken[0], e);
        break;
      } catch (RuntimeException e) {
        // One report that cannot be matched must not stop the others; people still see it.
        log.error("no suggestions were made: subject={}", taken[0], e);
        transaction.executeWithoutResult(_ -> store.giveUp(taken[0]));
      }
      done++;
    }
    if (made > 0) {
      live.tell("inbox", "suggested");
    }
    return done;
  }

  /** How many suggestions it made of what waits longest; -1 when nothing waits. */
  private int matchNext(String[] taken) {
    return store
        .takeWaiting()
        .map(subject -> {
          taken[0] = subject;
          if (subject.startsWith(CaseId.PREFIX + "_")) {
            // Each waits by itself, so that no transaction holds more than one report's; by their
            // ids, so that two nodes never wait for each other.
            suggestions.candidates(new CaseId(subject)).stream()
                .sorted()
                .forEach(report -> store.await(report, clock.instant()));
            return 0;
          }
          return suggestions.suggest(new ReportId(subject));
        })
        .orElse(-1);
  }
}
