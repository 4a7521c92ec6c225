// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words around numbers of people in one language: {@code figures.LANGUAGE.tsv}. Immutable. */
final class FigureWords {
  private final Map<String, List<Word>> words = new HashMap<>();

  /** A word or phrase of a class. */
  record Word(String wordClass, String value, List<String> phrase) {}

  private FigureWords(String code) {
    for (List<String> row : Lexicon.table("figures." + code + ".tsv", 3)) {
      for (String alternative : Lexicon.list(row.get(2))) {
        List<String> phrase = Lexicon.split(alternative, ' ');
        words
            .computeIfAbsent(phrase.getFirst(), w -> new ArrayList<>())
            .add(new Word(row.get(0), row.get(1), phrase));
      }
    }
    words
        .values()
        .forEach(
            list -> list.sort(java.util.Comparator.comparingInt((Word w) -> -w.phrase().size())));
  }

  static FigureWords of(String code) {
    return new FigureWords(code);
  }

  boolean is(Tokens tokens, int i, String wordClass) {
    return at(tokens, i, wordClass).isPresent();
  }

  /** The longest word or phrase of a class that starts at token {@code i}. */
  Optional<Word> at(Tokens tokens, int i, String wordClass) {
    for (Word word : words.getOrDefault(tokens.at(i).lower(), List.of())) {
      if (word.wordClass().equals(wordClass) && stands(tokens, word, i)) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  /** The word or phrase of a class that ends before token {@code to}, at most four tokens long. */
  Optional<Word> before(Tokens tokens, int to, int from, String wordClass) {
    for (int length = 4; length > 0; length--) {
      int start = to - length;
      if (start >= from) {
        for (Word word : words.getOrDefault(tokens.at(start).lower(), List.of())) {
          if (word.phrase().size() == length
              && word.wordClass().equals(wordClass)
              && stands(tokens, word, start)) {
            return Optional.of(word);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean stands(Tokens tokens, Word word, int i) {
    for (int k = 1; k < word.phrase().size(); k++) {
      if (!tokens.at(i + k).is(word.phrase().get(k))) {
        return false;
      }
    }
    return true;
  }

  /** The single words that tell what happened to those counted. */
  Map<String, Figure.Kind> kinds() {
    Map<String, Figure.Kind> kinds = new HashMap<>();
    for (List<Word> list : words.values()) {
      for (Word word : list) {
        if (word.wordClass().equals("kind")) {
          kinds.put(word.phrase().getFirst(), kind(word));
        }
      }
    }
    return Map.copyOf(kinds);
  }

  static Figure.Kind kind(Word word) {
    return Figure.Kind.valueOf(word.value().toUpperCase(Locale.ROOT));
  }
}
