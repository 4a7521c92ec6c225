// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A text cut into tokens and sentences, in one pass. Words keep inner hyphens, apostrophes and the
 * full stops of abbreviations ("U.S."); a possessive 's is its own token. A sentence ends at . ! ?
 * before a capital, at an empty line, or after 400 tokens.
 */
final class Tokens {
  private static final int MAX_SENTENCE_TOKENS = 400;
  private static final int MAX_WORD_UNITS = 64;
  private static final int MIN_WRAPPED_UNITS = 55;
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr", "mrs", "ms", "dr", "st", "gen", "col", "lt", "sgt", "capt", "maj", "gov", "sen",
          "rep", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
          "dec", "no", "vs", "approx", "inc", "ltd", "co", "prof", "rev", "hon", "adm", "brig",
          "cmdr", "fr", "mt");

  private final String whole;
  private final String text;
  private final List<Token> all = new ArrayList<>();
  private final List<Sentence> sentences = new ArrayList<>();

  private int blockEnd;
  private int blockWidth;

  /** Tokens {@code from} to {@code to} (exclusive) of the whole text. */
  record Sentence(int from, int to) {}

  private Tokens(String whole, String text) {
    this.whole = whole;
    this.text = text;
  }

  static Tokens of(String text) {
    return of(text, text);
  }

  /**
   * Cuts a text of which parts are not to be read.
   *
   * @param whole what spans are taken from
   * @param readable the same, unit by unit, with those parts blanked out
   */
  static Tokens of(String whole, String readable) {
    Tokens tokens = new Tokens(whole, readable);
    tokens.cut();
    return tokens;
  }

  /** The whole text, with what is not to be read. */
  String text() {
    return whole;
  }

  List<Token> all() {
    return all;
  }

  List<Sentence> sentences() {
    return sentences;
  }

  /** The sentence that a token stands in, if it stands in one. */
  Optional<Sentence> sentenceAt(int token) {
    int low = 0;
    int high = sentences.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Sentence sentence = sentences.get(middle);
      if (token < sentence.from()) {
        high = middle - 1;
      } else if (token >= sentence.to()) {
        low = middle + 1;
      } else {
        return Optional.of(sentence);
      }
    }
    return Optional.empty();
  }

  Token get(int i) {
    return all.get(i);
  }

  /** The token, or an empty mark when {@code i} is outside the text. */
  Token at(int i) {
    return i >= 0 && i < all.size() ? all.get(i) : NONE;
  }

  /** The first token that starts at or after a unit of the text; the number of tokens if none. */
  int firstFrom(int unit) {
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).start() < unit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static final Token NONE = new Token(0, 0, "", "", Token.Kind.MARK);

  /** The span from the first to the last of the tokens {@code from} to {@code to} (exclusive). */
  Span span(int from, int to) {
    return Span.of(whole, all.get(from).start(), all.get(to - 1).end());
  }

  private void cut() {
    int sentenceFrom = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (isBlank(c)) {
        int end = i;
        int lines = 0;
        while (end < text.length() && isBlank(text.charAt(end))) {
          lines += text.charAt(end) == '\n' ? 1 : 0;
          end++;
        }
        if (lines > 1 || (lines == 1 && isLineApart(i, end))) {
          sentenceFrom = endSentence(sentenceFrom);
        }
        i = end;
        continue;
      }
      int end = tokenEnd(i);
      Token.Kind kind =
          Character.isDigit(c)
              ? Token.Kind.NUMBER
              : Character.isLetter(c) ? Token.Kind.WORD : Token.Kind.MARK;
      all.add(Token.of(text, i, end, kind));
      i = end;
      if (endsSentence(i) || all.size() - sentenceFrom >= MAX_SENTENCE_TOKENS) {
        i = takeClosingQuotes(i);
        sentenceFrom = endSentence(sentenceFrom);
      }
    }
    endSentence(sentenceFrom);
  }

  /** White space, no-break spaces among it. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static final int MUCH_ROOM = 25;

  /**
   * A line that is followed by a capital, a number or a dash is a heading or a list item when it is
   * short, or when it ends although the next word would still have fitted in the block of lines.
   */
  private boolean isLineApart(int lineEnd, int next) {
    int lineStart = text.lastIndexOf('\n', lineEnd - 1) + 1;
    if (next >= text.length()) {
      return false;
    }
    int length = lineEnd - lineStart;
    int room = blockWidth(lineStart) - (length + 1 + wordUnits(next));
    if (length >= MIN_WRAPPED_UNITS && room < 0) {
      return false;
    }
    if (room >= MUCH_ROOM) {
      return true; // No wrapping leaves so much: a list of posts that start in lower case.
    }
    char c = text.charAt(next);
    return Character.isUpperCase(c) || Character.isDigit(c) || c == '-' || c == '•' || c == '*';
  }

  private int wordUnits(int from) {
    int end = from;
    while (end < text.length()
        && end - from < MAX_WORD_UNITS
        && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end - from;
  }

  /** The longest line of the block that a line belongs to, counted once a block. */
  private int blockWidth(int lineStart) {
    if (lineStart < blockEnd) {
      return blockWidth;
    }
    blockWidth = 0;
    int from = lineStart;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      int to = end < 0 ? text.length() : end;
      if (text.substring(from, to).isBlank()) {
        break;
      }
      blockWidth = Math.max(blockWidth, to - from);
      from = to + 1;
    }
    blockEnd = Math.max(from, lineStart + 1);
    return blockWidth;
  }

  private int endSentence(int from) {
    if (all.size() > from) {
      quieten(from);
      sentences.add(new Sentence(from, all.size()));
    }
    return all.size();
  }

  /** In a sentence in capitals throughout, common words are no names. */
  private void quieten(int from) {
    int words = 0;
    for (int i = from; i < all.size(); i++) {
      Token token = all.get(i);
      if (token.isWord()) {
        if (!token.text().equals(token.text().toUpperCase(Locale.ROOT))) {
          return;
        }
        words++;
      }
    }
    for (int i = from; words >= LOUD_WORDS && i < all.size(); i++) {
      Token token = all.get(i);
      if (token.isWord() && token.text().length() > 1 && PhraseWords.isCommon(token.lower())) {
        all.set(i, token.loud());
      }
    }
  }

  /** A line in capitals shorter than this may be a heading of names. */
  private static final int LOUD_WORDS = 5;

  private int takeClosingQuotes(int i) {
    while (i < text.length() && "\"”’)".indexOf(text.charAt(i)) >= 0) {
      all.add(Token.of(text, i, i + 1, Token.Kind.MARK));
      i++;
    }
    return i;
  }

  private int tokenEnd(int start) {
    char c = text.charAt(start);
    if (Character.isDigit(c)) {
      return numberEnd(start);
    }
    if (Character.isLetter(c)) {
      return wordEnd(start);
    }
    if ((c == '\'' || c == '’') && isPossessive(start)) {
      return start + 2;
    }
    return start + (Character.isHighSurrogate(c) && start + 1 < text.length() ? 2 : 1);
  }

  private boolean isPossessive(int start) {
    return start + 1 < text.length()
        && (text.charAt(start + 1) == 's' || text.charAt(start + 1) == 'S')
        && (start + 2 == text.length() || !Character.isLetterOrDigit(text.charAt(start + 2)))
        && start > 0
        && Character.isLetterOrDigit(text.charAt(start - 1));
  }

  private int numberEnd(int start) {
    int end = start + 1;
    while (end < text.length() && end - start < MAX_WORD_UNITS) {
      char c = text.charAt(end);
      boolean inner =
          (c == ',' || c == '.' || c == ':')
              && end + 1 < text.length()
              && Character.isDigit(text.charAt(end + 1));
      if (!Character.isDigit(c) && !inner) {
        break;
      }
      end++;
    }
    return end;
  }

  private int wordEnd(int start) {
    int end = start + 1;
    while (end < text.length() && end - start < MAX_WORD_UNITS) {
      char c = text.charAt(end);
      boolean letterNext =
          end + 1 < text.length() && Character.isLetterOrDigit(text.charAt(end + 1));
      if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK) {
        end++;
      } else if ((c == '-' || c == '‑') && letterNext) {
        end++;
      } else if ((c == '\'' || c == '’') && letterNext && !isPossessive(end)) {
        end++;
      } else if (c == '.' && isAcronymSoFar(start, end)) {
        end++;
      } else {
        break;
      }
    }
    return end;
  }

  /** Whether the stop at {@code end} belongs to a word such as "U.S." or "p.m.". */
  private boolean isAcronymSoFar(int start, int end) {
    boolean single = end - start == 1 || text.charAt(end - 2) == '.';
    boolean letterNext = end + 1 < text.length() && Character.isLetter(text.charAt(end + 1));
    boolean letterAlone =
        letterNext && (end + 2 >= text.length() || !Character.isLetter(text.charAt(end + 2)));
    return single && (letterAlone || (end - start >= 3 && text.charAt(end - 2) == '.'));
  }

  /** Whether the token that ends at {@code end} ends its sentence. */
  private boolean endsSentence(int end) {
    Token last = all.getLast();
    if (last.is("!") || last.is("?")) {
      return end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
    }
    boolean stop = last.is(".") || last.is("…");
    boolean acronym = last.isWord() && last.lower().endsWith(".");
    if (!stop && !acronym) {
      return false;
    }
    if (stop && all.size() > 1) {
      Token word = all.get(all.size() - 2);
      boolean adjoins = word.end() == last.start();
      if (adjoins && (ABBREVIATIONS.contains(word.lower()) || isInitial(word))) {
        return false;
      }
    }
    return acronym ? startsPlainSentence(end) : startsSentence(end);
  }

  private static boolean isInitial(Token word) {
    return word.isCapitalised() && word.text().length() == 1;
  }

  private boolean startsSentence(int i) {
    int next = i;
    while (next < text.length() && !Character.isLetterOrDigit(text.charAt(next))) {
      if (next - i > 8) {
        return true;
      }
      next++;
    }
    return next == text.length() || (next > i && !Character.isLowerCase(text.charAt(next)));
  }

  /** After "U.S." or "p.m." only a common opening word shows that a sentence starts. */
  private boolean startsPlainSentence(int i) {
    if (!startsSentence(i)) {
      return false;
    }
    int from = i;
    while (from < text.length() && !Character.isLetter(text.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < text.length() && to - from < 12 && Character.isLetter(text.charAt(to))) {
      to++;
    }
    return from == text.length() || OPENERS.contains(text.substring(from, to));
  }

  private static final Set<String> OPENERS =
      Set.of(
          "The",
          "A",
          "An",
          "In",
          "On",
          "At",
          "It",
          "He",
          "She",
          "They",
          "But",
          "And",
          "This",
          "That",
          "There",
          "Police",
          "Officials",
          "Authorities",
          "No",
          "Witnesses",
          "Later",
          "Two",
          "Three");
}
