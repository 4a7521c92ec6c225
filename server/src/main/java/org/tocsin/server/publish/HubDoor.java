// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.secret.Sealer;
import org.tocsin.server.ledger.SenderLimit;

/**
 * The door of our own hub (W3C WebSub §5.1): takes wishes to subscribe to the public feeds. Nothing
 * is believed here: {@link HubIntents} asks at the callback whether it was meant. So that nobody
 * can make this server ask others without end or keep others out, wishes are limited for a sender,
 * for a host and in all, and subscriptions for a host, for a site (a name with all that lies under
 * it, which costs its owner nothing) and in all.
 */
@Controller
class HubDoor {

  static final int WAITING_MAX = 1_000;
  static final int HOURLY_MAX = 5_000;
  static final int HOURLY_HOST_MAX = 30;
  static final int HOURLY_SENDER_MAX = 600;
  static final int SUBSCRIPTIONS_MAX = 20_000;
  static final int SUBSCRIPTIONS_SITE_MAX = 2_000;
  static final int SUBSCRIPTIONS_HOST_MAX = 200;

  /** What a subscriber gets who asks for no other, and the bounds for who does. */
  static final Duration LEASE = Duration.ofDays(10);

  static final Duration LEASE_LEAST = Duration.ofHours(1);
  static final Duration LEASE_MOST = Duration.ofDays(30);

  private static final int CALLBACK_MAX = 1_000;
  private static final int SECRET_BYTES_MAX = 199;

  private final PublicFeeds feeds;
  private final HubStore store;
  private final WebSubSettings settings;
  private final Sealer sealer;
  private final Clock clock;
  private final SenderLimit senders =
      new SenderLimit(HOURLY_SENDER_MAX, HOURLY_SENDER_MAX, Duration.ofHours(1));

  HubDoor(PublicFeeds feeds, HubStore store, WebSubSettings settings, Sealer sealer, Clock clock) {
    this.feeds = feeds;
    this.store = store;
    this.settings = settings;
    this.sealer = sealer;
    this.clock = clock;
  }

  @PostMapping(PublicFeeds.HUB_PATH)
  @Transactional
  ResponseEntity<String> ask(
      @RequestParam(name = "hub.mode", defaultValue = "") String mode,
      @RequestParam(name = "hub.topic", defaultValue = "") String topic,
      @RequestParam(name = "hub.callback", defaultValue = "") String callback,
      @RequestParam(name = "hub.lease_seconds", defaultValue = "") String lease,
      @RequestParam(name = "hub.secret", defaultValue = "") String secret,
      HttpServletRequest request) {
    if (!settings.ownHub()) {
      return said(404, "This server is no hub. Look at the feed's link rel=\"hub\".");
    }
    Optional<Duration> wait = senders.take(request.getRemoteAddr(), 1, System.nanoTime());
    if (wait.isPresent()) {
      return later(429, "Your address has asked too often.", wait.get());
    }
    boolean subscribes = mode.equals("subscribe");
    if (!subscribes && !mode.equals("unsubscribe")) {
      return said(400, "hub.mode is neither subscribe nor unsubscribe. Nobody publishes here.");
    }
    if (feeds.at(topic).isEmpty()) {
      return said(
          404,
          "hub.topic is none of this server's feeds. Use the feed's link rel=\"self\": "
              + feeds.address(FeedKind.ATOM));
    }
    Optional<String> host = host(callback);
    if (host.isEmpty()) {
      return said(
          400,
          "hub.callback is no http or https address of at most %d characters with a host."
              .formatted(CALLBACK_MAX));
    }
    byte[] key = secret.getBytes(StandardCharsets.UTF_8);
    if (key.length > SECRET_BYTES_MAX) {
      return said(400, "hub.secret has %d bytes; give less than 200.".formatted(key.length));
    }
    Optional<Duration> wanted = lease(lease);
    if (wanted.isEmpty()) {
      return said(
          400,
          "hub.lease_seconds is '%s', which is no number of seconds."
              .formatted(Problem.shorten(lease)));
    }
    Optional<ResponseEntity<String>> full =
        full(store.load(topic, callback, host.get()), subscribes);
    if (full.isPresent()) {
      return full.get();
    }
    store.add(
        new HubStore.Wish(
            0,
            subscribes,
            topic,
            callback,
            host.get(),
            key.length == 0 ? Optional.empty() : Optional.of(sealer.seal(key, callback)),
            wanted.get(),
            0),
        clock.instant());
    return said(202, "Your callback will be asked whether it meant this.");
  }

  private Optional<ResponseEntity<String>> full(HubStore.Load load, boolean subscribes) {
    // A stranger who names somebody's host must not keep them from renewing what they have.
    int lately = load.known() ? load.latelyHere() : load.latelyAtHost();
    if (lately >= HOURLY_HOST_MAX) {
      return Optional.of(
          later(429, "This host has asked %d times within an hour.".formatted(HOURLY_HOST_MAX)));
    }
    // Whoever is served already renews or ends it, however many strangers ask.
    if (!load.known() && (load.waiting() >= WAITING_MAX || load.lately() >= HOURLY_MAX)) {
      return Optional.of(later(503, "Too many ask at this time. Try again in some minutes."));
    }
    boolean grows = subscribes && !load.known();
    if (grows && load.atHost() >= SUBSCRIPTIONS_HOST_MAX) {
      return Optional.of(
          said(403, "This host has %d subscriptions already.".formatted(SUBSCRIPTIONS_HOST_MAX)));
    }
    if (grows && load.atSite() >= SUBSCRIPTIONS_SITE_MAX) {
      return Optional.of(
          said(
              403,
              "Hosts whose names end as this one's does have %d subscriptions already."
                  .formatted(SUBSCRIPTIONS_SITE_MAX)));
    }
    return grows && load.subscriptions() >= SUBSCRIPTIONS_MAX
        ? Optional.of(later(503, "The hub has as many subscriptions as it serves."))
        : Optional.empty();
  }

  /** The host that limits go by, whatever the port. */
  private static Optional<String> host(String callback) {
    try {
      URI uri = new URI(callback);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      boolean usable =
          callback.length() <= CALLBACK_MAX
              && (scheme.equals("http") || scheme.equals("https"))
              && uri.getHost() != null
              && (uri.getPort() == -1 || (uri.getPort() >= 1 && uri.getPort() <= 65_535))
              && uri.getUserInfo() == null
              && uri.getRawFragment() == null;
      return usable ? Optional.of(uri.getHost().toLowerCase(Locale.ROOT)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** What is asked for, within the bounds; empty when it is no number. */
  private static Optional<Duration> lease(String text) {
    if (text.isEmpty()) {
      return Optional.of(LEASE);
    }
    if (!text.matches("[0-9]{1,18}")) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofSeconds(
            Math.clamp(Long.parseLong(text), LEASE_LEAST.toSeconds(), LEASE_MOST.toSeconds())));
  }

  private static ResponseEntity<String> said(int status, String words) {
    return answer(status).body(words + "\n");
  }

  private static ResponseEntity<String> later(int status, String words) {
    return later(status, words, Duration.ofMinutes(10));
  }

  private static ResponseEntity<String> later(int status, String words, Duration wait) {
    return answer(status)
        .header(HttpHeaders.RETRY_AFTER, String.valueOf(wait.plusMillis(999).toSeconds()))
        .body(words + "\n");
  }

  private static ResponseEntity.BodyBuilder answer(int status) {
    return ResponseEntity.status(status)
        .cacheControl(CacheControl.noStore())
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8));
  }
}
