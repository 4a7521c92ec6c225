// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tocsin.reading.Figure;
import org.tocsin.reading.FindingType;
import org.tocsin.reading.Voice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What may stand in an annotation, as {@code guideline.md} tells it. */
final class Values {
  /** Keys between the citation and the voice, in the order they are written. */
  static final List<String> ORDER = Stream.of(Mark.Field.values()).map(field -> field.key).toList();

  private static final Set<String> TYPES = words(FindingType.values());
  private static final Set<String> VOICES = words(Voice.values());
  private static final Set<String> QUALIFIERS = words(Figure.Qualifier.values());
  private static final Set<String> WORDS_OF_TEXT =
      Set.of("assertedBy", "actor", "recipient", "target", "place");
  private static final Set<String> MEANS =
      Set.of(
          "shooting",
          "bombing",
          "suicide bombing",
          "stabbing",
          "vehicle",
          "arson",
          "kidnapping",
          "hostage taking",
          "hijacking",
          "assassination",
          "armed assault",
          "aerial",
          "shelling",
          "poisoning",
          "sabotage");
  private static final Set<String> ANSWERS = Set.of("heeded", "dismissed", "disputed");
  private static final Set<String> STEPS =
      Set.of(
          "cancelled",
          "closed",
          "evacuated",
          "security raised",
          "emergency declared",
          "forces deployed",
          "banned",
          "lifted");
  private static final Set<String> EFFECTS =
      Set.of("missing", "arrested", "kidnapped", "evacuated");
  private static final Map<String, String> CERTAINTIES =
      Map.of(
          "fact", "observed",
          "asserted", "likely",
          "claimed", "likely",
          "suspected", "possible",
          "feared", "possible",
          "denied", "unlikely",
          "asked", "unknown");

  private Values() {}

  private static Set<String> words(Enum<?>[] values) {
    return Stream.of(values)
        .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The certainty that goes with a voice; {@code unknown} for a word that is no voice. */
  static String certainty(String voice) {
    return CERTAINTIES.getOrDefault(voice, "unknown");
  }

  /** Everything wrong with an annotation of this text; empty when it is well. */
  static List<String> problems(Annotation annotation, String text) {
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (ObjectNode finding : annotation.findings()) {
      String where = annotation.document() + ", finding " + ++number + ": ";
      problems(finding, text).forEach(problem -> problems.add(where + problem));
    }
    return problems;
  }

  private static List<String> problems(ObjectNode finding, String text) {
    List<String> problems = new ArrayList<>();
    String type = finding.path("type").asString("");
    String voice = finding.path("voice").asString("");
    oneOf("type", type, TYPES, problems);
    oneOf("voice", voice, VOICES, problems);
    oneOf("certainty", finding.path("certainty").asString(""), Set.of(certainty(voice)), problems);
    Set<String> known = new TreeSet<>(ORDER);
    known.addAll(Set.of("type", "start", "end", "text", "voice", "certainty"));
    finding
        .propertyNames()
        .forEach(key -> {
          if (!known.contains(key)) {
            problems.add("unknown key " + key);
          }
        });
    int start = finding.path("start").asInt(-1);
    int end = finding.path("end").asInt(-1);
    if (start < 0
        || end > text.length()
        || start >= end
        || !text.substring(start, end).equals(finding.path("text").asString(""))) {
      problems.add("text is not what stands at %d to %d".formatted(start, end));
    }
    for (String key : WORDS_OF_TEXT) {
      if (finding.has(key)) {
        inText(key, finding.path(key).asString(""), text, problems);
      }
    }
    if (finding.has("method")) {
      Set<String> methods =
          type.equals("reaction") ? ANSWERS : type.equals("measure") ? STEPS : MEANS;
      oneOf("method", finding.path("method").asString(""), methods, problems);
    }
    if (finding.has("time")) {
      JsonNode time = finding.path("time");
      inText("time", time.path("text").asString(""), text, problems);
      if (!time.path("from").asString("").matches("\\d{4}(-\\d\\d(-\\d\\d(T\\d\\d:\\d\\d)?)?)?")) {
        problems.add("time: from is no year, month, day or minute: " + time.path("from"));
      }
    }
    for (String key : List.of("killed", "wounded")) {
      if (finding.has(key)) {
        figure(key, finding.path(key), problems);
      }
    }
    finding
        .path("otherEffects")
        .forEach(effect -> oneOf("effect", effect.path("what").asString(""), EFFECTS, problems));
    return problems;
  }

  private static void figure(String key, JsonNode figure, List<String> problems) {
    oneOf(key + " qualifier", figure.path("qualifier").asString(""), QUALIFIERS, problems);
    if (!figure.has("min") && !figure.has("max")) {
      problems.add(key + " has neither min nor max");
    }
    if (figure.has("min")
        && figure.has("max")
        && figure.get("min").asLong() > figure.get("max").asLong()) {
      problems.add(key + ": min is more than max");
    }
  }

  private static void oneOf(String what, String value, Set<String> allowed, List<String> problems) {
    if (!allowed.contains(value)) {
      problems.add("%s \"%s\" is none of %s".formatted(what, value, new TreeSet<>(allowed)));
    }
  }

  private static void inText(String what, String value, String text, List<String> problems) {
    if (value.isBlank() || !text.contains(value)) {
      problems.add("%s \"%s\" does not stand in the text".formatted(what, value));
    }
  }
}
