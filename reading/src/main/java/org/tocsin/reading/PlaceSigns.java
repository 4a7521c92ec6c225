// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Weighs what speaks for a name's being that of a place: what the gazetteer knows by it, and the
 * words around it. A weight of 1.5 is enough; see {@link PlaceFinder}.
 */
final class PlaceSigns {
  private static final int MAX_COUNTY_LIST = 14;
  private static final int MAX_ACRONYM = 5;
  private final Gazetteer gazetteer;
  private final PersonFinder persons;
  private final Map<String, Set<String>> signs = new HashMap<>();
  private final Set<String> notPlaces = new HashSet<>();
  private final Set<String> everyday = Lexicon.words("everyday-words.txt");
  private final Set<String> nameTails = Lexicon.words("name-tails.txt");

  PlaceSigns(Gazetteer gazetteer, PersonFinder persons, String language) {
    this.gazetteer = gazetteer;
    this.persons = persons;
    addSigns("place-signs.tsv");
    if (!language.equals(LanguageTools.DEFAULT)) {
      addSigns("place-signs." + language + ".tsv");
    }
    for (List<String> row : Lexicon.table("not-places.txt", 1)) {
      notPlaces.add(Gazetteer.key(row.getFirst()));
    }
  }

  private void addSigns(String table) {
    for (List<String> row : Lexicon.table(table, 2)) {
      signs.computeIfAbsent(row.get(0), where -> new HashSet<>()).addAll(Lexicon.list(row.get(1)));
    }
  }

  /** Whether a word is one of those that stand somewhere, by the table's first column. */
  private boolean is(String where, PlaceWords.Word word) {
    return signs.getOrDefault(where, Set.of()).contains(word.lower());
  }

  /** Whether "English" is what somebody speaks: "in English.", "the English language". */
  boolean isLanguage(PlaceWords words, int from, int to) {
    PlaceWords.Word before = words.beside(from - 1, from);
    PlaceWords.Word after = words.beside(to, from);
    boolean alone = !after.word() || is("preposition", after);
    return is("language after", after)
        || is("speaks", before)
        || (alone && (before.is("in") || before.is("into")));
  }

  /** Whether what follows makes "Spanish" part of an illness's name: "Spanish flu". */
  boolean isIllness(PlaceWords words, int to) {
    return words.joined(to - 1) && is("illness", words.at(to));
  }

  /** Names that the text gives to illnesses, in lower case: "Marburg virus", "Lassa fever". */
  Set<String> diseases(PlaceWords words) {
    Set<String> diseases = new HashSet<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.at(i).capital()
          && words.joined(i)
          && (is("disease", words.at(i + 1)) || isIllness(words, i + 1))) {
        diseases.add(words.at(i).lower());
      }
    }
    return diseases;
  }

  double weigh(
      PlaceWords words,
      PlaceFinder.Candidate c,
      PersonFinder.Persons people,
      Set<String> diseases) {
    String first = words.at(c.from()).lower();
    boolean single = c.to() - c.from() == 1;
    if (single && isTime(first)) {
      return -9;
    }
    double known = known(c.entries(), single);
    double weight = known + around(words, c);
    if (words.beside(c.from() - 1, c.from()).is("of") && people.isAt(c.from() - 2)) {
      weight += 1; // "Betty Kneasel of Myerstown"
    }
    if (!single) {
      weight += 0.6;
    }
    if (!isCountry(c) && isDisease(words, c, diseases)) {
      return -9;
    }
    if (single && isAcronym(words, c)) {
      weight -= 2.5;
    }
    if (single && first.length() == 3 && !words.at(c.from()).isUpper()) {
      weight -= 0.8;
    }
    boolean large = known >= 2.4;
    for (int i = c.from(); i < c.to(); i++) {
      if (people.isAt(i)) {
        boolean town = large && single && !people.isAt(Math.max(0, i - 1));
        weight -= isCalledTown(words, c.from()) ? 0 : town ? 1.5 : 5;
        break;
      }
    }
    if (single && people.surnames().contains(first)) {
      weight -= surname(words, c, large);
    }
    if (notPlaces.contains(c.key())) {
      weight -= 2.5;
    } else if (single && !isCountry(c) && everyday.contains(first)) {
      weight -= known >= 1.6 && is("before", words.beside(c.from() - 1, c.from())) ? 1.5 : 2.5;
    }
    if (single && persons.isGivenName(first) && !large) {
      weight -= 0.9;
    }
    return weight;
  }

  /** What speaks against the name of somebody who is named in full elsewhere. */
  private double surname(PlaceWords words, PlaceFinder.Candidate c, boolean large) {
    PlaceWords.Word before = words.beside(c.from() - 1, c.from());
    if (!large) {
      return is("before", before) ? 0.8 : 2;
    }
    boolean leads = is("before", before) || is("of", before) || opensReport(words, c);
    return leads || isCountry(c) ? 0 : 4;
  }

  /** "The town of Dera Ismail Khan": no person, whatever the name. */
  private static boolean isCalledTown(PlaceWords words, int from) {
    return words.beside(from - 1, from).is("of")
        && RoleWords.is("small settlements", words.beside(from - 2, from).lower());
  }

  /** "Marburg virus", and "Marburg" alone where the text speaks of one and nothing leads there. */
  private boolean isDisease(PlaceWords words, PlaceFinder.Candidate c, Set<String> diseases) {
    PlaceWords.Word before = words.beside(c.from() - 1, c.from());
    boolean named =
        words.joined(c.to() - 1) && (is("disease", words.at(c.to())) || isIllness(words, c.to()));
    boolean leads =
        is("before", before)
            || (is("of", before) && is("before of", words.beside(c.from() - 2, c.from())));
    return named
        || (c.to() - c.from() == 1 && !leads && diseases.contains(words.at(c.from()).lower()));
  }

  /** "SARS" in a sentence that is not in capitals throughout. */
  private static boolean isAcronym(PlaceWords words, PlaceFinder.Candidate c) {
    PlaceWords.Word word = words.at(c.from());
    return word.isUpper()
        && word.text().length() <= MAX_ACRONYM
        && !isCountry(c)
        && c.entries().stream().noneMatch(e -> e.index() < 0)
        && !opensReport(words, c)
        && !isShouted(words, c.from() - 1)
        && !isShouted(words, c.from() + 1);
  }

  private static boolean isShouted(PlaceWords words, int i) {
    return words.at(i).isUpper() && words.at(i).word();
  }

  private static boolean isTime(String word) {
    return Months.of(word).isPresent() || Months.day(word).isPresent();
  }

  private static boolean isCountry(PlaceFinder.Candidate c) {
    return c.entries().stream().anyMatch(e -> e.kind() == PlaceKind.COUNTRY);
  }

  /** What is known by the name itself. */
  private static double known(List<Gazetteer.Entry> entries, boolean single) {
    return entries.stream().mapToDouble(e -> known(e, single)).max().orElse(0);
  }

  private static double known(Gazetteer.Entry e, boolean single) {
    double weight =
        switch (e.kind()) {
          case COUNTRY -> 3;
          case ADMIN1 -> e.population() > 300_000 ? 2.5 : e.population() > 50_000 ? 1.7 : 1;
          case ADMIN2 ->
              single ? Math.clamp(0.55 * Math.log10(e.population() + 10.0) - 1.7, 0.2, 1.5) : 2.4;
          case TOWN ->
              e.capital() ? 2.6 : Math.min(2.6, 0.55 * Math.log10(e.population() + 10.0) - 1.2);
          case REGION -> e.index() < 0 ? 2.6 : single ? e.population() > 40_000 ? 1.6 : 0.8 : 1.6;
          case VENUE -> single && e.index() >= 0 ? 0.5 : 1.8;
        };
    return e.alias() && e.kind() != PlaceKind.COUNTRY
        ? Math.min(weight - 0.7, e.seat() && e.population() > 100_000 ? 1.8 : 1.4)
        : weight;
  }

  private double around(PlaceWords words, PlaceFinder.Candidate c) {
    PlaceWords.Word before = words.beside(c.from() - 1, c.from());
    PlaceWords.Word after = words.beside(c.to(), c.from());
    boolean single = c.to() - c.from() == 1;
    double weight = 0;
    boolean longer =
        after.capital() && words.joined(c.to() - 1) && !after.glued() && !isTime(after.lower());
    if (is("before", before)) {
      weight += longer ? 0.6 : 1.3;
    }
    if (is("of", before)) {
      weight += is("before of", words.beside(c.from() - 2, c.from())) ? 1.4 : 0.4;
    }
    if (before.is(",") || before.is("and") || after.is(",") || after.is("and")) {
      weight += 0.2;
    }
    if (is("home of", after)) {
      weight += 1.8;
    } else if (is("after", after) || (after.glued() && after.is("based"))) {
      weight += 1.1;
    }
    if (after.is("'s") && single) {
      weight += 0.1;
    }
    if (words.at(c.from()).glued() && (before.text().equals("R") || before.text().equals("D"))) {
      weight += 2; // "Westrom, R-Elbow Lake"
    }
    if (before.is(",") && words.beside(c.from() - 2, c.from()).capital()) {
      weight += 0.3;
    }
    if (opensReport(words, c)) {
      weight += 2;
    }
    if (isAmongCounties(words, c.to())) {
      weight += 2;
    }
    if (after.is(",") && largerPlaceFollows(words, c.to() + 1)) {
      weight += 2.5;
    }
    if (is("says", after) && single) {
      weight -= 1;
    }
    if (after.is("&") || before.is("&")) {
      weight -= 1.5; // the name of a firm
    }
    if (longer) {
      weight += tail(after, single, known(c.entries(), single));
    }
    if (before.capital() && words.joined(c.from() - 1) && !before.first()) {
      weight -= head(before, single);
    }
    return weight;
  }

  /**
   * What a capitalised word that follows says: "Boston Police", "London Bridge", "Lansing Drive".
   */
  private double tail(PlaceWords.Word after, boolean single, double known) {
    if (nameTails.contains(after.lower())) {
      return -3.5;
    }
    if (persons.isOrganisation(after.lower()) || is("after", after)) {
      return 0;
    }
    return single && known < 1.8 ? -0.9 : -0.3;
  }

  /** What a capitalised word before says: "United Russia", "Antelope Valley". */
  private double head(PlaceWords.Word before, boolean single) {
    if (is("before", before)
        || gazetteer.ofDemonym(before.text()).isPresent()
        || before.text().length() == 1) {
      return 0;
    }
    return single ? 1.3 : 0.6;
  }

  /** "MOSCOW (Agency) -" */
  private static boolean opensReport(PlaceWords words, PlaceFinder.Candidate c) {
    PlaceWords.Word first = words.at(c.from());
    PlaceWords.Word after = words.beside(c.to(), c.from());
    boolean opens =
        first.first()
            && (after.is("(") || after.is("—") || after.is("–") || after.is("-") || after.is(":"))
            && first.text().length() > 3;
    return opens && (first.isUpper() || !after.is(":"));
  }

  /** Whether a list that goes on at {@code i} ends in "counties". */
  static boolean isAmongCounties(PlaceWords words, int i) {
    for (int k = i; k < i + MAX_COUNTY_LIST; k++) {
      PlaceWords.Word word = words.beside(k, i - 1);
      if (word.is("counties") || word.is("parishes")) {
        return true;
      }
      if (!word.capital() && !word.is(",") && !word.is("and") && !word.is("or")) {
        return false;
      }
    }
    return false;
  }

  private boolean largerPlaceFollows(PlaceWords words, int at) {
    if (!words.beside(at, at - 1).capital()) {
      return false;
    }
    for (int to = at + 3; to > at; to--) {
      if (words.at(to - 1).sentence() != words.at(at).sentence()
          || words.at(to - 1).text().isEmpty()) {
        continue;
      }
      String name = words.span(at, to).text();
      String letters = name.replace(".", "");
      if ((letters.length() > 3 || letters.equals(letters.toUpperCase(java.util.Locale.ROOT)))
          && words.places(at, to).stream().anyMatch(PlaceSigns::holdsTowns)) {
        return true;
      }
    }
    String word = words.at(at).text();
    return (word.length() <= 5 && words.beside(at + 1, at).is(".")) || abbreviated(words, at);
  }

  private static boolean holdsTowns(Gazetteer.Entry e) {
    return e.kind() == PlaceKind.COUNTRY
        || e.kind() == PlaceKind.ADMIN1
        || (e.kind() == PlaceKind.ADMIN2 && !e.alias() && e.population() > 200_000);
  }

  private static boolean abbreviated(PlaceWords words, int at) {
    String word = words.at(at).text();
    return word.length() <= 4 && word.indexOf('.') > 0;
  }
}
