// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words by which whom, what and where of a statement are told; the classes of role-words.tsv. */
final class RoleWords {
  private static final Map<String, Set<String>> CLASSES = classes();

  private RoleWords() {}

  /** Whether a word in lower case is of a class. */
  static boolean is(String name, String word) {
    return of(name).contains(word);
  }

  /**
   * The words of a class.
   *
   * @throws IllegalArgumentException if role-words.tsv has no such class
   */
  static Set<String> of(String name) {
    Set<String> words = CLASSES.get(name);
    if (words == null) {
      throw new IllegalArgumentException("role-words.tsv has no class " + name);
    }
    return words;
  }

  private static Map<String, Set<String>> classes() {
    Map<String, Set<String>> classes = new HashMap<>();
    for (List<String> row : Lexicon.table("role-words.tsv", 2)) {
      classes.computeIfAbsent(row.get(0), _ -> new HashSet<>()).addAll(Lexicon.list(row.get(1)));
    }
    return Map.copyOf(classes);
  }
}
