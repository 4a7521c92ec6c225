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
    return counts == null ? !word.contains("-") : counts[1] > counts[0];
  }
}
