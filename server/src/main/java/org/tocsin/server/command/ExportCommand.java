// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.IOException;
import java.io.OutputStream;
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
import java.util.Set;
import org.tocsin.server.command.Command.Streams;

/**
 * Fetches from a desk what people made of findings, as training examples, a report a line
 * (spec/training-example.md). The token is read from a file, and redirects are not followed, so
 * that it goes to nobody else.
 */
final class ExportCommand implements Command {

  static final String FORM =
      "export --server URL --token-file FILE [--marking LABEL] [--out FILE] training-examples";

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final int PART_MAX = 256 << 20;
  private static final int REFUSAL_MAX = 2_000;

  @Override
  public int run(List<String> given, Streams streams) throws IOException {
    Arguments arguments =
        Arguments.parse(
            given, FORM, Set.of("--server", "--token-file", "--marking", "--out"), Set.of());
    if (!arguments.rest().equals(List.of("training-examples"))) {
      throw arguments.refusal("say what to export: training-examples");
    }
    String marking = arguments.find("--marking").orElse("TLP:GREEN");
    if (!marking.matches("[A-Za-z:+]{1,24}")) {
      throw arguments.refusal("--marking is a TLP label");
    }
    String token = Files.readString(Path.of(arguments.get("--token-file"))).strip();
    URI address = address(arguments);
    Optional<Path> file = arguments.find("--out").map(Path::of);
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        OutputStream out = file.isPresent() ? new Late(file.get()) : new Kept(streams)) {
      long examples = 0;
      String after = "";
      do {
        HttpResponse<byte[]> answer = ask(client, address, token, marking, after);
        if (answer.statusCode() != 200) {
          streams
              .err()
              .println(
                  "tocsin export: the desk answers %d: %s"
                      .formatted(answer.statusCode(), words(answer.body())));
          return Exit.NO;
        }
        out.write(answer.body());
        for (byte each : answer.body()) {
          examples += each == '\n' ? 1 : 0;
        }
        after = answer.headers().firstValue("Tocsin-Next").orElse("");
      } while (!after.isEmpty());
      streams.err().println(examples + (examples == 1 ? " example" : " examples"));
      return Exit.WELL;
    }
  }

  /** A file that is made only when there is something to write. */
  private static final class Late extends OutputStream {
    private final Path path;
    private Optional<OutputStream> file = Optional.empty();

    Late(Path path) {
      this.path = path;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (file.isEmpty()) {
        file = Optional.of(Files.newOutputStream(path));
      }
      file.get().write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (file.isPresent()) {
        file.get().close();
      }
    }
  }

  /** Standard output, which stays open. */
  private static final class Kept extends OutputStream {
    private final Streams streams;

    Kept(Streams streams) {
      this.streams = streams;
    }

    @Override
    public void write(int value) {
      streams.out().write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      streams.out().write(bytes, offset, length);
    }
  }

  private static URI address(Arguments arguments) {
    try {
      URI server = URI.create(arguments.get("--server").replaceAll("/+$", ""));
      if (server.getHost() == null || !List.of("http", "https").contains(server.getScheme())) {
        throw arguments.refusal("--server must be like https://desk.example.org");
      }
      return URI.create(server + "/api/v1/training-examples/export");
    } catch (IllegalArgumentException e) {
      throw arguments.refusal("--server must be like https://desk.example.org");
    }
  }

  private static HttpResponse<byte[]> ask(
      HttpClient client, URI address, String token, String marking, String after)
      throws IOException {
    String next = after.matches("report_[0-9A-Z]{26}") ? ",\"after\":\"" + after + "\"" : "";
    String body = "{\"marking\":\"" + marking + "\"" + next + "}";
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(ANSWER)
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return client.send(
          request,
          HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), PART_MAX));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String words(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
    return text.length() > REFUSAL_MAX ? text.substring(0, REFUSAL_MAX) : text;
  }
}
