// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the names of places in a text: the longest run of capitalised words that the gazetteer
 * knows, short forms of divisions, names of counties, and demonyms. What is around a name speaks
 * for a place or against it ({@link PlaceSigns}); a name once shown to be a place is one everywhere
 * in the text, and a doubtful one is a place when a place of that name lies near those that are
 * sure.
 */
final class PlaceFinder {
  private static final int MAX_NAME_WORDS = 6;

  /** So much must speak for a name, and so much when a place of that name lies near others. */
  private static final double SURE = 1.5;

  private static final double DOUBTFUL = 0.1;
  private static final double NEAR_KM = 80;
  private static final int MAX_ANCHORS = 40;

  /** So much must speak for a name in a list beside a place of the same country. */
  private static final double LISTED = -0.2;

  private static final int MAX_COMPATRIOTS = 3;

  /** Words that make a name that of a division when they follow it with a capital. */
  private static final Set<String> DIVISIONS =
      Set.of("county", "parish", "province", "governorate", "oblast", "prefecture", "krai");

  private final Gazetteer gazetteer;
  private final Abbreviations abbreviations;
  private final PersonFinder persons;
  private final PlaceSigns signs;

  /** How a name was found. */
  enum Sort {
    NAME,
    SHORT_FORM,
    DEMONYM
  }

  /**
   * A name at words {@code from} to {@code to} (exclusive) and the places it may stand for.
   *
   * @param key the name as the gazetteer spells it
   * @param told whether the short form of a division follows: "Hume, Ill."
   */
  record Candidate(
      int from,
      int to,
      Span span,
      String key,
      List<Gazetteer.Entry> entries,
      Sort sort,
      boolean told) {}

  private record Doubt(Candidate candidate, double weight) {}

  /** Finds names in texts of a language, with that language's words around them besides English. */
  PlaceFinder(Gazetteer gazetteer, String language) {
    this.gazetteer = gazetteer;
    this.abbreviations = new Abbreviations(gazetteer);
    this.persons = new PersonFinder(gazetteer);
    this.signs = new PlaceSigns(gazetteer, persons, language);
  }

  /** Names of places, in order; {@code taken} marks tokens that belong to other names. */
  List<Candidate> find(PlaceWords words, boolean[] taken) {
    PersonFinder.Persons people = persons.find(words);
    List<Candidate> found = new ArrayList<>();
    List<Doubt> doubts = new ArrayList<>();
    Set<String> accepted = new HashSet<>();
    Set<String> diseases = signs.diseases(words);
    int i = 0;
    while (i < words.size()) {
      Optional<Candidate> here =
          words.at(i).capital() && !taken[words.at(i).token()]
              ? at(words, i, taken, people)
              : Optional.empty();
      if (here.isEmpty()) {
        i++;
        continue;
      }
      Candidate candidate = here.get();
      double weight =
          candidate.sort() == Sort.NAME
              ? signs.weigh(words, candidate, people, diseases)
              : 2 * SURE;
      if (weight >= SURE) {
        found.add(candidate);
        accepted.add(candidate.key());
        i = candidate.to();
      } else {
        doubts.add(new Doubt(candidate, weight));
        i = people.isAt(i) ? i + 1 : candidate.to();
      }
    }
    settle(doubts, found, accepted);
    settleLists(words, doubts, found);
    found.sort(Comparator.comparingInt(Candidate::from));
    return found;
  }

  private static void settle(List<Doubt> doubts, List<Candidate> found, Set<String> accepted) {
    List<Gazetteer.Entry> anchors =
        found.stream()
            .filter(c -> c.sort() == Sort.NAME && c.entries().size() < 12)
            .map(c -> c.entries().getFirst())
            .filter(e -> e.kind() == PlaceKind.TOWN || e.kind() == PlaceKind.ADMIN2)
            .distinct()
            .limit(MAX_ANCHORS)
            .toList();
    Map<String, Boolean> near = new HashMap<>(); // each name once, however often it stands there
    for (Doubt doubt : doubts) {
      if ((doubt.weight > -1 && accepted.contains(doubt.candidate.key()))
          || (doubt.weight > DOUBTFUL && near(doubt.candidate, anchors, near))) {
        found.add(doubt.candidate);
      }
    }
  }

  /** "Mosul, Hit and Ramadi": what stands in a list beside a place of its country is one too. */
  private static void settleLists(PlaceWords words, List<Doubt> doubts, List<Candidate> found) {
    Map<Integer, Candidate> ends = new HashMap<>();
    Map<Integer, Candidate> starts = new HashMap<>();
    found.forEach(c -> put(c, starts, ends));
    for (Doubt doubt : doubts) {
      Candidate c = doubt.candidate;
      boolean longer =
          (words.joined(c.to() - 1) && words.at(c.to()).capital())
              || (words.joined(c.from() - 1) && words.at(c.from() - 1).capital());
      if (doubt.weight < LISTED || longer || starts.containsKey(c.from())) {
        continue;
      }
      Candidate before = isListed(words, c.from() - 1) ? ends.get(c.from() - 1) : null;
      Candidate after = isListed(words, c.to()) ? starts.get(c.to() + 1) : null;
      if ((before != null && compatriots(c, before)) || (after != null && compatriots(c, after))) {
        found.add(c);
        put(c, starts, ends);
      }
    }
  }

  private static void put(
      Candidate c, Map<Integer, Candidate> starts, Map<Integer, Candidate> ends) {
    starts.put(c.from(), c);
    ends.put(c.to(), c);
  }

  private static boolean isListed(PlaceWords words, int i) {
    return words.at(i).is(",") || words.at(i).is("and");
  }

  private static boolean compatriots(Candidate a, Candidate b) {
    return a.entries().stream()
        .limit(MAX_COMPATRIOTS)
        .anyMatch(e ->
            !e.country().isEmpty()
                && b.entries().stream()
                    .limit(MAX_COMPATRIOTS)
                    .anyMatch(
                        o -> o.country().equals(e.country()) && o.kind() != PlaceKind.COUNTRY));
  }

  private static boolean near(
      Candidate candidate, List<Gazetteer.Entry> anchors, Map<String, Boolean> known) {
    return known.computeIfAbsent(candidate.key(), _ -> isNear(candidate, anchors));
  }

  private static boolean isNear(Candidate candidate, List<Gazetteer.Entry> anchors) {
    return candidate.entries().stream()
        .anyMatch(e -> anchors.stream().anyMatch(a -> a.kilometresTo(e) < NEAR_KM));
  }

  private Optional<Candidate> at(
      PlaceWords words, int i, boolean[] taken, PersonFinder.Persons people) {
    Optional<Abbreviations.Form> form = abbreviations.at(words, i);
    boolean degree = words.beside(i - 1, i).is(",") && people.isAt(i - 2);
    if (form.isPresent() && !degree) { // "Ann Lee, MD"
      return Optional.of(
          candidate(
              words, i, i + form.get().words(), List.of(form.get().division()), Sort.SHORT_FORM));
    }
    Optional<Candidate> name = name(words, i, taken);
    for (int to = i + 2; to > i; to--) {
      if (name.isPresent() && name.get().to() >= to && !isWeakDemonymRival(name.get())) {
        break;
      }
      Optional<Gazetteer.Entry> place =
          to == i + 2 && !words.joined(i)
              ? Optional.empty()
              : gazetteer.ofDemonym(words.span(i, to).text());
      if (place.isPresent()) {
        return signs.isLanguage(words, i, to) || signs.isIllness(words, to)
            ? Optional.empty()
            : Optional.of(candidate(words, i, to, List.of(place.get()), Sort.DEMONYM));
      }
    }
    return name.isPresent() ? name : unknown(words, i, taken);
  }

  /** "Camp Murray, Wash." though no gazetteer knows it. */
  private Optional<Candidate> unknown(PlaceWords words, int i, boolean[] taken) {
    int to = i + 1;
    while (to < i + 3 && words.joined(to - 1) && words.at(to).capital()) {
      to++;
    }
    if (!words.beside(to, i).is(",")
        || taken[words.at(to - 1).token()]
        || words.at(i).text().length() < 3
        || (words.joined(i - 1) && words.at(i - 1).capital())) {
      return Optional.empty();
    }
    int end = to;
    return abbreviations
        .at(words, to + 1)
        .map(form -> form.division().within(words.span(i, end).text()))
        .map(place -> candidate(words, i, end, List.of(place), Sort.NAME));
  }

  /** A word that is a demonym is rather one than a town or a river: "Polish", "Russian". */
  private static boolean isWeakDemonymRival(Candidate name) {
    return name.entries().stream().noneMatch(e -> e.kind() == PlaceKind.COUNTRY)
        && name.to() - name.from() == 1;
  }

  private Candidate candidate(
      PlaceWords words, int from, int to, List<Gazetteer.Entry> entries, Sort sort) {
    Span span = words.span(from, to);
    boolean told =
        sort == Sort.NAME
            && words.beside(to, from).is(",")
            && abbreviations.at(words, to + 1).isPresent();
    return new Candidate(from, to, span, Gazetteer.key(span.text()), entries, sort, told);
  }

  private Optional<Candidate> name(PlaceWords words, int i, boolean[] taken) {
    for (int to = reach(words, i, taken); to > i; to--) {
      PlaceWords.Word last = words.at(to - 1);
      if (!last.capital() && !last.is("region") && !Character.isDigit(last.text().charAt(0))) {
        continue;
      }
      List<Gazetteer.Entry> entries = named(words, i, to);
      if (last.is("city") && to > i + 1 && entries.stream().allMatch(e -> e.alias() && !e.seat())) {
        continue; // "Springfield City Council"
      }
      if (!entries.isEmpty()
          && (wellWritten(words.span(i, to).text()) || isShortName(words, i, to, entries))) {
        Optional<Candidate> county = county(words, i, to, entries);
        return county.isPresent()
            ? county
            : Optional.of(candidate(words, i, to, entries, Sort.NAME));
      }
    }
    return Optional.empty();
  }

  /** The places of a name; what is no longer than "EU" is a code, and no small town has one. */
  private static List<Gazetteer.Entry> named(PlaceWords words, int from, int to) {
    if (words.beside(to, from).is("$") && words.at(to - 1).isUpper()) {
      return List.of(); // "US$ 20,000"
    }
    List<Gazetteer.Entry> all = words.places(from, to);
    if (to - from > 1 || words.at(from).text().length() > 3 || !words.at(from).isUpper()) {
      return all;
    }
    return all.stream().filter(e -> e.kind() == PlaceKind.COUNTRY || e.index() < 0).toList();
  }

  private static int reach(PlaceWords words, int i, boolean[] taken) {
    int to = i;
    int last = Math.min(words.size(), i + MAX_NAME_WORDS);
    while (to < last
        && words.at(to).sentence() == words.at(i).sentence()
        && !taken[words.at(to).token()]
        && (words.at(to).word()
            || Character.isDigit(words.at(to).text().charAt(0))
            || (to > i && words.at(to).is("'s") && words.beside(to + 1, i).capital()))) {
      to++;
      if (to < last && words.at(to).is(".") && words.at(to - 1).text().length() <= 3) {
        to++; // "St. Petersburg"
      }
    }
    return to;
  }

  /** "Platte Co.", "Kirkuk Province", "Dakota, Otoe and Washington counties". */
  private Optional<Candidate> county(
      PlaceWords words, int from, int to, List<Gazetteer.Entry> entries) {
    PlaceWords.Word next = words.beside(to, from);
    boolean joined = words.joined(to - 1);
    List<Gazetteer.Entry> seconds = of(PlaceKind.ADMIN2, entries);
    List<Gazetteer.Entry> divisions = new ArrayList<>(of(PlaceKind.ADMIN1, entries));
    divisions.addAll(seconds);
    if (joined && !seconds.isEmpty() && next.is("co") && words.beside(to + 1, from).is(".")) {
      return Optional.of(candidate(words, from, to + 2, seconds, Sort.NAME));
    }
    if (joined && !divisions.isEmpty() && DIVISIONS.contains(next.lower())) {
      return Optional.of(
          candidate(words, from, next.capital() ? to + 1 : to, divisions, Sort.NAME));
    }
    return !seconds.isEmpty() && PlaceSigns.isAmongCounties(words, to)
        ? Optional.of(candidate(words, from, to, seconds, Sort.NAME))
        : Optional.empty();
  }

  private static List<Gazetteer.Entry> of(PlaceKind kind, List<Gazetteer.Entry> entries) {
    return entries.stream().filter(e -> e.kind() == kind).toList();
  }

  /** "Jos", "Gao", "Van": three letters may be a town's name where they are no code or word. */
  private static boolean isShortName(
      PlaceWords words, int from, int to, List<Gazetteer.Entry> entries) {
    PlaceWords.Word word = words.at(from);
    return to - from == 1
        && word.text().length() == 3
        && !word.first()
        && !word.isUpper()
        && !(words.at(to).is(".") && words.beside(to + 1, from).capital())
        && word.text().chars().allMatch(Character::isLetter)
        && entries.stream()
            .anyMatch(e -> !e.alias() && e.population() > 20_000 && e.kind() != PlaceKind.REGION);
  }

  /** Short names are codes: they must be written in capitals ("US", not "us", nor "I'll"). */
  private static boolean wellWritten(String name) {
    String letters = name.replace(".", "");
    boolean apostrophe = letters.indexOf('\'') >= 0 || letters.indexOf('’') >= 0;
    boolean plain = letters.chars().allMatch(c -> c < 128 && Character.isLetter(c));
    return letters.length() > 4
        || (letters.length() > 3 && !apostrophe)
        || letters.equals(letters.toUpperCase(Locale.ROOT))
        || (!plain && !apostrophe);
  }
}
