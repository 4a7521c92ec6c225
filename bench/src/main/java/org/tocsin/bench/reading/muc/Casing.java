// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Gives a text in capitals the case of common writing, unit by unit, so that offsets stay: words
 * that other texts write small are small, the rest are names.
 */
final class Casing {
  private final Map<String, int[]> seen = new HashMap<>();

  Casing(Iterable<String> mixed) {
    for (String text : mixed) {
      int sentence = -1;
      for (Word word : Words.of(text)) {
        boolean first = word.sentence() != sentence; // a capital there tells nothing
        sentence = word.sentence();
        if (word.isWord() && !first) {
          boolean small = Character.isLowerCase(text.charAt(word.start()));
          boolean all = text.substring(word.start(), word.end()).equals(word.text());
          seen.computeIfAbsent(word.text(), _ -> new int[3])[small ? 0 : all ? 2 : 1]++;
        }
      }
    }
  }

  String apply(String capitals, List<Word> words) {
    StringBuilder text = new StringBuilder(capitals);
    int sentence = -1;
    Set<String> acronyms = shortNames(words);
    for (Word word : words) {
      boolean first = word.sentence() != sentence;
      sentence = word.sentence();
      if (acronyms.contains(word.text()) || isAllCapitals(word.text())) {
        continue;
      }
      int from = first || isName(word.text()) ? word.start() + 1 : word.start();
      String small =
          capitals.substring(Math.min(from, word.end()), word.end()).toLowerCase(Locale.ROOT);
      if (small.length() == word.end() - from) {
        text.replace(from, word.end(), small);
      }
    }
    return text.toString();
  }

  private boolean isName(String word) {
    int[] counts = seen.get(word);
    return counts == null
        ? !word.contains("-") && !isForm(word)
        : counts[1] + counts[2] > counts[0];
  }

  /** "FMLN", "U.S.": what other texts write in capitals, or what has no vowel. */
  private boolean isAllCapitals(String word) {
    int[] counts = seen.get(word);
    if (counts != null) {
      return counts[2] > counts[0] + counts[1];
    }
    boolean spelt = word.length() >= 3 && word.chars().allMatch(Character::isLetter);
    return word.matches("([A-Z]\\.)+[A-Z]?\\.?") || (spelt && !word.matches(".*[AEIOUY].*"));
  }

  /** "[FARC]": single words in brackets are short for the name before them. */
  private Set<String> shortNames(List<Word> words) {
    Set<String> names = new HashSet<>();
    for (int i = 1; i + 1 < words.size(); i++) {
      String word = words.get(i).text();
      boolean bracketed =
          "[(".contains(words.get(i - 1).text()) && "])".contains(words.get(i + 1).text());
      if (bracketed
          && words.get(i).isWord()
          && word.length() >= 2
          && word.length() <= 6
          && !isSmall(word)) {
        names.add(word);
      }
    }
    return names;
  }

  private boolean isSmall(String word) {
    int[] counts = seen.get(word);
    return counts == null ? isForm(word) : counts[0] > 0;
  }

  /** "GUARDED" where other texts write "guard": a form of a word that is no name. */
  private boolean isForm(String word) {
    for (String[] ending : ENDINGS) {
      if (word.endsWith(ending[0]) && word.length() > ending[0].length() + 2) {
        String stem = word.substring(0, word.length() - ending[0].length()) + ending[1];
        int[] counts = seen.get(stem);
        if (counts != null && counts[0] > counts[1] + counts[2]) {
          return true;
        }
      }
    }
    int[] plural = seen.get(word + "S");
    return plural != null && plural[0] > plural[1] + plural[2];
  }

  private static final String[][] ENDINGS = {
    {"S", ""},
    {"ES", ""},
    {"IES", "Y"},
    {"ED", ""},
    {"ED", "E"},
    {"IED", "Y"},
    {"ING", ""},
    {"ING", "E"},
    {"ING", "ED"},
    {"ED", "ING"},
    {"LY", ""},
    {"ION", ""},
    {"ION", "E"},
    {"ER", ""},
    {"ER", "E"},
    {"MENT", ""},
    {"MEN", "MAN"},
    {"NESS", ""},
    {"", "ED"},
    {"", "ING"}
  };
}
