// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.tagger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * A text as lower-case words and marks, cut in one pass. Case is dropped on purpose: wires of old
 * come in capitals throughout, corpora in small letters. Words keep inner hyphens, stops and
 * commas; a possessive 's is a word of its own.
 */
final class Words {
  private static final int MAX_WORD_UNITS = 40;
  private static final int MAX_SENTENCE_WORDS = 400;
  private static final Set<String> ABBREVIATIONS =
      Set.of("mr", "mrs", "dr", "gen", "col", "lt", "sgt", "capt", "maj", "gov", "sen", "no", "st");

  private String[] words = new String[256];
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int[] sentences = new int[256];
  private int size;

  static Words of(String text) {
    Words words = new Words();
    words.cut(text);
    return words;
  }

  int size() {
    return size;
  }

  /** The word, or "" outside the text. */
  String at(int i) {
    return i >= 0 && i < size ? words[i] : "";
  }

  int start(int i) {
    return starts[i];
  }

  int end(int i) {
    return ends[i];
  }

  /** The number of the sentence that a word lies in; -1 outside the text. */
  int sentence(int i) {
    return i >= 0 && i < size ? sentences[i] : -1;
  }

  private void cut(String text) {
    int sentence = 0;
    int first = 0;
    int i = 0;
    while (i < text.length()) {
      if (isBlank(text.charAt(i))) {
        i++;
        continue;
      }
      int end = tokenEnd(text, i);
      add(text.substring(i, end).toLowerCase(Locale.ROOT), i, end, sentence);
      if (endsSentence(text, end) || size - first >= MAX_SENTENCE_WORDS) {
        sentence++;
        first = size;
      }
      i = end;
    }
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private void add(String word, int start, int end, int sentence) {
    if (size == words.length) {
      words = Arrays.copyOf(words, 2 * size);
      starts = Arrays.copyOf(starts, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
      sentences = Arrays.copyOf(sentences, 2 * size);
    }
    words[size] = word.equals("’s") ? "'s" : word;
    starts[size] = start;
    ends[size] = end;
    sentences[size] = sentence;
    size++;
  }

  private static int tokenEnd(String text, int start) {
    char c = text.charAt(start);
    if (c == '\'' || c == '’') {
      boolean possessive =
          start + 1 < text.length()
              && (text.charAt(start + 1) == 's' || text.charAt(start + 1) == 'S')
              && !isLetter(text, start + 2);
      return possessive ? start + 2 : start + 1;
    }
    if (!Character.isLetterOrDigit(c)) {
      return start + (Character.isHighSurrogate(c) && start + 1 < text.length() ? 2 : 1);
    }
    int end = start + 1;
    while (end < text.length() && end - start < MAX_WORD_UNITS) {
      char next = text.charAt(end);
      if (Character.isLetterOrDigit(next)) {
        end++;
      } else if ("-.,/'’".indexOf(next) >= 0 && isLetter(text, end + 1) && !possessive(text, end)) {
        end += 2;
      } else {
        break;
      }
    }
    return Math.min(end, text.length());
  }

  private static boolean possessive(String text, int i) {
    char c = text.charAt(i);
    return (c == '\'' || c == '’')
        && (text.charAt(i + 1) == 's' || text.charAt(i + 1) == 'S')
        && !isLetter(text, i + 2);
  }

  private static boolean isLetter(String text, int i) {
    return i < text.length() && Character.isLetterOrDigit(text.charAt(i));
  }

  private boolean endsSentence(String text, int end) {
    String last = words[size - 1];
    if (last.equals("!") || last.equals("?")) {
      return true;
    }
    if (!last.equals(".")) {
      return false;
    }
    boolean adjoins = size > 1 && ends[size - 2] == starts[size - 1];
    String before = size > 1 ? words[size - 2] : "";
    boolean abbreviated = adjoins && (before.length() == 1 || ABBREVIATIONS.contains(before));
    return !abbreviated && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
  }
}
