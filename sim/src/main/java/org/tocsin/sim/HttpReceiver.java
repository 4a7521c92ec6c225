// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/**
 * A service that is spoken to by HTTP, whatever its protocol: hands each request to a manner, which
 * says what such a service answers, and keeps the last ones. Loopback only; requests of more than a
 * mebibyte get 413, and a manner that throws makes the sender try again. Safe for any number of
 * threads.
 */
public final class HttpReceiver implements AutoCloseable {
  private final HttpDoor door;
  private final Recent<ReceivedRequest> recent;

  /** How a service behaves. Called from many threads at once. */
  public interface Manner {
    /** Whom a request is for: faults are drawn by it. As a rule its path. */
    default String key(ReceivedRequest request) {
      return request.path();
    }

    /** Takes a request and answers it. */
    HttpReply take(ReceivedRequest request);

    /** How the service refuses for good. */
    default HttpReply refusal() {
      return HttpReply.of(410, "this endpoint is gone");
    }

    /** How the service refuses for now. */
    default HttpReply busy() {
      return HttpReply.of(503, "busy; try again in a second");
    }
  }

  /**
   * How many requests came, by what they were answered.
   *
   * @param accepted with 2xx
   * @param refused for good
   * @param deferred with 429 or 5xx
   * @param dropped connections closed by a fault
   */
  public record Counts(long accepted, long refused, long deferred, long dropped) {}

  private HttpReceiver(HttpDoor door, Recent<ReceivedRequest> recent) {
    this.door = door;
    this.recent = recent;
  }

  /**
   * Starts to listen on any free port of 127.0.0.1.
   *
   * @param faults what goes wrong
   * @param clock gives {@link ReceivedRequest#receivedAt}
   * @param keep how many of the last requests are kept, 0 to 100,000
   */
  public static HttpReceiver start(Faults faults, InstantSource clock, int keep, Manner manner)
      throws IOException {
    if (keep < 0 || keep > 100_000) {
      throw new IllegalArgumentException("keep is " + keep + "; give 0 to 100000");
    }
    Recent<ReceivedRequest> recent = new Recent<>(keep);
    HttpDoor.House house =
        new HttpDoor.House() {
          @Override
          public String key(ReceivedRequest request) {
            return manner.key(request);
          }

          @Override
          public HttpReply take(ReceivedRequest request) {
            HttpReply reply = manner.take(request);
            recent.add(request);
            return reply;
          }

          @Override
          public HttpReply refusal() {
            return manner.refusal();
          }

          @Override
          public HttpReply busy() {
            return manner.busy();
          }
        };
    return new HttpReceiver(HttpDoor.open("requests", 0, faults, clock, house), recent);
  }

  /** The port on 127.0.0.1. */
  public int port() {
    return door.port();
  }

  /** Where it listens, such as {@code http://127.0.0.1:8099}. */
  public URI base() {
    return door.base();
  }

  /** What has come so far. */
  public Counts counts() {
    HttpDoor.Counts counts = door.counts();
    return new Counts(
        counts.accepted(),
        counts.refused() + counts.unauthorised(),
        counts.deferred(),
        counts.dropped());
  }

  /** The last requests that were taken, oldest first. */
  public List<ReceivedRequest> recent() {
    return recent.list();
  }

  /** Stops at once. */
  @Override
  public void close() {
    door.close();
  }
}
