// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/**
 * The HTTP server that every receiver of requests here stands behind: loopback, one virtual thread
 * a request, bounded in requests and in size, with faults drawn before a request is taken.
 *
 * <p>Safe for any number of threads; the house is called from many at once.
 */
final class HttpDoor implements AutoCloseable {
  static final int MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_AT_ONCE = 1_000;
  private static final int MAX_KEYS = 250_000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(MAX_AT_ONCE);
  private final Seen attempts = new Seen(MAX_KEYS);
  private final Faults faults;
  private final InstantSource clock;
  private final House house;
  private final LongAdder accepted = new LongAdder();
  private final LongAdder unauthorised = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder deferred = new LongAdder();
  private final LongAdder dropped = new LongAdder();

  /** What lies behind the door. */
  interface House {
    /** Whom a request is for: faults are drawn by it. */
    String key(ReceivedRequest request);

    /** Takes a request; one that throws makes the sender try again. */
    HttpReply take(ReceivedRequest request);

    /** What {@link Fault#REJECT} says. */
    HttpReply refusal();

    /** What {@link Fault#TEMPORARY} says, and a house that is full or that threw. */
    HttpReply busy();
  }

  /** Answers given, by their status: 2xx, 401, 429 and 5xx, the rest; and connections closed. */
  record Counts(long accepted, long unauthorised, long refused, long deferred, long dropped) {}

  private HttpDoor(HttpServer server, Faults faults, InstantSource clock, House house) {
    this.server = server;
    this.faults = faults;
    this.clock = clock;
    this.house = house;
  }

  /**
   * Starts to listen on 127.0.0.1.
   *
   * @param what is received, for the message when the port is taken
   */
  static HttpDoor open(String what, int port, Faults faults, InstantSource clock, House house)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(loopback, port), 512);
    } catch (IOException e) {
      throw new IOException(
          "cannot receive %s on 127.0.0.1:%d; is the port taken?".formatted(what, port), e);
    }
    HttpDoor door = new HttpDoor(server, faults, clock, house);
    server.createContext("/", door::handle);
    server.setExecutor(door.threads);
    server.start();
    return door;
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + port());
  }

  Counts counts() {
    return new Counts(
        accepted.sum(), unauthorised.sum(), refused.sum(), deferred.sum(), dropped.sum());
  }

  /** Stops at once. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (!room.tryAcquire()) {
      answer(exchange, counted(house.busy()));
      return;
    }
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
      ReceivedRequest request =
          new ReceivedRequest(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              headers(exchange),
              body,
              clock.instant());
      Fault fault = faultOf(house.key(request));
      if (fault == Fault.CLOSE) {
        dropped.increment();
        return; // Closing the exchange without headers closes the connection.
      }
      HttpReply reply = counted(reply(request, fault));
      if (fault == Fault.LOST_REPLY) {
        dropped.increment();
        return;
      }
      answer(exchange, reply);
    } finally {
      room.release();
    }
  }

  private Fault faultOf(String key) {
    return faults.isNone() ? Fault.NONE : faults.faultOf(key, attempts.count(key));
  }

  private HttpReply reply(ReceivedRequest request, Fault fault) {
    return switch (fault) {
      case REJECT -> house.refusal();
      case TEMPORARY -> house.busy();
      case SLOW -> {
        try {
          Thread.sleep(faults.slowBy());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        yield take(request);
      }
      case LOST_REPLY, CLOSE, NONE -> take(request);
    };
  }

  private HttpReply take(ReceivedRequest request) {
    if (request.bytes() > MAX_BODY_BYTES) {
      return HttpReply.of(413, "body is larger than " + MAX_BODY_BYTES + " bytes");
    }
    try {
      return house.take(request);
    } catch (RuntimeException e) {
      System.getLogger(HttpDoor.class.getName())
          .log(System.Logger.Level.WARNING, "listener refused a request; the sender must retry", e);
      return house.busy();
    }
  }

  private HttpReply counted(HttpReply reply) {
    int status = reply.status();
    if (status < 300) {
      accepted.increment();
    } else if (status == 401) {
      unauthorised.increment();
    } else if (status == 429 || status >= 500) {
      deferred.increment();
    } else {
      refused.increment();
    }
    return reply;
  }

  private static void answer(HttpExchange exchange, HttpReply reply) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = reply.body();
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) ->
            headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
    return headers;
  }
}
