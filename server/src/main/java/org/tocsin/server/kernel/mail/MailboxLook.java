// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.mail;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.server.kernel.tls.Trust;

/**
 * Looks into a mailbox whenever it is time, and at the next beat while mails wait; what a stage
 * does with its mails is its own. Thread-safe.
 */
public final class MailboxLook {

  private static final Logger log = LoggerFactory.getLogger(MailboxLook.class);

  private final Mailbox mailbox;
  private final ImapMailbox imap;
  private final DataSource database;
  private volatile Instant next = Instant.MIN;
  private volatile Health health = new Health(Optional.empty(), 0, Optional.empty());

  /**
   * What is looked into, and how.
   *
   * @param name what the log calls it
   * @param access how it is reached; an empty host for none, which is never looked into
   * @param lock any number that nothing else locks: one node at a time looks
   * @param every the pause between two looks
   * @param octetsMax how much of a mail is read
   */
  public record Mailbox(
      String name, ImapMailbox.Access access, long lock, Duration every, int octetsMax) {}

  /**
   * How it is, as this node sees it.
   *
   * @param lookedAt the last look that succeeded
   * @param failing how many mails in it could not be dealt with; 1 while it cannot be read
   * @param why why it cannot be read; empty when it can
   */
  public record Health(Optional<Instant> lookedAt, int failing, Optional<String> why) {}

  /** A mailbox, reached by those who prove themselves to this trust. */
  public MailboxLook(Mailbox mailbox, Trust trust, DataSource database) {
    this.mailbox = mailbox;
    this.imap = new ImapMailbox(mailbox.access(), trust);
    this.database = database;
  }

  /** Whether none is set up. */
  public boolean isOff() {
    return mailbox.access().host().isEmpty();
  }

  /** How it was at the last look. */
  public Health health() {
    return health;
  }

  /**
   * Looks if it is time.
   *
   * @return how many mails were dealt with; 0 also when it cannot be read, which the log says
   */
  public int look(Instant now, ImapMailbox.Reader reader) {
    if (isOff() || now.isBefore(next)) {
      return 0;
    }
    next = now.plus(mailbox.every());
    try {
      ImapMailbox.Looked looked = imap.look(database, mailbox.lock(), mailbox.octetsMax(), reader);
      health = new Health(Optional.of(now), looked.failing(), Optional.empty());
      if (looked.more()) {
        // The rest waits for the next beat.
        next = Instant.MIN;
      }
      return looked.read();
    } catch (MessagingException e) {
      String why = words(e);
      health = new Health(health.lookedAt(), 1, Optional.of(why));
      log.warn("{} cannot be read now: {}", mailbox.name(), why);
      log.debug("why", e);
      return 0;
    }
  }

  private static String words(MessagingException thrown) {
    return Trust.refusal(thrown)
        .map(Throwable::getMessage)
        .orElse(thrown.getClass().getSimpleName());
  }
}
