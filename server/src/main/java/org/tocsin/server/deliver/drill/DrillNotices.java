// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.drill;

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
import org.tocsin.server.access.OfficerMailboxes;
import org.tocsin.server.deliver.ApprovedWarning;
import org.tocsin.server.deliver.DeliverySettings;
import org.tocsin.server.deliver.DeskMail;
import org.tocsin.server.deliver.Outcome;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.ledger.Act;
import org.tocsin.server.ledger.Ledger;

/**
 * Mails the result of a drill that has ended to whoever started it: counts and a link, and nothing
 * of any watcher. At least once: after a crash in the middle of an attempt it goes once more,
 * marked as a repeat and under the same Message-ID. Thread-safe.
 */
@Component
class DrillNotices implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(DrillNotices.class);

  /** How long an attempt may take before another node begins one. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** After that the desk's page is read, or not. */
  private static final Duration TRIED_FOR = Duration.ofDays(1);

  private final NoticeStore store;
  private final DrillStore drills;
  private final OfficerMailboxes mailboxes;
  private final DeskMail mails;
  private final DeliverySettings settings;
  private final Ledger ledger;
  private final Clock clock;
  private final TransactionTemplate transaction;

  DrillNotices(
      NoticeStore store,
      DrillStore drills,
      OfficerMailboxes mailboxes,
      DeskMail mails,
      DeliverySettings settings,
      Ledger ledger,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.store = store;
    this.drills = drills;
    this.mailboxes = mailboxes;
    this.mails = mails;
    this.settings = settings;
    this.ledger = ledger;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** The drill has ended; in the transaction of that. */
  void ended(String drill, Instant now) {
    store.add(drill, now, now.plus(TRIED_FOR));
  }

  /** What has become of the mail with this drill's result; empty while the drill goes on. */
  Optional<DrillNotice> of(String drill) {
    return store.find(drill);
  }

  @Override
  public String name() {
    return "deliver.drill-notices";
  }

  @Override
  public int runDue(Instant now) {
    int done = 0;
    Optional<NoticeStore.Due> due = claim(now);
    while (due.isPresent()) {
      send(due.get());
      done++;
      due = claim(now);
    }
    return done;
  }

  private Optional<NoticeStore.Due> claim(Instant now) {
    Optional<NoticeStore.Due> claimed = transaction.execute(_ -> store.claim(now, now.plus(LEASE)));
    return claimed == null ? Optional.empty() : claimed;
  }

  /** Nothing is open while it is sent. */
  private void send(NoticeStore.Due due) {
    DrillStore.Drill drill = drills.drill(due.drill()).orElseThrow();
    Optional<String> to = mailboxes.of(new OfficerId(drill.startedBy()));
    Outcome came =
        to.isEmpty()
            ? new Outcome.Failed("whoever started it has no access any more")
            : mails.send(mail(drill, to.get(), due.repeat()));
    Instant now = clock.instant();
    switch (came) {
      case Outcome.Told told -> end(due, drill, "sent", now, null);
      case Outcome.Answered answered -> end(due, drill, "sent", now, null);
      case Outcome.Failed failed -> end(due, drill, "failed", now, failed.reason());
      case Outcome.Deferred deferred -> later(due, drill, now, deferred);
      case Outcome.Waiting waiting ->
          later(due, drill, now, later(waiting.reason(), waiting.mayHaveArrived()));
      case Outcome.Untried untried -> later(due, drill, now, later("there was no time", false));
    }
  }

  private static Outcome.Deferred later(String reason, boolean mayHaveArrived) {
    return new Outcome.Deferred(reason, mayHaveArrived, Duration.ZERO);
  }

  private void later(
      NoticeStore.Due due, DrillStore.Drill drill, Instant now, Outcome.Deferred deferred) {
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(due.tries() - 1, 10));
    Duration wait = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    Duration asked = deferred.notBefore();
    Instant next = now.plus(asked.compareTo(wait) > 0 ? asked : wait);
    if (next.isAfter(due.until())) {
      end(due, drill, "failed", now, deferred.reason());
    } else {
      boolean perhaps = due.repeat() || deferred.mayHaveArrived();
      transaction.executeWithoutResult(_ -> store.again(due, next, perhaps, deferred.reason()));
    }
  }

  private void end(
      NoticeStore.Due due,
      DrillStore.Drill drill,
      String state,
      Instant now,
      @Nullable String why) {
    boolean isSent = why == null;
    if (!isSent) {
      log.warn("the result of a drill could not be mailed: drill={} why={}", due.drill(), why);
    }
    transaction.executeWithoutResult(_ -> {
      if (store.end(due, state, now, why)) {
        ledger.append(
            Act.of(isSent ? "DrillResultMailed" : "DrillResultNotMailed")
                .inCase(new CaseId(drill.caseId()))
                .about(drill.id())
                .fact("to", drill.startedBy())
                .fact("repeat", due.repeat() ? true : null)
                .fact("why", why)
                .says(
                    isSent
                        ? "The result of a drill was mailed to whoever started it"
                        : "The result of a drill could not be mailed: " + why));
      }
    });
  }

  private DeskMail.Mail mail(DrillStore.Drill drill, String to, boolean repeat) {
    int silent = drills.countSilent(drill.id());
    var channels = drills.channels(drill.id());
    StringBuilder text = new StringBuilder(500);
    text.append("The drill that you started at ")
        .append(DeskTime.words(drill.startedAt()))
        .append(" has ended.\n\n%,d people were asked".formatted(drill.watchers()));
    if (drill.skipped() > 0) {
      text.append(", %,d left out who were asked not long ago".formatted(drill.skipped()));
    }
    text.append(
        ".\n%,d of them confirmed by no channel: they can no longer be reached.\n\n"
            .formatted(silent));
    for (DrillStore.OfChannel each : channels) {
      text.append(
          "%s: %,d asked, %,d reached, %,d handed over and not answered, %,d failed, %,d still tried\n"
              .formatted(
                  each.channel(),
                  each.asked(),
                  each.confirmed(),
                  each.handedOver(),
                  each.failed(),
                  each.underWay()));
    }
    return new DeskMail.Mail(
        drill.id() + "-result",
        about(drill, channels.getFirst()),
        to,
        "Drill ended: %,d of %,d can no longer be reached".formatted(silent, drill.watchers()),
        text.toString(),
        "Who they are, for whoever is signed in:",
        settings.deskLink("drills/" + drill.id()),
        repeat,
        clock.instant());
  }

  private ApprovedWarning about(DrillStore.Drill drill, DrillStore.OfChannel first) {
    return drills.message(
        new WarningId(first.warning()),
        new CaseId(drill.caseId()),
        first.channel(),
        drill.startedAt(),
        drill.until());
  }
}
