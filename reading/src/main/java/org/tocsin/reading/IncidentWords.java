// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.tocsin.reading.tagger.WordKinds;

/** Which phrases may name the doer of an event, and which what it was aimed at. */
final class IncidentWords {
  private static final WordSets WORDS = WordSets.read("incident-words.en.tsv");
  private static final Set<String> NO_DOER = WORDS.of("no-doer");
  private static final Set<String> NO_AIM = WORDS.of("no-aim");
  private static final Set<String> COLLECTIVES = WORDS.of("collective");
  private static final Set<String> OBJECT_STARTS = WORDS.of("object-start");
  private static final Set<String> TITLES = WORDS.of("title");

  /** Shorter words are small in a name: "of", "and", "the", "de". */
  private static final int SHORT = 4;

  /** Persons, groups, bodies and units, as {@link WordKinds} has them. */
  private static final String DOERS = "psklwgom";

  /** The same, and things, animals and places. */
  private static final String AIMS = DOERS + "WXVBDEFSYItLn";

  private IncidentWords() {}

  /** Not "three bomb attacks" or "something"; what a pronoun stands for counts. */
  static boolean mayDo(Mention mention) {
    return !isOneOf(mention, NO_DOER) && isOfKind(mention, DOERS) && !isDeed(mention);
  }

  /** Not "the time of the attack", "40,000" or "the outskirts of the city". */
  static boolean mayBeHit(Mention mention) {
    String value = mention.value();
    boolean counted = Character.isDigit(value.charAt(value.length() - 1));
    return !counted && !isOneOf(mention, NO_AIM) && isOfKind(mention, AIMS);
  }

  /**
   * Whether the head may be of one of some kinds. A name may, and so may a word that the table of
   * kinds lacks.
   */
  private static boolean isOfKind(Mention mention, String kinds) {
    String head = head(mention.value());
    String of = WordKinds.TABLE.ofNoun(head);
    return of.isEmpty()
        || COLLECTIVES.contains(KindWords.singular(head))
        || of.chars().anyMatch(kind -> kinds.indexOf(kind) >= 0)
        || isName(mention.value());
  }

  /** Capitals throughout, but for short words: "Armed Forces of the North". */
  private static boolean isName(String phrase) {
    return Stream.of(words(phrase)).allMatch(word -> isCapital(word) || word.length() < SHORT);
  }

  private static String[] words(String phrase) {
    return phrase.strip().split("\\s+");
  }

  private static boolean isCapital(String word) {
    return !word.isEmpty() && Character.isUpperCase(word.charAt(0));
  }

  /** "Committing the crime", "being one of them". */
  private static boolean isDeed(Mention mention) {
    String[] words = words(mention.value());
    boolean goesOn = words.length == 1 || OBJECT_STARTS.contains(words[1]);
    boolean verb = words[0].endsWith("ing") && WordKinds.TABLE.of(words[0]).indexOf('v') >= 0;
    return words[0].equals("being") || (verb && goesOn);
  }

  /** Whether a name, its titles aside, ends a longer one: "Senator Lee" and "Ann Lee". */
  static boolean isLastPart(String name, String longer) {
    String bare = withoutTitles(name);
    return (" " + longer).endsWith(" " + bare)
        && Stream.of(words(bare)).allMatch(IncidentWords::isCapital);
  }

  private static String withoutTitles(String name) {
    String bare = name;
    for (int space = bare.indexOf(' '); space > 0; space = bare.indexOf(' ')) {
      String first = bare.substring(0, space).toLowerCase(Locale.ROOT);
      if (WordKinds.TABLE.of(first).indexOf('p') < 0 && !TITLES.contains(first)) {
        break;
      }
      bare = bare.substring(space + 1);
    }
    return bare;
  }

  private static boolean isOneOf(Mention mention, Set<String> words) {
    String head = head(mention.value());
    return words.contains(head) || words.contains(KindWords.singular(head));
  }

  /** The last word before "of" or the end: "gates" of "the gates of the embassy". */
  static String head(String phrase) {
    String words = String.join(" ", words(phrase.toLowerCase(Locale.ROOT)));
    int of = words.indexOf(" of ");
    String first = of > 0 ? words.substring(0, of) : words;
    return first.substring(first.lastIndexOf(' ') + 1);
  }
}
