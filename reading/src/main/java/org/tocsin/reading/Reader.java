// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads documents by rules and word lists. Thread-safe; costs memory and a moment to open, so one
 * is enough for a program.
 */
public final class Reader {
  /** What is read for findings; the rest of a longer text is kept in the reading, not read. */
  static final int MAX_READ_UNITS = 1_000_000;

  private static final int MAX_DATELINE_UNITS = 400;
  private static final int MAX_QUOTES = 200;

  private static final class Standard {
    static final Reader READER = open();
  }

  private final Gazetteer gazetteer;
  private final Map<String, LanguageTools> languages;
  private final PlaceResolver placeResolver = new PlaceResolver();
  private final GroupFinder groupFinder;
  private final OfficeFinder officeFinder;
  private final FindingFinder findingFinder;
  private final KindFinder kindFinder;
  private final LearnedAttributions learnedAttributions;
  private final IncidentAssembly incidentAssembly = new IncidentAssembly();

  /** Opens the lists of words beside the gazetteer: a short command waits for both. */
  private Reader() {
    languages = new ConcurrentHashMap<>();
    CompletableFuture<TimeLanguage> times =
        CompletableFuture.supplyAsync(() -> TimeLanguage.of(LanguageTools.DEFAULT));
    CompletableFuture<FindingFinder> findings = CompletableFuture.supplyAsync(FindingFinder::new);
    CompletableFuture<KindFinder> kinds = CompletableFuture.supplyAsync(KindFinder::new);
    CompletableFuture<OfficeFinder> offices = CompletableFuture.supplyAsync(OfficeFinder::new);
    groupFinder = new GroupFinder();
    learnedAttributions = LearnedAttributions.open();
    gazetteer = Gazetteer.open();
    findingFinder = findings.join();
    kindFinder = kinds.join();
    officeFinder = offices.join();
    languages.put(
        LanguageTools.DEFAULT, LanguageTools.of(LanguageTools.DEFAULT, times.join(), gazetteer));
  }

  /** Shares everything with another but the names of groups. */
  private Reader(Reader other, List<KnownGroup> groups) {
    groupFinder = new GroupFinder(other.groupFinder, groups);
    languages = other.languages;
    gazetteer = other.gazetteer;
    officeFinder = other.officeFinder;
    findingFinder = other.findingFinder;
    kindFinder = other.kindFinder;
    learnedAttributions = other.learnedAttributions;
  }

  /**
   * A reader that knows these groups as well. Their names replace what the bundled lists say of a
   * group of the same id, and a name that two groups bear goes to the one given here. Opens at once
   * and shares the memory of this one; this one stays as it is.
   */
  public Reader withGroups(List<KnownGroup> groups) {
    return groups.isEmpty() ? this : new Reader(this, groups);
  }

  /** The shared reader with the bundled gazetteer and word lists, opened on first use. */
  public static Reader standard() {
    return Standard.READER;
  }

  /** Opens a reader with the bundled gazetteer and word lists. */
  public static Reader open() {
    return new Reader();
  }

  /**
   * Reads one document in time linear in its length. Of a text longer than a million UTF-16 units
   * only the first million is searched.
   *
   * @throws UnreadableDocumentException if XML is not well-formed or has a document type
   *     declaration, if HTML is nested absurdly deep, or if a document is longer than 20 million
   *     units (HTML: 5 million)
   */
  public Reading read(Document document) {
    Prose prose = Prose.of(document);
    String text = prose.text();
    Tokens tokens = tokens(text, prose.readable());
    LanguageTools tools = tools(text);
    List<GroupFinder.Found> groups = groupFinder.find(tokens, tools.language());
    PlaceWords words = new PlaceWords(tokens, gazetteer, tools.placeNames());
    Optional<Guess<String>> home = document.homeCountry().map(Guess::given).or(prose::country);
    boolean[] taken = taken(tokens, groups);
    List<PlaceMention> resolved =
        placeResolver.resolve(
            words, tools.placeFinder().find(words, taken), home.map(Guess::value));
    List<PlaceMention> named = new UnknownPlaces(words, taken, resolved).all();
    List<PlaceMention> places = named.stream().filter(place -> !place.demonym()).toList();
    Optional<Guess<ZonedDateTime>> dated =
        document
            .date()
            .map(Guess::given)
            .or(prose::published)
            .or(() -> datedAtTop(tokens, places, tools.timeLanguage()));
    Optional<ZonedDateTime> published = dated.map(Guess::value);
    TimeFinder.Times times =
        new TimeFinder(
                tokens,
                tools.timeLanguage(),
                published,
                quotedDates(tokens, prose, published, tools.timeLanguage()),
                zone(places),
                zonesByCity(places))
            .find();
    List<Figure> figures = tools.figureFinder().find(tokens);
    List<GroupMention> mentions = groups.stream().map(GroupFinder.Found::mention).toList();
    Guess<Genre> genre = prose.genre().orElseGet(() -> GenreGuess.of(prose.title(), tokens));
    List<Attribution> attributions = AttributionFinder.find(tokens);
    boolean english = tools.language().equals(LanguageTools.DEFAULT);
    List<Finding> findings =
        kindFinder.code(
            tokens,
            findingFinder
                .find(
                    new Scene(
                        tokens, published, places, times.placed(), figures, mentions, attributions))
                .stream()
                .filter(finding -> isOfToday(finding, genre.value()))
                .toList());
    return new Reading(
        prose.title(),
        published,
        text,
        prose.extracted(),
        document.demonyms() ? named : places,
        times.placed(),
        times.loose(),
        figures,
        mentions,
        officeFinder.find(tokens, named),
        english ? learnedAttributions.find(tokens, attributions) : attributions,
        findings,
        incidentAssembly.assemble(findings),
        new Origin(
            dated,
            home.or(() -> Dateline.country(text, places)),
            prose.language().or(() -> LanguageGuess.of(text)),
            genre));
  }

  /**
   * Where an event happened, by the words around its verb: a name of the verb's sentence, which
   * need not be in the gazetteer; empty when the sentence most likely does not tell.
   *
   * @param reading what was read from the text
   * @param verb index of the verb's first UTF-16 unit in {@link Reading#text()}
   */
  public Optional<Span> placeOfEvent(Reading reading, int verb) {
    return EventPlaces.find(tokens(reading.text(), reading.text()), verb, reading);
  }

  private static Tokens tokens(String text, String readable) {
    int length = Math.min(text.length(), MAX_READ_UNITS);
    return Tokens.of(text.substring(0, length), readable.substring(0, length));
  }

  /** Those of the text's language, where there are any; English ones otherwise. */
  private LanguageTools tools(String text) {
    String language =
        LanguageGuess.of(text)
            .map(Guess::value)
            .filter(LanguageTools.LANGUAGES::contains)
            .orElse(LanguageTools.DEFAULT);
    return languages.computeIfAbsent(
        language, l -> LanguageTools.of(l, TimeLanguage.of(l), gazetteer));
  }

  /**
   * What an editorial itself fears or asks is its opinion; what it tells, or others fear, is news.
   */
  private static boolean isOfToday(Finding finding, Genre genre) {
    boolean opinion = finding.voice() == Voice.FEARED || finding.voice() == Voice.ASKED;
    return genre != Genre.EDITORIAL || !opinion || finding.assertedBy().isPresent();
  }

  /**
   * From where in the text on words count from another date than the document's: in what is quoted
   * or passed on.
   */
  private static NavigableMap<Integer, Optional<ZonedDateTime>> quotedDates(
      Tokens tokens, Prose prose, Optional<ZonedDateTime> published, TimeLanguage timeLanguage) {
    NavigableMap<Integer, Optional<ZonedDateTime>> dates = new TreeMap<>();
    int length = tokens.text().length();
    int quotes = 0;
    for (Passage passage : prose.passages()) {
      if (passage.kind() == Passage.Kind.SKIPPED
          || passage.start() >= length
          || ++quotes > MAX_QUOTES) {
        continue;
      }
      Optional<ZonedDateTime> date =
          passage.date().or(() -> headDate(tokens.text(), passage, published, timeLanguage));
      if (date.isPresent()) {
        Map.Entry<Integer, Optional<ZonedDateTime>> around = dates.floorEntry(passage.start());
        Optional<ZonedDateTime> before = around == null ? published : around.getValue();
        dates.put(passage.start(), date);
        dates.putIfAbsent(passage.end(), before);
      }
    }
    return dates;
  }

  /** The day that the line above a quotation names. */
  private static Optional<ZonedDateTime> headDate(
      String text, Passage quoted, Optional<ZonedDateTime> published, TimeLanguage timeLanguage) {
    int end = text.indexOf('\n', quoted.start());
    int to = end < 0 ? Math.min(text.length(), quoted.end()) : end;
    Tokens head =
        Tokens.of(
            text.substring(quoted.start(), Math.min(to, quoted.start() + MAX_DATELINE_UNITS)));
    return new TimeFinder(head, timeLanguage, published, Optional.empty(), Map.of())
        .find().placed().stream()
            .filter(t -> t.granularity().compareTo(TimeMention.Granularity.DAY) <= 0)
            .map(TimeMention::from)
            .findFirst();
  }

  /** The first full date near the top of a text that came without one. */
  private static Optional<Guess<ZonedDateTime>> datedAtTop(
      Tokens tokens, List<PlaceMention> places, TimeLanguage timeLanguage) {
    String text = tokens.text();
    Tokens top = Tokens.of(text.substring(0, Math.min(text.length(), MAX_DATELINE_UNITS)));
    return new TimeFinder(top, timeLanguage, Optional.empty(), zone(places), Map.of())
        .find().placed().stream()
            .filter(t -> t.granularity().compareTo(TimeMention.Granularity.DAY) <= 0)
            .map(t -> new Guess<>(t.from(), "the first full date in the text: " + t.text()))
            .findFirst();
  }

  /** The zone of the place the text names most. */
  private static Optional<ZoneId> zone(List<PlaceMention> places) {
    Map<String, Integer> counts = new HashMap<>();
    Optional<String> best = Optional.empty();
    for (PlaceMention place : places) {
      if (place.zone().isPresent()) {
        String zone = place.zone().get();
        int count = counts.merge(zone, 1, Integer::sum);
        if (best.isEmpty() || count > counts.getOrDefault(best.get(), 0)) {
          best = Optional.of(zone);
        }
      }
    }
    return best.map(ZoneId::of);
  }

  private static Map<String, ZoneId> zonesByCity(List<PlaceMention> places) {
    Map<String, ZoneId> zones = new HashMap<>();
    for (PlaceMention place : places) {
      place
          .zone()
          .ifPresent(z ->
              zones.putIfAbsent(place.text().toLowerCase(java.util.Locale.ROOT), ZoneId.of(z)));
    }
    return zones;
  }

  private static boolean[] taken(Tokens tokens, List<GroupFinder.Found> groups) {
    boolean[] taken = new boolean[tokens.all().size() + 1];
    groups.forEach(g -> java.util.Arrays.fill(taken, g.from(), g.to(), true));
    return taken;
  }
}
