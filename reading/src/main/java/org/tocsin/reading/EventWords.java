// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Classes of words that tell where an event happened ({@code event-words.tsv}). */
final class EventWords {
  private static final Map<String, Set<String>> WORDS = words();

  private EventWords() {}

  /**
   * Whether a word is of a class.
   *
   * @param word in small letters
   */
  static boolean is(String word, String sort) {
    return WORDS.getOrDefault(sort, Set.of()).contains(word);
  }

  /** The class in capitals, as names of features have it, when the word is of it. */
  static Optional<String> classOf(String word, String sort) {
    return is(word, sort) ? Optional.of(sort.toUpperCase(Locale.ROOT)) : Optional.empty();
  }

  private static Map<String, Set<String>> words() {
    Map<String, Set<String>> words = new HashMap<>();
    for (List<String> row : Lexicon.table("event-words.tsv", 2)) {
      words.put(row.getFirst(), Set.copyOf(Lexicon.list(row.get(1))));
    }
    return Map.copyOf(words);
  }
}
