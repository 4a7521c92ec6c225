// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.email;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.server.kernel.tls.Trust;
import org.tocsin.server.kernel.tls.UntrustedPeerException;

/**
 * One conversation with the mail server (RFC 5321): greeted, encrypted (RFC 3207, or from the first
 * octet) and signed in (RFC 4954) when it is opened. What is written waits in a buffer until {@link
 * #flush}; every wait for the server ends, whatever the server does or leaves undone, for a second
 * thread closes the socket under it when its time is over. Used by one thread.
 */
final class SmtpConnection implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SmtpConnection.class);
  private static final long NEVER = Long.MAX_VALUE;
  private static final long LOOK_NANOS = Duration.ofMillis(50).toNanos();
  private static final int BUFFER_BYTES = 64 * 1024;

  /** The server, or what was set for it, says no: its message is fit to be shown. */
  static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1;

    RefusedException(String words) {
      super(words);
    }
  }

  private final Socket socket;
  private final MailSettings settings;
  private final long timeout;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private OutputStream out;
  private SmtpReader reader;
  private boolean encrypted;
  private boolean midMail;
  private boolean over;
  private int filled;
  private long written;
  private long handed;
  private long end = NEVER;

  /** When whoever waits has waited long enough, in {@link System#nanoTime}. */
  private volatile long until = NEVER;

  private Set<String> keywords = Set.of();
  private Set<String> mechanisms = Set.of();
  private long size = Long.MAX_VALUE;

  private SmtpConnection(Socket socket, MailSettings settings) throws IOException {
    this.socket = socket;
    this.settings = settings;
    this.timeout = settings.timeout().toNanos();
    this.out = socket.getOutputStream();
    this.reader = new SmtpReader(socket.getInputStream());
  }

  /**
   * Connects and does all that has to be done before the first mail.
   *
   * @throws RefusedException when the server does not let us in, with words that may be shown
   */
  static SmtpConnection open(MailSettings settings, Trust trust) throws IOException {
    SmtpConnection connection = new SmtpConnection(connect(settings), settings);
    Thread.ofVirtual().name("smtp-watch").start(connection::watch);
    try {
      connection.begin(trust);
      return connection;
    } catch (IOException | RuntimeException e) {
      connection.drop();
      throw e;
    }
  }

  /** RFC 5321 §5.1: every address of the host gets its turn. */
  private static Socket connect(MailSettings settings) throws IOException {
    IOException failure = new IOException("the mail server's name has no address");
    for (InetAddress address : InetAddress.getAllByName(settings.host())) {
      Socket socket = new Socket();
      try {
        socket.connect(
            new InetSocketAddress(address, settings.port()), (int) settings.timeout().toMillis());
        socket.setTcpNoDelay(true);
        return socket;
      } catch (IOException e) {
        socket.close();
        failure = e;
      }
    }
    throw failure;
  }

  private void begin(Trust trust) throws IOException {
    if (settings.tls()) {
      encrypt(trust);
    }
    SmtpReply greeting = read();
    if (!greeting.isGood()) {
      throw new RefusedException(greeting.words() + " instead of a greeting");
    }
    hello();
    if (!settings.tls() && settings.starttls() != MailSettings.Starttls.NONE) {
      if (keywords.contains("STARTTLS")) {
        startTls(trust);
      } else if (settings.starttls() == MailSettings.Starttls.REQUIRED) {
        throw new RefusedException(
            "the mail server offers no encryption (STARTTLS) and tocsin.mail.starttls demands it;"
                + " see that host and port are right and that nobody in between takes the offer"
                + " away");
      }
    }
    if (!settings.user().isEmpty()) {
      signIn();
    }
  }

  private void startTls(Trust trust) throws IOException {
    SmtpReply reply = say("STARTTLS");
    if (!reply.isGood()) {
      throw new RefusedException(reply.words() + " to STARTTLS");
    }
    if (reader.hasMore()) {
      // Somebody in between may have put it there, to be taken for the server's after encryption.
      throw new RefusedException(
          "the mail server, or somebody between us, spoke before the encryption began; nothing was"
              + " sent");
    }
    encrypt(trust);
    hello();
  }

  private void encrypt(Trust trust) throws IOException {
    waitAtMost(timeout);
    Socket inside = wrapped(trust);
    until = NEVER;
    out = inside.getOutputStream();
    reader = new SmtpReader(inside.getInputStream());
    encrypted = true;
  }

  private Socket wrapped(Trust trust) throws IOException {
    try {
      return trust.wrap(socket, settings.host(), settings.port());
    } catch (UntrustedPeerException e) {
      throw (IOException) new RefusedException(String.valueOf(e.getMessage())).initCause(e);
    }
  }

  /** RFC 5321 §4.1.1.1; a server that knows no EHLO has no extensions. */
  private void hello() throws IOException {
    SmtpReply reply = say("EHLO " + settings.helloName());
    keywords = new HashSet<>();
    mechanisms = new HashSet<>();
    if (reply.isForGood()) {
      reply = say("HELO " + settings.helloName());
    }
    if (!reply.isGood()) {
      throw new RefusedException(reply.words() + " to our name");
    }
    List<String> lines = reply.lines();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String[] words = line.toUpperCase(Locale.ROOT).strip().split("[ =]+");
      keywords.add(words[0]);
      if (words[0].equals("AUTH")) {
        mechanisms.addAll(Arrays.asList(words).subList(1, words.length));
      } else if (words[0].equals("SIZE")
          && words.length > 1
          && words[1].matches("[1-9]\\d{0,17}")) {
        size = Long.parseLong(words[1]);
      }
    }
  }

  private void signIn() throws IOException {
    if (!encrypted && settings.starttls() != MailSettings.Starttls.NONE) {
      throw new RefusedException(
          "the mail server offers no encryption, so our password is not sent to it");
    }
    SmtpReply reply;
    if (mechanisms.contains("PLAIN")) {
      reply = say("AUTH PLAIN " + base64("\0" + settings.user() + "\0" + settings.password()));
    } else if (mechanisms.contains("LOGIN")) {
      reply = say("AUTH LOGIN");
      for (String answer : List.of(settings.user(), settings.password())) {
        reply = reply.code() == 334 ? say(base64(answer)) : reply;
      }
    } else {
      throw new RefusedException("the mail server takes no password (AUTH PLAIN or LOGIN)");
    }
    if (!reply.isGood()) {
      throw new RefusedException("the mail server refuses our sign-in");
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** Whether the server said that it can do this. */
  boolean offers(String keyword) {
    return keywords.contains(keyword);
  }

  /** The largest mail that it takes, in octets (RFC 1870). */
  long size() {
    return size;
  }

  /** From now on nothing waits beyond this point of {@link System#nanoTime}. */
  void endAt(long nanoTime) {
    end = nanoTime;
  }

  /** Writes one command and waits for its answer. */
  SmtpReply say(String command) throws IOException {
    write((command + "\r\n").getBytes(ISO_8859_1));
    flush();
    return read();
  }

  void write(byte[] octets) throws IOException {
    write(octets, 0, octets.length);
  }

  void write(byte[] octets, int from, int length) throws IOException {
    int at = from;
    int left = length;
    while (left > 0) {
      if (filled == buffer.length) {
        flush();
      }
      int some = Math.min(left, buffer.length - filled);
      System.arraycopy(octets, at, buffer, filled, some);
      filled += some;
      at += some;
      left -= some;
    }
    written += length;
  }

  void flush() throws IOException {
    if (filled == 0) {
      return;
    }
    int count = filled;
    filled = 0;
    handed += count;
    waitAtMost(timeout);
    out.write(buffer, 0, count);
    out.flush();
    until = NEVER;
  }

  /** How many octets were written so far. */
  long written() {
    return written;
  }

  /** How many of these may have left this machine. */
  long handed() {
    return handed;
  }

  /**
   * Whether the server took a sender and no mail after that: the next one begins with RSET, or it
   * would be refused (RFC 5321 §4.1.4) and its recipient get the rest of the one before.
   */
  boolean isMidMail() {
    return midMail;
  }

  /** Says for the next round where this one has ended. */
  void leaveMidMail(boolean open) {
    midMail = open;
  }

  /**
   * Whether all replies so far were those to what was said, nothing of which is under way: one of
   * many lines answers a hello (RFC 5321 §4.1.1.1) and nothing else of what we say. A refusal may
   * be that of a second hello or one left over; which of them, only a good-bye shows (221), and
   * then the connection {@link #isOver}.
   *
   * @throws SilentException when it left without a word: then nothing was left over either
   * @throws IOException when there is no telling
   */
  boolean isInStep() throws IOException {
    SmtpReply reply;
    try {
      reply = say("EHLO " + settings.helloName());
    } catch (IOException e) {
      throw new SilentException(e);
    }
    if (reply.isGood()) {
      return reply.lines().size() > 1;
    }
    if (!reply.isFarewell()) {
      over = true;
      reply = say("QUIT");
    }
    if (reply.isFarewell()) {
      throw new IOException("the mail server left before it could be known");
    }
    return reply.code() == 221;
  }

  /** The server said nothing more, and nothing of what it had said was left. */
  static final class SilentException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    SilentException(IOException why) {
      super(why);
    }
  }

  /** Whether the good-bye was said, so that it carries no more. */
  boolean isOver() {
    return over;
  }

  /** Whether the next reply, or its beginning, is here already. */
  boolean hasReply() {
    return reader.hasMore();
  }

  /** The server's next answer. */
  SmtpReply read() throws IOException {
    waitAtMost(timeout);
    SmtpReply reply = reader.read();
    until = NEVER;
    return reply;
  }

  private void waitAtMost(long nanos) {
    long by = System.nanoTime() + nanos;
    until = end != NEVER && end - by < 0 ? end : by;
  }

  private void watch() {
    while (!socket.isClosed()) {
      long by = until;
      if (by != NEVER && System.nanoTime() - by > 0) {
        log.debug("the mail server let us wait too long");
        drop();
        return;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Closes without a word. The socket itself: an encrypted one would first want to write. */
  void drop() {
    try {
      socket.close();
    } catch (IOException e) {
      log.debug("the connection to the mail server did not close well", e);
    }
  }

  /** Says good-bye; the rest of a session after that is nobody's loss, waiting for it is. */
  @Override
  public void close() {
    try {
      write("QUIT\r\n".getBytes(ISO_8859_1));
      flush();
    } catch (IOException e) {
      log.debug("the mail server did not hear the good-bye", e);
    } finally {
      drop();
    }
  }
}
