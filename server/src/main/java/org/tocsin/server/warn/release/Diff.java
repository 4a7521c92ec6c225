// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.release;

import java.util.ArrayList;
import java.util.List;

/** What of one text is left in another, word by word. */
final class Diff {

  /** Above this many word pairs the texts are shown whole, one after the other. */
  private static final long MOST_PAIRS = 9_000_000;

  private Diff() {}

  /** Where a piece stands. */
  enum Side {
    BOTH,
    OUT,
    IN
  }

  /** A piece of the texts. */
  record Piece(Side side, String text) {}

  /**
   * The pieces, so that those of BOTH and OUT give the one text, those of BOTH and IN the other.
   */
  static List<Piece> of(String one, String other) {
    List<String> a = tokens(one);
    List<String> b = tokens(other);
    List<Piece> pieces = new ArrayList<>();
    if ((long) a.size() * b.size() > MOST_PAIRS) {
      pieces.add(new Piece(Side.OUT, one));
      pieces.add(new Piece(Side.IN, other));
      return pieces;
    }
    short[][] longest = new short[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        longest[i][j] =
            a.get(i).equals(b.get(j))
                ? (short) (longest[i + 1][j + 1] + 1)
                : (short) Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
        add(pieces, Side.BOTH, a.get(i++));
        j++;
      } else if (j == b.size() || (i < a.size() && longest[i + 1][j] >= longest[i][j + 1])) {
        add(pieces, Side.OUT, a.get(i++));
      } else {
        add(pieces, Side.IN, b.get(j++));
      }
    }
    return pieces;
  }

  private static void add(List<Piece> pieces, Side side, String text) {
    if (!pieces.isEmpty() && pieces.getLast().side() == side) {
      pieces.set(pieces.size() - 1, new Piece(side, pieces.getLast().text() + text));
    } else {
      pieces.add(new Piece(side, text));
    }
  }

  /** Words and what stands between them. */
  private static List<String> tokens(String text) {
    List<String> tokens = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= text.length(); i++) {
      if (i == text.length()
          || Character.isLetterOrDigit(text.charAt(i))
              != Character.isLetterOrDigit(text.charAt(i - 1))) {
        tokens.add(text.substring(from, i));
        from = i;
      }
    }
    return tokens;
  }
}
