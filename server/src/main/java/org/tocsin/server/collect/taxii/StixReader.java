// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.collect.taxii;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tocsin.server.collect.Credibility;
import org.tocsin.server.kernel.Marking;
import org.tocsin.server.kernel.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an envelope of TAXII 2.1 and makes texts of the STIX 2.1 reports, indicators and notes in
 * it. Whoever wrote it may have written anything: what has not its form is told and passed over.
 */
final class StixReader {

  /** The most objects that are read of one envelope. */
  static final int OBJECTS_MAX = 5_000;

  private static final int TITLE_LENGTH = 160;
  private static final int TEXT_LENGTH = 100_000;

  /**
   * An object that becomes a report.
   *
   * @param id of STIX, for example {@code report--…}
   * @param version when it was modified, as it stands
   * @param title on one line, at most 160 characters
   * @param text for people and for the reading library
   * @param credibility from its confidence
   */
  record Item(
      String id,
      String version,
      String title,
      String text,
      Marking marking,
      Credibility credibility,
      Optional<Instant> publishedAt) {}

  /**
   * What an envelope holds.
   *
   * @param more whether the server has more
   * @param next what to ask it with; empty when it does not say
   * @param objects how many objects were read, of all types
   * @param items those that become reports
   * @param broken how many reports, indicators and notes had not their form
   * @param unread how many objects came beyond the most that are read
   */
  record Envelope(
      boolean more, Optional<String> next, int objects, List<Item> items, int broken, int unread) {}

  private StixReader() {}

  /**
   * Reads it.
   *
   * @param marking of what bears none
   * @throws IOException when it is no envelope, with the reason for people
   */
  static Envelope read(JsonMapper json, byte[] bytes, Marking marking) throws IOException {
    JsonNode root;
    try {
      root = json.readTree(bytes);
    } catch (JacksonException e) {
      throw new IOException("it gave no JSON: " + e.getOriginalMessage(), e);
    }
    JsonNode objects = root.path("objects");
    if (!root.isObject() || !(objects.isArray() || objects.isMissingNode())) {
      throw new IOException("it gave no envelope of TAXII 2.1");
    }
    Map<String, String> producers = new HashMap<>();
    List<JsonNode> wanted = new ArrayList<>();
    int count = 0;
    for (JsonNode object : objects.valueStream().limit(OBJECTS_MAX).toList()) {
      count++;
      switch (object.path("type").asString("")) {
        case "identity" -> producers.put(object.path("id").asString(""), line(object, "name"));
        case "report", "indicator", "note" -> wanted.add(object);
        default -> {
          // Other types are what these speak of; alone they tell the desk nothing.
        }
      }
    }
    List<Item> items = new ArrayList<>();
    for (JsonNode object : wanted) {
      item(object, producers, marking).ifPresent(items::add);
    }
    return new Envelope(
        root.path("more").asBoolean(false),
        Optional.of(root.path("next").asString("")).filter(next -> !next.isEmpty()),
        count,
        items,
        wanted.size() - items.size(),
        Math.max(0, objects.size() - OBJECTS_MAX));
  }

  private static Optional<Item> item(
      JsonNode object, Map<String, String> producers, Marking marking) {
    String type = object.path("type").asString("");
    String id = object.path("id").asString("");
    String version = object.path("modified").asString("");
    if (!id.matches(type + "--[0-9a-f-]{36}")
        || version.length() > 40
        || time(object, "modified").isEmpty()) {
      return Optional.empty();
    }
    String title = title(object, type);
    String words = text(object, type.equals("note") ? "content" : "description");
    if (title.isEmpty() && words.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    if (object.path("revoked").asBoolean(false)) {
      text.append("Revoked by its producer.\n\n");
    }
    add(text, "", title);
    add(text, "", words);
    if (type.equals("indicator")) {
      add(text, "Pattern: ", text(object, "pattern"));
      add(text, "Valid from: ", line(object, "valid_from"));
      add(text, "Valid until: ", line(object, "valid_until"));
    }
    add(text, "Producer: ", producers.getOrDefault(line(object, "created_by_ref"), ""));
    object
        .path("external_references")
        .valueStream()
        .limit(20)
        .forEach(each ->
            add(text, "See: ", (line(each, "source_name") + " " + line(each, "url")).strip()));
    add(text, "STIX: ", id + ", version " + version);
    return Optional.of(
        new Item(
            id,
            version,
            title.isEmpty() ? "STIX " + type : title,
            text.toString(),
            StixMarkings.of(object, marking),
            credibility(object),
            time(object, "published").or(() -> time(object, "modified"))));
  }

  private static String title(JsonNode object, String type) {
    return Text.line(text(object, type.equals("note") ? "abstract" : "name"), TITLE_LENGTH);
  }

  private static void add(StringBuilder text, String label, String value) {
    if (!value.isEmpty()) {
      text.append(label).append(value).append("\n\n");
    }
  }

  private static String line(JsonNode object, String field) {
    return Text.line(object.path(field).asString(""), TEXT_LENGTH);
  }

  private static String text(JsonNode object, String field) {
    return Text.clip(Text.storable(object.path(field).asString("")), TEXT_LENGTH);
  }

  private static Optional<Instant> time(JsonNode object, String field) {
    try {
      return Optional.of(Instant.parse(object.path(field).asString("")));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The scale of Admiralty credibility in the appendix of STIX 2.1. */
  static Credibility credibility(JsonNode object) {
    JsonNode confidence = object.path("confidence");
    if (!confidence.isInt() || confidence.asInt() < 0 || confidence.asInt() > 100) {
      return Credibility.UNJUDGED;
    }
    int figure = 5 - Math.min(4, confidence.asInt() / 20);
    for (Credibility each : Credibility.values()) {
      if (each.figure() == figure) {
        return each;
      }
    }
    return Credibility.UNJUDGED;
  }
}
