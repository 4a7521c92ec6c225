// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Mails to whoever wrote and signed a warning when it is about to lapse, and again when it has
 * lapsed with its danger open. The words of the warning are not in them. An attempt that may have
 * arrived is repeated under the same id and marked. Thread-safe.
 */
@Component
class LapseMails implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(LapseMails.class);

  /** How long an attempt may take before another node begins one. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** After that the desk's page is read, or not. */
  private static final Duration TRIED_FOR = Duration.ofHours(12);

  private final LapseMailStore store;
  private final Lapses lapses;
  private final Warnings warnings;
  private final Optional<OfficerMail> mails;
  private final Ledger ledger;
  private final Clock clock;
  private final TransactionTemplate transaction;

  LapseMails(
      LapseMailStore store,
      Lapses lapses,
      Warnings warnings,
      Optional<OfficerMail> mails,
      Ledger ledger,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.lapses = lapses;
    this.warnings = warnings;
    this.mails = mails;
    this.ledger = ledger;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Its authors and its approver are to hear of it; in the transaction of what happened. */
  void tell(Warning warning, String occasion, Instant now) {
    Set<OfficerId> people = new LinkedHashSet<>(warning.authors());
    warning.approvedBy().ifPresent(people::add);
    people.forEach(each -> store.add(warning.id(), each, occasion, now, now.plus(TRIED_FOR)));
  }

  @Override
  public String name() {
    return "warn.lapse-mails";
  }

  @Override
  public int runDue(Instant now) {
    int done = 0;
    Optional<LapseMailStore.Due> due = claim(now);
    while (due.isPresent()) {
      send(due.get());
      done++;
      due = claim(now);
    }
    return done;
  }

  private Optional<LapseMailStore.Due> claim(Instant now) {
    Optional<LapseMailStore.Due> claimed =
        transaction.execute(_ -> store.claim(now, now.plus(LEASE)));
    return claimed == null ? Optional.empty() : claimed;
  }

  /** Nothing is open while it is sent. */
  private void send(LapseMailStore.Due due) {
    Warning warning = warnings.get(due.warning());
    if (!lapses.demands(warning)) {
      transaction.executeWithoutResult(_ -> store.end(due, "needless", "it was decided before"));
      return;
    }
    OfficerMail.Came came = tried(due, warning);
    if (came.why().isEmpty()) {
      end(due, warning, "sent", "");
    } else {
      Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(due.tries() - 1, 6));
      Instant next =
          clock.instant().plus(doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled);
      if (!came.again() || next.isAfter(due.until())) {
        end(due, warning, "failed", came.why().get());
      } else {
        boolean perhaps = due.repeat() || came.perhaps();
        transaction.executeWithoutResult(_ -> store.again(due, next, perhaps, came.why().get()));
      }
    }
  }

  /** A mailer that breaks is one that failed: it is tried again, and no mail behind it waits. */
  private OfficerMail.Came tried(LapseMailStore.Due due, Warning warning) {
    try {
      return mails
          .map(each -> each.send(mail(due, warning)))
          .orElse(new OfficerMail.Came(Optional.of("no mail is sent here"), false, false));
    } catch (RuntimeException broken) {
      log.error("the mailer broke: warning={}", due.warning(), broken);
      String why = "the mailer broke: " + broken.getClass().getSimpleName();
      return new OfficerMail.Came(Optional.of(why), true, true);
    }
  }

  private void end(LapseMailStore.Due due, Warning warning, String state, String why) {
    boolean sent = why.isEmpty();
    if (!sent) {
      log.warn("a lapse could not be mailed: warning={} why={}", due.warning(), why);
    }
    transaction.executeWithoutResult(_ -> {
      if (store.end(due, state, sent ? null : why)) {
        ledger.append(
            Act.of(sent ? "LapseMailed" : "LapseNotMailed")
                .inCase(warning.caseId())
                .about(warning.id())
                .fact("to", due.officer().value())
                .fact("occasion", due.occasion())
                .fact("repeat", due.repeat() ? true : null)
                .fact("why", sent ? null : why)
                .says(
                    sent
                        ? "An officer was told by mail that a warning lapses"
                        : "An officer could not be told by mail that a warning lapses: " + why));
      }
    });
  }

  private OfficerMail.Mail mail(LapseMailStore.Due due, Warning warning) {
    boolean lapsed = warning.state() == WarningState.LAPSED;
    String until = DeskTime.words(warning.draft().window().until());
    String text =
        (lapsed
                ? "A warning that you wrote or signed lapsed on %s and its danger is still open.\n"
                : "A warning that you wrote or signed ends on %s.\n")
            .formatted(until);
    return new OfficerMail.Mail(
        "%s-%s-%s".formatted(due.warning(), due.occasion(), due.officer()),
        due.warning(),
        due.officer(),
        lapsed ? "A warning has lapsed: decide" : "A warning is about to lapse: decide in time",
        text
            + "\nRenew it, give the all-clear, or let it lapse and say why. Renewal and all-clear"
            + " must be signed as well.\n",
        "warnings/" + due.warning(),
        due.repeat(),
        clock.instant());
  }
}
