// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a statement plays: the nearest place that a preposition leads to, else a place that
 * owns or is what is spoken of, else the one that "the city", "the country" or "there" means, else
 * what {@link EventPlaces} finds likelier than none. Goes through a text once and remembers the
 * places it passed.
 */
final class WhereFinder {
  private static final Set<String> LEADS =
      Set.of(
          "in",
          "at",
          "near",
          "outside",
          "inside",
          "off",
          "across",
          "around",
          "on",
          "throughout",
          "over",
          "down",
          "along",
          "above",
          "through");

  /** Words that stand for a place named before, and what kinds of place they may stand for. */
  private static final Map<String, Set<PlaceKind>> MEANT =
      Map.ofEntries(
          Map.entry("city", Set.of(PlaceKind.TOWN)),
          Map.entry("town", Set.of(PlaceKind.TOWN)),
          Map.entry("village", Set.of(PlaceKind.TOWN)),
          Map.entry("capital", Set.of(PlaceKind.TOWN)),
          Map.entry("suburb", Set.of(PlaceKind.TOWN)),
          Map.entry("country", Set.of(PlaceKind.COUNTRY)),
          Map.entry("nation", Set.of(PlaceKind.COUNTRY)),
          Map.entry("kingdom", Set.of(PlaceKind.COUNTRY)),
          Map.entry("region", Set.of(PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION)),
          Map.entry("province", Set.of(PlaceKind.ADMIN1, PlaceKind.ADMIN2)),
          Map.entry("state", Set.of(PlaceKind.ADMIN1)),
          Map.entry("district", Set.of(PlaceKind.ADMIN2)),
          Map.entry("island", Set.of(PlaceKind.REGION)),
          Map.entry("archipelago", Set.of(PlaceKind.REGION)),
          Map.entry("valley", Set.of(PlaceKind.REGION)),
          Map.entry("peninsula", Set.of(PlaceKind.REGION)));

  private final Scene scene;

  /** The last place of each kind, of those that were passed. */
  private final Map<PlaceKind, PlaceMention> passed = new EnumMap<>(PlaceKind.class);

  private int remembered;

  WhereFinder(Scene scene) {
    this.scene = scene;
  }

  /** Whether words part an element from the verb that open a clause about something else. */
  @FunctionalInterface
  interface OtherClause {
    boolean parts(Cited element);
  }

  /** Remembers every place that stands before the end of a sentence. */
  void leave(Utterance here) {
    while (remembered < scene.places().size()
        && scene.places().get(remembered).span().start() < here.span().end()) {
      PlaceMention place = scene.places().get(remembered++);
      passed.put(place.kind(), place);
    }
  }

  Optional<PlaceMention> place(
      Utterance here, int verb, RoleFinder.Roles roles, FindingType type, OtherClause other) {
    int from = here.tokens().at(verb).start();
    List<Mention> named = named(here, roles, type);
    List<PlaceMention> all =
        withoutDescriptions(
            here,
            scene.in(scene.places(), here.span()).stream().filter(p -> !other.parts(p)).toList());
    List<PlaceMention> fit =
        all.stream().filter(p -> named.stream().noneMatch(n -> isPartOf(here, p, n))).toList();
    return nearest(fit.stream().filter(p -> led(here, p) || isHit(p, roles, type)).toList(), from)
        .or(() -> nearest(all.stream().filter(p -> isScene(here, p, type)).toList(), from))
        .or(() -> meant(here, verb, other))
        .or(() -> EventPlaces.choose(here.tokens(), here.sentence(), verb, fit));
  }

  /**
   * Leaves out what only tells where another place lies: "the West Bank city of Hebron", "50 km
   * south of Baghdad", and where the wounded were taken.
   */
  private static List<PlaceMention> withoutDescriptions(Utterance here, List<PlaceMention> places) {
    List<PlaceMention> kept = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      PlaceMention place = places.get(i);
      boolean described = i + 1 < places.size() && isKindOf(here, place, places.get(i + 1));
      if (!described
          && !isOfCare(here, place)
          && !(isReckonedFrom(here, place) && places.size() > 1)) {
        kept.add(place);
      }
    }
    return kept;
  }

  /** "The Indonesian province of Aceh": the second is what the first tells the country of. */
  private static boolean isKindOf(Utterance here, PlaceMention outer, PlaceMention inner) {
    int from = here.tokenAfter(outer.span());
    int to = here.tokenAt(inner.span());
    return to - from >= 2
        && to - from <= 4
        && here.word(to - 1).equals("of")
        && RoleWords.is("settlements", here.word(to - 2));
  }

  /** "Rushed to the hospital in Maiduguri", "a Maiduguri hospital" after a word of care. */
  private static boolean isOfCare(Utterance here, PlaceMention place) {
    int at = here.tokenAt(place.span());
    boolean hospital = false;
    for (int i = at + 2; i >= Math.max(here.sentence().from(), at - 9); i--) {
      hospital |= RoleWords.is("places of care", here.word(i));
      if (i < at && RoleWords.is("care", here.word(i))) {
        return hospital;
      }
    }
    return false;
  }

  /** "Some 50 km south of Baghdad", "a town about 30 kilometres from". */
  private static boolean isReckonedFrom(Utterance here, PlaceMention place) {
    int at = here.tokenAt(place.span());
    if (!here.word(at - 1).equals("of") && !here.word(at - 1).equals("from")) {
      return false;
    }
    for (int i = at - 2; i >= Math.max(here.sentence().from(), at - 8); i--) {
      if (RoleWords.is("lengths", here.word(i))) {
        return true;
      }
      if (i == at - 2 && RoleWords.is("directions", here.word(i))) {
        return here.word(i - 1).equals(",") || RoleWords.is("lengths", here.word(i - 1));
      }
    }
    return false;
  }

  /** A town or division first, also before a building in it, which is rather what was hit. */
  private static Optional<PlaceMention> nearest(List<PlaceMention> places, int from) {
    return places.stream()
        .min(
            Comparator.comparingInt((PlaceMention p) ->
                    switch (p.kind()) {
                      case TOWN, ADMIN1, ADMIN2 -> 0;
                      case COUNTRY, REGION, VENUE -> 1;
                    })
                .thenComparingInt(p -> Math.abs(p.span().start() - from)));
  }

  /** Who acts and who speaks: a place in their names is not where it happened. */
  private static List<Mention> named(Utterance here, RoleFinder.Roles roles, FindingType type) {
    List<Mention> named = new ArrayList<>();
    roles.actor().filter(a -> FindingBuilder.saysItself(type)).ifPresent(named::add);
    here.said().stream()
        .map(Speech.Said::speaker)
        .flatMap(Optional::stream)
        .map(p -> here.tokens().span(p.from(), p.to()))
        .forEach(words -> named.add(new Mention(words.text(), words)));
    return named;
  }

  /** "Drones hit Kharkiv", "attacked the town of Palma": what is hit is the place. */
  private static boolean isHit(PlaceMention place, RoleFinder.Roles roles, FindingType type) {
    boolean aims =
        switch (type) {
          case ATTACK, THREAT, FOILED, MEASURE -> true;
          case WARNING, REACTION, CLAIM, ATTRIBUTION, DENIAL, ACCUSATION, ARREST -> false;
        };
    return aims
        && place.kind() != PlaceKind.COUNTRY
        && roles.target().map(t -> t.span().contains(place.span())).orElse(false);
  }

  /** "The embassy in Nairobi": the place belongs to the name that it follows. */
  private static boolean isPartOf(Utterance here, PlaceMention place, Mention name) {
    int end = name.span().end();
    int start = place.span().start();
    return name.span().contains(place.span())
        || (start > end && here.tokenAt(place.span()) - here.tokenAt(new Span(end, end, "")) <= 2);
  }

  /** "Maelbeek station", "Oroville Dam is", "Belgorod's mayor closed the schools". */
  private static boolean isScene(Utterance here, PlaceMention place, FindingType type) {
    if (place.kind() == PlaceKind.COUNTRY) {
      return false;
    }
    int after = here.tokenAt(place.span()) + 1;
    while (after < here.sentence().to() && here.tokens().get(after).start() < place.span().end()) {
      after++;
    }
    if (AttackRoles.isSite(here.word(after))) {
      return true;
    }
    boolean local = type == FindingType.MEASURE || type == FindingType.WARNING;
    boolean bare = !here.word(here.tokenAt(place.span()) - 1).equals("the");
    boolean polices = local || type == FindingType.ARREST;
    if (polices && bare && after < here.sentence().to() && LOCAL.contains(here.word(after))) {
      return true; // "Kherson officials"
    }
    boolean owns = here.word(after).equals("'s") || place.text().endsWith("'s");
    int office = here.word(after).equals("'s") ? after + 1 : after;
    return local && owns && (type == FindingType.MEASURE || LOCAL.contains(here.word(office)));
  }

  private static final Set<String> LOCAL =
      Set.of(
          "mayor",
          "governor",
          "police",
          "council",
          "sheriff",
          "authorities",
          "university",
          "officials",
          "firefighters",
          "residents",
          "administration");

  /** Where "the city", "the country" or "there" leads back to. */
  private Optional<PlaceMention> meant(Utterance here, int verb, OtherClause other) {
    for (int i = here.sentence().from(); i < here.sentence().to(); i++) {
      String word = here.word(i);
      boolean there =
          word.equals("there")
              && i > verb
              && !FOLLOWS_THERE.contains(here.word(i + 1))
              && i - verb <= REACH_OF_THERE;
      boolean led = here.word(i - 1).equals("the") && leads(here, i - 1);
      @Nullable Set<PlaceKind> kinds = MEANT.get(word);
      if (there || (led && kinds != null && !here.word(i + 1).equals("of"))) {
        Span words = here.tokens().span(there ? i : i - 1, i + 1);
        Optional<PlaceMention> last =
            lastBefore(words.start(), there ? Set.of(PlaceKind.TOWN) : kinds);
        Optional<PlaceMention> standing = last.map(p -> standingFor(p, words));
        if (standing.isPresent() && !other.parts(standing.get())) {
          return standing;
        }
      }
    }
    return Optional.empty();
  }

  private static final int REACH_OF_THERE = 8;
  private static final Set<String> FOLLOWS_THERE =
      Set.of("is", "was", "are", "were", "will", "may", "has", "had", "have", "would", "could");

  private static boolean leads(Utterance here, int the) {
    String before = here.word(the - 1);
    return LEADS.contains(before) || before.equals("from") || before.equals("into");
  }

  private Optional<PlaceMention> lastBefore(int start, @Nullable Set<PlaceKind> kinds) {
    if (kinds == null) {
      return Optional.empty();
    }
    @Nullable PlaceMention last = null;
    for (int i = remembered;
        i < scene.places().size() && scene.places().get(i).span().end() <= start;
        i++) {
      if (kinds.contains(scene.places().get(i).kind())) {
        last = scene.places().get(i);
      }
    }
    return last != null
        ? Optional.of(last)
        : passed.entrySet().stream()
            .filter(each -> kinds.contains(each.getKey()))
            .map(Map.Entry::getValue)
            .max(Comparator.comparingInt(p -> p.span().start()));
  }

  private static PlaceMention standingFor(PlaceMention p, Span words) {
    return new PlaceMention(
        words,
        p.name(),
        p.latitude(),
        p.longitude(),
        p.country(),
        p.admin1(),
        p.kind(),
        p.geonameId(),
        p.zone(),
        p.geocode(),
        false,
        p.score() * STANDS_FOR,
        p.alternatives(),
        "place.meant");
  }

  /** How much surer a name is than a word that stands for it. */
  private static final double STANDS_FOR = 0.8;

  /** What may stand between a place and the word that leads to it. */
  private static final Set<String> GOES_ON =
      Set.of(
          "of",
          "the",
          "and",
          ",",
          "northern",
          "southern",
          "eastern",
          "western",
          "central",
          "downtown",
          "north",
          "south",
          "east",
          "west",
          "nearby",
          "upper",
          "lower");

  /** Whether "in", "near the" or "in the city of" stands before it. */
  private static boolean led(Utterance here, PlaceMention place) {
    int at = here.tokenAt(place.span());
    boolean ofSite = here.word(at - 1).equals("of") && AttackRoles.isSite(here.word(at - 2));
    boolean journey = here.word(at - 1).equals("to") && RoleWords.is("journeys", here.word(at - 2));
    if (ofSite || journey) {
      return true; // "the synagogue of Halle", "all travel to Mali"
    }
    boolean of = false;
    for (int i = at - 1; i >= Math.max(here.sentence().from(), at - 7); i--) {
      String word = here.word(i);
      if (LEADS.contains(word)) {
        return true;
      }
      of |= word.equals("of"); // "on the edge of", "at the station of"
      if (of && here.tokens().get(i).isWord()) {
        continue;
      }
      boolean goesOn = GOES_ON.contains(word);
      if (!goesOn && i == at - 1 && !here.tokens().get(i).isCapitalised() && !word.equals("n")) {
        return false;
      }
    }
    return false;
  }
}
