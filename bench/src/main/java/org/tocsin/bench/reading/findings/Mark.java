// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.findings;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.tocsin.reading.Figure;
import org.tocsin.reading.Finding;
import org.tocsin.reading.FindingType;
import org.tocsin.reading.Mention;
import org.tocsin.reading.Voice;

/**
 * One statement as somebody marked it, a person or the reader.
 *
 * @param start first UTF-16 unit of the sentence that makes it
 * @param end the unit after its last
 * @param fields what it tells; a field holds the words that may stand for it, any of which will do
 */
record Mark(FindingType type, int start, int end, Voice voice, Map<Field, List<String>> fields) {

  /** What a statement can tell besides its type and voice. */
  enum Field {
    ASSERTED_BY("assertedBy"),
    ACTOR("actor"),
    RECIPIENT("recipient"),
    TARGET("target"),
    METHOD("method"),
    PLACE("place"),
    TIME("time"),
    KILLED("killed"),
    WOUNDED("wounded"),
    OTHER_EFFECTS("otherEffects");

    /** Its key in the JSON form. */
    final String key;

    Field(String key) {
      this.key = key;
    }
  }

  Mark {
    Map<Field, List<String>> kept = new EnumMap<>(Field.class);
    fields.forEach((field, words) -> kept.put(field, List.copyOf(words)));
    if (saysItself(type) && isSame(kept.get(Field.ASSERTED_BY), kept.get(Field.ACTOR))) {
      kept.remove(Field.ASSERTED_BY);
    }
    fields = Map.copyOf(kept);
  }

  /** Of these types it goes without saying that the actor says it. */
  private static boolean saysItself(FindingType type) {
    return switch (type) {
      case WARNING, REACTION, CLAIM, ATTRIBUTION, DENIAL, ACCUSATION -> true;
      case ATTACK, THREAT, FOILED, ARREST, MEASURE -> false;
    };
  }

  private static boolean isSame(
      @org.jspecify.annotations.Nullable List<String> one,
      @org.jspecify.annotations.Nullable List<String> other) {
    return one != null && other != null && Words.agree(one, other);
  }

  Optional<List<String>> field(Field field) {
    return Optional.ofNullable(fields.get(field));
  }

  /** What the reader found, as a mark. */
  static Mark of(Finding finding) {
    Map<Field, List<String>> fields = new EnumMap<>(Field.class);
    mention(fields, Field.ASSERTED_BY, finding.assertedBy());
    mention(fields, Field.ACTOR, finding.actor());
    mention(fields, Field.RECIPIENT, finding.recipient());
    mention(fields, Field.TARGET, finding.target());
    finding.method().ifPresent(method -> fields.put(Field.METHOD, List.of(method.value())));
    finding
        .place()
        .ifPresent(place -> fields.put(Field.PLACE, List.of(place.name(), place.text())));
    finding
        .time()
        .ifPresent(time -> fields.put(Field.TIME, List.of(time.from().toLocalDate().toString())));
    figure(fields, Field.KILLED, finding.killed());
    figure(fields, Field.WOUNDED, finding.wounded());
    if (!finding.otherEffects().isEmpty()) {
      List<String> effects = new ArrayList<>();
      finding
          .otherEffects()
          .forEach(effect -> effects.add(effect.what() + " " + range(effect.min(), effect.max())));
      fields.put(Field.OTHER_EFFECTS, List.of(joined(effects)));
    }
    return new Mark(
        finding.type(), finding.span().start(), finding.span().end(), finding.voice(), fields);
  }

  private static void mention(
      Map<Field, List<String>> fields, Field field, Optional<Mention> mention) {
    mention.ifPresent(m -> fields.put(field, List.of(m.value(), m.text())));
  }

  private static void figure(
      Map<Field, List<String>> fields, Field field, Optional<Figure> figure) {
    figure.ifPresent(f -> fields.put(field, List.of(range(f.min(), f.max()))));
  }

  /** Bounds as a word: {@code 40..}, {@code 3..3}, {@code ..20}. */
  static String range(OptionalLong min, OptionalLong max) {
    return (min.isPresent() ? "" + min.getAsLong() : "")
        + ".."
        + (max.isPresent() ? "" + max.getAsLong() : "");
  }

  static String joined(List<String> effects) {
    return effects.stream().sorted().collect(java.util.stream.Collectors.joining(", "));
  }

  String typeName() {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
