// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The words of one set of kinds (attack, target, weapon), and where they stand in a text. */
final class KindWords {
  private static final int MAX_WORDS = 4;

  /** What a word tells. */
  private record Kind(String value, Optional<String> subtype, double sure) {}

  private final String set;
  private final Map<String, Kind> kinds = new HashMap<>();

  private KindWords(String set) {
    this.set = set;
  }

  /**
   * @param set {@code attack}, {@code target} or {@code weapon}
   */
  static KindWords of(String set) {
    Map<String, String> parents = KindSet.valueOf(set.toUpperCase(Locale.ROOT)).told();
    KindWords words = new KindWords(set);
    for (List<String> row : Lexicon.table("gtd-words.en.tsv", 4)) {
      if (row.getFirst().equals(set)) {
        words.add(row, parents);
      }
    }
    return words;
  }

  private void add(List<String> row, Map<String, String> parents) {
    String value = row.get(1);
    String parent = parents.get(value);
    if (parent == null) {
      throw new IllegalStateException("gtd-words.en.tsv: gtd.tsv lacks the value " + value);
    }
    double sure = Double.parseDouble(row.get(2));
    Kind kind =
        parent.isEmpty()
            ? new Kind(value, Optional.empty(), sure)
            : new Kind(parent, Optional.of(value), sure);
    Lexicon.list(row.get(3)).forEach(word -> kinds.putIfAbsent(word, kind));
  }

  /** All kinds told by tokens {@code from} to {@code to} (exclusive), the longest words first. */
  List<Coded> in(Tokens tokens, int from, int to) {
    List<Coded> found = new ArrayList<>();
    int at = from;
    while (at < to) {
      int next = at + 1;
      for (int end = Math.min(to, at + MAX_WORDS); end > at; end--) {
        Kind kind = kinds.get(phrase(tokens, at, end));
        if (kind == null) {
          kind = kinds.get(singular(phrase(tokens, at, end)));
        }
        if (kind != null) {
          found.add(
              new Coded(
                  kind.value(),
                  kind.subtype(),
                  tokens.span(at, end),
                  kind.sure(),
                  "kind." + set + ".words"));
          next = end;
          break;
        }
      }
      at = next;
    }
    return found;
  }

  private static String phrase(Tokens tokens, int from, int to) {
    if (to - from == 1) {
      return tokens.get(from).lower();
    }
    StringBuilder phrase = new StringBuilder(tokens.get(from).lower());
    for (int i = from + 1; i < to; i++) {
      phrase.append(' ').append(tokens.get(i).lower());
    }
    return phrase.toString();
  }

  /** "Churches" as "church", "embassies" as "embassy"; a word that is no plural as it stands. */
  static String singular(String word) {
    if (word.endsWith("ies") && word.length() > 4) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.endsWith("ches") || word.endsWith("shes") || word.endsWith("sses")) {
      return word.substring(0, word.length() - 2);
    }
    if (word.endsWith("ses") && word.length() > 4) { // buses; houses are found as "houses" below
      return word.endsWith("ouses")
          ? word.substring(0, word.length() - 1)
          : word.substring(0, word.length() - 2);
    }
    return word.endsWith("s") && !word.endsWith("ss") && word.length() > 3
        ? word.substring(0, word.length() - 1)
        : word;
  }
}
