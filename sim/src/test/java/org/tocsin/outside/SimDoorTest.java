// SPDX-License-Identifier: Apache-2.0
package org.tocsin.outside;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tocsin.sim.AnswerPolicy;
import org.tocsin.sim.Answerers;
import org.tocsin.sim.SmtpReceiver;
import org.tocsin.sim.SyntheticWatchers;
import org.tocsin.sim.WatcherSummary;
import org.tocsin.sim.WebhookReceiver;
import org.tocsin.sim.WebhookSecret;

/** FEATURE UNDER TEST: the outside world through its public door alone, as a player uses it. */
class SimDoorTest {
  private static final Instant NOW = Instant.parse("2024-03-07T16:15:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final String LINK = "http://127.0.0.1:9/a/token1234";

  @Test
  void aWorldIsBuiltMessagesComeInAndAnswersWait() throws Exception {
    URI nowhere = URI.create("http://127.0.0.1:9");
    try (Answerers answerers = new Answerers(new AnswerPolicy(1), nowhere, 8);
        SmtpReceiver mail =
            SmtpReceiver.start(SmtpReceiver.Settings.of(CLOCK), answerers::received);
        WebhookReceiver hooks =
            WebhookReceiver.start(
                WebhookReceiver.Settings.of(CLOCK),
                path -> Optional.of(WebhookSecret.derived(1, path)),
                answerers::received)) {
      StringBuilder csv = new StringBuilder();
      WatcherSummary world = SyntheticWatchers.demo(hooks.base()).withCount(1_000).writeCsv(csv);
      sendMail(mail.port());
      int status = sendHook(hooks);

      assertThat(world.watchers()).isEqualTo(1_000);
      assertThat(csv).contains(hooks.base() + "/hook/" + SyntheticWatchers.HALL);
      assertThat(status).isEqualTo(204);
      assertThat(mail.counts().accepted()).isEqualTo(1);
      assertThat(hooks.recent().getFirst().watcherId())
          .isEqualTo(SyntheticWatchers.PARTNER_GOVERNMENT);
      assertThat(answerers.waiting() + answerers.silent()).isEqualTo(2);
      // Nothing listens there, so what falls due is refused aloud.
      Answerers.Outcome outcome = answerers.answerUntil(NOW.plus(Duration.ofHours(3)));
      assertThat(outcome.refused()).isPositive();
      assertThat(outcome.refusals().getFirst().reason()).contains("ConnectException");
    }
  }

  private static void sendMail(int port) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String commands = "MAIL FROM:<a@x>\r\nRCPT TO:<person-00017@exercise.invalid>\r\nDATA\r\n";
      String text = "Subject: EXERCISE\r\n\r\n" + LINK + "\r\n.\r\nQUIT\r\n";
      socket.getOutputStream().write(("EHLO localhost\r\n" + commands + text).getBytes(UTF_8));
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).contains("250 2.0.0");
    }
  }

  private static int sendHook(WebhookReceiver hooks) throws Exception {
    String path = "/hook/" + SyntheticWatchers.PARTNER_GOVERNMENT;
    String body = "{\"answerUrl\":\"" + LINK + "\"}";
    HttpRequest request =
        HttpRequest.newBuilder(hooks.base().resolve(path))
            .header("webhook-id", "msg1")
            .header("webhook-timestamp", Long.toString(NOW.getEpochSecond()))
            .header(
                "webhook-signature",
                WebhookSecret.derived(1, path).sign("msg1", NOW, body.getBytes(UTF_8)))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
