// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundSettings;
import org.tocsin.sim.Faults;
import org.tocsin.sim.HttpReceiver;
import org.tocsin.sim.HttpReply;
import org.tocsin.sim.ReceivedRequest;

/**
 * The other side of a channel that speaks HTTP, listening: answers as its service does, and reads
 * back from each request whom it was for. The id is that of the header {@code Tocsin-Id}; a repeat
 * counts as marked when a program and a person can see it.
 */
public abstract class HttpPeer implements ChannelContract.Peer {

  private final HttpReceiver receiver;
  private final Outbound outbound;

  /** Starts to listen. */
  protected HttpPeer(Faults faults) throws IOException {
    receiver =
        HttpReceiver.start(
            faults,
            Clock.systemUTC(),
            1_000,
            new HttpReceiver.Manner() {
              @Override
              public String key(ReceivedRequest request) {
                return addressOf(request);
              }

              @Override
              public HttpReply take(ReceivedRequest request) {
                return taken(request);
              }

              @Override
              public HttpReply refusal() {
                return refused();
              }
            });
    outbound =
        new Outbound(
            new OutboundSettings(
                List.of("127.0.0.1:" + receiver.port()),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                64));
  }

  /** Whom a request is for. */
  protected abstract String addressOf(ReceivedRequest request);

  /** How the service says that it has taken a request. */
  protected abstract HttpReply taken(ReceivedRequest request);

  /** How the service refuses for good. */
  protected abstract HttpReply refused();

  /** The client by which the channel reaches this peer. */
  protected final Outbound outbound() {
    return outbound;
  }

  /** Where it listens. */
  protected final String base() {
    return receiver.base().toString();
  }

  /** The same, gone: nobody listens any more. */
  public final HttpPeer gone() {
    receiver.close();
    return this;
  }

  /** What it was sent, with method, path, headers and body. */
  public final List<ReceivedRequest> requests() {
    return receiver.recent();
  }

  @Override
  public List<ChannelContract.Taken> taken() {
    return requests().stream()
        .map(request ->
            new ChannelContract.Taken(
                addressOf(request),
                request.header("Tocsin-Id").orElse(""),
                request.header("Tocsin-Repeat").isPresent()
                    && request.body().contains("may have reached you before"),
                request.body()))
        .toList();
  }

  @Override
  public void close() {
    receiver.close();
    outbound.close();
  }
}
