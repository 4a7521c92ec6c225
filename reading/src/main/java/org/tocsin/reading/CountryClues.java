// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which country a report comes from by its words: a paper whose town has a sheriff and a school
 * district rarely means Paris in France. The more different words, the more it counts.
 */
final class CountryClues {
  private static final double A_WORD = 0.45;
  private static final double MOST = 2.2;

  /** For the first word of a clue the rest of it and its country. */
  private final Map<String, List<Clue>> clues = new HashMap<>();

  private record Clue(List<String> words, String country) {}

  CountryClues() {
    for (List<String> row : Lexicon.table("clues.tsv", 2)) {
      for (String phrase : Lexicon.list(row.get(1))) {
        List<String> words = Lexicon.split(phrase, ' ');
        clues
            .computeIfAbsent(words.getFirst(), _ -> new java.util.ArrayList<>())
            .add(new Clue(words, row.get(0)));
      }
    }
  }

  /** For countries that words speak for, how much: above 0 and at most {@link #MOST}. */
  Map<String, Double> in(PlaceWords words) {
    Map<String, Set<Clue>> seen = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      for (Clue clue : clues.getOrDefault(words.at(i).lower(), List.of())) {
        if (stands(words, i, clue.words)) {
          seen.computeIfAbsent(clue.country, _ -> new HashSet<>()).add(clue);
        }
      }
    }
    Map<String, Double> weights = new HashMap<>();
    int most = seen.values().stream().mapToInt(Set::size).max().orElse(0);
    seen.forEach((country, found) -> {
      if (found.size() * 2 > most) {
        weights.put(country, Math.min(MOST, A_WORD * found.size()));
      }
    });
    return weights;
  }

  private static boolean stands(PlaceWords words, int i, List<String> phrase) {
    for (int k = 1; k < phrase.size(); k++) {
      if (!words.at(i + k).is(phrase.get(k))) {
        return false;
      }
    }
    return true;
  }
}
