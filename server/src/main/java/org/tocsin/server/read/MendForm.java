// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.kernel.web.FormFields;
import org.tocsin.server.read.StoredReading.Found;
import org.tocsin.server.read.StoredReading.FoundPlace;

/** The fields of the form that mends or adds a finding, as text. Times are the desk's. */
public record MendForm(
    String type,
    String text,
    String near,
    String voice,
    boolean historic,
    String assertedBy,
    String actor,
    String recipient,
    String target,
    String method,
    String place,
    String latitude,
    String longitude,
    String from,
    String until) {

  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

  /** For a finding that somebody is about to add. */
  public static MendForm empty() {
    return new MendForm("", "", "", "fact", false, "", "", "", "", "", "", "", "", "", "");
  }

  static MendForm of(Found found) {
    return new MendForm(
        found.type(),
        found.text(),
        String.valueOf(found.start()),
        found.voice(),
        found.historic(),
        found.assertedBy().orElse(""),
        found.actor().orElse(""),
        found.recipient().orElse(""),
        found.target().orElse(""),
        found.method().orElse(""),
        found.place().map(FoundPlace::name).orElse(""),
        found.place().map(where -> String.valueOf(where.latitude())).orElse(""),
        found.place().map(where -> String.valueOf(where.longitude())).orElse(""),
        found.from().map(MendForm::field).orElse(""),
        found.until().map(MendForm::field).orElse(""));
  }

  /**
   * For a suggestion of a model. Where and when it happened are left to the officer: it cites
   * words, no point and no time.
   */
  static MendForm of(Advice.Suggestion suggestion) {
    Map<String, String> fields = suggestion.fields();
    return new MendForm(
        suggestion.type(),
        suggestion.text(),
        String.valueOf(suggestion.start()),
        suggestion.voice(),
        false,
        fields.getOrDefault("asserted_by", ""),
        fields.getOrDefault("actor", ""),
        fields.getOrDefault("recipient", ""),
        fields.getOrDefault("target", ""),
        "",
        "",
        "",
        "",
        "",
        "");
  }

  static MendForm of(MultiValueMap<String, String> fields) {
    return new MendForm(
        first(fields, "type"),
        first(fields, "text"),
        first(fields, "near"),
        first(fields, "voice"),
        fields.containsKey("historic"),
        first(fields, "assertedBy"),
        first(fields, "actor"),
        first(fields, "recipient"),
        first(fields, "target"),
        first(fields, "method"),
        first(fields, "place"),
        first(fields, "latitude"),
        first(fields, "longitude"),
        first(fields, "from"),
        first(fields, "until"));
  }

  /** What the page calls the fields. */
  public static FormFields labels() {
    return new FormFields()
        .with("text", "The words that say it", "f-text")
        .with("start", "The words that say it", "f-text")
        .with("type", "Kind", "f-type")
        .with("voice", "Voice", "f-voice")
        .with("assertedBy", "Said by", "f-assertedBy")
        .with("actor", "Who", "f-actor")
        .with("target", "Whom or what it hits, or is about", "f-target")
        .with("recipient", "Who is told", "f-recipient")
        .with("method", "How", "f-method")
        .with("place", "Where", "f-place")
        .with("from", "From", "f-from")
        .with("until", "Until", "f-until")
        .with("reason", "Why is it not so?", "f-reason")
        .with("note", "Note", "f-note")
        .with("choice", "The place", "f-choice");
  }

  /** The same refusal with times and points as they were typed, and as the page has them chosen. */
  Problem asTyped(Problem refused) {
    return new Problem(
        refused.type(),
        refused.detail(),
        refused.faults().stream()
            .map(fault ->
                switch (fault.where()) {
                  case "from" -> isTime(from) ? fault : noTime(fault, from);
                  case "until" -> isTime(until) ? fault : noTime(fault, until);
                  case "place" ->
                      new Fault(
                          "place",
                          Problem.shorten("%s %s %s".formatted(place, latitude, longitude).strip()),
                          fault.message(),
                          fault.remedy());
                  default -> fault;
                })
            .toList());
  }

  private static boolean isTime(String text) {
    try {
      DeskTime.parse("", text);
      return true;
    } catch (Problem noTime) {
      return false;
    }
  }

  private static Fault noTime(Fault fault, String text) {
    return new Fault(
        fault.where(),
        Problem.shorten(text),
        "is no time",
        "choose day and time, or leave it empty");
  }

  private static String first(MultiValueMap<String, String> fields, String name) {
    return Optional.ofNullable(fields.getFirst(name)).orElse("");
  }

  private static String field(Instant at) {
    return FIELD.format(at.atZone(DeskTime.zone()));
  }

  /**
   * What it says.
   *
   * @param before the finding that it mends: a time that was not touched stays to the second
   */
  FindingDraft draft(Optional<Found> before) {
    return new FindingDraft(
        type,
        text,
        near.matches("\\d{1,9}") ? Integer.valueOf(near) : null,
        null,
        voice,
        historic,
        assertedBy,
        actor,
        recipient,
        target,
        method,
        place.isBlank()
            ? null
            : new FindingDraft.PlaceDraft(place, degrees(latitude), degrees(longitude), null, null),
        time(from, before.flatMap(Found::from)),
        time(until, before.flatMap(Found::until)));
  }

  /** NaN for what is no number: no point on Earth, and refused as such. */
  private static @Nullable Double degrees(String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      return Double.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static @Nullable String time(String text, Optional<Instant> was) {
    if (text.isBlank()) {
      return null;
    }
    if (was.isPresent() && field(was.get()).equals(text.strip())) {
      return was.get().toString();
    }
    try {
      return LocalDateTime.parse(text.strip()).atZone(DeskTime.zone()).toInstant().toString();
    } catch (DateTimeParseException withZone) {
      return text;
    }
  }
}
