// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import java.time.Instant;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.ReturnTokens;
import org.tocsin.server.deliver.TokenReports;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.mail.ImapMailbox;
import org.tocsin.server.kernel.mail.MailboxLook;
import org.tocsin.server.kernel.tls.Trust;

/**
 * Reads the mailbox of what comes back. A mail is marked as seen, or deleted, when what it says is
 * durable; what breaks off is read again.
 */
@Component
final class ReturnsMailbox implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(ReturnsMailbox.class);

  /** Any number that nothing else locks: "returns" in ASCII. */
  private static final long LOCK = 0x72657475726E73L;

  private final ReturnSettings settings;
  private final ReturnTokens tokens;
  private final TokenReports reports;
  private final MailboxLook mailbox;

  ReturnsMailbox(
      ReturnSettings settings,
      MailSettings mail,
      ReturnTokens tokens,
      TokenReports reports,
      DataSource database,
      Trust trust) {
    this.settings = settings;
    this.tokens = tokens;
    this.reports = reports;
    this.mailbox =
        new MailboxLook(
            new MailboxLook.Mailbox(
                "the mailbox of returns",
                settings.access(),
                LOCK,
                settings.every(),
                ReturnedReader.MAX_OCTETS),
            trust.orOnly(mail.trustedCertificates(), MailSettings.TRUSTED),
            database);
  }

  @Override
  public String name() {
    return "deliver.returns";
  }

  @Override
  public int runDue(Instant now) {
    if (mailbox.isOff()) {
      return 0; // Then there may be no address either, and nothing to find tokens by.
    }
    ReturnedReader reader = new ReturnedReader(tokens, settings.pattern());
    return mailbox.look(now, (octets, failures) -> act(reader.read(octets)));
  }

  /** What cannot be kept now is read again, after all others. */
  private ImapMailbox.Fate act(Returned returned) {
    try {
      switch (returned) {
        case Returned.Report report ->
            reports.reported(EmailChannel.KIND, report.told(), report.state());
        case Returned.Reply reply -> reports.replied(EmailChannel.KIND, reply.told(), reply.text());
        case Returned.Nothing nothing ->
            log.info("a mail that came back is passed over: {}", nothing.why());
      }
      return ImapMailbox.Fate.TAKEN;
    } catch (Problem e) {
      log.info("what came back cannot be used: {}", e.type().number());
      return ImapMailbox.Fate.TAKEN;
    } catch (RuntimeException e) {
      log.warn("what came back cannot be kept now and will be read again", e);
      return ImapMailbox.Fate.FAILED;
    }
  }
}
