// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the names of places in a text: the longest run of capitalised words that the gazetteer
 * knows, unless it is a person's name, part of another name, or an everyday word. A small place
 * needs a sign that a place is meant ("in", "near", or a country after a comma).
 */
final class PlaceFinder {
  private static final int MAX_NAME_TOKENS = 6;
  private static final long STRONG_POPULATION = 90_000;
  private static final Set<String> LOCATIVE =
      Set.of(
          "in",
          "at",
          "near",
          "from",
          "to",
          "outside",
          "around",
          "across",
          "toward",
          "towards",
          "into",
          "throughout",
          "inside",
          "between",
          "over",
          "leaving",
          "reach",
          "reached",
          "visit",
          "visited",
          "visiting",
          "via",
          "off",
          "beyond",
          "within",
          "northern",
          "southern",
          "eastern",
          "western",
          "central",
          "downtown",
          "north",
          "south",
          "east",
          "west");
  private static final Set<String> PLACE_WORDS =
      Set.of(
          "city",
          "town",
          "village",
          "district",
          "region",
          "province",
          "oblast",
          "county",
          "state",
          "governorate",
          "suburb",
          "neighborhood",
          "neighbourhood",
          "area",
          "airport",
          "port");

  private final Gazetteer gazetteer;
  private final Set<String> everyday = Lexicon.words("everyday-words.txt");
  private final Set<String> firstNames = Lexicon.words("first-names.txt");
  private final Set<String> titles = Lexicon.words("titles.txt");
  private final Set<String> nameTails = Lexicon.words("name-tails.txt");

  /** A name at tokens {@code from} to {@code to} (exclusive) and the places it may stand for. */
  record Candidate(int from, int to, List<Gazetteer.Entry> entries) {}

  PlaceFinder(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  /** Names of places, in order; {@code taken} marks tokens that belong to other names. */
  List<Candidate> find(Tokens tokens, boolean[] taken) {
    Map<String, List<Gazetteer.Entry>> known = new HashMap<>();
    Set<String> accepted = new HashSet<>();
    List<Candidate> found = new ArrayList<>();
    List<Candidate> doubtful = new ArrayList<>();
    for (Tokens.Sentence sentence : tokens.sentences()) {
      int i = sentence.from();
      while (i < sentence.to()) {
        Candidate candidate = taken[i] ? null : longest(tokens, i, sentence.to(), taken, known);
        if (candidate == null) {
          i++;
          continue;
        }
        if (isPlace(tokens, sentence, candidate)) {
          found.add(candidate);
          accepted.add(key(tokens, candidate));
        } else if (!isPartOfName(tokens, sentence, candidate)) {
          doubtful.add(candidate);
        }
        i = candidate.to();
      }
    }
    for (Candidate candidate : doubtful) { // a name once shown to be a place is one everywhere
      if (accepted.contains(key(tokens, candidate))) {
        found.add(candidate);
      }
    }
    found.sort(java.util.Comparator.comparingInt(Candidate::from));
    return found;
  }

  private static String key(Tokens tokens, Candidate c) {
    return Gazetteer.key(tokens.span(c.from(), c.to()).text());
  }

  private @org.jspecify.annotations.Nullable Candidate longest(
      Tokens tokens, int i, int limit, boolean[] taken, Map<String, List<Gazetteer.Entry>> known) {
    Token first = tokens.get(i);
    if (!first.isCapitalised()) {
      return null;
    }
    int last = Math.min(limit, i + MAX_NAME_TOKENS);
    for (int to = reach(tokens, i, last, taken); to > i; to--) {
      if (!mayEndName(tokens.get(to - 1))) {
        continue;
      }
      String name = tokens.span(i, to).text();
      List<Gazetteer.Entry> entries = known.computeIfAbsent(name, gazetteer::find);
      if (!entries.isEmpty() && wellWritten(name)) {
        return new Candidate(i, to, entries);
      }
    }
    return null;
  }

  private static int reach(Tokens tokens, int i, int last, boolean[] taken) {
    int to = i;
    while (to < last && !taken[to] && (tokens.get(to).isWord() || tokens.get(to).isNumber())) {
      to++;
      if (to < last && tokens.get(to).is(".") && tokens.get(to - 1).text().length() <= 3) {
        to++; // "St. Petersburg"
      }
    }
    return to;
  }

  private static boolean mayEndName(Token token) {
    return token.isCapitalised() || token.is("region") || token.isNumber();
  }

  /** Short names are codes: they must be written in capitals ("US", not "us"). */
  private static boolean wellWritten(String name) {
    String letters = name.replace(".", "");
    return letters.length() > 3
        || letters.equals(letters.toUpperCase(java.util.Locale.ROOT))
        || !letters.chars().allMatch(c -> c < 128 && Character.isLetter(c));
  }

  private boolean isPlace(Tokens tokens, Tokens.Sentence sentence, Candidate c) {
    if (isPartOfName(tokens, sentence, c)) {
      return false;
    }
    boolean shown = isShown(tokens, sentence, c);
    boolean single = c.to() - c.from() == 1;
    String lower = tokens.get(c.from()).lower();
    if (single && everyday.contains(lower)) {
      return shown
          && c.from() > sentence.from()
          && LOCATIVE.contains(tokens.at(c.from() - 1).lower());
    }
    if (single && firstNames.contains(lower) && !isStrong(c, 1_000_000)) {
      return shown;
    }
    return shown || isStrong(c, STRONG_POPULATION);
  }

  private static boolean isStrong(Candidate c, long population) {
    return c.entries().stream()
        .anyMatch(e ->
            (e.kind() != PlaceKind.TOWN && (e.kind() != PlaceKind.ADMIN1 || !e.alias()))
                || e.capital()
                || (e.population() >= population
                    && (!e.alias() || e.population() > 5 * population)));
  }

  private boolean isShown(Tokens tokens, Tokens.Sentence sentence, Candidate c) {
    Token before = c.from() > sentence.from() ? tokens.get(c.from() - 1) : tokens.at(-1);
    Token after = c.to() < sentence.to() ? tokens.get(c.to()) : tokens.at(-1);
    if (LOCATIVE.contains(before.lower()) && !after.isCapitalised()) {
      return true;
    }
    if (PLACE_WORDS.contains(after.lower())) {
      return true;
    }
    boolean dateline =
        c.from() - sentence.from() < 2
            && (after.is("(") || after.is("—") || after.is("–"))
            && tokens.get(c.from()).text().length() > 3;
    return dateline || (after.is(",") && largerPlaceFollows(tokens, sentence, c.to() + 1));
  }

  private boolean largerPlaceFollows(Tokens tokens, Tokens.Sentence sentence, int at) {
    if (at >= sentence.to() || !tokens.get(at).isCapitalised()) {
      return false;
    }
    for (int to = Math.min(sentence.to(), at + 3); to > at; to--) {
      String name = tokens.span(at, to).text();
      if (gazetteer.find(name).stream()
          .anyMatch(e -> e.kind() != PlaceKind.TOWN && wellWritten(name))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the words around make it the name of a person, a paper or a house. */
  private boolean isPartOfName(Tokens tokens, Tokens.Sentence sentence, Candidate c) {
    String first = tokens.get(c.from()).lower();
    if (Months.of(first).isPresent() || Months.day(first).isPresent()) {
      return true;
    }
    Token before = c.from() > sentence.from() ? tokens.get(c.from() - 1) : tokens.at(-1);
    Token after = c.to() < sentence.to() ? tokens.get(c.to()) : tokens.at(-1);
    if (before.is(".") && titles.contains(tokens.at(c.from() - 2).lower())) { // "Mr. London"
      return true;
    }
    boolean big = c.entries().stream().anyMatch(e -> e.kind() == PlaceKind.COUNTRY);
    if (titles.contains(before.lower()) && before.isCapitalised() && !big) {
      return true;
    }
    if (firstNames.contains(before.lower()) && before.isCapitalised() && !big) {
      return true;
    }
    if (after.isCapitalised() && nameTails.contains(after.lower())) {
      return true;
    }
    boolean single = c.to() - c.from() == 1;
    if (single && after.isCapitalised() && firstNames.contains(tokens.get(c.from()).lower())) {
      return true;
    }
    boolean joined = before.isCapitalised() && before.end() + 1 == tokens.get(c.from()).start();
    return joined
        && single
        && !big
        && !isStrong(c, 500_000)
        && c.from() - 1 > sentence.from()
        && !LOCATIVE.contains(before.lower())
        && gazetteer.countryOfDemonym(before.text()).isEmpty();
  }
}
