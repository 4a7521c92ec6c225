// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Has every approver mailed who was told of something decided alone, until they have seen it or it
 * is reviewed: whoever is not at the desk hears of it too. At least once, by the same Message-ID.
 */
@Component
class GlassPost implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(GlassPost.class);

  /** How long an attempt may take before another node begins one. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final int DOUBLED_MOST = 4;

  /** In one beat, so that what else is due waits not too long. */
  private static final int MOST = 20;

  private final GlassStore store;
  private final GlassMail mail;
  private final Ledger ledger;
  private final Clock clock;
  private final TransactionTemplate transaction;

  GlassPost(
      GlassStore store,
      GlassMail mail,
      Ledger ledger,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.mail = mail;
    this.ledger = ledger;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public String name() {
    return "decide.glass-mail";
  }

  @Override
  public int runDue(Instant now) {
    int done = 0;
    Optional<GlassStore.Due> due = claim(now);
    while (due.isPresent()) {
      send(due.get());
      done++;
      due = done < MOST ? claim(now) : Optional.empty();
    }
    return done;
  }

  private Optional<GlassStore.Due> claim(Instant now) {
    Optional<GlassStore.Due> claimed =
        transaction.execute(_ -> store.claimMail(now, now.plus(LEASE)));
    return claimed == null ? Optional.empty() : claimed;
  }

  private void send(GlassStore.Due due) {
    GlassMail.Came came = mail.send(due.notice());
    Instant now = clock.instant();
    switch (came) {
      case GlassMail.Came.Sent() -> end(due, now, null);
      case GlassMail.Came.Failed(String why) -> end(due, now, why);
      case GlassMail.Came.Later later -> again(due, now, later);
    }
  }

  private void again(GlassStore.Due due, Instant now, GlassMail.Came.Later later) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(due.tries() - 1, DOUBLED_MOST));
    Instant next = now.plus(later.notBefore().compareTo(wait) > 0 ? later.notBefore() : wait);
    if (next.isAfter(due.notice().reviewBy())) {
      end(due, now, later.why());
    } else {
      boolean perhaps = due.notice().repeat() || later.mayHaveArrived();
      transaction.executeWithoutResult(_ -> store.mailAgain(due, next, perhaps, later.why()));
    }
  }

  private void end(GlassStore.Due due, Instant now, @Nullable String why) {
    boolean isSent = why == null;
    GlassMail.Notice notice = due.notice();
    if (!isSent) {
      log.warn(
          "an approver could not be mailed about what was decided alone: determination={} why={}",
          notice.determination(),
          why);
    }
    transaction.executeWithoutResult(_ -> {
      if (store.endMail(due, isSent ? "sent" : "failed", now, why)) {
        ledger.append(
            Act.of(isSent ? "GlassMailed" : "GlassNotMailed")
                .inCase(notice.caseId())
                .about(notice.determination())
                .fact("to", notice.approver().value())
                .fact("repeat", notice.repeat() ? true : null)
                .fact("why", why)
                .says(
                    isSent
                        ? "An approver was mailed that it was decided alone"
                        : "An approver could not be mailed that it was decided alone: " + why));
      }
    });
  }
}
