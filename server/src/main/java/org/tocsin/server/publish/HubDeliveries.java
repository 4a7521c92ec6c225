// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.secret.Sealer;

/**
 * Sends the whole feed to its subscribers after each change (W3C WebSub §7), signed for those who
 * gave a secret; again until it is taken, the lease ends or twenty attempts failed. A callback that
 * says 410 is subscribed no longer.
 *
 * <p>Nobody waits for the slow: each has a time of its own, after which it counts as one that did
 * not answer; those that take longer than a moment go on beside the next ones; whoever was slow or
 * ill before shares a part of the places with their like, so that the rest is for the others; and a
 * host has a sixth of the places at most, and none more while it has not answered all of those.
 */
@Component
class HubDeliveries implements DueWork, AutoCloseable {

  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final int AT_ONCE = 128;

  /** Places for those whose attempt before failed. */
  private static final int AGAIN_AT_ONCE = 32;

  /** A host gets a sixth of the places. */
  private static final int HOSTS_LEAST = 6;

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** After which those who are done with theirs make place for the next. */
  private static final Duration MOMENT = Duration.ofMillis(250);

  private static final Duration EACH = Duration.ofSeconds(8);
  private static final int ATTEMPTS_MAX = 20;
  private static final int ANSWER_BYTES_MAX = 65_536;

  private final HubStore store;
  private final PublicFeeds feeds;
  private final Outbound outbound;
  private final Sealer sealer;
  private final Abreast first = abreast(AT_ONCE - AGAIN_AT_ONCE);
  private final Abreast again = abreast(AGAIN_AT_ONCE);

  HubDeliveries(HubStore store, PublicFeeds feeds, Outbound outbound, Sealer sealer) {
    this.store = store;
    this.feeds = feeds;
    this.outbound = outbound;
    this.sealer = sealer;
  }

  @Override
  public String name() {
    return "publish.hub.deliver";
  }

  private static Abreast abreast(int most) {
    return new Abreast(most, most / HOSTS_LEAST);
  }

  @Override
  public int runDue(Instant now) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    Map<FeedKind, byte[]> bodies = new EnumMap<>(FeedKind.class);
    List<Future<?>> all = new ArrayList<>();
    List<Future<?>> begun;
    do {
      begun = begin(now, bodies);
      Abreast.await(begun, MOMENT);
      all.addAll(begun);
    } while (!begun.isEmpty() && System.nanoTime() < end);
    Abreast.await(all, Duration.ofNanos(end - System.nanoTime()));
    return all.size();
  }

  private List<Future<?>> begin(Instant now, Map<FeedKind, byte[]> bodies) {
    List<Future<?>> begun = new ArrayList<>();
    for (Abreast line : List.of(first, again)) {
      List<HubStore.Subscription> mine =
          store.claimDue(
              now, now.plus(LEASE), line.free(), line.each(), line.busy(), line == again);
      if (!mine.isEmpty() && bodies.isEmpty()) {
        for (FeedKind kind : FeedKind.values()) {
          bodies.put(kind, feeds.bytes(kind));
        }
      }
      mine.forEach(each -> begun.add(line.begin(each.host(), () -> deliver(each, bodies, now))));
    }
    return begun;
  }

  private void deliver(HubStore.Subscription each, Map<FeedKind, byte[]> bodies, Instant now) {
    Optional<FeedKind> kind = feeds.at(each.topic());
    if (kind.isEmpty()) {
      // The public address has changed: nobody can read the topic any more.
      store.unsubscribe(each.topic(), each.callback());
      return;
    }
    int status = post(each, kind.get(), bodies.getOrDefault(kind.get(), new byte[0]));
    if (status >= 200 && status < 300) {
      store.taken(each);
    } else if (status == 410) {
      store.unsubscribe(each.topic(), each.callback());
    } else if (each.attempts() >= ATTEMPTS_MAX) {
      store.settle(each);
    } else {
      store.again(each, now.plus(Waits.after(each.attempts())));
    }
  }

  /** The status; 0 where there was none. */
  private int post(HubStore.Subscription each, FeedKind kind, byte[] body) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", kind.type().toString());
    headers.put("Link", String.join(", ", feeds.links(kind)));
    headers.put("User-Agent", "Tocsin");
    each.secret()
        .ifPresent(sealed ->
            headers.put(
                "X-Hub-Signature", "sha256=" + mac(sealer.open(sealed, each.callback()), body)));
    try {
      return outbound
          .send(
              new Outbound.Call(
                  "POST", URI.create(each.callback()), headers, body, ANSWER_BYTES_MAX),
              EACH)
          .status();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    first.close();
    again.close();
  }

  private static String mac(byte[] secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
    }
  }
}
