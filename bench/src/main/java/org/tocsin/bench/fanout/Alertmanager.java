// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.fanout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tocsin.bench.program.ProcStat;

/**
 * The peer: Prometheus Alertmanager as installed, each alert a group of its own, so that each is
 * one notification, at once. It keeps its notification log in memory and writes it out every
 * quarter of an hour and at its end.
 */
final class Alertmanager implements AutoCloseable {
  private static final int A_POST = 1_000;
  private static final int READY_SECONDS_MAX = 30;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final URI address;
  private int posted;

  private Alertmanager(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** The program, if it is installed. */
  static Optional<Path> installed() {
    return Stream.of(
            "/usr/bin/prometheus-alertmanager",
            "/usr/bin/alertmanager",
            "/usr/local/bin/alertmanager")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it; it notifies {@code receiver}. */
  static Alertmanager start(Path program, Path folder, int receiver)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path config = folder.resolve("alertmanager.yml");
    Files.writeString(
        config,
        """
        route: {receiver: all, group_by: ['...'], group_wait: 0s, group_interval: 5m, repeat_interval: 4h}
        receivers:
          - name: all
            webhook_configs: [{url: 'http://127.0.0.1:%d/alertmanager', send_resolved: false}]
        """
            .formatted(receiver));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Alertmanager started = new Alertmanager(process, URI.create("http://127.0.0.1:" + port + "/"));
    started.awaitReady();
    return started;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    for (int i = 0; i < READY_SECONDS_MAX * 10; i++) {
      try {
        if (send(HttpRequest.newBuilder(address.resolve("-/ready"))) == 200) {
          return;
        }
      } catch (IOException notYet) {
        // It does not listen yet.
      }
      Thread.sleep(100);
    }
    process.destroyForcibly();
    throw new IOException("Alertmanager is not ready after " + READY_SECONDS_MAX + " s");
  }

  /** Has so many new alerts notified of. */
  void alert(int alerts) throws IOException, InterruptedException {
    for (int left = alerts; left > 0; left -= A_POST) {
      int first = posted;
      posted += Math.min(left, A_POST);
      String body =
          IntStream.range(first, posted)
              .mapToObj(
                  """
                  {"labels":{"alertname":"Avoid large gatherings","recipient":"p%d"},"annotations":{"summary":"Avoid large gatherings in Moscow","description":"Extremists may be planning an attack on concerts. Stay away from crowds for 48 hours."}}\
                  """
                      ::formatted)
              .collect(Collectors.joining(",", "[", "]"));
      int status =
          send(
              HttpRequest.newBuilder(address.resolve("api/v2/alerts"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(body)));
      if (status != 200) {
        throw new IOException("Alertmanager says " + status);
      }
    }
  }

  private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<Void> answer =
        http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.discarding());
    return answer.statusCode();
  }

  Duration processor() throws IOException {
    return ProcStat.of(Long.toString(process.pid())).own();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    http.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("stopped while Alertmanager ends", e));
    }
  }
}
