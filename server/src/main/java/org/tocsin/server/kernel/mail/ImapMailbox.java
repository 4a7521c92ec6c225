// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.mail;

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
import java.util.Properties;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.tocsin.server.kernel.tls.Trust;

/**
 * A folder of a mailbox that is read by IMAP (RFC 3501), on one node at a time. A mail is marked as
 * seen, or deleted, when whoever reads it says that nothing is left to do; what breaks off is read
 * again. Which are left to read the mailbox itself knows. Thread-safe.
 */
public final class ImapMailbox {

  private static final int MOST_A_LOOK = 1_000;
  private static final long LOOK_NANOS = Duration.ofSeconds(30).toNanos();

  private final Access access;
  private final Trust trust;

  /**
   * How a mailbox is reached.
   *
   * @param tls whether the connection is encrypted from its first octet
   * @param folder the folder to read
   * @param delete whether what was read is deleted rather than marked as seen
   */
  public record Access(
      String host,
      int port,
      String user,
      String password,
      boolean tls,
      String folder,
      boolean delete) {
    @Override
    public String toString() {
      return "Access[host=%s, folder=%s]".formatted(host, folder);
    }
  }

  /**
   * What a look did.
   *
   * @param read how many mails were dealt with
   * @param more whether some wait for the next look
   */
  public record Looked(int read, boolean more) {}

  /** This mailbox, reached by those who prove themselves to this trust. */
  public ImapMailbox(Access access, Trust trust) {
    this.access = access;
    this.trust = trust;
  }

  /**
   * Reads what is unseen while this node holds the lock; nothing when another node holds it.
   *
   * @param lock any number that nothing else locks
   * @param octetsMax how much of a mail is read
   * @param act deals with a mail's octets; true when nothing is left to do about it
   * @throws MessagingException when the mailbox cannot be read now
   */
  public Looked look(DataSource database, long lock, int octetsMax, Predicate<byte[]> act)
      throws MessagingException {
    try (Connection connection = database.getConnection()) {
      if (!ask(connection, "select pg_try_advisory_lock(?)", lock)) {
        return new Looked(0, false);
      }
      try {
        return read(octetsMax, act);
      } finally {
        ask(connection, "select pg_advisory_unlock(?)", lock);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the lock of the mailbox could not be asked for", e);
    }
  }

  private static boolean ask(Connection connection, String sql, long lock) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, lock);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private Looked read(int octetsMax, Predicate<byte[]> act) throws MessagingException {
    try (Store store =
        Session.getInstance(properties()).getStore(access.tls() ? "imaps" : "imap")) {
      store.connect(access.host(), access.port(), access.user(), access.password());
      try (Folder folder = store.getFolder(access.folder())) {
        folder.open(Folder.READ_WRITE);
        return readAll(folder, octetsMax, act);
      }
    }
  }

  private Looked readAll(Folder folder, int octetsMax, Predicate<byte[]> act)
      throws MessagingException {
    long begin = System.nanoTime();
    int count = 0;
    for (Message message : folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false))) {
      if (message.isSet(Flags.Flag.DELETED)) {
        continue;
      }
      if (count == MOST_A_LOOK || System.nanoTime() - begin > LOOK_NANOS) {
        return new Looked(count, true);
      }
      if (!act.test(octets(message, octetsMax))) {
        continue;
      }
      message.setFlag(Flags.Flag.SEEN, true);
      message.setFlag(Flags.Flag.DELETED, access.delete());
      count++;
    }
    return new Looked(count, false);
  }

  /** The beginning of the mail, however large it is; asking for it leaves it unseen. */
  private static byte[] octets(Message message, int octetsMax) throws MessagingException {
    IMAPMessage imap = (IMAPMessage) message;
    imap.setPeek(true);
    try (InputStream in = imap.getMimeStream()) {
      return in.readNBytes(octetsMax);
    } catch (IOException e) {
      throw new MessagingException("a mail could not be read", e);
    }
  }

  private Properties properties() {
    String protocol = access.tls() ? "mail.imaps." : "mail.imap.";
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
