// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Known offices and bodies, looked up at a token, longest first. Immutable. */
final class Titles {
  private static final int MAX_TOKENS = 8;

  private final Map<String, String> offices = new HashMap<>();
  private final Map<String, String> bodyWords = new HashMap<>();
  private final Map<String, Body> bodies = new HashMap<>();

  /** A body by its name: {@code country} is absent for those of many countries. */
  record Body(String name, Optional<String> country) {}

  /** What was found at a token, up to token {@code to} (exclusive). */
  record Found<T>(T value, int to) {}

  Titles() {
    Lexicon.table("offices.tsv", 2)
        .forEach(row -> Lexicon.list(row.get(1)).forEach(w -> offices.put(w, row.get(0))));
    Lexicon.table("body-words.tsv", 2)
        .forEach(row -> Lexicon.list(row.get(1)).forEach(w -> bodyWords.put(w, row.get(0))));
    Lexicon.table("bodies.tsv", 3)
        .forEach(row -> {
          Body body =
              new Body(
                  row.get(0), row.get(1).isEmpty() ? Optional.empty() : Optional.of(row.get(1)));
          bodies.putIfAbsent(Gazetteer.key(row.get(0)), body);
          Lexicon.list(row.get(2)).forEach(w -> bodies.putIfAbsent(Gazetteer.key(w), body));
        });
  }

  Optional<Found<String>> office(Tokens tokens, int i, int end) {
    return longest(tokens, i, end, offices);
  }

  Optional<Found<String>> bodyWord(Tokens tokens, int i, int end) {
    return longest(tokens, i, end, bodyWords);
  }

  /** A body's own name; abbreviations count in capitals only. */
  Optional<Found<Body>> body(Tokens tokens, int i, int end) {
    if (!tokens.at(i).isCapitalised()) {
      return Optional.empty();
    }
    for (int to = Math.min(end, i + MAX_TOKENS); to > i; to--) {
      if (!tokens.at(to - 1).isWord()) {
        continue;
      }
      String words = tokens.span(i, to).text();
      Body body = bodies.get(Gazetteer.key(words));
      boolean shortName = words.length() <= 5;
      boolean written =
          shortName
              ? words.equals(words.toUpperCase(java.util.Locale.ROOT)) || words.length() == 5
              : tokens.at(to - 1).isCapitalised();
      if (body != null && written) {
        return Optional.of(new Found<>(body, to));
      }
    }
    return Optional.empty();
  }

  private static Optional<Found<String>> longest(
      Tokens tokens, int i, int end, Map<String, String> known) {
    Optional<Found<String>> best = Optional.empty();
    StringBuilder words = new StringBuilder();
    for (int to = i; to < Math.min(end, i + MAX_TOKENS) && tokens.at(to).isWord(); to++) {
      words.append(words.isEmpty() ? "" : " ").append(tokens.at(to).lower());
      String value = known.get(words.toString());
      if (value != null) {
        best = Optional.of(new Found<>(value, to + 1));
      }
    }
    return best;
  }
}
