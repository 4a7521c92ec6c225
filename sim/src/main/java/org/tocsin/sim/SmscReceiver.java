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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.connection.socket.SocketConnection;

/**
 * A short message centre that stands in for a provider's (SMPP 3.4): it takes every message, passes
 * none on, puts the parts together and hands each whole message to a listener before it confirms
 * its last part; then it sends delivery receipts, as if phones had taken them. Loopback only, no
 * TLS.
 *
 * <p>Status codes: ROK taken; RINVDSTADR no such number; RTHROTTLED or RSYSERR try again; a bind
 * with another system id or password gets RINVPASWD. Faults fall on whole messages: on the first
 * part, but a lost reply is that of the last. Memory is bounded: counts, the last messages, and the
 * latest keys that tell repeats.
 *
 * <p>Some threads a connection; safe for any number of threads. The listener is called from many
 * threads at once; when it throws, the sender is told to try again (RSYSERR).
 */
public final class SmscReceiver implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 100;
  private static final int MAX_KEYS = 250_000;
  private static final int THREADS_A_SESSION = 16;
  private static final int QUEUE = 10_000;
  private static final long BIND_MILLIS = 5_000;
  private static final long ANSWER_MILLIS = 10_000;

  private final ServerSocket server;
  private final Thread accepting;
  private final Settings settings;
  private final Consumer<ReceivedSms> listener;
  private final Semaphore room = new Semaphore(MAX_CONNECTIONS);
  private final Map<SMPPServerSession, Socket> open = new ConcurrentHashMap<>();
  private final SmsParts parts = new SmsParts();
  private final Seen attempts = new Seen(MAX_KEYS);
  private final Seen messages = new Seen(MAX_KEYS);
  private final Seen answers = new Seen(MAX_KEYS);
  private final Seen receiptsOf = new Seen(MAX_KEYS);
  private final Recent<ReceivedSms> recent;
  private final AtomicLong lastId;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder submitted = new LongAdder();
  private final LongAdder repeats = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder deferred = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder receipts = new LongAdder();

  /** When delivery receipts are sent. */
  public enum Receipts {
    /** Never. */
    NONE,
    /** Right after the answer to the part they speak of. */
    AFTER,
    /** Before that answer, as busy centres do. */
    BEFORE,
    /** When the test says so: {@link SmscReceiver#report}. */
    ON_DEMAND
  }

  /**
   * How the centre behaves.
   *
   * @param port 0 for any free one
   * @param systemId who may bind
   * @param password with which password
   * @param faults what goes wrong; the key is the address
   * @param receipts when receipts are sent
   * @param lostShare the share of addresses whose phones never take a message, 0 to 1
   * @param clock gives {@link ReceivedSms#receivedAt}
   * @param keep how many of the last messages are kept, 0 to 100,000
   * @param tears how its answers to parts that it took break, and its receipts, which then come
   *     twice or never; the key is the address
   */
  public record Settings(
      int port,
      String systemId,
      String password,
      Faults faults,
      Receipts receipts,
      double lostShare,
      InstantSource clock,
      int keep,
      Tears tears) {
    /** Refuses ports and numbers out of range. */
    public Settings {
      if (port < 0 || port > 65_535 || keep < 0 || keep > 100_000) {
        throw new IllegalArgumentException(
            "port is " + port + ", keep is " + keep + "; give 0 to 65535 and 0 to 100000");
      }
      if (!(lostShare >= 0 && lostShare <= 1)) {
        throw new IllegalArgumentException("lostShare is " + lostShare + "; give 0 to 1");
      }
    }

    /**
     * Any free port, {@code exercise} and {@code secret}, no faults, receipts after, all arrive.
     */
    public static Settings of(InstantSource clock) {
      return new Settings(
          0, "exercise", "secret", Faults.none(), Receipts.AFTER, 0, clock, 100, Tears.none());
    }

    /** These settings with other faults. */
    public Settings withFaults(Faults other) {
      return new Settings(port, systemId, password, other, receipts, lostShare, clock, keep, tears);
    }

    /** These settings on another port. */
    public Settings withPort(int other) {
      return new Settings(
          other, systemId, password, faults, receipts, lostShare, clock, keep, tears);
    }

    /** These settings with receipts at another time. */
    public Settings withReceipts(Receipts other) {
      return new Settings(port, systemId, password, faults, other, lostShare, clock, keep, tears);
    }

    /** These settings with answers and receipts that break. */
    public Settings withTears(Tears other) {
      return new Settings(
          port, systemId, password, faults, receipts, lostShare, clock, keep, other);
    }

    /** These settings with phones that take nothing. */
    public Settings withLostShare(double other) {
      return new Settings(port, systemId, password, faults, receipts, other, clock, keep, tears);
    }
  }

  /**
   * What has come so far.
   *
   * @param accepted whole messages handed to the listener
   * @param submitted parts that were taken
   * @param repeats of the messages, those that had come before
   * @param refused parts refused for good
   * @param deferred parts refused for now
   * @param dropped connections closed by a fault
   * @param receipts delivery receipts that the other side confirmed
   */
  public record Counts(
      long accepted,
      long submitted,
      long repeats,
      long refused,
      long deferred,
      long dropped,
      long receipts) {}

  private SmscReceiver(ServerSocket server, Settings settings, Consumer<ReceivedSms> listener) {
    this.server = server;
    this.accepting = Thread.ofVirtual().name("exercise-smsc").unstarted(this::accept);
    this.settings = settings;
    this.listener = listener;
    this.recent = new Recent<>(settings.keep());
    // A centre that was started anew gives ids that none before it gave.
    this.lastId = new AtomicLong(settings.clock().instant().toEpochMilli() << 16);
  }

  /**
   * Starts to listen on 127.0.0.1.
   *
   * @throws IOException when the port is taken
   */
  public static SmscReceiver start(Settings settings, Consumer<ReceivedSms> listener)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(loopback, settings.port()), 512);
    } catch (IOException e) {
      server.close();
      throw new IOException(
          "cannot receive SMPP on 127.0.0.1:" + settings.port() + "; is the port taken?", e);
    }
    SmscReceiver receiver = new SmscReceiver(server, settings, listener);
    receiver.accepting.start();
    return receiver;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return server.getLocalPort();
  }

  /** What has come so far. */
  public Counts counts() {
    return new Counts(
        accepted.sum(),
        submitted.sum(),
        repeats.sum(),
        refused.sum(),
        deferred.sum(),
        dropped.sum(),
        receipts.sum());
  }

  /** The last messages, oldest first. */
  public List<ReceivedSms> recent() {
    return recent.list();
  }

  /** How many are bound now. */
  public int bound() {
    return (int) open.keySet().stream().filter(each -> each.getSessionState().isBound()).count();
  }

  /**
   * Sends a delivery receipt to whoever is bound, and waits until it is confirmed.
   *
   * @param messageId the id that was given to the part
   * @param word {@code DELIVRD}, {@code UNDELIV}, {@code EXPIRED}, {@code REJECTD} …
   * @return whether somebody confirmed it
   */
  public boolean report(String messageId, String address, String word) {
    return someone().map(to -> SmscSender.receipt(to, messageId, address, word)).orElse(false)
        && count(receipts);
  }

  /**
   * Sends a message as if the owner of this number had written it, and waits until it is confirmed.
   *
   * @return whether somebody confirmed it
   */
  public boolean write(String address, String text) {
    return someone().map(to -> SmscSender.message(to, address, text)).orElse(false);
  }

  private java.util.Optional<SMPPServerSession> someone() {
    return open.keySet().stream().filter(each -> each.getSessionState().isBound()).findFirst();
  }

  private static boolean count(LongAdder counter) {
    counter.increment();
    return true;
  }

  /** Closes every connection, as a network does that breaks; it goes on listening. */
  public void breakConnections() {
    open.values().forEach(Sockets::close);
  }

  /** Stops to listen and closes every connection. */
  @Override
  public void close() {
    Sockets.close(server);
    breakConnections();
    try {
      // Whoever waits for a connection holds the port until it has gone.
      accepting.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What happens to the next attempt to reach an address. */
  Fault faultOf(String address) {
    Faults faults = settings.faults();
    return faults.isNone() ? Fault.NONE : faults.faultOf(address, attempts.count(address));
  }

  Settings settings() {
    return settings;
  }

  String nextId() {
    return "%016x".formatted(lastId.incrementAndGet());
  }

  /** Takes a part; false when the listener failed and the sender must try again. */
  boolean take(
      String address, String from, SmsParts.Part part, String id, boolean mark, String messageId) {
    submitted.increment();
    var whole = parts.take(address, part);
    if (whole.isEmpty()) {
      return true;
    }
    boolean repeat = !id.isEmpty() && messages.count(address + ' ' + id) > 1;
    ReceivedSms sms =
        new ReceivedSms(
            address,
            from,
            whole.get().text(),
            id,
            mark,
            whole.get().parts(),
            whole.get().octets(),
            messageId,
            settings.clock().instant(),
            repeat);
    try {
      listener.accept(sms);
    } catch (RuntimeException e) {
      deferred.increment();
      System.getLogger(SmscReceiver.class.getName())
          .log(System.Logger.Level.WARNING, "listener refused a message; the sender must retry", e);
      return false;
    }
    recent.add(sms);
    accepted.increment();
    if (repeat) {
      repeats.increment();
    }
    return true;
  }

  /** How the answer to the next part for an address breaks. */
  Tear tearOf(String address) {
    return settings.tears().tearOf(address, answers.count(address));
  }

  /** Sends what comes of a part, when receipts are sent by themselves. */
  void sendReceipt(SMPPServerSession session, String messageId, String address) {
    int times =
        switch (settings.tears().tearOf("receipt " + address, receiptsOf.count(address))) {
          case NONE -> 1;
          case TWICE, STALL, HALF -> 2;
          case NOTHING, NO_BODY, HALF_BODY -> 0;
        };
    for (int i = 0; i < times; i++) {
      sendOneReceipt(session, messageId, address);
    }
  }

  private void sendOneReceipt(SMPPServerSession session, String messageId, String address) {
    boolean lost = Dice.unit(settings.faults().seed(), address, -1) < settings.lostShare();
    if (SmscSender.receipt(session, messageId, address, lost ? "UNDELIV" : "DELIVRD")) {
      receipts.increment();
    }
  }

  void noteRefused() {
    refused.increment();
  }

  void noteDeferred() {
    deferred.increment();
  }

  /** Breaks the connection of a session. */
  void drop(SMPPServerSession session) {
    dropped.increment();
    Socket socket = open.get(session);
    if (socket != null) {
      Sockets.close(socket);
    }
  }

  /** What goes out beside what the session itself says; nothing when it has ended. */
  void say(SMPPServerSession session, byte[] octets, boolean last) {
    Socket socket = open.get(session);
    if (socket == null) {
      return;
    }
    try {
      socket.getOutputStream().write(octets);
      if (last) {
        socket.shutdownOutput();
      }
    } catch (IOException e) {
      Sockets.close(socket);
    }
  }

  private void accept() {
    Sockets.serveAll(server, "exercise-smsc-bind", this::serve);
  }

  private void serve(Socket socket) {
    if (!room.tryAcquire()) {
      Sockets.close(socket);
      return;
    }
    try (socket) {
      socket.setTcpNoDelay(true);
      SmscSession handler = new SmscSession(this);
      CountDownLatch ended = new CountDownLatch(1);
      SMPPServerSession session =
          new SMPPServerSession(
              new SocketConnection(socket),
              (now, _, _) -> {
                if (now == SessionState.CLOSED) {
                  ended.countDown();
                }
              },
              handler,
              handler,
              THREADS_A_SESSION,
              QUEUE);
      session.setTransactionTimer(ANSWER_MILLIS);
      open.put(session, socket);
      try {
        bind(session.waitForBind(BIND_MILLIS));
        ended.await();
      } finally {
        open.remove(session);
      }
    } catch (IOException | TimeoutException | PDUStringException e) {
      // The sender went away before it had said who it is: an everyday end of a session.
      dropped.increment();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      room.release();
    }
  }

  private void bind(BindRequest request) throws IOException, PDUStringException {
    if (settings.systemId().equals(request.getSystemId())
        && settings.password().equals(request.getPassword())) {
      request.accept("exercise");
    } else {
      request.reject(SMPPConstant.STAT_ESME_RINVPASWD);
    }
  }
}
