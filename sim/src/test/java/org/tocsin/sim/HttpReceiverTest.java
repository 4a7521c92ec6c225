// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: a service of any protocol over HTTP, which answers as its manner says. */
class HttpReceiverTest {
  private static final Instant NOW = Instant.parse("2024-03-07T16:15:00Z");
  private static final HttpReceiver.Manner SLACKISH = _ -> HttpReply.text(200, "ok");

  @Test
  void aRequestIsKeptWithMethodTargetHeadersAndBody() throws Exception {
    try (HttpReceiver receiver = start(Faults.none(), SLACKISH)) {
      HttpResponse<String> answer = put(receiver, "/rooms/%21a%3Ab?via=c", "påse");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("ok");
      assertThat(receiver.recent())
          .singleElement()
          .satisfies(request -> {
            assertThat(request.method()).isEqualTo("PUT");
            assertThat(request.path()).isEqualTo("/rooms/%21a%3Ab");
            assertThat(request.target().getQuery()).isEqualTo("via=c");
            assertThat(request.header("TOCSIN-ID")).contains("one");
            assertThat(request.header("absent")).isEmpty();
            assertThat(request.body()).isEqualTo("påse");
            assertThat(request.bytes()).isEqualTo(5);
            assertThat(request.receivedAt()).isEqualTo(NOW);
          });
      assertThat(receiver.counts()).isEqualTo(new HttpReceiver.Counts(1, 0, 0, 0));
    }
  }

  @Test
  void aMannerSaysHowTheServiceRefuses() throws Exception {
    HttpReceiver.Manner manner =
        new HttpReceiver.Manner() {
          @Override
          public HttpReply take(ReceivedRequest request) {
            throw new IllegalStateException("exercise");
          }

          @Override
          public HttpReply refusal() {
            return HttpReply.json(403, "{\"error\":\"forbidden\"}");
          }

          @Override
          public HttpReply busy() {
            return HttpReply.text(429, "slower");
          }
        };
    try (HttpReceiver receiver = start(new Faults(1, 1, 0, 0, Duration.ZERO, 0, 0), manner)) {
      HttpResponse<String> answer = put(receiver, "/a", "");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("forbidden");
      assertThat(receiver.counts()).isEqualTo(new HttpReceiver.Counts(0, 1, 0, 0));
    }
    try (HttpReceiver receiver = start(Faults.none(), manner)) {
      assertThat(put(receiver, "/a", "").statusCode()).isEqualTo(429);
      assertThat(receiver.recent()).isEmpty();
      assertThat(receiver.counts()).isEqualTo(new HttpReceiver.Counts(0, 0, 1, 0));
    }
  }

  @Test
  void faultsAreDrawnByTheKeyThatTheMannerNames() throws Exception {
    HttpReceiver.Manner byBody =
        new HttpReceiver.Manner() {
          @Override
          public String key(ReceivedRequest request) {
            return request.body();
          }

          @Override
          public HttpReply take(ReceivedRequest request) {
            return HttpReply.text(200, "");
          }
        };
    Faults faults = new Faults(5, 0.5, 0, 0, Duration.ZERO, 0, 0);
    List<Integer> got = new ArrayList<>();
    List<Integer> wanted = new ArrayList<>();
    try (HttpReceiver receiver = start(faults, byBody)) {
      for (int i = 0; i < 30; i++) {
        got.add(put(receiver, "/same", "topic" + i).statusCode());
        wanted.add(faults.faultOf("topic" + i, 1) == Fault.REJECT ? 410 : 200);
      }
    }
    assertThat(got).isEqualTo(wanted).contains(200, 410);
  }

  @Test
  void whatIsTooLargeOrBrokenOffIsNotTaken() throws Exception {
    try (HttpReceiver receiver = start(Faults.none(), SLACKISH)) {
      assertThat(put(receiver, "/a", "x".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);
      assertThat(receiver.recent()).isEmpty();
    }
    try (HttpReceiver receiver = start(new Faults(1, 0, 0, 0, Duration.ZERO, 1, 0), SLACKISH)) {
      assertThatThrownBy(() -> put(receiver, "/a", "")).isInstanceOf(IOException.class);
      assertThat(receiver.recent()).isEmpty();
      assertThat(receiver.counts().dropped()).isPositive();
    }
  }

  private static HttpReceiver start(Faults faults, HttpReceiver.Manner manner) throws IOException {
    return HttpReceiver.start(faults, InstantSource.fixed(NOW), 100, manner);
  }

  private static HttpResponse<String> put(HttpReceiver receiver, String target, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(receiver.base() + target))
            .header("Tocsin-Id", "one")
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
