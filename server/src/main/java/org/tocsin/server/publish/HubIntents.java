// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.publish;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.tocsin.server.kernel.DueWork;
import org.tocsin.server.kernel.http.Outbound;
import org.tocsin.server.kernel.http.OutboundRefusedException;

/**
 * Asks at a callback whether a wish was meant (W3C WebSub §5.3): only who repeats the challenge is
 * subscribed or unsubscribed. Whoever says anything else is asked no second time; where nobody
 * answers at all, twice more. A host has a few of the places, so that one that is slow holds up no
 * other.
 */
@Component
class HubIntents implements DueWork, AutoCloseable {

  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int AT_ONCE = 32;
  private static final int HOST_AT_ONCE = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int ATTEMPTS_MAX = 3;
  private static final int ANSWER_BYTES_MAX = 1_024;

  private final HubStore store;
  private final Outbound outbound;
  private final TransactionTemplate transaction;
  private final SecureRandom random = new SecureRandom();
  private final Abreast abreast = new Abreast(AT_ONCE, HOST_AT_ONCE);

  HubIntents(HubStore store, Outbound outbound, PlatformTransactionManager transactions) {
    this.store = store;
    this.outbound = outbound;
    this.transaction = new TransactionTemplate(transactions);
  }

  @Override
  public String name() {
    return "publish.hub.intent";
  }

  @Override
  public int runDue(Instant now) {
    store.forget(now, now.minus(KEPT));
    List<HubStore.Wish> wishes =
        store.claimWishes(now, now.plus(LEASE), abreast.free(), HOST_AT_ONCE, abreast.busy());
    List<Future<?>> begun = new ArrayList<>();
    wishes.forEach(wish -> begun.add(abreast.begin(wish.host(), () -> ask(wish, now))));
    Abreast.await(begun, PATIENCE);
    return wishes.size();
  }

  @Override
  public void close() {
    abreast.close();
  }

  private void ask(HubStore.Wish wish, Instant now) {
    try {
      boolean meant = isMeant(wish);
      transaction.executeWithoutResult(status -> settle(wish, meant, now));
    } catch (OutboundRefusedException refused) {
      store.end(wish);
    } catch (RuntimeException broken) {
      if (wish.attempts() >= ATTEMPTS_MAX) {
        store.end(wish);
      }
      throw broken;
    } catch (IOException silent) {
      if (wish.attempts() < ATTEMPTS_MAX) {
        store.tryAgain(wish, now.plus(Waits.after(wish.attempts())));
      } else {
        store.end(wish);
      }
    }
  }

  private void settle(HubStore.Wish wish, boolean meant, Instant now) {
    if (store.end(wish) && meant) {
      if (wish.subscribes()) {
        store.subscribe(wish, now.plus(wish.lease()));
      } else {
        store.unsubscribe(wish.topic(), wish.callback());
      }
    }
  }

  private boolean isMeant(HubStore.Wish wish) throws IOException {
    byte[] drawn = new byte[24];
    random.nextBytes(drawn);
    String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    String question =
        "hub.mode=%s&hub.topic=%s&hub.challenge=%s"
            .formatted(
                wish.subscribes() ? "subscribe" : "unsubscribe",
                URLEncoder.encode(wish.topic(), StandardCharsets.UTF_8),
                challenge);
    if (wish.subscribes()) {
      question += "&hub.lease_seconds=" + wish.lease().toSeconds();
    }
    String separator = URI.create(wish.callback()).getRawQuery() == null ? "?" : "&";
    Outbound.Answer answer =
        outbound.send(
            Outbound.Call.get(
                URI.create(wish.callback() + separator + question),
                Map.of("User-Agent", "Tocsin"),
                ANSWER_BYTES_MAX));
    return answer.status() >= 200
        && answer.status() < 300
        && MessageDigest.isEqual(answer.body(), challenge.getBytes(StandardCharsets.US_ASCII));
  }
}
