// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: people who answer by the link in the message, when they would. */
class AnswerersTest {
  private static final Instant NOW = Instant.parse("2024-03-07T16:15:00Z");

  private final Map<String, String> forms = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void startAnswerPage() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    server.setExecutor(threads);
    server.createContext(
        "/a/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          if (!path.endsWith("expired00")) {
            forms.put(path, exchange.getRequestMethod() + ' ' + form);
          }
          exchange.sendResponseHeaders(path.endsWith("expired00") ? 410 : 303, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopAnswerPage() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void thePolicyIsTheSameForTheSameSeed() {
    assertThat(decisions(3)).isEqualTo(decisions(3)).isNotEqualTo(decisions(4));
  }

  @Test
  void someAnswerAtOnceSomeWhenToldAgainAndSomeNever() {
    AnswerPolicy policy = new AnswerPolicy(3);
    int first = 0;
    int second = 0;
    for (int i = 0; i < 10_000; i++) {
      first += policy.decide("person-" + i, 1).isPresent() ? 1 : 0;
      second += policy.decide("person-" + i, 2).isPresent() ? 1 : 0;
    }
    assertThat(first).isBetween(5_800, 6_200);
    assertThat(second).isBetween(1_250, 1_550);
  }

  @Test
  void theHostGovernmentIsSilentAndThePartnerActs() {
    AnswerPolicy policy = new AnswerPolicy(3);

    assertThat(policy.decide(SyntheticWatchers.HOST_GOVERNMENT, 1)).isEmpty();
    assertThat(policy.decide(SyntheticWatchers.PARTNER_GOVERNMENT, 1).orElseThrow().answer())
        .isEqualTo(Answer.ACTING);
  }

  @Test
  void nobodyAnswersLaterThanThreeHours() {
    assertThat(decisions(3))
        .allSatisfy(decision ->
            assertThat(decision.after()).isBetween(Duration.ofMinutes(1), Duration.ofHours(3)));
  }

  @Test
  void answersArePostedWhenTheClockOfTheCaseReachesThem() throws Exception {
    try (Answerers answerers = new Answerers(new AnswerPolicy(3), base(), 16)) {
      for (int i = 0; i < 400; i++) {
        answerers.received(mail("person-" + i, "token-" + (1_000 + i), false));
        answerers.received(mail("person-" + i, "token-" + (1_000 + i), true));
      }
      int planned = answerers.waiting();
      Answerers.Outcome early = answerers.answerUntil(NOW.plus(Duration.ofMinutes(10)));
      Answerers.Outcome late = answerers.answerUntil(NOW.plus(Duration.ofHours(3)));

      assertThat(planned + answerers.silent()).isEqualTo(400);
      assertThat(early.posted()).isBetween(1, planned - 1);
      assertThat(early.posted() + late.posted()).isEqualTo(planned).isEqualTo(forms.size());
      assertThat(late.refused()).isZero();
      assertThat(answerers.findNextDue()).isEmpty();
    }
    assertThat(forms.values())
        .allMatch(form ->
            form.matches(
                "POST answer=(acknowledged|acting|safe|need-help|dismissed|disputed|asks-more)"
                    + "(&note=[A-Za-z0-9%+.*_-]+)?"));
  }

  @Test
  void theSameMessagesGiveTheSameForms() throws Exception {
    Map<String, String> first = formsAfterTwoMessages();
    forms.clear();

    assertThat(formsAfterTwoMessages()).isEqualTo(first);
  }

  @Test
  void anAnswerThatIsRefusedIsReportedWithItsReason() throws Exception {
    try (Answerers answerers = new Answerers(new AnswerPolicy(3), base(), 4)) {
      answerers.received(mail(SyntheticWatchers.PARTNER_GOVERNMENT, "expired00", false));
      Answerers.Outcome outcome = answerers.answerUntil(NOW.plus(Duration.ofHours(3)));

      assertThat(outcome.refused()).isEqualTo(1);
      assertThat(outcome.refusals().getFirst().reason()).isEqualTo("status 410");
    }
  }

  @Test
  void aMessageWithoutALinkIsCounted() {
    try (Answerers answerers = new Answerers(new AnswerPolicy(3), base(), 4)) {
      answerers.received(new ReceivedHook("/hook/person-1", "m", "", "{}", NOW, false));
      assertThat(answerers.withoutLink()).isEqualTo(1);
    }
  }

  @Test
  void theTokenIsFoundInTextAndInJson() {
    assertThat(AnswerLink.findToken("Answer: https://desk.example:8443/a/abc.DEF-_~12. Thanks"))
        .contains("abc.DEF-_~12");
    assertThat(AnswerLink.findToken("{\"url\":\"http:\\/\\/h\\/a\\/token1234\"}"))
        .contains("token1234");
    assertThat(AnswerLink.findToken("<a href=\"http://h/a/token1234\">x</a>"))
        .contains("token1234");
    assertThat(AnswerLink.findToken("http://h/about/a/token1234")).isEmpty();
  }

  private Map<String, String> formsAfterTwoMessages() throws InterruptedException {
    try (Answerers answerers = new Answerers(new AnswerPolicy(9), base(), 16)) {
      for (int message = 1; message <= 2; message++) {
        for (int i = 0; i < 200; i++) {
          answerers.received(mail("venue-" + i, "token-" + (1_000 + i), false));
        }
      }
      answerers.answerUntil(NOW.plus(Duration.ofHours(3)));
    }
    return Map.copyOf(forms);
  }

  private static List<AnswerPolicy.Decision> decisions(long seed) {
    AnswerPolicy policy = new AnswerPolicy(seed);
    List<AnswerPolicy.Decision> decisions = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Optional<AnswerPolicy.Decision> decision = policy.decide("person-" + i, 1);
      decision.ifPresent(decisions::add);
    }
    return decisions;
  }

  private URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static ReceivedMail mail(String watcherId, String token, boolean repeat) {
    return new ReceivedMail(
        "desk@exercise.invalid",
        List.of(watcherId + "@exercise.invalid"),
        "Subject: x\r\n\r\nAnswer here: http://desk.example/a/" + token + "\r\n",
        NOW,
        repeat);
  }
}
