// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Guesses in what language a text is, by short words that are frequent in one language only. */
final class TextLanguage {
  /** What a text without any of the words is taken for. */
  static final String DEFAULT = "en";

  private static final int ENOUGH_TOKENS = 2_000;
  private static final Map<String, Set<String>> WORDS = words();

  private TextLanguage() {}

  /** The language, as a tag of BCP 47, whose words are most frequent at the start of a text. */
  static String of(Tokens tokens) {
    Map<String, Integer> counts = new HashMap<>();
    List<Token> all = tokens.all();
    for (int i = 0; i < Math.min(all.size(), ENOUGH_TOKENS); i++) {
      String word = all.get(i).lower();
      WORDS.forEach((language, words) -> {
        if (words.contains(word)) {
          counts.merge(language, 1, Integer::sum);
        }
      });
    }
    String best = DEFAULT;
    for (String language : WORDS.keySet()) {
      if (counts.getOrDefault(language, 0) > counts.getOrDefault(best, 0)) {
        best = language;
      }
    }
    return best;
  }

  private static Map<String, Set<String>> words() {
    Map<String, Set<String>> words = new LinkedHashMap<>();
    Lexicon.table("languages.tsv", 2)
        .forEach(row -> words.put(row.get(0), Set.copyOf(Lexicon.list(row.get(1)))));
    return words;
  }
}
