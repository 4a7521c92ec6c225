// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.mailbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.mail.MailboxLook;
import org.tocsin.server.kernel.tls.Trust;

/** Looks into the mailbox for reports. */
@Component
final class ReportMailbox implements DueWork {

  /** Any number that nothing else locks: "reports" in ASCII. */
  private static final long LOCK = 0x7265706f727473L;

  private final MailIntake intake;
  private final MailboxLook mailbox;
  private final String folder;

  ReportMailbox(
      MailboxSettings settings,
      MailIntake intake,
      DataSource database,
      Trust trust,
      MeterRegistry metrics) {
    this.intake = intake;
    this.folder = settings.folder();
    this.mailbox =
        new MailboxLook(
            new MailboxLook.Mailbox(
                "the mailbox of reports",
                settings.access(),
                LOCK,
                settings.every(),
                MailIntake.OCTETS_MAX + 1),
            trust,
            database);
    Gauge.builder("tocsin.collect.mailbox.failing", mailbox, each -> each.health().failing())
        .description("Mails of the mailbox of reports that fail; 1 while it cannot be read at all")
        .strongReference(true)
        .register(metrics);
  }

  /** How it is now. */
  MailboxHealth health() {
    MailboxLook.Health health = mailbox.health();
    boolean isBroken = health.why().isPresent();
    String state =
        mailbox.isOff()
            ? "off"
            : isBroken
                ? "unreadable"
                : health.lookedAt().isEmpty() ? "new" : health.failing() > 0 ? "failing" : "well";
    return new MailboxHealth(
        state,
        folder,
        health.lookedAt(),
        intake.lastTaken(),
        isBroken ? 0 : health.failing(),
        health.why());
  }

  @Override
  public String name() {
    return "collect.mailbox";
  }

  @Override
  public int runDue(Instant now) {
    return mailbox.look(now, intake::take);
  }
}
