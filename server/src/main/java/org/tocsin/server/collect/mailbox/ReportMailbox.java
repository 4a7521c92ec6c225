// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.mailbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.mail.ImapMailbox;
import org.tocsin.server.kernel.tls.Trust;

/** Looks into the mailbox for reports. */
@Component
final class ReportMailbox implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(ReportMailbox.class);

  /** Any number that nothing else locks: "reports" in ASCII. */
  private static final long LOCK = 0x7265706f727473L;

  private final MailboxSettings settings;
  private final MailIntake intake;
  private final ImapMailbox mailbox;
  private final DataSource database;
  private final AtomicInteger failing = new AtomicInteger();
  private volatile Instant next = Instant.MIN;
  private volatile @Nullable Instant lookedAt;
  private volatile @Nullable String why;

  ReportMailbox(
      MailboxSettings settings,
      MailIntake intake,
      DataSource database,
      Trust trust,
      MeterRegistry metrics) {
    this.settings = settings;
    this.intake = intake;
    this.database = database;
    this.mailbox =
        new ImapMailbox(
            new ImapMailbox.Access(
                settings.host(),
                settings.port(),
                settings.user(),
                settings.password(),
                settings.tls(),
                settings.folder(),
                settings.delete()),
            trust);
    Gauge.builder("tocsin.collect.mailbox.failing", failing, AtomicInteger::get)
        .description("Mails of the mailbox of reports that fail; 1 while it cannot be read at all")
        .register(metrics);
  }

  /** How it is now. */
  MailboxHealth health() {
    String broken = why;
    String state =
        settings.host().isEmpty()
            ? "off"
            : broken != null
                ? "unreadable"
                : lookedAt == null ? "new" : failing.get() > 0 ? "failing" : "well";
    return new MailboxHealth(
        state,
        settings.folder(),
        Optional.ofNullable(lookedAt),
        intake.lastTaken(),
        broken == null ? failing.get() : 0,
        Optional.ofNullable(broken));
  }

  @Override
  public String name() {
    return "collect.mailbox";
  }

  @Override
  public int runDue(Instant now) {
    if (settings.host().isEmpty() || now.isBefore(next)) {
      return 0;
    }
    next = now.plus(settings.every());
    try {
      ImapMailbox.Looked looked =
          mailbox.look(database, LOCK, MailIntake.OCTETS_MAX + 1, intake::take);
      failing.set(looked.failing());
      lookedAt = now;
      why = null;
      if (looked.more()) {
        // The rest waits for the next beat.
        next = Instant.MIN;
      }
      return looked.read();
    } catch (MessagingException e) {
      failing.set(1);
      String words =
          Trust.refusal(e).map(Throwable::getMessage).orElse(e.getClass().getSimpleName());
      why = words;
      log.warn("the mailbox of reports cannot be read now: {}", words);
      log.debug("why", e);
      return 0;
    }
  }
}
