// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import javax.sql.DataSource;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tocsin.server.deliver.ReturnTokens;
import org.tocsin.server.deliver.TokenReports;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.tls.Trust;

/**
 * Reads the mailbox of what comes back, by IMAP (RFC 3501), on one node at a time. A mail is marked
 * as seen, or deleted, when what it says is durable; what breaks off is read again. Which are left
 * to read the mailbox itself knows.
 */
@Component
final class ReturnsMailbox implements DueWork {

  private static final Logger log = LoggerFactory.getLogger(ReturnsMailbox.class);

  /** Any number that nothing else locks: "returns" in ASCII. */
  private static final long LOCK = 0x72657475726E73L;

  private static final int MOST_A_LOOK = 1_000;
  private static final long LOOK_NANOS = Duration.ofSeconds(30).toNanos();

  private final ReturnSettings settings;
  private final ReturnTokens tokens;
  private final TokenReports reports;
  private final DataSource database;
  private final Trust trust;
  private volatile Instant next = Instant.MIN;

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
    this.database = database;
    this.trust = trust.orOnly(mail.trustedCertificates(), MailSettings.TRUSTED);
  }

  @Override
  public String name() {
    return "deliver.returns";
  }

  @Override
  public int runDue(Instant now) {
    if (settings.host().isEmpty() || now.isBefore(next)) {
      return 0;
    }
    next = now.plus(settings.every());
    try (Connection connection = database.getConnection()) {
      if (!ask(connection, "select pg_try_advisory_lock(?)")) {
        return 0;
      }
      try {
        return look();
      } finally {
        ask(connection, "select pg_advisory_unlock(?)");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the lock of the mailbox could not be asked for", e);
    }
  }

  private static boolean ask(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, LOCK);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private int look() {
    try (Store store =
        Session.getInstance(properties()).getStore(settings.tls() ? "imaps" : "imap")) {
      store.connect(settings.host(), settings.port(), settings.user(), settings.password());
      try (Folder folder = store.getFolder(settings.folder())) {
        folder.open(Folder.READ_WRITE);
        return readAll(folder);
      }
    } catch (MessagingException e) {
      log.warn(
          "the mailbox of returns cannot be read now: {}",
          Trust.refusal(e).map(Throwable::getMessage).orElse(e.getClass().getSimpleName()));
      log.debug("why", e);
      return 0;
    }
  }

  private int readAll(Folder folder) throws MessagingException {
    ReturnedReader reader = new ReturnedReader(tokens, settings.pattern());
    long begin = System.nanoTime();
    int count = 0;
    for (Message message : folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false))) {
      if (message.isSet(Flags.Flag.DELETED)) {
        continue;
      }
      if (count == MOST_A_LOOK || System.nanoTime() - begin > LOOK_NANOS) {
        // The rest waits for the next beat.
        next = Instant.MIN;
        break;
      }
      if (!act(reader.read(octets(message)))) {
        continue;
      }
      message.setFlag(Flags.Flag.SEEN, true);
      message.setFlag(Flags.Flag.DELETED, settings.delete());
      count++;
    }
    return count;
  }

  /** The beginning of the mail, however large it is; asking for it leaves it unseen. */
  private static byte[] octets(Message message) throws MessagingException {
    IMAPMessage imap = (IMAPMessage) message;
    imap.setPeek(true);
    try (InputStream in = imap.getMimeStream()) {
      return in.readNBytes(ReturnedReader.MAX_OCTETS);
    } catch (IOException e) {
      throw new MessagingException("a mail could not be read", e);
    }
  }

  /** Whether nothing is left to do about it; what cannot be kept now is read again. */
  private boolean act(Returned returned) {
    try {
      switch (returned) {
        case Returned.Report report ->
            reports.reported(EmailChannel.KIND, report.told(), report.state());
        case Returned.Reply reply -> reports.replied(EmailChannel.KIND, reply.told(), reply.text());
        case Returned.Nothing nothing ->
            log.info("a mail that came back is passed over: {}", nothing.why());
      }
      return true;
    } catch (Problem e) {
      log.info("what came back cannot be used: {}", e.type().number());
      return true;
    } catch (RuntimeException e) {
      log.warn("what came back cannot be kept now and will be read again", e);
      return false;
    }
  }

  private Properties properties() {
    String protocol = settings.tls() ? "mail.imaps." : "mail.imap.";
    Properties properties = new Properties();
    properties.put(protocol + "connectiontimeout", "10000");
    properties.put(protocol + "timeout", "20000");
    properties.put(protocol + "writetimeout", "20000");
    properties.put(protocol + "fetchsize", Integer.toString(64 * 1024));
    properties.put(protocol + "ssl.socketFactory", trust.sockets());
    properties.put(protocol + "ssl.checkserveridentity", "true");
    return properties;
  }
}
