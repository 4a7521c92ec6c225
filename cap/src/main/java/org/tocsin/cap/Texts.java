// SPDX-License-Identifier: Apache-2.0
package org.tocsin.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Text values as the model keeps them. */
final class Texts {
  private Texts() {}

  /**
   * The text without XML white space around it. Other white space stays: an ideographic space
   * begins a paragraph in Chinese.
   */
  static String trimmed(String text) {
    return text.trim();
  }

  /** Whether a character can stand in XML (XML 1.0 §2.2). */
  static boolean isXml(int c) {
    return c == 0x9
        || c == 0xA
        || c == 0xD
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }

  /** What stands between white space. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>(2);
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) <= ' ') {
        if (i > from) {
          words.add(text.substring(from, i));
        }
        from = i + 1;
      }
    }
    return words;
  }

  /** The trimmed text, or nothing when it is blank: CAP leaves empty elements out. */
  static Optional<String> present(Optional<String> text) {
    if (text.isEmpty()) {
      return text;
    }
    String value = text.get();
    String trimmed = trimmed(value);
    boolean same = trimmed.length() == value.length() && !trimmed.isEmpty();
    return same ? text : trimmed.isEmpty() ? Optional.empty() : Optional.of(trimmed);
  }

  /** The trimmed texts without the blank ones. */
  static List<String> present(List<String> texts) {
    return texts.isEmpty()
        ? List.of()
        : texts.stream().map(Texts::trimmed).filter(value -> !value.isEmpty()).toList();
  }
}
