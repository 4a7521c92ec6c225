// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tocsin.reading.Span;
import tools.jackson.databind.JsonNode;

/**
 * Sentences with the verb of an event and where it happened (Halterman 2019). One LOCATION span in
 * seven has its name beside it but offsets that enclose nothing, or the name's tail: read as the
 * offsets say, such an event has no place; read by the name, it has.
 */
record EventPlaceCorpus(List<Item> items) {
  /**
   * One event.
   *
   * @param group what items of one document or sentence share
   * @param verb where its verb starts
   * @param annotated where it happened, as the offsets say
   * @param named where it happened, by the names beside the offsets
   */
  record Item(String group, String text, int verb, List<Span> annotated, List<Span> named) {
    /** Whether the item is of the fifth that nothing is learned from. */
    boolean heldOut() {
      return Math.floorMod(group.hashCode(), 5) == 0;
    }
  }

  static EventPlaceCorpus load(Corpora corpora, String file) throws IOException {
    List<Item> items = new ArrayList<>();
    for (JsonNode node : corpora.objects(file)) {
      Item item = item(node);
      if (item.verb() >= 0) {
        items.add(item);
      }
    }
    return new EventPlaceCorpus(List.copyOf(items));
  }

  static Item item(JsonNode node) {
    String text = node.path("text").asString("");
    int verb = -1;
    List<Span> annotated = new ArrayList<>();
    List<Span> named = new ArrayList<>();
    for (JsonNode span : node.path("spans")) {
      int start = unit(text, span.path("start").asInt());
      int end = Math.max(start, unit(text, span.path("end").asInt()));
      if (span.path("label").asString("").equals("VERB")) {
        verb = verb < 0 ? start : verb;
      } else if (span.path("label").asString("").equals("LOCATION")) {
        Span given = Span.of(text, start, end);
        boolean empty = given.text().isBlank();
        if (!empty) {
          annotated.add(given);
        }
        String name = span.path("text").asString(given.text());
        int at = name.isBlank() || name.equals(given.text()) ? -1 : text.indexOf(name);
        if (at >= 0) {
          named.add(Span.of(text, at, at + name.length()));
        } else if (!empty && !name.isBlank()) {
          named.add(given);
        }
      }
    }
    return new Item(group(node.path("_id").asString(""), text), text, verb, annotated, named);
  }

  private static int unit(String text, int points) {
    return text.offsetByCodePoints(0, Math.min(points, text.codePointCount(0, text.length())));
  }

  /** Ids of news agencies name the article: {@code APW_ENG_20031101.0130_5_shoot}. */
  private static String group(String id, String text) {
    List<String> parts = List.of(id.split("_", -1));
    return parts.size() >= 4 ? String.join("_", parts.subList(0, 3)) : text;
  }
}
