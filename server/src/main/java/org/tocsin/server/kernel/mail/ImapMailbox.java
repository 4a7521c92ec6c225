// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.kernel.mail;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.StoreClosedException;
import jakarta.mail.UIDFolder;
import jakarta.mail.search.FlagTerm;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.server.kernel.tls.Trust;

/**
 * A folder of a mailbox that is read by IMAP (RFC 3501), on one node at a time. A mail is marked as
 * seen, or deleted, when whoever reads it says that nothing is left to do; what breaks off is read
 * again, and what fails comes after all others. Which are left to read the mailbox itself knows.
 * Thread-safe.
 */
public final class ImapMailbox {

  private static final int MOST_A_LOOK = 1_000;
  private static final long LOOK_NANOS = Duration.ofSeconds(30).toNanos();

  private static final Logger log = LoggerFactory.getLogger(ImapMailbox.class);

  private final Access access;
  private final Trust trust;
  private final Failing failing = new Failing();

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
   * @param failing how many could not be dealt with, now or before
   */
  public record Looked(int read, boolean more, int failing) {}

  /** What became of a mail. */
  public enum Fate {
    /** All of it is kept elsewhere: it is seen, or deleted where the settings say so. */
    TAKEN,
    /** Nothing is left to do about it, but nothing keeps it either: it is seen, never deleted. */
    LEFT,
    /** It could not be dealt with now, which is no fault of its own. */
    AGAIN,
    /** It could not be dealt with; it comes last from now on. */
    FAILED
  }

  /** Deals with mails. */
  @FunctionalInterface
  public interface Reader {

    /**
     * Deals with one.
     *
     * @param octets its beginning
     * @param failures how often it {@linkplain Fate#FAILED failed} on this node
     */
    Fate read(byte[] octets, int failures);
  }

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
   * @param reader deals with each mail; one that fails does not stop the others
   * @throws MessagingException when the mailbox cannot be read now
   */
  public Looked look(DataSource database, long lock, int octetsMax, Reader reader)
      throws MessagingException {
    try (Connection connection = database.getConnection()) {
      if (!ask(connection, "select pg_try_advisory_lock(?)", lock)) {
        return new Looked(0, false, failing.count());
      }
      try {
        return read(octetsMax, reader);
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

  /** Without the lock. */
  Looked read(int octetsMax, Reader reader) throws MessagingException {
    try (Store store =
        Session.getInstance(properties()).getStore(access.tls() ? "imaps" : "imap")) {
      store.connect(access.host(), access.port(), access.user(), access.password());
      try (Folder folder = store.getFolder(access.folder())) {
        folder.open(Folder.READ_WRITE);
        return readAll(folder, octetsMax, reader);
      }
    }
  }

  private Looked readAll(Folder folder, int octetsMax, Reader reader) throws MessagingException {
    long begin = System.nanoTime();
    int count = 0;
    int again = 0;
    for (Message message : unseen(folder)) {
      if (message.isExpunged() || message.isSet(Flags.Flag.DELETED)) {
        continue;
      }
      if (count == MOST_A_LOOK || System.nanoTime() - begin > LOOK_NANOS) {
        return new Looked(count, true, failing.count() + again);
      }
      Fate fate = deal(folder, message, octetsMax, reader);
      count += fate == Fate.TAKEN || fate == Fate.LEFT ? 1 : 0;
      again += fate == Fate.AGAIN ? 1 : 0;
    }
    return new Looked(count, false, failing.count() + again);
  }

  private List<Message> unseen(Folder folder) throws MessagingException {
    Message[] unseen = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
    failing.begin(((UIDFolder) folder).getUIDValidity());
    FetchProfile numbers = new FetchProfile();
    numbers.add(UIDFolder.FetchProfileItem.UID);
    folder.fetch(unseen, numbers);
    Map<Message, Long> uids = new HashMap<>();
    for (Message each : unseen) {
      uids.put(each, uid(folder, each));
    }
    return failing.last(List.of(unseen), mail -> uids.getOrDefault(mail, -1L));
  }

  private static long uid(Folder folder, Message message) throws MessagingException {
    return ((UIDFolder) folder).getUID(message);
  }

  /** Whatever is the matter with the mail, the next has its turn. */
  private Fate deal(Folder folder, Message message, int octetsMax, Reader reader)
      throws MessagingException {
    long uid = uid(folder, message);
    try {
      Fate fate = reader.read(octets(message, octetsMax), failing.of(uid));
      if (fate == Fate.FAILED) {
        failing.failed(uid);
      }
      if (fate == Fate.FAILED || fate == Fate.AGAIN) {
        return fate;
      }
      message.setFlag(Flags.Flag.SEEN, true);
      message.setFlag(Flags.Flag.DELETED, fate == Fate.TAKEN && access.delete());
      failing.done(uid);
      return fate;
    } catch (FolderClosedException | StoreClosedException closed) {
      throw closed;
    } catch (MessagingException | IOException e) {
      if (!folder.isOpen()) {
        throw new MessagingException("the folder was closed while a mail was read", e);
      }
      failing.failed(uid);
      // The library's words may quote the mail.
      log.warn("a mail could not be read and comes last now: {}", e.getClass().getSimpleName());
      log.debug("why", e);
      return Fate.FAILED;
    }
  }

  /** The beginning of the mail, however large it is; asking for it leaves it unseen. */
  private static byte[] octets(Message message, int octetsMax)
      throws MessagingException, IOException {
    IMAPMessage imap = (IMAPMessage) message;
    imap.setPeek(true);
    try (InputStream in = imap.getMimeStream()) {
      return in.readNBytes(octetsMax);
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
