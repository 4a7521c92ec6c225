// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: endpoints that take signed webhooks and refuse every other. */
class WebhookReceiverTest {
  private static final Instant NOW = Instant.parse("2024-03-07T16:15:00Z");
  private static final WebhookReceiver.Settings PLAIN =
      WebhookReceiver.Settings.of(InstantSource.fixed(NOW));
  private static final String BODY = "{\"answer\":\"http:\\/\\/127.0.0.1:1\\/a\\/token1234\"}";

  private final List<ReceivedHook> hooks = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aSignedMessageIsTakenAndARepeatIsMarked() throws Exception {
    try (WebhookReceiver receiver = start(PLAIN)) {
      assertThat(post(receiver, "/hook/venue-00017", "msg1", NOW, BODY, BODY)).isEqualTo(204);
      assertThat(post(receiver, "/hook/venue-00017", "msg1", NOW, BODY, BODY)).isEqualTo(204);
      assertThat(post(receiver, "/hook/venue-00018", "msg1", NOW, BODY, BODY)).isEqualTo(204);
      assertThat(receiver.counts()).isEqualTo(new WebhookReceiver.Counts(3, 1, 0, 0, 0, 0));
    }
    assertThat(hooks).extracting(ReceivedHook::repeat).containsExactly(false, true, false);
    assertThat(hooks.getFirst())
        .isEqualTo(
            new ReceivedHook("/hook/venue-00017", "msg1", "application/json", BODY, NOW, false));
    assertThat(hooks.getFirst().watcherId()).isEqualTo("venue-00017");
  }

  @Test
  void whatIsNotRightlySignedIsRefused() throws Exception {
    try (WebhookReceiver receiver = start(PLAIN)) {
      assertThat(post(receiver, "/hook/a", "m", NOW, BODY, BODY + " ")).isEqualTo(401);
      assertThat(post(receiver, "/hook/a", "m", NOW.minusSeconds(301), BODY, BODY)).isEqualTo(401);
      assertThat(post(receiver, "/hook/a", "m", NOW.plusSeconds(301), BODY, BODY)).isEqualTo(401);
      assertThat(receiver.counts().unsigned()).isEqualTo(3);
    }
    assertThat(hooks).isEmpty();
  }

  @Test
  void unknownAndGoneEndpointsAndOversizedBodiesAreRefused() throws Exception {
    try (WebhookReceiver receiver = start(PLAIN)) {
      String large = "x".repeat((1 << 20) + 1);
      assertThat(post(receiver, "/elsewhere", "m", NOW, BODY, BODY)).isEqualTo(404);
      assertThat(post(receiver, "/hook/nobody", "m", NOW, BODY, BODY)).isEqualTo(404);
      assertThat(post(receiver, "/gone/a", "m", NOW, BODY, BODY)).isEqualTo(410);
      assertThat(post(receiver, "/hook/a", "m", NOW, large, large)).isEqualTo(413);
      assertThat(receiver.counts().refused()).isEqualTo(4);
    }
  }

  @Test
  void aListenerThatFailsMakesTheSenderTryAgain() throws Exception {
    try (WebhookReceiver receiver =
        WebhookReceiver.start(
            PLAIN,
            WebhookReceiverTest::secret,
            _ -> {
              throw new IllegalStateException("exercise");
            })) {
      assertThat(post(receiver, "/hook/a", "m", NOW, BODY, BODY)).isEqualTo(503);
    }
  }

  @Test
  void faultsReplayTheSame() throws Exception {
    Faults faults = new Faults(5, 0.1, 0.2, 0.1, Duration.ofMillis(1), 0.1, 0.1);
    List<Integer> first = fates(faults);

    assertThat(fates(faults)).isEqualTo(first);
    assertThat(first).contains(204, 410, 503, -1);
  }

  private List<Integer> fates(Faults faults) throws Exception {
    List<Integer> fates = new ArrayList<>();
    try (WebhookReceiver receiver = start(PLAIN.withFaults(faults))) {
      for (int i = 0; i < 120; i++) {
        try {
          fates.add(post(receiver, "/hook/person-" + i, "m" + i, NOW, BODY, BODY));
        } catch (IOException e) {
          fates.add(-1);
        }
      }
    }
    return fates;
  }

  private WebhookReceiver start(WebhookReceiver.Settings settings) throws IOException {
    return WebhookReceiver.start(settings, WebhookReceiverTest::secret, hooks::add);
  }

  private static Optional<WebhookSecret> secret(String path) {
    return path.endsWith("nobody") ? Optional.empty() : Optional.of(WebhookSecret.derived(1, path));
  }

  private static int post(
      WebhookReceiver receiver, String path, String id, Instant at, String signed, String sent)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(receiver.base().resolve(path))
            .header("Content-Type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
            .header(
                "webhook-signature",
                WebhookSecret.derived(1, path).sign(id, at, signed.getBytes(UTF_8)))
            .POST(HttpRequest.BodyPublishers.ofString(sent))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
