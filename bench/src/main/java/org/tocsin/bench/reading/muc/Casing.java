// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
          seen.computeIfAbsent(word.text(), _ -> new int[2])[small ? 0 : 1]++;
        }
      }
    }
  }

  String apply(String capitals, List<Word> words) {
    StringBuilder text = new StringBuilder(capitals);
    int sentence = -1;
    for (Word word : words) {
      boolean first = word.sentence() != sentence;
      sentence = word.sentence();
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
    return counts == null ? !word.contains("-") && !isForm(word) : counts[1] > counts[0];
  }

  /** "GUARDED" where other texts write "guard": a form of a word that is no name. */
  private boolean isForm(String word) {
    for (String[] ending : ENDINGS) {
      if (word.endsWith(ending[0]) && word.length() > ending[0].length() + 2) {
        String stem = word.substring(0, word.length() - ending[0].length()) + ending[1];
        int[] counts = seen.get(stem);
        if (counts != null && counts[0] > counts[1]) {
          return true;
        }
      }
    }
    int[] plural = seen.get(word + "S");
    return plural != null && plural[0] > plural[1];
  }

  private static final String[][] ENDINGS = {
    {"S", ""}, {"ES", ""}, {"IES", "Y"}, {"ED", ""}, {"ED", "E"}, {"IED", "Y"}, {"ING", ""},
    {"ING", "E"}, {"ING", "ED"}, {"ED", "ING"}, {"LY", ""}, {"ION", ""}, {"ION", "E"},
    {"ER", ""}, {"ER", "E"}, {"MENT", ""}, {"MEN", "MAN"}, {"NESS", ""}, {"", "ED"}, {"", "ING"}
  };
}
