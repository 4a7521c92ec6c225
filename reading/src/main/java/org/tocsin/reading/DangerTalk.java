// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.List;
import java.util.Set;

/**
 * Where a text is about a danger. Most words that tell of one are also used of other things: an
 * election is held, a team attacks, a shuttle lifts off. A page of football or a lantern festival
 * states nothing, unless there is talk of a danger near what is said, or in all of the text.
 */
final class DangerTalk {
  private static final WordSets WORDS = WordSets.read("danger-words.en.tsv");
  private static final Set<String> DANGER = WORDS.of("danger");
  private static final Set<String> NEAR_DANGER = WORDS.of("near danger");

  /** A note of a few sentences is taken at its word. */
  private static final int SHORT_SENTENCES = 12;

  private static final int WEIGHT = 2;

  /** So much for each sentence, over all of the text, makes it a text about a danger. */
  private static final double DENSE = 0.5;

  private static final int AROUND = 2;

  private final boolean everywhere;
  private final int[] weights;

  private DangerTalk(boolean everywhere, int[] weights) {
    this.everywhere = everywhere;
    this.weights = weights;
  }

  static DangerTalk in(Tokens tokens) {
    List<Tokens.Sentence> sentences = tokens.sentences();
    int[] weights = new int[sentences.size()];
    long sum = 0;
    for (int s = 0; s < weights.length; s++) {
      for (int i = sentences.get(s).from(); i < sentences.get(s).to(); i++) {
        String word = tokens.get(i).lower();
        weights[s] += DANGER.contains(word) ? WEIGHT : NEAR_DANGER.contains(word) ? 1 : 0;
      }
      sum += weights[s];
    }
    boolean everywhere = weights.length < SHORT_SENTENCES || sum >= DENSE * weights.length;
    return new DangerTalk(everywhere, weights);
  }

  /** Whether a danger is spoken of at a sentence or within two of it. */
  boolean isAt(int sentence) {
    if (everywhere) {
      return true;
    }
    int sum = 0;
    int to = Math.min(weights.length, sentence + AROUND + 1);
    for (int s = Math.max(0, sentence - AROUND); s < to; s++) {
      sum += weights[s];
    }
    return sum >= WEIGHT;
  }
}
