// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.story;

import java.util.ArrayList;
import java.util.List;

/**
 * Words between quotation marks, long enough to be nobody else's by chance.
 *
 * @param hash of its words
 * @param start its first unit within the marks
 * @param end after its last
 */
record Quotation(long hash, int start, int end) {
  private static final int MIN_WORDS = 6;
  private static final int MAX_UNITS = 1_500;
  private static final int MOST = 32;

  /** The first quotations of a text, at most 32. */
  static List<Quotation> in(String text, List<Words.Word> words) {
    List<Quotation> found = new ArrayList<>();
    int open = -1;
    int word = 0;
    for (int i = 0; i < text.length() && found.size() < MOST; i++) {
      char c = text.charAt(i);
      boolean opens = c == '“' || c == '«' || c == '„' || (c == '"' && open < 0);
      boolean closes = c == '”' || c == '»' || c == '"';
      if (opens) {
        open = i + 1;
      } else if (closes && open >= 0) {
        while (word < words.size() && words.get(word).start() < open) {
          word++;
        }
        int to = word;
        while (to < words.size() && words.get(to).end() <= i) {
          to++;
        }
        if (to - word >= MIN_WORDS && i - open <= MAX_UNITS) {
          found.add(
              new Quotation(
                  Signature.hash(words, word, to),
                  words.get(word).start(),
                  words.get(to - 1).end()));
        }
        word = to;
        open = -1;
      } else if (open >= 0 && i - open > MAX_UNITS) {
        open = -1; // a mark that is never closed, or an inch
      }
    }
    return List.copyOf(found);
  }
}
