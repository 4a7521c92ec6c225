// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The means of an attack, where its trigger does not tell: the nearest word that names one. */
final class MethodFinder {
  private static final int REACH = 14;
  private static final Map<String, String> MEANS = means();

  private MethodFinder() {}

  /** By what means, from words in the reach of a trigger; the weightiest of the nearest two. */
  static Optional<Mention> near(Utterance here, FindingFinder.Hit hit) {
    int best = -1;
    int distance = REACH + 1;
    for (int i = here.sentence().from(); i < here.sentence().to(); i++) {
      int away = Math.max(hit.from() - i, i - hit.to() + 1);
      if (away < distance && MEANS.containsKey(here.word(i))) {
        best = i;
        distance = Math.max(0, away);
      }
    }
    if (best < 0) {
      return Optional.empty();
    }
    String method = MEANS.getOrDefault(here.word(best), "");
    boolean suicide =
        here.word(best - 1).equals("suicide") || here.word(best + 1).equals("suicide");
    String whole = suicide && method.equals("bombing") ? "suicide bombing" : method;
    return Optional.of(new Mention(whole, here.tokens().span(best, best + 1)));
  }

  private static Map<String, String> means() {
    Map<String, String> means = new HashMap<>();
    for (List<String> row : Lexicon.table("means.tsv", 2)) {
      Lexicon.list(row.get(1)).forEach(word -> means.put(word, row.get(0)));
    }
    return Map.copyOf(means);
  }
}
