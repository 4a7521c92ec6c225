// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Writes a reading as the one JSON object that {@code tocsin read --json} prints. */
public final class ReadingJson {
  private ReadingJson() {}

  /**
   * One line of JSON: camelCase keys, RFC 3339 times, what is not known left out. The text itself
   * is included when it was taken out of markup, since the offsets count in it.
   */
  public static String write(Reading reading) {
    return write(new Json().open('{'), reading);
  }

  /** The same with the name of the file first, for one reading of several. */
  static String write(String file, Reading reading) {
    return write(new Json().open('{').field("file", file), reading);
  }

  /** What stands for a file that could not be read. */
  static String unread(String file, String why) {
    return new Json().open('{').field("file", file).field("error", why).close('}').toString();
  }

  private static String write(Json json, Reading reading) {
    json.field("title", reading.title());
    json.field("published", reading.published().map(ReadingJson::time));
    if (reading.extracted()) {
      json.field("text", reading.text());
    }
    json.list("places", reading.places(), ReadingJson::place);
    json.list("times", reading.times(), ReadingJson::time);
    json.list("groups", reading.groups(), ReadingJson::group);
    json.list("persons", reading.persons(), ReadingJson::person);
    json.list("attributions", reading.attributions(), ReadingJson::attribution);
    json.list("findings", reading.findings(), ReadingJson::finding);
    json.list(
        "incidents",
        reading.incidents(),
        (j, incident) -> IncidentJson.write(j, incident, reading.findings()));
    origin(json, reading.origin());
    return json.close('}').toString();
  }

  private static void origin(Json json, Origin origin) {
    json.name("origin").open('{');
    guess(json, "date", origin.date().map(g -> new Guess<>(time(g.value()), g.cause())));
    guess(json, "country", origin.country());
    guess(json, "language", origin.language());
    Guess<Genre> genre = origin.genre();
    guess(json, "genre", Optional.of(new Guess<>(lower(genre.value()), genre.cause())));
    json.close('}');
  }

  private static void guess(Json json, String name, Optional<Guess<String>> guess) {
    guess.ifPresent(g ->
        json.name(name).open('{').field("value", g.value()).field("cause", g.cause()).close('}'));
  }

  static void place(Json json, PlaceMention place) {
    span(json, place)
        .field("name", place.name())
        .field("latitude", place.latitude())
        .field("longitude", place.longitude())
        .field("country", place.country())
        .field("admin1", place.admin1())
        .field("geonameId", place.geonameId());
    place
        .geocode()
        .ifPresent(zone ->
            json.name("geocode")
                .open('{')
                .field("valueName", zone.valueName())
                .field("value", zone.value())
                .close('}'));
    if (place.demonym()) {
      json.field("demonym", true);
    }
    json.field("score", place.score());
  }

  private static void person(Json json, PersonMention person) {
    span(json, person).field("name", person.name());
    json.field("office", person.office());
    json.field("body", person.body());
    json.field("country", person.country());
    json.field("seat", person.seat());
    json.field("confidence", person.confidence());
  }

  private static void group(Json json, GroupMention group) {
    span(json, group).field("name", group.name());
    json.field("parent", group.parent());
    if (!group.areas().isEmpty()) {
      json.field("areas", String.join(" ", group.areas()));
    }
  }

  static void time(Json json, TimeMention time) {
    span(json, time).field("from", time(time.from())).field("to", time(time.to()));
  }

  private static void attribution(Json json, Attribution attribution) {
    attribution.source().ifPresent(s -> span(json.name("source").open('{'), s).close('}'));
    attribution.named().ifPresent(s -> span(json.name("named").open('{'), s).close('}'));
    span(json.name("cue").open('{'), attribution.cue()).close('}');
    json.list("content", attribution.content(), ReadingJson::span);
  }

  private static Json span(Json json, Span span) {
    return json.field("text", span.text()).field("start", span.start()).field("end", span.end());
  }

  private static void finding(Json json, Finding f) {
    json.field("type", lower(f.type()));
    json.field("start", f.span().start()).field("end", f.span().end()).field("text", f.text());
    json.field("assertedBy", f.assertedBy().map(Mention::value));
    json.field("actor", f.actor().map(Mention::value));
    json.field("recipient", f.recipient().map(Mention::value));
    json.field("target", f.target().map(Mention::value));
    json.field("method", f.method().map(Mention::value));
    json.field("place", f.place().map(PlaceMention::name));
    json.field("time", f.time().map(t -> time(t.from())));
    f.killed().ifPresent(k -> figure(json, "killed", k));
    f.wounded().ifPresent(w -> figure(json, "wounded", w));
    if (!f.otherEffects().isEmpty()) {
      json.list(
          "otherEffects",
          f.otherEffects(),
          (j, e) -> j.field("what", e.what()).field("min", e.min()).field("max", e.max()));
    }
    json.field("certainty", lower(f.certainty()));
    IncidentJson.kinds(json, f.kinds());
  }

  static void figure(Json json, String name, Figure figure) {
    json.name(name)
        .open('{')
        .field("min", figure.min())
        .field("max", figure.max())
        .field("qualifier", lower(figure.qualifier()).replace('_', ' '))
        .close('}');
  }

  static Json span(Json json, Cited cited) {
    return json.field("text", cited.text())
        .field("start", cited.span().start())
        .field("end", cited.span().end());
  }

  static String time(ZonedDateTime time) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
