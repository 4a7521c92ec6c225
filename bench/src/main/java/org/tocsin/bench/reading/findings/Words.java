// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.findings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether two people, or a person and the reader, mean the same by the words they picked. */
final class Words {
  /** A phrase that holds the other may have this many times its words, and no more. */
  private static final int WIDER = 4;

  private static final Set<String> NO_MATTER =
      Set.of("the", "a", "an", "s", "of", "its", "his", "her", "their", "this", "that");

  private Words() {}

  /**
   * Whether any of the one agrees with any of the other: articles, possessives and case aside, one
   * holds all words of the other and is at most four times as long, or half of all words are in
   * both.
   */
  static boolean agree(List<String> one, List<String> other) {
    return one.stream().anyMatch(a -> other.stream().anyMatch(b -> agree(a, b)));
  }

  private static boolean agree(String one, String other) {
    if (one.strip().equalsIgnoreCase(other.strip())) {
      return true;
    }
    Set<String> a = words(one);
    Set<String> b = words(other);
    if (a.isEmpty() || b.isEmpty()) {
      return false;
    }
    Set<String> both = new HashSet<>(a);
    both.retainAll(b);
    int least = Math.min(a.size(), b.size());
    int most = Math.max(a.size(), b.size());
    boolean holds = both.size() == least && most <= WIDER * least;
    return holds || 2 * both.size() >= a.size() + b.size() - both.size();
  }

  private static Set<String> words(String phrase) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    (phrase.toLowerCase(Locale.ROOT) + " ")
        .codePoints()
        .forEach(c -> {
          if (Character.isLetterOrDigit(c)) {
            word.appendCodePoint(c);
          } else if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
          }
        });
    Set<String> kept = new HashSet<>(words);
    kept.removeAll(NO_MATTER);
    return kept;
  }
}
