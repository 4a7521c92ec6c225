// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Locale;
import java.util.Set;

/** Which phrases may name the doer of an event, and which what it was aimed at. */
final class IncidentWords {
  private static final WordSets WORDS = WordSets.read("incident-words.en.tsv");
  private static final Set<String> NO_DOER = WORDS.of("no-doer");
  private static final Set<String> NO_AIM = WORDS.of("no-aim");

  private IncidentWords() {}

  /** Not "three bomb attacks" or "something"; what a pronoun stands for counts. */
  static boolean mayDo(Mention mention) {
    return !isOneOf(mention, NO_DOER);
  }

  /** Not "the time of the attack", "40,000" or "the outskirts of the city". */
  static boolean mayBeHit(Mention mention) {
    String value = mention.value();
    boolean counted = Character.isDigit(value.charAt(value.length() - 1));
    return !counted && !isOneOf(mention, NO_AIM);
  }

  private static boolean isOneOf(Mention mention, Set<String> words) {
    String head = head(mention.value());
    return words.contains(head) || words.contains(KindWords.singular(head));
  }

  /** The last word before "of" or the end: "gates" of "the gates of the embassy". */
  static String head(String phrase) {
    String words = phrase.toLowerCase(Locale.ROOT).strip();
    int of = words.indexOf(" of ");
    String first = of > 0 ? words.substring(0, of) : words;
    return first.substring(first.lastIndexOf(' ') + 1);
  }
}
