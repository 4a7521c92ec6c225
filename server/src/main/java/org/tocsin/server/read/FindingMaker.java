// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.tocsin.reading.FindingType;
import org.tocsin.reading.Voice;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.Times;
import org.tocsin.server.read.StoredReading.FieldWords;
import org.tocsin.server.read.StoredReading.Found;
import org.tocsin.server.read.StoredReading.FoundPlace;

/** Makes a finding of what a person states, and tells every fault at once. Used once. */
final class FindingMaker {

  /** The kinds of findings. */
  static final List<String> TYPES = words(FindingType.values());

  /** The voices. */
  static final List<String> VOICES = words(Voice.values());

  /** How sure a text is that says something in this voice (reading/eval/guideline.md). */
  private static final Map<String, String> CERTAINTY =
      Map.of(
          "fact", "observed",
          "asserted", "likely",
          "claimed", "likely",
          "suspected", "possible",
          "feared", "possible",
          "denied", "unlikely",
          "asked", "unknown");

  private static final int SPAN_MAX = 4_000;
  private static final int FIELD_MAX = 300;

  private final String text;
  private final Optional<Found> before;
  private final List<Fault> faults = new ArrayList<>();

  /** For the text of a report, and the finding to be put right, if there is one already. */
  FindingMaker(String text, Optional<Found> before) {
    this.text = text;
    this.before = before;
  }

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * The finding.
   *
   * @throws Problem T2004 with every fault
   */
  Found make(FindingDraft draft, int number, Review review) {
    String type = oneOf("type", draft.type(), TYPES);
    String voice = oneOf("voice", draft.voice(), VOICES);
    Quote span = span(draft);
    Optional<Instant> from = time("from", draft.from());
    Optional<Instant> until = time("until", draft.until());
    if (from.isPresent() && until.isPresent() && until.get().isBefore(from.get())) {
      fault("until", draft.until(), "is before it begins", "give a time after " + from.get());
    }
    Optional<String> assertedBy = field("assertedBy", draft.assertedBy());
    Optional<String> actor = field("actor", draft.actor());
    Optional<String> recipient = field("recipient", draft.recipient());
    Optional<String> target = field("target", draft.target());
    Optional<String> method = method(type, draft.method());
    Optional<FoundPlace> place = place(draft.place());
    if (!faults.isEmpty()) {
      throw new Problem(
          ReadProblem.BAD_FINDING,
          faults.getFirst().where() + " " + faults.getFirst().message(),
          faults);
    }
    List<FieldWords> evidence = new ArrayList<>();
    cite(evidence, span, "assertedBy", assertedBy, before.flatMap(Found::assertedBy));
    cite(evidence, span, "actor", actor, before.flatMap(Found::actor));
    cite(evidence, span, "recipient", recipient, before.flatMap(Found::recipient));
    cite(evidence, span, "target", target, before.flatMap(Found::target));
    cite(evidence, span, "method", method, before.flatMap(Found::method));
    cite(evidence, span, "place", place, before.flatMap(Found::place));
    if (from.isPresent() && from.equals(before.flatMap(Found::from))) {
      keep(evidence, "time");
    }
    keep(evidence, "killed", "wounded", "effect");
    boolean sameVoice = before.map(was -> was.voice().equals(voice)).orElse(false);
    return new Found(
        number,
        type,
        span.start(),
        span.end(),
        text.substring(span.start(), span.end()),
        assertedBy,
        actor,
        recipient,
        target,
        method,
        place,
        from,
        until,
        before.flatMap(Found::killed),
        before.flatMap(Found::wounded),
        before.map(Found::effects).orElse(List.of()),
        voice,
        sameVoice ? before.orElseThrow().certainty() : certainty(voice),
        Boolean.TRUE.equals(draft.historic()),
        before.map(Found::rule).orElse(Found.BY_HAND),
        evidence,
        review);
  }

  /** The certainty that goes with a voice. */
  static String certainty(String voice) {
    return CERTAINTY.getOrDefault(voice, "unknown");
  }

  private void fault(String where, @Nullable String value, String message, String remedy) {
    faults.add(new Fault(where, Problem.shorten(value == null ? "" : value), message, remedy));
  }

  private String oneOf(String field, @Nullable String value, List<String> allowed) {
    String word = value == null ? "" : value.strip();
    if (!allowed.contains(word)) {
      fault(field, word, "is none of the words for it", "use " + String.join(", ", allowed));
    }
    return word;
  }

  private Quote span(FindingDraft draft) {
    Quote none = new Quote(0, 0);
    String words = draft.text() == null ? "" : draft.text();
    if (words.isBlank() && draft.start() != null && draft.end() != null) {
      boolean sound =
          0 <= draft.start()
              && draft.start() < draft.end()
              && draft.end() <= text.length()
              && draft.end() - draft.start() <= SPAN_MAX;
      if (sound) {
        return new Quote(draft.start(), draft.end());
      }
      fault(
          "start",
          draft.start() + " to " + draft.end(),
          "is no span of the text, which has %d units".formatted(text.length()),
          "give 1 to %d units of it".formatted(SPAN_MAX));
      return none;
    }
    if (words.isBlank() || words.length() > SPAN_MAX) {
      fault(
          "text",
          words,
          words.isBlank() ? "is missing" : "has %d characters".formatted(words.length()),
          "quote 1 to %d characters of the report".formatted(SPAN_MAX));
      return none;
    }
    int near = draft.start() == null ? before.map(Found::start).orElse(0) : draft.start();
    Optional<Quote> found = Quote.find(text, words, near);
    if (found.isEmpty()) {
      fault("text", words, "does not stand in the report", "copy the words as they stand there");
    }
    return found.orElse(none);
  }

  private Optional<String> field(String name, @Nullable String value) {
    String words = value == null ? "" : value.strip();
    if (words.length() > FIELD_MAX) {
      fault(
          name,
          words,
          "has %d characters".formatted(words.length()),
          "write at most %d".formatted(FIELD_MAX));
    }
    return Optional.of(words).filter(each -> !each.isEmpty());
  }

  private Optional<String> method(String type, @Nullable String value) {
    Optional<String> word = field("method", value);
    boolean kept = word.isPresent() && word.equals(before.flatMap(Found::method));
    if (word.isPresent() && !kept && !Means.of(type).contains(word.get())) {
      fault(
          "method",
          word.get(),
          "is none of the words that go with this kind",
          "use " + String.join(", ", Means.of(type)) + "; or leave it out");
    }
    return word;
  }

  private Optional<Instant> time(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Times.parse(field, value));
    } catch (Problem bad) {
      fault(
          field,
          value,
          "is no time with a zone",
          "write it like 2024-03-07T18:00:00+03:00, or leave it out");
      return Optional.empty();
    }
  }

  private Optional<FoundPlace> place(FindingDraft.@Nullable PlaceDraft draft) {
    String name = draft == null || draft.name() == null ? "" : draft.name().strip();
    if (draft == null
        || (name.isEmpty() && draft.latitude() == null && draft.longitude() == null)) {
      return Optional.empty();
    }
    field("place.name", name);
    Optional<FoundPlace> was = before.flatMap(Found::place);
    if (draft.latitude() == null || draft.longitude() == null) {
      Optional<FoundPlace> same = was.filter(each -> each.name().equals(name));
      if (same.isEmpty()) {
        fault("place", name, "has no point", "give latitude and longitude in degrees");
      }
      return same;
    }
    double latitude = draft.latitude();
    double longitude = draft.longitude();
    if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) || name.isEmpty()) {
      fault(
          "place",
          "%s %s, %s".formatted(name, latitude, longitude),
          name.isEmpty() ? "has no name" : "is no point on Earth",
          "give a name, a latitude of -90 to 90 and a longitude of -180 to 180");
      return Optional.empty();
    }
    if (was.map(
            each ->
                each.latitude() == latitude
                    && each.longitude() == longitude
                    && each.name().equals(name))
        .orElse(false)) {
      return was;
    }
    String country = draft.country() == null ? "" : draft.country().strip();
    if (!country.isEmpty() && !country.matches("[A-Z]{2}")) {
      fault("place.country", country, "is no country code", "write two letters, as in RU");
    }
    return Optional.of(
        new FoundPlace(
            was.map(FoundPlace::text).orElse(name),
            name,
            latitude,
            longitude,
            Optional.of(country).filter(code -> !code.isEmpty()),
            draft.geonameId() == null ? OptionalLong.empty() : OptionalLong.of(draft.geonameId()),
            OptionalDouble.empty(),
            was.map(FoundPlace::alternatives).orElse(List.of())));
  }

  /** Keeps the evidence of what stays as it was, and looks for the words of what is new. */
  private void cite(
      List<FieldWords> evidence, Quote span, String field, Optional<?> value, Optional<?> was) {
    if (value.isEmpty()) {
      return;
    }
    if (value.equals(was) && keep(evidence, field)) {
      return;
    }
    String words =
        value.get() instanceof FoundPlace place ? place.text() : String.valueOf(value.get());
    Quote.within(text, span.start(), span.end(), words)
        .or(() -> Quote.find(text, words, span.start()))
        .ifPresent(at -> evidence.add(new FieldWords(field, at.start(), at.end())));
  }

  private boolean keep(List<FieldWords> evidence, String... fields) {
    List<FieldWords> kept =
        before.map(Found::evidence).orElse(List.of()).stream()
            .filter(each -> List.of(fields).contains(each.field()))
            .toList();
    return evidence.addAll(kept);
  }
}
