// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.sms;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tocsin.server.deliver.DeliveryReports;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.tls.Trust;

/**
 * The one connection of this node to one provider, bound as a transceiver: made when there is
 * something to send, or at the next beat, and made anew when it broke, so that receipts and replies
 * find somebody. Thread-safe.
 */
final class SmsLink implements DueWork, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SmsLink.class);
  private static final int RECEIVING_THREADS = 8;
  private static final int RECEIVING_QUEUE = 10_000;
  private static final int ENQUIRE_MILLIS = 15_000;
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long BEAT_PAUSE_NANOS = Duration.ofSeconds(10).toNanos();

  private final String provider;
  private final SmppSettings settings;
  private final DeliveryReports reports;
  private final Trust trust;
  private final Semaphore window;
  private final Pace pace;
  private final Map<Thread, SMPPSession> waiting = new ConcurrentHashMap<>();
  private final ReentrantLock binding = new ReentrantLock();
  private volatile @Nullable SMPPSession session;
  private volatile @Nullable IOException refusal;
  private volatile long refusedAt;
  private volatile boolean closed;

  SmsLink(String provider, SmppSettings settings, DeliveryReports reports, Trust trust) {
    this.provider = provider;
    this.settings = settings;
    this.reports = reports;
    this.trust = trust;
    this.window = new Semaphore(settings.window());
    this.pace = new Pace(settings.perSecond());
  }

  /** How many messages may be without an answer, over all workers. */
  Semaphore window() {
    return window;
  }

  /** How fast messages may follow one another, over all workers. */
  Pace pace() {
    return pace;
  }

  /**
   * The session, bound; waits for it at most one and a half times the timeout.
   *
   * @throws IOException when there is none, with the reason as it may be shown; who asks again
   *     within a second gets the same answer at once
   */
  SMPPSession bound() throws IOException {
    SMPPSession now = session;
    if (now != null && now.getSessionState().isTransmittable()) {
      return now;
    }
    binding.lock();
    try {
      now = session;
      if (now != null && now.getSessionState().isTransmittable()) {
        return now;
      }
      IOException before = refusal;
      if (before != null && System.nanoTime() - refusedAt < PAUSE_NANOS) {
        throw before;
      }
      return bind();
    } finally {
      binding.unlock();
    }
  }

  /**
   * Says that this thread waits for an answer on this session: the library does not wake those who
   * wait on a connection that broke, so they are interrupted.
   */
  void waits(SMPPSession on) {
    waiting.put(Thread.currentThread(), on);
  }

  /** Takes {@link #waits} back. */
  void waitsNoMore() {
    waiting.remove(Thread.currentThread());
    // The interrupt has done its work, or came too late to do any.
    boolean interrupted = Thread.interrupted();
    if (interrupted) {
      log.debug("an answer will not come any more");
    }
  }

  /**
   * Asks for the state of a message that was never sent: whatever the provider says of it, it has
   * read our question and found its way back.
   *
   * @return what was wrong
   */
  Optional<String> check() {
    try {
      SMPPSession asked = bound();
      waits(asked);
      try {
        asked.queryShortMessage("0", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, "0");
      } finally {
        waitsNoMore();
      }
      return Optional.empty();
    } catch (NegativeResponseException said) {
      log.debug("a check was answered: status={}", said.getCommandStatus());
      return Optional.empty();
    } catch (ResponseTimeoutException e) {
      return Optional.of("the SMS provider did not answer in time");
    } catch (InvalidResponseException | PDUException e) {
      return Optional.of("the SMS provider answered with nonsense");
    } catch (IOException e) {
      return Optional.of(
          refusal == null
              ? "the connection to the SMS provider broke"
              : String.valueOf(e.getMessage()));
    }
  }

  private void ended(SMPPSession gone, SessionState before) {
    if (before.isBound()) {
      log.info("the connection to the SMS provider has ended");
    }
    waiting.forEach((thread, on) -> {
      if (on.equals(gone)) {
        thread.interrupt();
      }
    });
  }

  private SMPPSession bind() throws IOException {
    if (closed) {
      throw new IOException("this server is stopping");
    }
    SMPPSession fresh = new SMPPSession(this::connect);
    fresh.setTransactionTimer(settings.timeout().toMillis());
    fresh.setEnquireLinkTimer(ENQUIRE_MILLIS);
    fresh.setPduProcessorDegree(RECEIVING_THREADS);
    fresh.setQueueCapacity(RECEIVING_QUEUE);
    fresh.setMessageReceiverListener(new SmsIncoming(provider, reports));
    fresh.addSessionStateListener((now, before, _) -> {
      if (now == SessionState.CLOSED) {
        ended(fresh, before);
      }
    });
    try {
      fresh.connectAndBind(
          settings.host(),
          settings.port(),
          new BindParameter(
              BindType.BIND_TRX,
              settings.systemId(),
              settings.password(),
              "",
              TypeOfNumber.UNKNOWN,
              NumberingPlanIndicator.UNKNOWN,
              ""),
          settings.timeout().toMillis() / 2);
    } catch (IOException e) {
      fresh.close();
      throw refused(e);
    }
    refusal = null;
    session = fresh;
    log.info(
        "bound to the SMS provider: provider={} host={} port={}",
        provider,
        settings.host(),
        settings.port());
    return fresh;
  }

  private IOException refused(IOException cause) {
    String reason =
        cause.getCause() instanceof NegativeResponseException negative
            ? "the SMS provider refuses our bind (0x%02X)".formatted(negative.getCommandStatus())
            : Trust.refusal(cause)
                .map(Throwable::getMessage)
                .orElse("the SMS provider cannot be reached");
    if (refusal == null) {
      log.warn("{}: {}", reason, cause.getMessage());
    }
    IOException shown = new IOException(reason, cause);
    refusedAt = System.nanoTime();
    refusal = shown;
    return shown;
  }

  /** Unlike the library's own: with a limit of time, and with the name of the host checked. */
  private Connection connect(String host, int port) throws IOException {
    Socket socket = new Socket();
    int millis = (int) settings.timeout().toMillis() / 2;
    try {
      socket.connect(new InetSocketAddress(host, port), millis);
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      if (!settings.tls()) {
        return new SocketConnection(socket);
      }
      socket.setSoTimeout(millis);
      return new SocketConnection(trust.wrap(socket, host, port));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return "deliver.sms-link-" + provider;
  }

  /** Sees to it that receipts and replies find somebody, also when nothing is sent. */
  @Override
  public int runDue(Instant now) {
    SMPPSession held = session;
    boolean bound = held != null && held.getSessionState().isBound();
    if (bound || closed || settings.host().isEmpty()) {
      return 0;
    }
    if (refusal != null && System.nanoTime() - refusedAt < BEAT_PAUSE_NANOS) {
      return 0;
    }
    try {
      bound();
    } catch (IOException e) {
      log.debug("not bound: {}", e.getMessage());
    }
    return 0;
  }

  /** Takes leave of the provider. */
  @Override
  public void close() {
    closed = true;
    binding.lock();
    try {
      SMPPSession held = session;
      session = null;
      if (held != null) {
        held.unbindAndClose();
      }
    } finally {
      binding.unlock();
    }
  }
}
