// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values in which {@link Incident} tells of attacks, targets and weapons, in the words of the
 * Global Terrorism Database. They stand in {@code gtd.tsv}, and nowhere else.
 */
public enum KindSet {
  /** How it was done. */
  ATTACK("attack"),
  /** What was aimed at. */
  TARGET("target"),
  /** With what. */
  WEAPON("weapon");

  private final String set;

  KindSet(String set) {
    this.set = set;
  }

  private static final class Held {
    static final Map<String, Map<String, String>> SETS = read();

    private static Map<String, Map<String, String>> read() {
      Map<String, Map<String, String>> sets = new LinkedHashMap<>();
      for (List<String> row : Lexicon.table("gtd.tsv", 4)) {
        sets.computeIfAbsent(row.getFirst(), _ -> new LinkedHashMap<>())
            .put(row.get(1), row.get(2));
      }
      sets.replaceAll((_, values) -> Collections.unmodifiableMap(values));
      return sets;
    }
  }

  /**
   * Every value with the one of which it is a finer sort, empty for those that are of no other; in
   * the order of the file.
   */
  public Map<String, String> told() {
    return Held.SETS.getOrDefault(set, Map.of());
  }
}
