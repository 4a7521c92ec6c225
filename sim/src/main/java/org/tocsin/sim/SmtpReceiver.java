// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * A mail server that stands in for the world's: it takes every mail, passes none on, and hands each
 * to a listener before it says 250. Loopback only; its banner says EXERCISE.
 *
 * <p>Speaks SMTP (RFC 5321) with PIPELINING, 8BITMIME, SIZE, SMTPUTF8 and enhanced status codes,
 * and with CHUNKING (RFC 3030) if so set; no TLS and no sign-in. Only CR LF ends a line, so that a
 * smuggled second mail stays text. Memory is bounded: counts, the last mails, and the latest keys
 * that tell repeats.
 *
 * <p>One virtual thread a connection; safe for any number of threads. The listener is called from
 * many threads at once; when it throws, the sender is told to try again (451).
 */
public final class SmtpReceiver implements AutoCloseable {
  static final int MAX_MAIL_BYTES = 1 << 20;
  static final int MAX_RECIPIENTS = 100;
  private static final int MAX_CONNECTIONS = 1_000;
  private static final int MAX_KEYS = 250_000;

  private final ServerSocket server;
  private final Settings settings;
  private volatile Faults faults;
  private final Consumer<ReceivedMail> listener;
  private final Semaphore room = new Semaphore(MAX_CONNECTIONS);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Seen attempts = new Seen(MAX_KEYS);
  private final Seen mails = new Seen(MAX_KEYS);
  private final Seen answers = new Seen(MAX_KEYS);
  private final Recent<ReceivedMail> recent;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder repeats = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder deferred = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  /** How much of the protocol a receiver says that it speaks. */
  public enum Speech {
    /** No PIPELINING: a command after the other. */
    LOCK_STEP,
    /** PIPELINING (RFC 2920). */
    PIPELINED,
    /** PIPELINING and CHUNKING (RFC 3030). */
    CHUNKED
  }

  /**
   * How the receiver behaves.
   *
   * @param port 0 for any free one
   * @param faults what goes wrong; the key is the recipient's address
   * @param clock gives {@link ReceivedMail#receivedAt}
   * @param keep how many of the last mails are kept, 0 to 100,000
   * @param speech how much of the protocol it speaks
   * @param tears how its answer to a mail that it took breaks; the key is the recipient's address
   */
  public record Settings(
      int port, Faults faults, InstantSource clock, int keep, Speech speech, Tears tears) {
    /** Refuses ports and numbers out of range. */
    public Settings {
      if (port < 0 || port > 65_535 || keep < 0 || keep > 100_000) {
        throw new IllegalArgumentException(
            "port is " + port + ", keep is " + keep + "; give 0 to 65535 and 0 to 100000");
      }
    }

    /** Any free port, no faults, this clock, the last 100 mails. */
    public static Settings of(InstantSource clock) {
      return new Settings(0, Faults.none(), clock, 100, Speech.PIPELINED, Tears.none());
    }

    /** These settings with other faults. */
    public Settings withFaults(Faults other) {
      return new Settings(port, other, clock, keep, speech, tears);
    }

    /** These settings on another port. */
    public Settings withPort(int other) {
      return new Settings(other, faults, clock, keep, speech, tears);
    }

    /** These settings with more or less of the protocol. */
    public Settings withSpeech(Speech other) {
      return new Settings(port, faults, clock, keep, other, tears);
    }

    /** These settings with answers that break. */
    public Settings withTears(Tears other) {
      return new Settings(port, faults, clock, keep, speech, other);
    }
  }

  /**
   * What has come so far.
   *
   * @param accepted mails handed to the listener and confirmed or meant to be
   * @param repeats of those, mails that had come before
   * @param refused recipients refused for good
   * @param deferred recipients or mails refused for now
   * @param dropped connections closed by a fault
   */
  public record Counts(long accepted, long repeats, long refused, long deferred, long dropped) {}

  private SmtpReceiver(ServerSocket server, Settings settings, Consumer<ReceivedMail> listener) {
    this.server = server;
    this.settings = settings;
    this.faults = settings.faults();
    this.listener = listener;
    this.recent = new Recent<>(settings.keep());
  }

  /**
   * Starts to listen on 127.0.0.1.
   *
   * @throws IOException when the port is taken
   */
  public static SmtpReceiver start(Settings settings, Consumer<ReceivedMail> listener)
      throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(loopback(), settings.port()), 512);
    } catch (IOException e) {
      server.close();
      throw new IOException(
          "cannot receive mail on 127.0.0.1:" + settings.port() + "; is the port taken?", e);
    }
    SmtpReceiver receiver = new SmtpReceiver(server, settings, listener);
    Thread.ofVirtual().name("exercise-smtp").start(receiver::accept);
    return receiver;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return server.getLocalPort();
  }

  /** From now on other things go wrong: a provider gets into trouble, or recovers. */
  public void turn(Faults other) {
    faults = other;
  }

  /** What has come so far. */
  public Counts counts() {
    return new Counts(accepted.sum(), repeats.sum(), refused.sum(), deferred.sum(), dropped.sum());
  }

  /** The last mails, oldest first. */
  public List<ReceivedMail> recent() {
    return recent.list();
  }

  /** Stops to listen and closes every connection. */
  @Override
  public void close() {
    Sockets.close(server);
    open.forEach(Sockets::close);
  }

  /** What happens to the next attempt to reach an address. */
  Fault faultOf(String address) {
    if (address.endsWith("@" + SyntheticWatchers.UNREACHABLE_DOMAIN)) {
      return Fault.REJECT;
    }
    Faults now = faults;
    return now.isNone() ? Fault.NONE : now.faultOf(address, attempts.count(address));
  }

  /** Hands a mail on. False when the listener failed and the sender must try again. */
  boolean take(String from, List<String> recipients, String raw) {
    String key = MimeText.findHeader(raw, "Message-ID").map(id -> id + ' ' + recipients).orElse("");
    boolean repeat = !key.isEmpty() && mails.count(key) > 1;
    ReceivedMail mail = new ReceivedMail(from, recipients, raw, settings.clock().instant(), repeat);
    try {
      listener.accept(mail);
    } catch (RuntimeException e) {
      deferred.increment();
      System.getLogger(SmtpReceiver.class.getName())
          .log(System.Logger.Level.WARNING, "listener refused a mail; the sender must retry", e);
      return false;
    }
    recent.add(mail);
    accepted.increment();
    if (repeat) {
      repeats.increment();
    }
    return true;
  }

  void noteRefused() {
    refused.increment();
  }

  void noteDeferred() {
    deferred.increment();
  }

  void noteDropped() {
    dropped.increment();
  }

  /** How the answer to a mail for these breaks. */
  Tear tearOf(List<String> recipients) {
    String first = recipients.getFirst();
    return settings.tears().tearOf(first, answers.count(first));
  }

  /** Lets a sender wait that has heard half a word. */
  void stall() {
    try {
      Thread.sleep(settings.tears().stall());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Speech speech() {
    return settings.speech();
  }

  Duration slowBy() {
    return faults.slowBy();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = Sockets.accept(server);
        open.add(socket);
        Thread.ofVirtual().name("exercise-smtp-session").start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          System.getLogger(SmtpReceiver.class.getName())
              .log(System.Logger.Level.WARNING, "could not take a connection", e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    boolean hasRoom = room.tryAcquire();
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(300_000); // Five minutes, RFC 5321 §4.5.3.2.7.
      if (hasRoom) {
        new SmtpSession(this, socket).run();
      } else {
        socket
            .getOutputStream()
            .write(SmtpSession.ascii("421 4.3.2 EXERCISE too many at once\r\n"));
      }
    } catch (IOException e) {
      // The sender went away or sent nothing for five minutes: an everyday end of a session.
      noteDropped();
    } finally {
      if (hasRoom) {
        room.release();
      }
      open.remove(socket);
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
  }
}
