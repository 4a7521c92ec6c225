// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.DueWorks;
import org.tocsin.server.kernel.http.Outbound;

/**
 * Tells the hubs of others that a feed has changed (the publisher's side of W3C WebSub §6), each
 * with its own thread, so that one that is stuck keeps no other waiting; again until it is taken.
 */
@Component
class HubPings implements DueWorks {

  private static final Logger log = LoggerFactory.getLogger(HubPings.class);
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final int ANSWER_BYTES_MAX = 65_536;

  private final WebSubStore store;
  private final Outbound outbound;
  private final List<DueWork> works;

  HubPings(WebSubStore store, WebSubSettings settings, Outbound outbound) {
    this.store = store;
    this.outbound = outbound;
    this.works = settings.hubs().stream().map(hub -> (DueWork) new OfHub(hub.toString())).toList();
  }

  @Override
  public List<DueWork> dueWorks() {
    return works;
  }

  private final class OfHub implements DueWork {
    private final String hub;

    OfHub(String hub) {
      this.hub = hub;
    }

    @Override
    public String name() {
      return "publish.ping " + URI.create(hub).getHost();
    }

    @Override
    public int runDue(Instant now) {
      int done = 0;
      Optional<WebSubStore.Ping> due = store.claim(hub, now, now.plus(LEASE));
      while (due.isPresent()) {
        ping(due.get(), now);
        done++;
        due = store.claim(hub, now, now.plus(LEASE));
      }
      return done;
    }
  }

  private void ping(WebSubStore.Ping ping, Instant now) {
    Optional<String> fault = fault(ping);
    if (fault.isEmpty()) {
      store.told(ping);
      return;
    }
    log.info(
        "a hub was not told of a change and will be told again: host={} attempt={} why={}",
        URI.create(ping.hub()).getHost(),
        ping.attempts(),
        fault.get());
    store.again(ping, now.plus(Waits.after(ping.attempts())));
  }

  private Optional<String> fault(WebSubStore.Ping ping) {
    // Hubs of today read hub.topic, those of PubSubHubbub 0.4 hub.url.
    String topic = URLEncoder.encode(ping.topic(), StandardCharsets.UTF_8);
    String form = "hub.mode=publish&hub.topic=%s&hub.url=%s".formatted(topic, topic);
    try {
      int status =
          outbound
              .send(
                  new Outbound.Call(
                      "POST",
                      URI.create(ping.hub()),
                      Map.of(
                          "Content-Type",
                          "application/x-www-form-urlencoded",
                          "User-Agent",
                          "Tocsin"),
                      form.getBytes(StandardCharsets.US_ASCII),
                      ANSWER_BYTES_MAX))
              .status();
      return status >= 200 && status < 300 ? Optional.empty() : Optional.of("it said " + status);
    } catch (IOException e) {
      return Optional.of(e.getClass().getSimpleName());
    }
  }
}
