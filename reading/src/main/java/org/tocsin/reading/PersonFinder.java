// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.HashSet;
import java.util.Set;

/**
 * Marks the words that are names of persons: after a title, from a given name on, before an age, or
 * round an initial. What was once part of such a name is a surname in the rest of the text.
 */
final class PersonFinder {
  private static final int MAX_NAME_WORDS = 4;

  private final Set<String> firstNames = Lexicon.words("first-names.txt");
  private final Set<String> titles = Lexicon.words("titles.txt");
  private final Set<String> organisations = Lexicon.words("organisation-words.txt");
  private final Gazetteer gazetteer;

  PersonFinder(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  /**
   * What was found.
   *
   * @param person for each word whether it is of a person's name
   * @param surnames in lower case
   */
  record Persons(boolean[] person, Set<String> surnames) {

    /** Whether the word at {@code i} is of a person's name; none stands before the first. */
    boolean isAt(int i) {
      return i >= 0 && person[i];
    }
  }

  Persons find(PlaceWords words) {
    boolean[] person = new boolean[words.size()];
    Set<String> surnames = new HashSet<>();
    for (int i = 0; i < words.size(); i++) {
      int from = i;
      int to = i;
      if (isTitle(words, i)) {
        from = words.beside(i + 1, i).is(".") ? i + 2 : i + 1;
        to = words.at(from).sentence() == words.at(i).sentence() ? nameEnd(words, from) : from;
        if (to - from == 1 && isCountry(words, from)) {
          to = from; // "President Russia", "King of ..."
        }
      } else if (startsName(words, i)) {
        to = nameEnd(words, i);
      } else if (isAged(words, i)) {
        to = i + 2;
      }
      for (int k = from; k < to; k++) {
        person[k] = true;
        if ((k > from || from > i) && words.at(k).word() && words.at(k).text().length() > 1) {
          surnames.add(words.at(k).lower());
        }
      }
      i = Math.max(i, to - 1);
    }
    return new Persons(person, surnames);
  }

  /** Whether a word in lower case is a given name. */
  boolean isGivenName(String lower) {
    return firstNames.contains(lower);
  }

  /** Whether a word in lower case is one of those that end the names of organisations. */
  boolean isOrganisation(String lower) {
    return organisations.contains(lower);
  }

  private boolean isTitle(PlaceWords words, int i) {
    PlaceWords.Word word = words.at(i);
    return word.capital()
        && titles.contains(word.lower())
        && (words.joined(i) || words.beside(i + 1, i).is("."))
        && !words.beside(i + 2, i).is("County");
  }

  /** A given name and then a capital, or an initial and then one. */
  private boolean startsName(PlaceWords words, int i) {
    PlaceWords.Word word = words.at(i);
    if (!word.capital() || word.text().length() < 2) {
      return false;
    }
    boolean given = firstNames.contains(word.lower());
    int next = i + 1;
    if (words.beside(next, i).capital()
        && words.at(next).text().length() == 1
        && words.beside(next + 1, i).is(".")
        && words.beside(next + 2, i).capital()) {
      return given || !organisations.contains(word.lower()); // "Milton J. Little"
    }
    return given
        && words.joined(i)
        && !words.at(next).glued()
        && words.at(next).capital()
        && !organisations.contains(words.at(next).lower())
        && !isPlaceOfTwoWords(words, i)
        && !(words.joined(i - 1) && words.at(i - 1).capital() && isPlaceOfTwoWords(words, i - 1))
        && !(isLarge(words, i) && words.beside(i - 1, i).is("the"))
        && !(isLarge(words, i) && (words.at(i).isUpper() || !isSurname(words, next)));
  }

  /** "Joyce Glover, 22," */
  private boolean isAged(PlaceWords words, int i) {
    return words.at(i).capital()
        && words.joined(i)
        && words.at(i + 1).capital()
        && words.beside(i + 2, i).is(",")
        && isAge(words.beside(i + 3, i).text())
        && !words.beside(i + 4, i).capital()
        && !words.at(i).first()
        && !organisations.contains(words.at(i + 1).lower());
  }

  private static boolean isAge(String text) {
    return text.length() == 2
        && Character.isDigit(text.charAt(0))
        && Character.isDigit(text.charAt(1));
  }

  private int nameEnd(PlaceWords words, int from) {
    int to = from;
    while (to < words.size() && to - from < 2 * MAX_NAME_WORDS) {
      PlaceWords.Word word = words.at(to);
      boolean initial = word.is(".") && to > from && words.at(to - 1).text().length() == 1;
      if (word.sentence() != words.at(from).sentence()
          || !(initial || (word.capital() && !organisations.contains(word.lower())))
          || (to > from && !initial && !words.joined(to - 1) && !words.at(to - 1).is("."))) {
        break;
      }
      to++;
    }
    return to;
  }

  /** Whether a word is not the name of a large place that a given name only looks like. */
  private boolean isLarge(PlaceWords words, int i) {
    return words.places(i, i + 1).stream()
        .anyMatch(e ->
            !e.alias()
                && (e.kind() == PlaceKind.COUNTRY
                    || (e.kind() == PlaceKind.ADMIN1 && e.population() > 400_000)
                    || e.population() > 400_000));
  }

  /** "Glen Carbon" */
  private boolean isPlaceOfTwoWords(PlaceWords words, int i) {
    return words.places(i, i + 2).stream().anyMatch(e -> !e.alias() && e.population() > 5_000);
  }

  private boolean isCountry(PlaceWords words, int i) {
    return words.places(i, i + 1).stream().anyMatch(e -> e.kind() == PlaceKind.COUNTRY);
  }

  /** A capitalised word that is no everyday one: after "Jordan" or "Virginia" it makes a person. */
  private boolean isSurname(PlaceWords words, int i) {
    String lower = words.at(i).lower();
    return Months.day(lower).isEmpty()
        && Months.of(lower).isEmpty()
        && !organisations.contains(lower)
        && gazetteer.ofDemonym(words.at(i).text()).isEmpty();
  }
}
