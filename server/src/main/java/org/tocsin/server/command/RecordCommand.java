// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tocsin.record.CanonicalJson;

/**
 * Has a desk change its record's key, and prints the new one with its fingerprint to be published.
 * The token is an administrator's.
 */
final class RecordCommand implements Command {

  static final String FORM =
      "record rotate-key --server URL --token-file FILE --reason TEXT [--overlap DURATION]";

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
    HttpResponse<byte[]> answer;
    try (DeskCall desk = new DeskCall(arguments)) {
      answer =
          desk.ask(
              "/record/key-changes",
              Optional.of(CanonicalJson.text(wanted)),
              ANSWER,
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofByteArray(), ANSWER_MAX));
    }
    if (answer.statusCode() != 201) {
      return DeskCall.refused(streams, "record", answer.statusCode(), answer.body());
    }
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    if (!(CanonicalJson.parse(body) instanceof Map<?, ?> change)) {
      throw new IOException("the desk's answer is no object");
    }
    streams.out().println("new key: " + change.get("newKey"));
    streams.out().println("fingerprint: " + change.get("fingerprint"));
    streams.out().println("both keys sign until: " + change.get("overlapUntil"));
    streams.err().println("Publish the new key and its fingerprint where the old ones stand.");
    return Exit.WELL;
  }
}
