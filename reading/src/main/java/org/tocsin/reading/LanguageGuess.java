// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Guesses the language of a text: by its script where that tells, else by its commonest words
 * ({@code languages.tsv}). Looks at the first 20,000 units only.
 */
final class LanguageGuess {
  private static final int MAX_UNITS = 20_000;
  private static final int MIN_LETTERS = 12;
  private static final int MIN_WORDS = 3;

  private static final Map<String, List<String>> LANGUAGES_OF_WORD = load();

  private LanguageGuess() {}

  private static Map<String, List<String>> load() {
    Map<String, List<String>> all = new HashMap<>();
    for (List<String> row : Lexicon.table("languages.tsv", 2)) {
      for (String word : Lexicon.split(row.get(1), ' ')) {
        all.merge(
            word,
            List.of(row.get(0)),
            (a, b) ->
                a.contains(b.getFirst())
                    ? a
                    : java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
      }
    }
    return Map.copyOf(all);
  }

  /** The language, or nothing where too few words tell or two languages are too near. */
  static Optional<Guess<String>> of(String text) {
    String start = text.substring(0, Math.min(text.length(), MAX_UNITS));
    Map<Character.UnicodeScript, Integer> scripts = new HashMap<>();
    int letters = 0;
    for (int i = 0; i < start.length(); i++) {
      if (Character.isLetter(start.charAt(i))) {
        letters++;
        scripts.merge(Character.UnicodeScript.of(start.charAt(i)), 1, Integer::sum);
      }
    }
    if (letters < MIN_LETTERS) {
      return Optional.empty();
    }
    Character.UnicodeScript most =
        scripts.entrySet().stream()
            .max(
                Map.Entry.<Character.UnicodeScript, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .orElseThrow()
            .getKey();
    return most == Character.UnicodeScript.LATIN
        ? byWords(start)
        : byScript(most, start, scripts).map(code -> new Guess<>(code, "its letters"));
  }

  private static Optional<String> byScript(
      Character.UnicodeScript most, String text, Map<Character.UnicodeScript, Integer> scripts) {
    boolean kana =
        scripts.containsKey(Character.UnicodeScript.HIRAGANA)
            || scripts.containsKey(Character.UnicodeScript.KATAKANA);
    return Optional.ofNullable(
        switch (most) {
          case CYRILLIC -> hasAny(text, "іїєґ") ? "uk" : "ru";
          case ARABIC -> hasAny(text, "ٹڈڑے") ? "ur" : hasAny(text, "پچژگ") ? "fa" : "ar";
          case HAN -> kana ? "ja" : "zh";
          case HIRAGANA, KATAKANA -> "ja";
          case HANGUL -> "ko";
          case HEBREW -> "he";
          case GREEK -> "el";
          case DEVANAGARI -> "hi";
          case BENGALI -> "bn";
          case TAMIL -> "ta";
          case THAI -> "th";
          case GEORGIAN -> "ka";
          case ARMENIAN -> "hy";
          case ETHIOPIC -> "am";
          default -> null;
        });
  }

  private static boolean hasAny(String text, String letters) {
    return text.chars().anyMatch(c -> letters.indexOf(c) >= 0);
  }

  private static Optional<Guess<String>> byWords(String text) {
    Map<String, Integer> counts = new HashMap<>();
    int from = -1;
    for (int i = 0; i <= text.length(); i++) {
      boolean letter =
          i < text.length()
              && (Character.isLetter(text.charAt(i)) || "'-’".indexOf(text.charAt(i)) >= 0);
      if (letter && from < 0) {
        from = i;
      } else if (!letter && from >= 0) {
        String word = text.substring(from, i).toLowerCase(Locale.ROOT).replace('’', '\'');
        LANGUAGES_OF_WORD
            .getOrDefault(word, List.of())
            .forEach(l -> counts.merge(l, 1, Integer::sum));
        from = -1;
      }
    }
    List<Map.Entry<String, Integer>> best =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(2)
            .toList();
    if (best.isEmpty() || best.getFirst().getValue() < MIN_WORDS) {
      return Optional.empty();
    }
    int first = best.getFirst().getValue();
    boolean clear = best.size() == 1 || first * 10 >= best.getLast().getValue() * 11;
    return clear
        ? Optional.of(new Guess<>(best.getFirst().getKey(), "its commonest words"))
        : Optional.empty();
  }
}
