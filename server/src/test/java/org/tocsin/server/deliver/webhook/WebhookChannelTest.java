// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.deliver.webhook;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tocsin.server.deliver.Channel;
import org.tocsin.server.deliver.ChannelContract;
import org.tocsin.server.deliver.WebhookSecrets;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundSettings;
import org.tocsin.sim.Faults;
import org.tocsin.sim.ReceivedHook;
import org.tocsin.sim.Tears;
import org.tocsin.sim.TornHttp2;
import org.tocsin.sim.WebhookReceiver;
import org.tocsin.sim.WebhookSecret;
import tools.jackson.databind.json.JsonMapper;

/** FEATURE UNDER TEST: warnings as signed posts, against a real HTTP server that checks them. */
class WebhookChannelTest extends ChannelContract {

  @Override
  protected Peer peer(Faults faults) throws IOException {
    return new Endpoints(faults, false);
  }

  @Override
  protected Peer nowhere() throws IOException {
    return new Endpoints(Faults.none(), false).gone();
  }

  private static Outbound outbound(int port, boolean together) {
    String host = "127.0.0.1:" + port;
    return new Outbound(
        new OutboundSettings(
            List.of(host),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            64,
            together ? List.of(host) : List.of()));
  }

  @Override
  protected List<String> noAddresses() {
    return List.of(
        "example.org", "ftp://example.org/hook", "https:///hook", "https://me:secret@example.org/");
  }

  /** Endpoints of a receiver, one a person. */
  static final class Endpoints implements Peer {
    private final WebhookSecrets secrets = webhookSecrets();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final WebhookReceiver receiver;
    private final TornHttp2 door;
    private final String base;
    private final Outbound outbound;

    /**
     * Listens.
     *
     * @param together whether by HTTP/2, many posts at a time
     */
    Endpoints(Faults faults, boolean together) throws IOException {
      receiver =
          WebhookReceiver.start(
              WebhookReceiver.Settings.of(Clock.systemUTC()).withFaults(faults),
              path -> Optional.of(WebhookSecret.parse(secrets.text(at(path)))),
              this::take);
      door = TornHttp2.before(receiver.port(), Tears.none());
      int port = together ? door.port() : receiver.port();
      base = "http://127.0.0.1:" + port;
      outbound = outbound(port, together);
    }

    /** The same, and nobody listens any more. */
    Endpoints gone() {
      door.close();
      receiver.close();
      return this;
    }

    private String at(String path) {
      return base + path;
    }

    private void take(ReceivedHook hook) {
      taken.add(
          new Taken(
              at(hook.path()),
              hook.webhookId(),
              hook.body().contains("\"repeat\":\"possible\""),
              hook.body()));
    }

    @Override
    public Channel channel() {
      return new WebhookChannel(
          new WebhookSettings(1), secrets, outbound, Clock.systemUTC(), new JsonMapper());
    }

    @Override
    public String address(int person) {
      return at("/hook/p" + person);
    }

    @Override
    public List<Taken> taken() {
      return List.copyOf(taken);
    }

    @Override
    public void close() {
      gone();
      outbound.close();
    }
  }
}
