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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tocsin.record.CanonicalJson;

/**
 * Has a desk change its record's key, and prints the new one with its fingerprint to be published.
 *
 * <p>The token, an administrator's, is read from a file: on the command line every user of the
 * machine could read it. Redirects are not followed, so that it goes to nobody else.
 */
final class RecordCommand implements Command {

  static final String FORM =
      "record rotate-key --server URL --token-file FILE --reason TEXT [--overlap DURATION]";

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(1);
  private static final int ANSWER_MAX = 100_000;

  @Override
  public int run(List<String> given, Streams streams) throws IOException {
    Arguments arguments =
        Arguments.parse(
            given, FORM, Set.of("--server", "--token-file", "--reason", "--overlap"), Set.of());
    if (!arguments.rest().equals(List.of("rotate-key"))) {
      throw arguments.refusal("say what is to be done: rotate-key");
    }
    Map<String, @Nullable Object> wanted = new LinkedHashMap<>();
    wanted.put("reason", arguments.get("--reason"));
    arguments.find("--overlap").ifPresent(overlap -> wanted.put("overlap", overlap));
    URI address = address(arguments);
    String token = Files.readString(Path.of(arguments.get("--token-file"))).strip();
    HttpResponse<byte[]> answer = ask(address, token, CanonicalJson.text(wanted));
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.statusCode() != 201) {
      streams
          .err()
          .println(
              "tocsin record: the desk answers %d: %s"
                  .formatted(answer.statusCode(), body.replaceAll("\\p{Cntrl}", " ")));
      return Exit.NO;
    }
    if (!(CanonicalJson.parse(body) instanceof Map<?, ?> change)) {
      throw new IOException("the desk's answer is no object");
    }
    streams.out().println("new key: " + change.get("newKey"));
    streams.out().println("fingerprint: " + change.get("fingerprint"));
    streams.out().println("both keys sign until: " + change.get("overlapUntil"));
    streams.err().println("Publish the new key and its fingerprint where the old ones stand.");
    return Exit.WELL;
  }

  private static URI address(Arguments arguments) {
    try {
      URI server = URI.create(arguments.get("--server").replaceAll("/+$", ""));
      if (server.getHost() == null || !List.of("http", "https").contains(server.getScheme())) {
        throw arguments.refusal("--server must be like https://desk.example.org");
      }
      return URI.create(server + "/api/v1/record/key-changes");
    } catch (IllegalArgumentException e) {
      throw arguments.refusal("--server must be like https://desk.example.org");
    }
  }

  private static HttpResponse<byte[]> ask(URI address, String token, String body)
      throws IOException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(ANSWER)
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return client.send(
          request,
          HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), ANSWER_MAX));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
