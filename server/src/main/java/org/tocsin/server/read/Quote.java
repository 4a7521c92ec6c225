// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.Optional;

/**
 * Words of a text, found again by what they say: a browser gives another line end than the text
 * has, so any run of white space stands for any other.
 *
 * @param start where they begin in the text, in UTF-16 units
 * @param end after their last unit
 */
record Quote(int start, int end) {

  /** Where these words stand: of several places the one nearest to {@code near}. */
  static Optional<Quote> find(String text, String words, int near) {
    return new Collapsed(text, 0, text.length()).find(words, near);
  }

  /** The same, within a part of the text. */
  static Optional<Quote> within(String text, int start, int end, String words) {
    return new Collapsed(text, start, end).find(words, start);
  }

  /** A text with its white space made single blanks, and where each unit stood before. */
  private static final class Collapsed {
    private final StringBuilder kept = new StringBuilder();
    private final int[] places;

    Collapsed(String text, int start, int end) {
      places = new int[end - start];
      for (int i = start; i < end; i++) {
        char unit = text.charAt(i);
        boolean blank = Character.isWhitespace(unit) || unit == '\u00a0';
        boolean again = blank && !kept.isEmpty() && kept.charAt(kept.length() - 1) == ' ';
        if (!again) {
          places[kept.length()] = i;
          kept.append(blank ? ' ' : unit);
        }
      }
    }

    Optional<Quote> find(String words, int near) {
      StringBuilder only = new Collapsed(words, 0, words.length()).kept;
      String wanted = only.toString().strip();
      Optional<Quote> best = Optional.empty();
      int at = wanted.isEmpty() ? -1 : kept.indexOf(wanted);
      while (at >= 0) {
        Quote here = new Quote(places[at], places[at + wanted.length() - 1] + 1);
        if (best.isEmpty() || Math.abs(here.start - near) < Math.abs(best.get().start - near)) {
          best = Optional.of(here);
        }
        at = kept.indexOf(wanted, at + wanted.length());
      }
      return best;
    }
  }
}
