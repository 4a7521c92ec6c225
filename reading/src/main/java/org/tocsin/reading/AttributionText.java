// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.List;

/**
 * A text as {@link Attribution}s are looked for in it, for taggers that learn who says what beside
 * the rules. Immutable.
 *
 * @param text the whole text; all spans lie in it
 * @param words its words, numbers and marks in order
 * @param sentences for each sentence the index of its first word, increasing
 * @param attributions what the rules answer
 */
public record AttributionText(
    String text, List<Span> words, List<Integer> sentences, List<Attribution> attributions) {
  public AttributionText {
    words = List.copyOf(words);
    sentences = List.copyOf(sentences);
    attributions = List.copyOf(attributions);
  }

  /** Cuts a plain text and lets the rules answer, in time linear in its length. */
  public static AttributionText of(String text) {
    Tokens tokens = Tokens.of(text);
    return of(tokens, AttributionFinder.find(tokens));
  }

  static AttributionText of(Tokens tokens, List<Attribution> attributions) {
    return new AttributionText(
        tokens.text(),
        tokens.all().stream().map(t -> new Span(t.start(), t.end(), t.text())).toList(),
        tokens.sentences().stream().map(Tokens.Sentence::from).toList(),
        attributions);
  }
}
