// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads documents by rules and word lists. Thread-safe; costs memory and a moment to open, so one
 * is enough for a program.
 */
public final class Reader {
  /** What is read for findings; the rest of a longer text is kept in the reading, not read. */
  static final int MAX_READ_UNITS = 1_000_000;

  private static final int MAX_DATELINE_UNITS = 400;

  private static final class Standard {
    static final Reader READER = open();
  }

  private final Gazetteer gazetteer = Gazetteer.open();
  private final Map<String, LanguageTools> languages =
      new java.util.concurrent.ConcurrentHashMap<>();
  private final PlaceResolver placeResolver = new PlaceResolver();
  private final GroupFinder groupFinder = new GroupFinder();
  private final OfficeFinder officeFinder = new OfficeFinder();
  private final FindingFinder findingFinder = new FindingFinder();

  private Reader() {
    languages.put(TextLanguage.DEFAULT, LanguageTools.of(TextLanguage.DEFAULT, gazetteer));
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
    Tokens tokens = tokens(text);
    String language = TextLanguage.of(tokens);
    LanguageTools tools = languages.computeIfAbsent(language, l -> LanguageTools.of(l, gazetteer));
    List<GroupFinder.Found> groups = groupFinder.find(tokens, language);
    PlaceWords words = new PlaceWords(tokens, gazetteer, tools.placeNames());
    List<PlaceMention> named =
        placeResolver.resolve(
            words, tools.placeFinder().find(words, taken(tokens, groups)), document.homeCountry());
    List<PlaceMention> places = named.stream().filter(place -> !place.demonym()).toList();
    Optional<ZonedDateTime> published =
        document
            .date()
            .or(prose::published)
            .or(() -> datedAtTop(tokens, places, tools.timeLanguage()));
    TimeFinder.Times times =
        new TimeFinder(tokens, tools.timeLanguage(), published, zone(places), zonesByCity(places))
            .find();
    List<Figure> figures = tools.figureFinder().find(tokens);
    List<GroupMention> mentions = groups.stream().map(GroupFinder.Found::mention).toList();
    List<Finding> findings =
        findingFinder.find(new Scene(tokens, published, places, times.placed(), figures, mentions));
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
        AttributionFinder.find(tokens),
        findings);
  }

  /**
   * Where an event happened, by the words around its verb: a name of the verb's sentence, which
   * need not be in the gazetteer; empty when the sentence most likely does not tell.
   *
   * @param reading what was read from the text
   * @param verb index of the verb's first UTF-16 unit in {@link Reading#text()}
   */
  public Optional<Span> placeOfEvent(Reading reading, int verb) {
    return EventPlaces.find(tokens(reading.text()), verb, reading.places());
  }

  private static Tokens tokens(String text) {
    return Tokens.of(text.length() > MAX_READ_UNITS ? text.substring(0, MAX_READ_UNITS) : text);
  }

  /** The first full date near the top of a text that came without one. */
  private Optional<ZonedDateTime> datedAtTop(
      Tokens tokens, List<PlaceMention> places, TimeLanguage timeLanguage) {
    String text = tokens.text();
    Tokens top = Tokens.of(text.substring(0, Math.min(text.length(), MAX_DATELINE_UNITS)));
    return new TimeFinder(top, timeLanguage, Optional.empty(), zone(places), Map.of())
        .find().placed().stream()
            .filter(t -> t.granularity().compareTo(TimeMention.Granularity.DAY) <= 0)
            .map(TimeMention::from)
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
