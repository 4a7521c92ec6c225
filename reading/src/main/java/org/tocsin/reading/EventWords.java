// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Locale;
import java.util.Optional;

/** Classes of words that tell where an event happened ({@code event-words.tsv}). */
final class EventWords {
  private static final WordSets WORDS = WordSets.read("event-words.tsv");

  private EventWords() {}

  /**
   * Whether a word is of a class.
   *
   * @param word in small letters
   */
  static boolean is(String word, String sort) {
    return WORDS.has(sort, word);
  }

  /** The class in capitals, as names of features have it, when the word is of it. */
  static Optional<String> classOf(String word, String sort) {
    return is(word, sort) ? Optional.of(sort.toUpperCase(Locale.ROOT)) : Optional.empty();
  }
}
