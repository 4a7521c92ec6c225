// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The classes of words of one bundled table: a row has a class and words of it. */
final class WordSets {
  private final String file;
  private final Map<String, Set<String>> sets;

  private WordSets(String file, Map<String, Set<String>> sets) {
    this.file = file;
    this.sets = sets;
  }

  /** Reads a table; several rows may add to a class. */
  static WordSets read(String file) {
    Map<String, Set<String>> sets = new HashMap<>();
    for (List<String> row : Lexicon.table(file, 2)) {
      sets.computeIfAbsent(row.getFirst(), _ -> new HashSet<>()).addAll(Lexicon.list(row.get(1)));
    }
    return new WordSets(file, sets);
  }

  /** The words of a class that the table must have. */
  Set<String> of(String sort) {
    Set<String> words = sets.get(sort);
    if (words == null) {
      throw new IllegalStateException(file + " has no class " + sort);
    }
    return Collections.unmodifiableSet(words);
  }

  /** Whether a word is of a class; of one that the table lacks none is. */
  boolean has(String sort, String word) {
    return sets.getOrDefault(sort, Set.of()).contains(word);
  }
}
