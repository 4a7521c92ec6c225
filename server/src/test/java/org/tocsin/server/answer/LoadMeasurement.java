// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.io.BufferedInputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.tocsin.server.deliver.AnswerTokens;
import org.tocsin.server.deliver.WebhookSecrets;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.warn.Story;
import org.tocsin.server.world.Answer;
import org.tocsin.server.world.ServerWorld;
import org.tocsin.sim.SmtpReceiver;
import org.tocsin.sim.WebhookReceiver;
import org.tocsin.sim.WebhookSecret;

/**
 * Figures of one machine, server and outside world in one JVM on real HTTP and SMTP: how long a
 * file of watchers takes to import, how long a wave takes from approval to the last handing over,
 * how many answers a second become durable. Not a test; PostgreSQL runs with {@code fsync} off
 * unless {@code -Dtocsin.database.url} names another.
 */
final class LoadMeasurement {
  private LoadMeasurement() {}

  /** Arguments: watchers of the import, of the wave, answers. */
  public static void main(String[] arguments) throws Exception {
    int imported = Integer.parseInt(arguments[0]);
    int wave = Integer.parseInt(arguments[1]);
    int answers = Integer.parseInt(arguments[2]);
    ServerWorld[] world = new ServerWorld[1];
    try (SmtpReceiver smtp =
            SmtpReceiver.start(SmtpReceiver.Settings.of(Instant::now), mail -> {});
        WebhookReceiver hooks =
            WebhookReceiver.start(
                WebhookReceiver.Settings.of(() -> world[0].clock().instant()),
                path ->
                    java.util.Optional.of(
                        WebhookSecret.parse(
                            world[0]
                                .bean(WebhookSecrets.class)
                                .text("http://127.0.0.1:" + port() + path))),
                hook -> {})) {
      PORT.set(hooks.port());
      world[0] =
          ServerWorld.another(
              Map.of(
                  "tocsin.mail.host",
                  "127.0.0.1",
                  "tocsin.mail.port",
                  smtp.port(),
                  "tocsin.outbound.allow",
                  "127.0.0.1:" + hooks.port()));
      Story story = Story.begun(world[0]);
      for (int round = 0; round < 2; round++) {
        importing(world[0], "far", imported, 48.85, 2.35, false);
      }
      importing(world[0], "near", wave, 55.75, 37.6, true);
      long start = System.nanoTime();
      String id = story.inForce();
      world[0].beat();
      double seconds = (System.nanoTime() - start) / 1e9;
      System.Logger log = System.getLogger("org.tocsin.measurement");
      Answer progress = world[0].bo().get("/api/v1/warnings/" + id + "/deliveries");
      log.log(
          System.Logger.Level.INFO,
          "wave of {0} e-mails and {0} webhooks: {1} s; {2}; {3}; {4}",
          wave,
          seconds,
          progress.body(),
          smtp.counts(),
          hooks.counts());
      answering(world[0], id, answers);
      answering(world[0], id, answers);
    }
    System.exit(0);
  }

  private static final AtomicInteger PORT = new AtomicInteger();
  private static final AtomicInteger FIRST = new AtomicInteger(10_000_000);

  private static int port() {
    return PORT.get();
  }

  private static void importing(
      ServerWorld world, String prefix, int count, double latitude, double longitude, boolean hooks)
      throws Exception {
    Path file = Files.createTempFile("watchers", ".csv");
    try (Writer out = new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8)) {
      out.write("id,name,kind,lat,lon,radiusMetres,languages,channel,address\n");
      for (int i = 0; i < count; i++) {
        String line =
            "%s-%d,Exercise person,person,%.5f,%.5f,100,ru|en,"
                .formatted(prefix, i, latitude + (i % 300) * 1e-4, longitude + (i % 400) * 1e-4);
        out.write(line + "email,%s-%d@exercise.invalid\n".formatted(prefix, i));
        if (hooks) {
          out.write(line + "webhook,http://127.0.0.1:%d/hook/%s-%d\n".formatted(port(), prefix, i));
        }
      }
    }
    long start = System.nanoTime();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(world.address() + "/api/v1/watchers/import"))
                    .header("Authorization", "Bearer " + world.ana().token())
                    .header("Content-Type", "text/csv")
                    .POST(HttpRequest.BodyPublishers.ofFile(file))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    System.getLogger("org.tocsin.measurement")
        .log(
            System.Logger.Level.INFO,
            "import of {0} watchers: {1} s: {2} {3}",
            count,
            (System.nanoTime() - start) / 1e9,
            answer.statusCode(),
            answer.body());
  }

  /** Posts over kept connections, sixty-four at once, and counts what was taken. */
  private static void answering(ServerWorld world, String id, int count) throws Exception {
    AnswerTokens tokens = world.bean(AnswerTokens.class);
    URI base = URI.create(world.address());
    int connections = 64;
    LongAdder taken = new LongAdder();
    List<List<String>> work = new ArrayList<>();
    for (int c = 0; c < connections; c++) {
      work.add(new ArrayList<>());
    }
    for (int i = 0; i < count; i++) {
      work.get(i % connections)
          .add(
              tokens.make(
                  new WarningId(id),
                  new WatcherId(FIRST.incrementAndGet()),
                  world.clock().instant().plus(Duration.ofDays(2))));
    }
    long start = System.nanoTime();
    List<Thread> threads = new ArrayList<>();
    for (List<String> mine : work) {
      threads.add(
          Thread.startVirtualThread(() -> {
            // The server ends a connection after a hundred requests.
            for (int from = 0; from < mine.size(); from += 100) {
              post(base, mine.subList(from, Math.min(mine.size(), from + 100)), taken);
            }
          }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.getLogger("org.tocsin.measurement")
        .log(
            System.Logger.Level.INFO,
            "{0} of {1} answers durable in {2} s: {3} a second",
            taken.sum(),
            count,
            seconds,
            Math.round(taken.sum() / seconds));
  }

  private static void post(URI base, List<String> tokens, LongAdder taken) {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
      for (String token : tokens) {
        String body = "answer=acknowledged&note=";
        out.write(
            ("POST /a/%s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(token, base.getHost(), base.getPort(), body.length(), body))
                .getBytes(StandardCharsets.US_ASCII));
        taken.add(status(in) == 303 ? 1 : 0);
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Reads one answer whose body has a length. */
  private static int status(BufferedInputStream in) throws java.io.IOException {
    int length = 0;
    int status = 0;
    while (true) {
      StringBuilder line = new StringBuilder();
      int b;
      while ((b = in.read()) != '\n') {
        if (b < 0) {
          throw new java.io.EOFException("the server closed the connection");
        }
        if (b != '\r') {
          line.append((char) b);
        }
      }
      String text = line.toString().toLowerCase(java.util.Locale.ROOT);
      if (text.startsWith("http/1.1 ")) {
        status = Integer.parseInt(text.substring(9, 12));
      } else if (text.startsWith("content-length:")) {
        length = Integer.parseInt(text.substring(15).strip());
      } else if (text.isEmpty()) {
        in.readNBytes(length);
        return status;
      }
    }
  }
}
