// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Words that make a statement of one type, and how its parts stand around them; a row of {@code
 * triggers.tsv}, where the patterns are explained. Matching costs at most the product of a
 * pattern's gaps, a small constant, for each token.
 */
record Trigger(
    String id, FindingType type, List<Element> pattern, Frame frame, String method, int rank) {
  /** How the parts of a statement stand around its trigger. */
  enum Frame {
    VERB,
    TELL,
    ABOUT,
    EVENT,
    ORDER
  }

  /** One element of a pattern: some words, or a gap of up to {@code gap} tokens. */
  record Element(Set<String> words, boolean optional, int gap) {}

  private static final Set<String> CLAUSE_ENDS =
      Set.of(".", ";", ":", "!", "?", "but", "while", "after", "when", "because", "although");

  static Trigger of(List<String> row, int rank) {
    List<Element> pattern = new ArrayList<>();
    for (String part : Lexicon.split(row.get(2), ' ')) {
      if (part.startsWith("..")) {
        pattern.add(new Element(Set.of(), false, Integer.parseInt(part.substring(2))));
      } else {
        boolean optional = part.endsWith("?");
        String words = optional ? part.substring(0, part.length() - 1) : part;
        pattern.add(
            new Element(
                Set.copyOf(new java.util.HashSet<>(Lexicon.split(words, '/'))), optional, 0));
      }
    }
    return new Trigger(
        row.get(0),
        FindingType.valueOf(row.get(1).toUpperCase(Locale.ROOT)),
        List.copyOf(pattern),
        Frame.valueOf(row.get(3).toUpperCase(Locale.ROOT)),
        row.get(4),
        rank);
  }

  Set<String> firstWords() {
    return pattern.getFirst().words();
  }

  /** The token after the match that starts at {@code i}, or -1. */
  int match(Tokens tokens, int i, int limit) {
    return match(tokens, i, limit, 0);
  }

  private int match(Tokens tokens, int i, int limit, int element) {
    if (element == pattern.size()) {
      return i;
    }
    Element e = pattern.get(element);
    if (e.gap() > 0) {
      for (int skipped = 0; skipped <= e.gap() && i + skipped < limit; skipped++) {
        int end = match(tokens, i + skipped, limit, element + 1);
        if (end >= 0) {
          return end;
        }
        if (CLAUSE_ENDS.contains(tokens.get(i + skipped).lower())) {
          return -1;
        }
      }
      return -1;
    }
    if (i < limit && e.words().contains(tokens.get(i).lower())) {
      int end = match(tokens, i + 1, limit, element + 1);
      if (end >= 0) {
        return end;
      }
    }
    return e.optional() ? match(tokens, i, limit, element + 1) : -1;
  }
}
