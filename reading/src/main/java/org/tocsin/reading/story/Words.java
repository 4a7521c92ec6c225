// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A text's words with where they stand; case, punctuation and white space do not count. */
final class Words {
  /** A word in lower case, its first unit in the text and after its last. */
  record Word(String lower, int start, int end) {}

  private Words() {}

  /** The first words of a text, at most {@code most}. */
  static List<Word> of(String text, int most) {
    List<Word> words = new ArrayList<>();
    int from = -1;
    for (int i = 0; i <= text.length() && words.size() < most; ) {
      int c = i < text.length() ? text.codePointAt(i) : ' ';
      boolean inner = Character.isLetter(c) || isNumber(c);
      if (inner && from < 0) {
        from = i;
      } else if (!inner && from >= 0) {
        words.add(new Word(text.substring(from, i).toLowerCase(Locale.ROOT), from, i));
        from = -1;
      }
      i += Character.charCount(c);
    }
    return words;
  }

  private static boolean isNumber(int c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }
}
