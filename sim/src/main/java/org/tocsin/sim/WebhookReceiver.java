// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The endpoints of everybody who takes webhooks, in one server: {@code POST /hook/…} checks the
 * signature (Standard Webhooks 1.0.0) and hands the message to a listener before it says 204;
 * {@code /gone/…} says 410 to everybody. Loopback only.
 *
 * <p>Answers: 204 taken; 401 signature missing, wrong or stale; 404 no such endpoint; 405 not POST;
 * 410 gone; 413 too large; 503 try again, with Retry-After. The header {@code Exercise-Reason} says
 * why in words. Memory is bounded: counts, the last messages, and the latest keys.
 *
 * <p>One virtual thread a request; safe for any number of threads. The listener is called from many
 * threads at once; when it throws, the sender is told to try again (503).
 */
public final class WebhookReceiver implements AutoCloseable {
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_AT_ONCE = 1_000;
  private static final int MAX_KEYS = 250_000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Settings settings;
  private final Function<String, Optional<WebhookSecret>> secrets;
  private final Consumer<ReceivedHook> listener;
  private final Semaphore room = new Semaphore(MAX_AT_ONCE);
  private final Seen attempts = new Seen(MAX_KEYS);
  private final Seen ids = new Seen(MAX_KEYS);
  private final Recent<ReceivedHook> recent;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder repeats = new LongAdder();
  private final LongAdder unsigned = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder deferred = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  /**
   * How the receiver behaves.
   *
   * @param port 0 for any free one
   * @param faults what goes wrong; the key is the endpoint's path
   * @param clock checks timestamps and gives {@link ReceivedHook#receivedAt}
   * @param keep how many of the last messages are kept, 0 to 100,000
   */
  public record Settings(int port, Faults faults, InstantSource clock, int keep) {
    /** Refuses ports and numbers out of range. */
    public Settings {
      if (port < 0 || port > 65_535 || keep < 0 || keep > 100_000) {
        throw new IllegalArgumentException(
            "port is " + port + ", keep is " + keep + "; give 0 to 65535 and 0 to 100000");
      }
    }

    /** Any free port, no faults, this clock, the last 100 messages. */
    public static Settings of(InstantSource clock) {
      return new Settings(0, Faults.none(), clock, 100);
    }

    /** These settings with other faults. */
    public Settings withFaults(Faults other) {
      return new Settings(port, other, clock, keep);
    }

    /** These settings on another port. */
    public Settings withPort(int other) {
      return new Settings(other, faults, clock, keep);
    }
  }

  /**
   * What has come so far.
   *
   * @param accepted messages handed to the listener
   * @param repeats of those, messages whose id had come before
   * @param unsigned messages whose signature was missing, wrong or stale
   * @param refused messages refused for good: gone, unknown endpoint, not POST, too large
   * @param deferred messages refused for now
   * @param dropped connections closed by a fault
   */
  public record Counts(
      long accepted, long repeats, long unsigned, long refused, long deferred, long dropped) {}

  private WebhookReceiver(
      HttpServer server,
      Settings settings,
      Function<String, Optional<WebhookSecret>> secrets,
      Consumer<ReceivedHook> listener) {
    this.server = server;
    this.settings = settings;
    this.secrets = secrets;
    this.listener = listener;
    this.recent = new Recent<>(settings.keep());
  }

  /**
   * Starts to listen on 127.0.0.1.
   *
   * @param secrets the secret of an endpoint by its path; empty when there is no such endpoint
   * @throws IOException when the port is taken
   */
  public static WebhookReceiver start(
      Settings settings,
      Function<String, Optional<WebhookSecret>> secrets,
      Consumer<ReceivedHook> listener)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(loopback, settings.port()), 512);
    } catch (IOException e) {
      throw new IOException(
          "cannot receive webhooks on 127.0.0.1:" + settings.port() + "; is the port taken?", e);
    }
    WebhookReceiver receiver = new WebhookReceiver(server, settings, secrets, listener);
    server.createContext("/", receiver::handle);
    server.setExecutor(receiver.threads);
    server.start();
    return receiver;
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Where it listens, such as {@code http://127.0.0.1:8099}; endpoints lie under it. */
  public URI base() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** What has come so far. */
  public Counts counts() {
    return new Counts(
        accepted.sum(),
        repeats.sum(),
        unsigned.sum(),
        refused.sum(),
        deferred.sum(),
        dropped.sum());
  }

  /** The last messages, oldest first. */
  public List<ReceivedHook> recent() {
    return recent.list();
  }

  /** Stops at once. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (!room.tryAcquire()) {
      deferred.increment();
      answer(exchange, new Reply(503, "too many at once; try again in a second"));
      return;
    }
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Fault fault = faultOf(path);
      if (fault == Fault.CLOSE) {
        dropped.increment();
        return; // Closing the exchange without headers closes the connection.
      }
      Reply reply = fault == Fault.NONE ? take(exchange, path) : faulty(exchange, path, fault);
      if (fault == Fault.LOST_REPLY) {
        dropped.increment();
        return;
      }
      answer(exchange, reply);
    } finally {
      room.release();
    }
  }

  private Fault faultOf(String path) {
    Faults faults = settings.faults();
    return faults.isNone() ? Fault.NONE : faults.faultOf(path, attempts.count(path));
  }

  private Reply faulty(HttpExchange exchange, String path, Fault fault) throws IOException {
    return switch (fault) {
      case REJECT -> refuse(410, "this endpoint is gone");
      case TEMPORARY -> {
        deferred.increment();
        yield new Reply(503, "busy; try again in a second");
      }
      case SLOW -> {
        try {
          Thread.sleep(settings.faults().slowBy());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        yield take(exchange, path);
      }
      case LOST_REPLY, CLOSE, NONE -> take(exchange, path);
    };
  }

  private Reply take(HttpExchange exchange, String path) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return refuse(405, "send a POST");
    }
    if (path.startsWith("/gone/")) {
      return refuse(410, "this endpoint is gone");
    }
    Optional<WebhookSecret> secret =
        path.startsWith("/hook/") ? secrets.apply(path) : Optional.empty();
    if (secret.isEmpty()) {
      return refuse(404, "no such endpoint; they lie under /hook/");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    if (body.length > MAX_BODY_BYTES) {
      return refuse(413, "body is larger than " + MAX_BODY_BYTES + " bytes");
    }
    String id = header(exchange, "webhook-id");
    WebhookSecret.Verdict verdict =
        secret
            .get()
            .check(
                id,
                header(exchange, "webhook-timestamp"),
                header(exchange, "webhook-signature"),
                body,
                settings.clock().instant());
    if (verdict != WebhookSecret.Verdict.VALID) {
      unsigned.increment();
      return new Reply(401, "signature: " + verdict);
    }
    return hand(exchange, path, id, body);
  }

  private Reply hand(HttpExchange exchange, String path, String id, byte[] body) {
    boolean repeat = ids.count(path + ' ' + id) > 1;
    ReceivedHook hook =
        new ReceivedHook(
            path,
            id,
            header(exchange, "Content-Type"),
            new String(body, UTF_8),
            settings.clock().instant(),
            repeat);
    try {
      listener.accept(hook);
    } catch (RuntimeException e) {
      deferred.increment();
      System.getLogger(WebhookReceiver.class.getName())
          .log(System.Logger.Level.WARNING, "listener refused a webhook; the sender must retry", e);
      return new Reply(503, "could not be handed on; try again");
    }
    recent.add(hook);
    accepted.increment();
    if (repeat) {
      repeats.increment();
    }
    return new Reply(204, "taken");
  }

  private Reply refuse(int status, String reason) {
    refused.increment();
    return new Reply(status, reason);
  }

  private static void answer(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().set("Exercise-Reason", reply.reason());
    if (reply.status() == 503) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    exchange.sendResponseHeaders(reply.status(), -1);
    exchange.close();
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private record Reply(int status, String reason) {}
}
