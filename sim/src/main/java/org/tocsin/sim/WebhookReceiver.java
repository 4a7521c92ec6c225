// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
  private static final int MAX_KEYS = 250_000;

  private final HttpDoor door;
  private final House house;

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

  private WebhookReceiver(HttpDoor door, House house) {
    this.door = door;
    this.house = house;
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
    House house = new House(settings, secrets, listener);
    return new WebhookReceiver(
        HttpDoor.open("webhooks", settings.port(), settings.faults(), settings.clock(), house),
        house);
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return door.port();
  }

  /** Where it listens, such as {@code http://127.0.0.1:8099}; endpoints lie under it. */
  public URI base() {
    return door.base();
  }

  /** What has come so far. */
  public Counts counts() {
    HttpDoor.Counts counts = door.counts();
    return new Counts(
        counts.accepted(),
        house.repeats.sum(),
        counts.unauthorised(),
        counts.refused(),
        counts.deferred(),
        counts.dropped());
  }

  /** The last messages, oldest first. */
  public List<ReceivedHook> recent() {
    return house.recent.list();
  }

  /** Stops at once. */
  @Override
  public void close() {
    door.close();
  }

  /** The endpoints. */
  private static final class House implements HttpDoor.House {
    private final InstantSource clock;
    private final Function<String, Optional<WebhookSecret>> secrets;
    private final Consumer<ReceivedHook> listener;
    private final Recent<ReceivedHook> recent;
    private final Seen ids = new Seen(MAX_KEYS);
    private final LongAdder repeats = new LongAdder();

    House(
        Settings settings,
        Function<String, Optional<WebhookSecret>> secrets,
        Consumer<ReceivedHook> listener) {
      this.clock = settings.clock();
      this.secrets = secrets;
      this.listener = listener;
      this.recent = new Recent<>(settings.keep());
    }

    @Override
    public String key(ReceivedRequest request) {
      return request.target().getPath();
    }

    @Override
    public HttpReply refusal() {
      return HttpReply.of(410, "this endpoint is gone");
    }

    @Override
    public HttpReply busy() {
      return HttpReply.of(503, "busy; try again in a second");
    }

    @Override
    public HttpReply take(ReceivedRequest request) {
      String path = key(request);
      if (!request.method().equals("POST")) {
        return HttpReply.of(405, "send a POST");
      }
      if (path.startsWith("/gone/")) {
        return refusal();
      }
      Optional<WebhookSecret> secret =
          path.startsWith("/hook/") ? secrets.apply(path) : Optional.empty();
      if (secret.isEmpty()) {
        return HttpReply.of(404, "no such endpoint; they lie under /hook/");
      }
      String id = request.header("webhook-id").orElse("");
      WebhookSecret.Verdict verdict =
          secret
              .get()
              .check(
                  id,
                  request.header("webhook-timestamp").orElse(""),
                  request.header("webhook-signature").orElse(""),
                  request.body().getBytes(UTF_8),
                  clock.instant());
      return verdict == WebhookSecret.Verdict.VALID
          ? hand(request, path, id)
          : HttpReply.of(401, "signature: " + verdict);
    }

    private HttpReply hand(ReceivedRequest request, String path, String id) {
      boolean repeat = ids.count(path + ' ' + id) > 1;
      ReceivedHook hook =
          new ReceivedHook(
              path,
              id,
              request.header("Content-Type").orElse(""),
              request.body(),
              clock.instant(),
              repeat);
      listener.accept(hook);
      recent.add(hook);
      if (repeat) {
        repeats.increment();
      }
      return HttpReply.of(204, "taken");
    }
  }
}
