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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tocsin.server.command.Command.Streams;
import org.tocsin.server.kernel.Csv;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fetches from a desk what others may use: what people made of findings, as training examples, a
 * report a line (spec/training-example.md); and incidents in the columns of others. The token is
 * read from a file, and redirects are not followed, so that it goes to nobody else.
 */
final class ExportCommand implements Command {

  static final String FORM =
      "export --server URL --token-file FILE [--marking LABEL] [--out FILE]"
          + " training-examples|incidents.csv|incidents.acled.csv|incidents.geojson";

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final int PART_MAX = 256 << 20;
  private static final int REFUSAL_MAX = 2_000;

  /** The id of what came last, after which the desk goes on. */
  private static final String PLACE = "[a-z]+_[0-9A-Z]{26}";

  /** What can be fetched, and what one of it is called. */
  private enum What {
    EXAMPLES("training-examples", "example"),
    CSV("incidents.csv", "incident"),
    ACLED("incidents.acled.csv", "incident"),
    GEOJSON("incidents.geojson", "incident");

    private final String word;
    private final String one;

    What(String word, String one) {
      this.word = word;
      this.one = one;
    }
  }

  @Override
  public int run(List<String> given, Streams streams) throws IOException {
    Arguments arguments =
        Arguments.parse(
            given, FORM, Set.of("--server", "--token-file", "--marking", "--out"), Set.of());
    What what =
        Arrays.stream(What.values())
            .filter(each -> arguments.rest().equals(List.of(each.word)))
            .findFirst()
            .orElseThrow(() ->
                arguments.refusal(
                    "say what to export: "
                        + Arrays.stream(What.values())
                            .map(each -> each.word)
                            .collect(Collectors.joining(", "))));
    Optional<String> marking = arguments.find("--marking");
    if (marking.isPresent() && what != What.EXAMPLES) {
      throw arguments.refusal("--marking is for training-examples only");
    }
    if (marking.filter(each -> !each.matches("[A-Za-z:+]{1,24}")).isPresent()) {
      throw arguments.refusal("--marking is a TLP label");
    }
    String token = Files.readString(Path.of(arguments.get("--token-file"))).strip();
    String server = server(arguments);
    Optional<Path> file = arguments.find("--out").map(Path::of);
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        OutputStream out = file.isPresent() ? new Late(file.get()) : new Kept(streams)) {
      Parts parts = what == What.GEOJSON ? new Features(out) : new Lines(out, what);
      String after = "";
      Set<String> seen = new HashSet<>();
      do {
        HttpResponse<byte[]> answer =
            send(client, request(server, what, marking.orElse("TLP:GREEN"), after), token);
        if (answer.statusCode() != 200) {
          streams
              .err()
              .println(
                  "tocsin export: the desk answers %d: %s"
                      .formatted(answer.statusCode(), words(answer.body())));
          return Exit.NO;
        }
        parts.add(answer.body());
        after = answer.headers().firstValue("Tocsin-Next").orElse("");
        // What is not understood, or was had already, would be asked for for ever.
        if (!after.isEmpty() && (!after.matches(PLACE) || !seen.add(after))) {
          streams
              .err()
              .println(
                  "tocsin export: not all of it came: the desk names no place, or one that it named"
                      + " before, where it goes on: "
                      + words(after.getBytes(StandardCharsets.UTF_8)));
          return Exit.NO;
        }
      } while (!after.isEmpty());
      long count = parts.end();
      streams.err().println(count + " " + what.one + (count == 1 ? "" : "s"));
      return Exit.WELL;
    }
  }

  /** Puts the parts of an answer together; the desk gives at most so many at once. */
  private interface Parts {
    void add(byte[] part) throws IOException;

    /** Ends the file and says how many things are in it. */
    long end() throws IOException;
  }

  /** Lines; column names stand once. */
  private static final class Lines implements Parts {
    private final OutputStream out;
    private final boolean named;
    private long parts;
    private long count;

    Lines(OutputStream out, What what) {
      this.out = out;
      this.named = what != What.EXAMPLES;
    }

    @Override
    public void add(byte[] part) throws IOException {
      int from = 0;
      if (named) {
        int end = 1 + new String(part, StandardCharsets.ISO_8859_1).indexOf('\n');
        from = parts++ == 0 ? 0 : end;
        count += Csv.read(new String(part, end, part.length - end, StandardCharsets.UTF_8)).size();
      } else {
        for (byte each : part) {
          count += each == '\n' ? 1 : 0;
        }
      }
      out.write(part, from, part.length - from);
    }

    @Override
    public long end() {
      return count;
    }
  }

  /** One collection of all features. */
  private static final class Features implements Parts {
    private final OutputStream out;
    private final JsonMapper json = new JsonMapper();
    private final ArrayNode all = json.createArrayNode();

    Features(OutputStream out) {
      this.out = out;
    }

    @Override
    public void add(byte[] part) {
      json.readTree(part).path("features").forEach(all::add);
    }

    @Override
    public long end() throws IOException {
      ObjectNode whole = json.createObjectNode();
      whole.put("type", "FeatureCollection");
      whole.set("features", all);
      out.write(json.writeValueAsBytes(whole));
      out.write('\n');
      return all.size();
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

  private static String server(Arguments arguments) {
    try {
      URI server = URI.create(arguments.get("--server").replaceAll("/+$", ""));
      if (server.getHost() == null || !List.of("http", "https").contains(server.getScheme())) {
        throw arguments.refusal("--server must be like https://desk.example.org");
      }
      return server.toString();
    } catch (IllegalArgumentException e) {
      throw arguments.refusal("--server must be like https://desk.example.org");
    }
  }

  private static HttpRequest.Builder request(
      String server, What what, String marking, String after) {
    boolean known = !after.isEmpty();
    if (what != What.EXAMPLES) {
      return HttpRequest.newBuilder(
          URI.create(server + "/api/v1/" + what.word + (known ? "?after=" + after : "")));
    }
    String next = known ? ",\"after\":\"" + after + "\"" : "";
    String body = "{\"marking\":\"" + marking + "\"" + next + "}";
    return HttpRequest.newBuilder(URI.create(server + "/api/v1/training-examples/export"))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static HttpResponse<byte[]> send(
      HttpClient client, HttpRequest.Builder request, String token) throws IOException {
    try {
      return client.send(
          request.timeout(ANSWER).header("Authorization", "Bearer " + token).build(),
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
