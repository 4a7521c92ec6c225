// SPDX-License-Identifier: Apache-2.0
package org.tocsin.sim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * How fast the outside world is, so that nobody mistakes its limit for the server's. Sender and
 * receiver share the machine. Not for comparing mail servers.
 *
 * <p>Cost model: a mail is one write and two reads a side when pipelined; a webhook one request; an
 * answer one request. Canonical load: 20,000 messages of 1.6 kB over 8 connections. Run {@code
 * main}; in the normal build each runs once on little.
 */
class RatesBenchmark {
  private static final Instant NOW = Instant.parse("2024-03-07T16:15:00Z");
  private static final String TEXT = "Avoid large gatherings. This is an exercise.\r\n".repeat(35);

  private RatesBenchmark() {}

  @Test
  void runsOnLittleInput() throws Exception {
    assertThat(mails(40, 2)).isPositive();
    assertThat(hooks(40, 2)).isPositive();
    assertThat(answers(40)).isPositive();
  }

  /** Prints each rate; the first round warms up. */
  public static void main(String[] arguments) throws Exception {
    Path file = Files.createTempFile("watchers", ".csv");
    for (int round = 0; round < 4; round++) {
      long start = System.nanoTime();
      WatcherSummary summary;
      try (Writer out = Files.newBufferedWriter(file)) {
        summary = SyntheticWatchers.demo(URI.create("http://127.0.0.1:8099")).writeCsv(out);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "round %d: csv %d watchers %.2f s; mails %.0f/s; webhooks %.0f/s; answers %.0f/s%n",
          round, summary.watchers(), seconds, mails(20_000, 8), hooks(20_000, 8), answers(10_000));
      if (round == 3) {
        System.out.println(summary + "\n" + file);
      }
    }
  }

  private static double mails(int count, int connections) throws Exception {
    try (SmtpReceiver receiver =
        SmtpReceiver.start(SmtpReceiver.Settings.of(InstantSource.system()), _ -> {})) {
      double rate =
          rate(
              count,
              connections,
              (from, to) -> {
                try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), receiver.port())) {
                  socket.setTcpNoDelay(true);
                  send(socket, from, to);
                }
              });
      assertThat(receiver.counts().accepted()).isEqualTo(count);
      return rate;
    }
  }

  /** MAIL, RCPT and DATA in one write, then the mail with the next mail's commands behind it. */
  private static void send(Socket socket, int from, int to) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    in.readLine();
    write(socket, "EHLO localhost\r\n");
    while (in.readLine().charAt(3) == '-') {}
    write(socket, commands(from));
    for (int i = from; i < to; i++) {
      for (int line = 0; line < 3; line++) {
        in.readLine();
      }
      write(
          socket,
          "Subject: EXERCISE\r\nMessage-ID: <%d@exercise.invalid>\r\n\r\n%s.\r\n%s"
              .formatted(i, TEXT, i + 1 < to ? commands(i + 1) : "QUIT\r\n"));
      assertThat(in.readLine()).startsWith("250 2.0.0");
    }
    in.readLine();
  }

  private static String commands(int i) {
    return "MAIL FROM:<desk@exercise.invalid>\r\nRCPT TO:<person-%d@exercise.invalid>\r\nDATA\r\n"
        .formatted(i);
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  private static double hooks(int count, int connections) throws Exception {
    WebhookSecret secret = WebhookSecret.derived(1, "all");
    byte[] body = ("{\"text\":\"" + TEXT.replace("\r\n", " ") + "\"}").getBytes(UTF_8);
    try (WebhookReceiver receiver =
            WebhookReceiver.start(
                WebhookReceiver.Settings.of(InstantSource.fixed(NOW)),
                _ -> Optional.of(secret),
                _ -> {});
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      double rate =
          rate(
              count,
              connections,
              (from, to) -> {
                for (int i = from; i < to; i++) {
                  HttpRequest request =
                      HttpRequest.newBuilder(receiver.base().resolve("/hook/venue-" + i))
                          .header("webhook-id", "m" + i)
                          .header("webhook-timestamp", Long.toString(NOW.getEpochSecond()))
                          .header("webhook-signature", secret.sign("m" + i, NOW, body))
                          .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                          .build();
                  client.send(request, HttpResponse.BodyHandlers.discarding());
                }
              });
      assertThat(receiver.counts().accepted()).isEqualTo(count);
      return rate;
    }
  }

  private static double answers(int messages) throws Exception {
    HttpServer page =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 512);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Answerers answerers =
            new Answerers(
                new AnswerPolicy(1),
                URI.create("http://127.0.0.1:" + page.getAddress().getPort()),
                32)) {
      page.setExecutor(threads);
      page.createContext(
          "/a/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      page.start();
      for (int i = 0; i < messages; i++) {
        String body = "{\"link\":\"http://desk.example/a/token-" + (1_000_000 + i) + "\"}";
        answerers.received(new ReceivedHook("/hook/venue-" + i, "m", "", body, NOW, false));
      }
      Answerers.Outcome outcome = answerers.answerUntil(NOW.plus(Duration.ofHours(3)));
      assertThat(outcome.refused()).isZero();
      return outcome.posted() / (outcome.took().toNanos() / 1e9);
    } finally {
      page.stop(0);
    }
  }

  private interface Part {
    void run(int from, int to) throws Exception;
  }

  /** Splits the work over connections and tells how much was done a second. */
  private static double rate(int count, int connections, Part part) throws Exception {
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> parts = new ArrayList<>();
      int each = count / connections;
      for (int i = 0; i < connections; i++) {
        int from = i * each;
        parts.add(
            threads.submit(() -> {
              part.run(from, from + each);
              return "";
            }));
      }
      for (var one : parts) {
        one.get();
      }
    }
    return count / ((System.nanoTime() - start) / 1e9);
  }
}
