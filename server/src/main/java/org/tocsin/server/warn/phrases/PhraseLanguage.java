// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn.phrases;

import java.util.Map;

/**
 * The phrases in one language, as its file gives them.
 *
 * @param code ISO 639, for example {@code ar}
 * @param name what its speakers call it
 * @param english what it is called in English
 * @param rightToLeft whether it is written from right to left
 * @param translator who wrote the words
 * @param original whether it is the language in which the library was written, which needs no
 *     translation
 * @param texts the words of each phrase, with slots in braces
 * @param spoken the words to be read aloud, where they differ
 */
public record PhraseLanguage(
    String code,
    String name,
    String english,
    boolean rightToLeft,
    String translator,
    boolean original,
    Map<String, String> texts,
    Map<String, String> spoken) {

  /** Copies the maps. */
  public PhraseLanguage {
    texts = Map.copyOf(texts);
    spoken = Map.copyOf(spoken);
  }

  /** The word of HTML's {@code dir}. */
  public String direction() {
    return rightToLeft ? "rtl" : "ltr";
  }

  /** The words of a phrase; the book has made sure that it is there. */
  String text(String phrase) {
    String words = texts.get(phrase);
    if (words == null) {
      throw new IllegalArgumentException("there is no phrase " + phrase);
    }
    return words;
  }
}
