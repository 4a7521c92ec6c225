// SPDX-License-Identifier: Apache-2.0
package org.tocsin.bench.reading.muc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into words and sentences: a full stop or an empty line ends a sentence. */
final class Words {
  private Words() {}

  static List<Word> of(String text) {
    List<Word> words = new ArrayList<>();
    int sentence = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        int end = i;
        int lines = 0;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
          lines += text.charAt(end) == '\n' ? 1 : 0;
          end++;
        }
        boolean stop = !words.isEmpty() && words.getLast().text().equals(".");
        sentence += lines > 1 || stop ? 1 : 0;
        i = end;
        continue;
      }
      int end = i + 1;
      if (Character.isLetterOrDigit(c)) {
        while (end < text.length() && isInner(text, end)) {
          end++;
        }
        String word = text.substring(i, end);
        if (word.endsWith(".") && word.indexOf('.') == word.length() - 1) {
          end--; // "killed." but "U.S."
        }
      }
      words.add(new Word(text.substring(i, end).toUpperCase(Locale.ROOT), i, end, sentence));
      i = end;
    }
    return words;
  }

  private static boolean isInner(String text, int i) {
    char c = text.charAt(i);
    if (Character.isLetterOrDigit(c)) {
      return true;
    }
    boolean joins = c == '-' || c == '\'' || c == '.' || c == '/';
    boolean more = i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
    return joins && (more || c == '.') && !(c == '-' && !more);
  }
}
