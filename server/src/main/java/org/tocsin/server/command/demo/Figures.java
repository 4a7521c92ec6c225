// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.command.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the demo measured: one map a stage, in the order of the stages. */
final class Figures {

  private final String caseName;
  private final Map<String, Map<String, Object>> stages = new LinkedHashMap<>();

  Figures(String caseName) {
    this.caseName = caseName;
    for (String stage :
        new String[] {
          "collect", "read", "assess", "decide", "watch", "warn", "deliver", "answer", "outcome",
          "record"
        }) {
      stages.put(stage, new LinkedHashMap<>());
    }
  }

  /** Sets a figure of a stage. */
  void set(String stage, String name, Object value) {
    stage(stage).put(name, value);
  }

  /** Adds to a count of a stage. */
  void add(String stage, String name, long more) {
    stage(stage).merge(name, more, (a, b) -> ((Number) a).longValue() + ((Number) b).longValue());
  }

  private Map<String, Object> stage(String stage) {
    Map<String, Object> found = stages.get(stage);
    if (found == null) {
      throw new IllegalArgumentException("There is no stage " + stage);
    }
    return found;
  }

  /** Whether a figure was set. */
  boolean has(String stage, String name) {
    return stage(stage).containsKey(name);
  }

  /** A figure of a stage in words; {@code 0} when it was never set. */
  String text(String stage, String name) {
    Object value = stage(stage).get(name);
    return switch (value) {
      case null -> "0";
      case Double number -> "%.1f".formatted(number);
      case Number number -> "%,d".formatted(number.longValue());
      default -> value.toString();
    };
  }

  /** Which case this is, by the name of its folder. */
  String caseName() {
    return caseName;
  }

  /** The file of {@code --json}: of one case its figures, of several a list of them. */
  static String json(List<Figures> all, double seconds) {
    Map<String, Object> file = new LinkedHashMap<>();
    if (all.size() == 1) {
      file.putAll(all.getFirst().fields());
    } else {
      file.put("cases", all.stream().map(Figures::fields).toList());
    }
    file.put("seconds", seconds);
    return JsonMapper.builder()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .build()
        .writeValueAsString(file);
  }

  private Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("case", caseName);
    fields.put("exercise", true);
    fields.put("stages", stages);
    return fields;
  }
}
