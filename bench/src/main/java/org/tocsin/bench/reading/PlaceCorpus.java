// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading;

import static org.tocsin.bench.reading.Corpora.number;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Texts in which places are marked, and what others made of the same texts.
 *
 * @param name the corpus and its part: {@code LGL-dev}
 * @param texts a document each
 * @param gold the places of each document
 * @param rivals a system's answers to each document
 */
record PlaceCorpus(
    String name,
    List<String> texts,
    List<List<Toponym>> gold,
    Map<String, List<List<Toponym>>> rivals) {
  private static final int FEW = 5;

  static PlaceCorpus load(Corpora corpora, String name, boolean small) throws IOException {
    List<String> texts = new ArrayList<>();
    List<List<Toponym>> gold = new ArrayList<>();
    Map<String, Integer> indexes = new HashMap<>();
    for (JsonNode document : corpora.objects("geoparsing/" + name + ".jsonl.gz")) {
      if (small && texts.size() == FEW) {
        break;
      }
      indexes.put(document.get("id").asString(), texts.size());
      texts.add(document.get("text").asString());
      List<Toponym> places = new ArrayList<>();
      for (JsonNode place : document.get("toponyms")) {
        places.add(
            new Toponym(
                place.get("start").asInt(),
                place.get("end").asInt(),
                place.get("lat").asDouble(),
                place.get("lon").asDouble()));
      }
      gold.add(places);
    }
    return new PlaceCorpus(name, texts, gold, rivals(corpora, name, indexes));
  }

  private static Map<String, List<List<Toponym>>> rivals(
      Corpora corpora, String name, Map<String, Integer> indexes) throws IOException {
    Map<String, List<List<Toponym>>> rivals = new LinkedHashMap<>();
    String file = "geoparsing/rivals-" + name + ".jsonl.gz";
    if (!corpora.missing(List.of(file)).isEmpty()) {
      return rivals;
    }
    for (JsonNode system : corpora.objects(file)) {
      List<List<Toponym>> answers = new ArrayList<>();
      indexes.forEach((_, _) -> answers.add(List.of()));
      for (int i = 0; i < system.get("docs").size(); i++) {
        Integer index = indexes.get(system.get("docs").get(i).asString());
        if (index != null) {
          answers.set(index, answers(system.get("lines").get(i).asString()));
        }
      }
      rivals.put(system.get("system").asString(), answers);
    }
    return rivals;
  }

  /**
   * EUPEG's form: {@code name,,phrase,,lat,,lon,,start,,end} parted by {@code ||}. What has no
   * point does not count as an answer.
   */
  static List<Toponym> answers(String line) {
    List<Toponym> answers = new ArrayList<>();
    for (String answer : line.split("\\|\\|", -1)) {
      String[] cells = answer.split(",,", -1);
      if (cells.length >= 6 && number(cells[2]).isPresent() && number(cells[3]).isPresent()) {
        answers.add(
            new Toponym(
                Integer.parseInt(cells[4].strip()),
                Integer.parseInt(cells[5].strip()),
                number(cells[2]).getAsDouble(),
                number(cells[3]).getAsDouble()));
      }
    }
    return answers;
  }
}
