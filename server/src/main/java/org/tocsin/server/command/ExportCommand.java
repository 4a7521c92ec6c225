// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command;

import java.io.IOException;
import java.io.OutputStream;
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
 * report a line (spec/training-example.md); and incidents in the columns of others.
 */
final class ExportCommand implements Command {

  static final String FORM =
      "export --server URL --token-file FILE [--marking LABEL] [--out FILE]"
          + " training-examples|incidents.csv|incidents.acled.csv|incidents.geojson";

  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final int PART_MAX = 256 << 20;

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
    Optional<Path> file = arguments.find("--out").map(Path::of);
    try (DeskCall desk = new DeskCall(arguments);
        OutputStream out = file.isPresent() ? new Late(file.get()) : new Kept(streams)) {
      Parts parts = what == What.GEOJSON ? new Features(out) : new Lines(out, what);
      String after = "";
      Set<String> seen = new HashSet<>();
      do {
        HttpResponse<byte[]> answer = ask(desk, what, marking.orElse("TLP:GREEN"), after);
        if (answer.statusCode() != 200) {
          return DeskCall.refused(streams, "export", answer.statusCode(), answer.body());
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
                      + DeskCall.words(after.getBytes(StandardCharsets.UTF_8)));
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

  private static HttpResponse<byte[]> ask(DeskCall desk, What what, String marking, String after)
      throws IOException {
    boolean known = !after.isEmpty();
    HttpResponse.BodyHandler<byte[]> handler =
        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), PART_MAX);
    if (what != What.EXAMPLES) {
      return desk.ask(
          "/" + what.word + (known ? "?after=" + after : ""), Optional.empty(), ANSWER, handler);
    }
    String next = known ? ",\"after\":\"" + after + "\"" : "";
    String body = "{\"marking\":\"" + marking + "\"" + next + "}";
    return desk.ask("/training-examples/export", Optional.of(body), ANSWER, handler);
  }
}
