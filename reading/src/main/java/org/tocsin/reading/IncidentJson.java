// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/**
 * Writes one incident: the foremost value of each field under the names that findings use, and
 * under {@code told} every value with its span, voice and standing.
 */
final class IncidentJson {
  private IncidentJson() {}

  /**
   * @param all the findings of the reading, in whose order {@code findings} counts from nought
   */
  static void write(Json json, Incident incident, List<Finding> all) {
    json.field("stage", lower(incident.stage()))
        .field("start", incident.start())
        .field("end", incident.end());
    if (incident.historic()) {
      json.field("historic", true);
    }
    json.field("attackType", Incident.foremost(incident.attackTypes()).map(t -> t.value().value()));
    json.field("targetType", Incident.foremost(incident.targetTypes()).map(t -> t.value().value()));
    json.field("weaponType", Incident.foremost(incident.weaponTypes()).map(t -> t.value().value()));
    json.field("actor", Incident.foremost(incident.actors()).map(t -> t.value().value()));
    json.field("target", Incident.foremost(incident.targets()).map(t -> t.value().value()));
    json.field("method", Incident.foremost(incident.methods()).map(t -> t.value().value()));
    json.field("place", incident.where().map(t -> t.value().name()));
    json.field("time", incident.when().map(t -> ReadingJson.time(t.value().from())));
    Incident.foremost(incident.killed()).ifPresent(t -> figure(json, "killed", t.value()));
    Incident.foremost(incident.wounded()).ifPresent(t -> figure(json, "wounded", t.value()));
    json.name("told").open('{');
    list(json, "places", incident.places(), (j, p) -> ReadingJson.place(j, p));
    list(json, "times", incident.times(), (j, t) -> ReadingJson.time(j, t));
    list(json, "actors", incident.actors(), IncidentJson::mention);
    list(json, "targets", incident.targets(), IncidentJson::mention);
    list(json, "methods", incident.methods(), IncidentJson::mention);
    list(json, "attackTypes", incident.attackTypes(), IncidentJson::coded);
    list(json, "targetTypes", incident.targetTypes(), IncidentJson::coded);
    list(json, "weaponTypes", incident.weaponTypes(), IncidentJson::coded);
    list(json, "killed", incident.killed(), IncidentJson::number);
    list(json, "wounded", incident.wounded(), IncidentJson::number);
    json.close('}');
    json.name("findings").open('[');
    incident.findings().forEach(f -> json.number(all.indexOf(f)));
    json.close(']');
  }

  private static <T extends Cited> void list(
      Json json, String name, List<Told<T>> told, BiConsumer<Json, T> writer) {
    if (told.isEmpty()) {
      return;
    }
    json.list(
        name,
        told,
        (j, t) -> {
          writer.accept(j, t.value());
          j.field("voice", lower(t.voice()));
          j.field("assertedBy", t.by().map(Mention::value));
          j.field("standing", lower(t.standing()));
        });
  }

  private static void mention(Json json, Mention mention) {
    ReadingJson.span(json, mention).field("value", mention.value());
  }

  private static void coded(Json json, Coded coded) {
    ReadingJson.span(json, coded)
        .field("value", coded.value())
        .field("subtype", coded.subtype())
        .field("confidence", coded.confidence())
        .field("rule", coded.rule());
  }

  private static void number(Json json, Figure figure) {
    ReadingJson.span(json, figure)
        .field("min", figure.min())
        .field("max", figure.max())
        .field("before", figure.before())
        .field("qualifier", lower(figure.qualifier()).replace('_', ' '));
  }

  private static void figure(Json json, String name, Figure figure) {
    ReadingJson.figure(json, name, figure);
  }

  /** What the kinds of a finding add to it: the values, and the words that tell them. */
  static void kinds(Json json, Kinds kinds) {
    if (kinds.equals(Kinds.NONE)) {
      return;
    }
    json.field("attackType", kinds.attackType().map(Coded::value));
    json.field("targetType", kinds.targetType().map(Coded::value));
    json.field("weaponType", kinds.weaponType().map(Coded::value));
    json.name("kinds").open('{');
    kinds.attackType().ifPresent(c -> one(json, "attackType", c));
    kinds.targetType().ifPresent(c -> one(json, "targetType", c));
    kinds.weaponType().ifPresent(c -> one(json, "weaponType", c));
    json.close('}');
  }

  private static void one(Json json, String name, Coded coded) {
    json.name(name).open('{');
    coded(json, coded);
    json.close('}');
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
