// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.findings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.tocsin.reading.FindingType;
import org.tocsin.reading.Voice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The annotation of one document in its JSON form, with what is wrong with it. The form is that of
 * {@code tocsin read --json}, but for {@code place} and {@code time}, which hold the words of the
 * text, and {@code voice}, which stands beside {@code certainty}.
 *
 * @param document the document's name
 * @param json the whole object
 */
record Annotation(String document, ObjectNode json) {
  /** Stands for words left out between the beginning and the end of a citation. */
  private static final String LEFT_OUT = " … ";

  static Annotation load(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  static Annotation parse(String text) {
    ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(text);
    return new Annotation(json.path("document").asString(""), json);
  }

  List<ObjectNode> findings() {
    List<ObjectNode> findings = new ArrayList<>();
    json.path("findings").forEach(finding -> findings.add((ObjectNode) finding));
    return findings;
  }

  /**
   * This annotation with the left-out words of every citation filled in, its place in the text, and
   * the certainty that follows from the voice.
   *
   * @throws IllegalArgumentException if words cited do not stand in the text
   */
  Annotation complete(String text) {
    ObjectNode whole = JsonMapper.shared().createObjectNode().put("document", document);
    ArrayNode findings = whole.putArray("findings");
    int near = 0;
    for (ObjectNode finding : findings()) {
      String cited = finding.path("text").asString("");
      int[] span = locate(text, cited, near);
      near = span[0];
      ObjectNode copy = findings.addObject();
      copy.put("type", finding.path("type").asString(""));
      copy.put("start", span[0]).put("end", span[1]).put("text", text.substring(span[0], span[1]));
      for (String key : Values.ORDER) {
        if (finding.has(key)) {
          copy.set(key, finding.get(key));
        }
      }
      copy.put("voice", finding.path("voice").asString(""));
      copy.put("certainty", Values.certainty(finding.path("voice").asString("")));
    }
    return new Annotation(document, whole);
  }

  /** Where a citation stands, looked for from {@code near} on, then from the top. */
  private int[] locate(String text, String cited, int near) {
    List<String> parts = List.of(cited.split(LEFT_OUT, -1));
    int start = text.indexOf(parts.getFirst(), near);
    if (start < 0) {
      start = text.indexOf(parts.getFirst());
    }
    int end = start;
    for (String part : parts) {
      int at = end < 0 ? -1 : text.indexOf(part, end);
      end = at < 0 ? -1 : at + part.length();
    }
    if (start < 0 || end < 0 || cited.isBlank()) {
      throw new IllegalArgumentException(document + ": does not stand in the text: " + cited);
    }
    return new int[] {start, end};
  }

  /** What the annotation says, for scoring; {@link Values#problems} must find nothing wrong. */
  List<Mark> marks() {
    return findings().stream().map(Annotation::mark).toList();
  }

  private static Mark mark(JsonNode finding) {
    Map<Mark.Field, List<String>> fields = new EnumMap<>(Mark.Field.class);
    for (Mark.Field field : Mark.Field.values()) {
      JsonNode value = finding.get(field.key);
      if (value != null) {
        fields.put(field, List.of(word(field, value)));
      }
    }
    return new Mark(
        FindingType.valueOf(finding.path("type").asString("").toUpperCase(Locale.ROOT)),
        finding.path("start").asInt(),
        finding.path("end").asInt(),
        Voice.valueOf(finding.path("voice").asString("").toUpperCase(Locale.ROOT)),
        fields);
  }

  private static String word(Mark.Field field, JsonNode value) {
    return switch (field) {
      case KILLED, WOUNDED -> Mark.range(bound(value, "min"), bound(value, "max"));
      case TIME -> value.path("from").asString("");
      case OTHER_EFFECTS -> {
        List<String> effects = new ArrayList<>();
        value.forEach(effect ->
            effects.add(
                effect.path("what").asString("")
                    + " "
                    + Mark.range(bound(effect, "min"), bound(effect, "max"))));
        yield Mark.joined(effects);
      }
      case ASSERTED_BY, ACTOR, RECIPIENT, TARGET, METHOD, PLACE -> value.asString("");
    };
  }

  private static OptionalLong bound(JsonNode value, String key) {
    return value.has(key) ? OptionalLong.of(value.get(key).asLong()) : OptionalLong.empty();
  }

  /** The form kept in the repository: a finding a line. */
  String text() {
    StringBuilder out = new StringBuilder("{\"document\": \"" + document + "\", \"findings\": [");
    String before = "\n  ";
    for (ObjectNode finding : findings()) {
      out.append(before).append(JsonMapper.shared().writeValueAsString(finding));
      before = ",\n  ";
    }
    return out.append(findings().isEmpty() ? "]}\n" : "\n]}\n").toString();
  }
}
