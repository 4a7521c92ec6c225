// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.tocsin.server.command.Command.Streams;

/**
 * How a command asks a desk for something: by {@code --server} and {@code --token-file}.
 *
 * <p>The token is read from a file and not from the command line, where every user of the machine
 * could read it. Redirects are not followed, so that it goes to nobody else.
 */
final class DeskCall implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int REFUSAL_MAX = 2_000;

  private final URI server;
  private final String token;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  /**
   * A desk as it is named.
   *
   * @throws UsageException when it is no address of one
   * @throws IOException when the token cannot be read
   */
  DeskCall(Arguments arguments) throws IOException {
    this.server = server(arguments);
    this.token = Files.readString(Path.of(arguments.get("--token-file"))).strip();
  }

  private static URI server(Arguments arguments) {
    try {
      URI server = URI.create(arguments.get("--server").replaceAll("/+$", ""));
      if (server.getHost() != null && List.of("http", "https").contains(server.getScheme())) {
        return server;
      }
    } catch (IllegalArgumentException e) {
      // No address at all: refused below.
    }
    throw arguments.refusal("--server must be like https://desk.example.org");
  }

  /**
   * Gets something, or posts JSON.
   *
   * @param path from {@code /api/v1} on
   */
  <T> HttpResponse<T> ask(
      String path, Optional<String> json, Duration within, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + "/api/v1" + path))
            .timeout(within)
            .header("Authorization", "Bearer " + token);
    json.ifPresent(body ->
        request
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
    try {
      return client.send(request.build(), handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Says what the desk answers that was not asked for, and gives the exit code. */
  static int refused(Streams streams, String command, int status, byte[] body) {
    streams
        .err()
        .println("tocsin %s: the desk answers %d: %s".formatted(command, status, words(body)));
    return Exit.NO;
  }

  /** What the desk says, fit for a terminal. */
  static String words(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
    return text.length() > REFUSAL_MAX ? text.substring(0, REFUSAL_MAX) : text;
  }

  @Override
  public void close() {
    client.close();
  }
}
