// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.List;

/**
 * The tokens of a text cut finer for the reading of times: words parted at hyphens, digits parted
 * from letters ("10pm", "1990s"), hyphens between words dropped, so that "third-quarter" reads as
 * "third quarter" and "10-day" as "10 day". Hyphens between two numbers stay.
 */
final class TimePieces {
  private static final Piece NONE = new Piece(0, 0, "", "", Token.Kind.MARK, -1);

  private final String text;
  private final List<Piece> all = new ArrayList<>();
  private int[] sentenceEnds = new int[16];
  private int sentences;

  /** A word, number or mark, with the number of its sentence. */
  record Piece(int start, int end, String text, String lower, Token.Kind kind, int sentence) {
    boolean isNumber() {
      return kind == Token.Kind.NUMBER;
    }

    boolean isWord() {
      return kind == Token.Kind.WORD;
    }

    boolean isCapitalised() {
      return kind == Token.Kind.WORD && Character.isUpperCase(text.charAt(0));
    }

    boolean is(String word) {
      return lower.equals(word);
    }
  }

  private TimePieces(String text) {
    this.text = text;
  }

  static TimePieces of(Tokens tokens) {
    TimePieces pieces = new TimePieces(tokens.text());
    for (Tokens.Sentence sentence : tokens.sentences()) {
      for (int i = sentence.from(); i < sentence.to(); i++) {
        pieces.cut(tokens, i);
      }
      pieces.endSentence();
    }
    return pieces;
  }

  String text() {
    return text;
  }

  int size() {
    return all.size();
  }

  /** The piece, or an empty mark when {@code i} is outside the text. */
  Piece at(int i) {
    return i >= 0 && i < all.size() ? all.get(i) : NONE;
  }

  /** The first piece of the sentence of piece {@code i}. */
  int sentenceStart(int i) {
    int sentence = all.get(i).sentence();
    return sentence == 0 ? 0 : sentenceEnds[sentence - 1];
  }

  /** The piece after the last of the sentence of piece {@code i}. */
  int sentenceEnd(int i) {
    return sentenceEnds[all.get(i).sentence()];
  }

  Span span(int from, int to) {
    return Span.of(text, all.get(from).start(), all.get(to - 1).end());
  }

  /** Whether nothing stands between piece {@code i} and the one after it. */
  boolean adjoins(int i) {
    return i >= 0 && i + 1 < all.size() && all.get(i).end() == all.get(i + 1).start();
  }

  /** Whether a hyphen alone stands between piece {@code i} and the one after it. */
  boolean joinedByHyphen(int i) {
    return i >= 0
        && i + 1 < all.size()
        && all.get(i).end() + 1 == all.get(i + 1).start()
        && text.charAt(all.get(i).end()) == '-';
  }

  private void endSentence() {
    if (sentences == sentenceEnds.length) {
      sentenceEnds = java.util.Arrays.copyOf(sentenceEnds, sentences * 2);
    }
    sentenceEnds[sentences++] = all.size();
  }

  private void cut(Tokens tokens, int i) {
    Token token = tokens.get(i);
    if (isHyphenOfWord(tokens, i)) {
      return;
    }
    if (token.is("s") && endsWithApostrophe(token)) { // " 's" with a blank before it
      Piece mark = all.removeLast();
      add(mark.start(), token.end(), Token.Kind.WORD);
      return;
    }
    if (!token.isWord()) {
      all.add(
          new Piece(
              token.start(), token.end(), token.text(), token.lower(), token.kind(), sentences));
      return;
    }
    int from = token.start();
    for (int k = token.start(); k < token.end(); k++) {
      char c = text.charAt(k);
      boolean hyphen = c == '-' || c == '‑';
      boolean turn =
          k > from && !hyphen && Character.isDigit(text.charAt(from)) != Character.isDigit(c);
      if ((hyphen || (turn && Character.isLetterOrDigit(c))) && k > from) {
        add(from, k, kind(from));
        from = hyphen ? k + 1 : k;
      } else if (hyphen) {
        from = k + 1;
      }
    }
    if (from < token.end()) {
      add(from, token.end(), kind(from));
    }
  }

  private boolean endsWithApostrophe(Token token) {
    return !all.isEmpty()
        && all.getLast().end() == token.start()
        && (all.getLast().is("'") || all.getLast().is("’"));
  }

  private Token.Kind kind(int at) {
    return Character.isDigit(text.charAt(at)) ? Token.Kind.NUMBER : Token.Kind.WORD;
  }

  /** A hyphen that joins a number to a word ("10-day"), with nothing between. */
  private static boolean isHyphenOfWord(Tokens tokens, int i) {
    Token token = tokens.get(i);
    if (!token.is("-") && !token.is("‑")) {
      return false;
    }
    Token before = tokens.at(i - 1);
    Token after = tokens.at(i + 1);
    return before.end() == token.start()
        && after.start() == token.end()
        && (before.isWord() || after.isWord());
  }

  private void add(int start, int end, Token.Kind kind) {
    String word = text.substring(start, end);
    String lower = word.toLowerCase(java.util.Locale.ROOT).replace('’', '\'');
    if (kind == Token.Kind.WORD && lower.indexOf('.') > 0) {
      lower = lower.replace(".", ""); // "p.m." and "pm", "E.S.T." and "EST"
    }
    all.add(new Piece(start, end, word, lower, kind, sentences));
  }
}
