// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses for each name of a place which place it is. Every place a name may stand for starts with
 * what its size and rank give it; a container named right after ("Paris, Texas") settles a name;
 * then the names of the text vote for each other, in a few rounds: places near each other, of one
 * division, or of one country, belong together. One name means one place in a document unless its
 * container is named anew.
 */
final class PlaceResolver {
  private static final int MAX_ALTERNATIVES = 8;
  private static final int ROUNDS = 3;

  /** Names that vote for a name: those first named nearest to it; keeps the work linear. */
  private static final int NEIGHBOURS = 40;

  /** Places of a neighbour that vote, its likeliest. */
  private static final int VOTING = 6;

  /** The most that the score of a place at its county's or state's point may be. */
  private static final double UNKNOWN = 0.3;

  private static final int MAX_SENSES = 40;
  private static final double AT_HOME = 1.5;
  private static final double CONTAINED = 6;
  private static final double HOLDS = 6;

  /** So many countries make a text one about the world. */
  private static final int WORLDLY = 4;

  /** So much less than the best has by itself a place that such a text hardly means. */
  private static final double OBSCURE = 0.7;

  private static final double OBSCURITY = 0.6;

  /** So much less has what is hardly meant in any text. */
  private static final double HARDLY = 4.5;

  private static final double SUPPORT = 2.4;
  private static final double DOUBT = 0.35;
  private static final double COUNTRY_PRIOR = 8.2;
  private static final double ALIAS = 0.9;
  private static final double SECOND = 1.6;
  private static final double ADMIN1_PRIOR = 0.4;
  private static final double ADMIN2_PRIOR = -1.4;
  private static final double CAPITAL = 1.6;
  private static final double ABROAD = 0.2;
  private static final double COUNTY = 1.0;
  private static final double NEAR_KM = 120;
  private static final double NEAR = 1.8;
  private static final double REACH = 4;
  private static final double CONTAINER = 1.2;
  private static final double DIVISION = 1.0;
  private static final double COUNTRY = 0.22;

  private final CountryClues clues = new CountryClues();

  /** A place that a name may stand for, and how well it does. */
  private static final class Sense {
    final Gazetteer.Entry entry;
    final double prior;
    double score;
    double share;

    Sense(Gazetteer.Entry entry, double prior) {
      this.entry = entry;
      this.prior = prior;
      this.score = prior;
    }
  }

  /** A name and all places it may stand for, best first. */
  private static final class Name {
    final List<Sense> senses;
    int mentions;
    boolean contained;

    Name(List<Sense> senses) {
      this.senses = senses;
    }

    Sense best() {
      return senses.getFirst();
    }

    void settle() {
      senses.sort(
          Comparator.comparingDouble((Sense s) -> -s.score).thenComparingInt(s -> s.entry.index()));
      double best = best().score;
      double sum = 0;
      for (Sense sense : senses) {
        sense.share = Math.exp((sense.score - best) / DOUBT / 2);
        sum += sense.share;
      }
      for (Sense sense : senses) {
        sense.share /= sum;
      }
    }
  }

  List<PlaceMention> resolve(
      PlaceWords words, List<PlaceFinder.Candidate> candidates, Optional<String> homeCountry) {
    Map<String, Double> home = clues.in(words);
    homeCountry.ifPresent(country -> home.merge(country, AT_HOME, Double::sum));
    Map<String, Name> names = new LinkedHashMap<>();
    List<Name> byMention = new ArrayList<>();
    Map<String, Name> plain = new HashMap<>();
    for (int i = 0; i < candidates.size(); i++) {
      PlaceFinder.Candidate c = candidates.get(i);
      List<Gazetteer.Entry> containers = PlaceContainers.containers(words, candidates, i);
      boolean contained =
          c.entries().stream()
              .anyMatch(e -> containers.stream().anyMatch(o -> PlaceContainers.isMeant(c, e, o)));
      List<Gazetteer.Entry> holding = PlaceContainers.holding(words, candidates, i);
      String key = key(c);
      if (contained) {
        key = key + " in " + containers.getFirst().name() + containers.getFirst().country();
      }
      if (!holding.isEmpty()) {
        key = key + " of " + holding.getFirst().index();
      }
      boolean in = PlaceContainers.isIn(words, candidates, i);
      Name name =
          names.computeIfAbsent(key, _ -> new Name(senses(c, containers, in, holding, home)));
      name.contained = contained;
      name.mentions++;
      byMention.add(name);
      if (contained) {
        plain.putIfAbsent(key(c), name);
      }
    }
    List<Name> all = List.copyOf(names.values());
    all.forEach(Name::settle);
    boolean worldly = isWorldly(all);
    for (int round = 0; round < ROUNDS; round++) {
      vote(all, worldly);
    }
    List<PlaceMention> places = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      PlaceFinder.Candidate c = candidates.get(i);
      Name name = byMention.get(i);
      Name told = name.contained ? name : plain.getOrDefault(key(c), name);
      places.add(mention(c, told, told != name));
    }
    return places;
  }

  /** What mentions of one name share; "Walker County" is another than "Walker". */
  private static String key(PlaceFinder.Candidate c) {
    return c.sort() + c.key() + c.entries().size();
  }

  private static List<Sense> senses(
      PlaceFinder.Candidate c,
      List<Gazetteer.Entry> containers,
      boolean in,
      List<Gazetteer.Entry> holding,
      Map<String, Double> home) {
    List<Sense> senses = new ArrayList<>();
    boolean first = c.entries().stream().anyMatch(e -> !e.alias());
    for (Gazetteer.Entry e : c.entries()) {
      double score = prior(e, first) + home.getOrDefault(e.country(), 0.0);
      if (containers.stream().anyMatch(o -> PlaceContainers.isMeant(c, e, o))) {
        score += CONTAINED;
      }
      if (holding.contains(e)) {
        score += HOLDS;
      }
      senses.add(new Sense(e, score));
    }
    PlaceContainers.within(c, containers, in)
        .ifPresent(e -> senses.add(new Sense(e, CONTAINED + 3)));
    if (senses.size() > MAX_SENSES) {
      senses.sort(Comparator.comparingDouble((Sense s) -> -s.prior));
      senses.subList(MAX_SENSES, senses.size()).clear();
    }
    return senses;
  }

  /**
   * What a place has by itself.
   *
   * @param first whether the name is some place's first one: then other names count for less
   */
  private static double prior(Gazetteer.Entry e, boolean first) {
    double size = Math.log10(e.population() + 300.0);
    double prior =
        switch (e.kind()) {
          case COUNTRY -> COUNTRY_PRIOR;
          case ADMIN1 -> Math.min(size, 7) + (e.population() > 400_000 ? ADMIN1_PRIOR : -0.7);
          case ADMIN2 -> Math.min(size, 5.5) + ADMIN2_PRIOR;
          case TOWN -> size + (e.capital() ? CAPITAL : e.seat() ? 0.3 : 0) - (e.part() ? 0.5 : 0);
          case REGION -> e.index() < 0 ? 7.6 : size;
          case VENUE -> e.index() < 0 ? 6.5 : size - 0.5;
        };
    return e.alias() && e.kind() != PlaceKind.COUNTRY ? prior - (first ? SECOND : ALIAS) : prior;
  }

  /**
   * Whether a text is about the world rather than about a town: it names several countries, or
   * capitals.
   */
  private static boolean isWorldly(List<Name> all) {
    return all.stream()
            .filter(name ->
                name.best().entry.kind() == PlaceKind.COUNTRY || name.best().entry.capital())
            .map(name -> name.best().entry.country())
            .distinct()
            .count()
        >= WORLDLY;
  }

  /**
   * How far votes may lift a place that has so much less by itself than the best of its name. In a
   * local paper a small namesake is meant more often than in news of the world.
   */
  private static double belief(double less, boolean worldly) {
    return worldly ? Math.clamp(1 - OBSCURITY * (less - OBSCURE), 0.2, 1) : less > HARDLY ? 0.5 : 1;
  }

  private static void vote(List<Name> all, boolean worldly) {
    List<double[]> scores = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Name name = all.get(i);
      double[] gained = new double[name.senses.size()];
      if (gained.length > 1) {
        int from = Math.max(0, Math.min(i - NEIGHBOURS / 2, all.size() - NEIGHBOURS - 1));
        int to = Math.min(all.size(), from + NEIGHBOURS + 1);
        for (int k = from; k < to; k++) {
          if (k != i) {
            support(name, all.get(k), gained);
          }
        }
      }
      scores.add(gained);
    }
    for (int i = 0; i < all.size(); i++) {
      Name name = all.get(i);
      double[] gained = scores.get(i);
      double most = name.senses.stream().mapToDouble(sense -> sense.prior).max().orElse(0);
      for (int s = 0; s < gained.length; s++) {
        Sense sense = name.senses.get(s);
        double support = SUPPORT * belief(most - sense.prior, worldly);
        sense.score = sense.prior + support * Math.log1p(gained[s]) / Math.log(2);
      }
    }
    all.forEach(Name::settle);
  }

  private static void support(Name name, Name other, double[] gained) {
    double weight = 1 + Math.log(other.mentions) / 2;
    for (int v = 0; v < Math.min(VOTING, other.senses.size()); v++) {
      Sense voter = other.senses.get(v);
      if (voter.share < 0.02) {
        break;
      }
      for (int s = 0; s < gained.length; s++) {
        gained[s] += weight * voter.share * kinship(name.senses.get(s).entry, voter.entry);
      }
    }
  }

  /** How much two places of a text belong together. */
  private static double kinship(Gazetteer.Entry a, Gazetteer.Entry b) {
    double kinship = 0;
    boolean compatriots = !a.country().isEmpty() && a.country().equals(b.country());
    if (compatriots) {
      boolean neighbours = a.admin1() >= 0 && a.admin1() == b.admin1();
      boolean container = a.kind() == PlaceKind.ADMIN1 || b.kind() == PlaceKind.ADMIN1;
      kinship = neighbours ? container ? CONTAINER : DIVISION : COUNTRY;
      if (neighbours && a.admin2() >= 0 && a.admin2() == b.admin2()) {
        kinship += COUNTY;
      }
    } else if (a.kind() == PlaceKind.COUNTRY && b.kind() == PlaceKind.COUNTRY) {
      kinship = ABROAD;
    }
    double far = REACH * NEAR_KM / 111;
    if (Math.abs(a.latitude() - b.latitude()) < far && isPoint(a) && isPoint(b)) {
      double d = a.kilometresTo(b) / NEAR_KM;
      if (d < REACH) {
        kinship += NEAR * Math.exp(-d);
      }
    }
    return kinship;
  }

  private static boolean isPoint(Gazetteer.Entry e) {
    return switch (e.kind()) {
      case COUNTRY, ADMIN1 -> false;
      case ADMIN2, TOWN, VENUE -> true;
      case REGION -> e.index() >= 0;
    };
  }

  private static PlaceMention mention(PlaceFinder.Candidate c, Name name, boolean oneSense) {
    Sense best = name.best();
    Gazetteer.Entry e = best.entry;
    List<PlaceMention.Alternative> others =
        name.senses.stream()
            .skip(1)
            .limit(MAX_ALTERNATIVES)
            .map(s ->
                new PlaceMention.Alternative(
                    s.entry.name(),
                    s.entry.latitude(),
                    s.entry.longitude(),
                    present(s.entry.country()),
                    s.entry.geonameId(),
                    rounded(s.share)))
            .toList();
    boolean unknown = e.kind() == PlaceKind.TOWN && e.index() < 0;
    String rule =
        c.sort() == PlaceFinder.Sort.DEMONYM
            ? "place.demonym"
            : unknown
                ? "place.within"
                : oneSense
                    ? "place.one-sense"
                    : name.contained
                        ? "place.container"
                        : best.score - best.prior > 0.5 ? "place.votes" : "place.prior";
    return new PlaceMention(
        c.span(),
        e.name(),
        e.latitude(),
        e.longitude(),
        present(e.country()),
        present(e.iso()),
        e.kind(),
        e.geonameId(),
        present(e.zone()),
        present(e.capZone()).map(PlaceMention.Geocode::of),
        c.sort() == PlaceFinder.Sort.DEMONYM,
        unknown ? Math.min(UNKNOWN, rounded(best.share)) : rounded(best.share),
        others,
        rule);
  }

  private static double rounded(double share) {
    return Math.round(1000 * share) / 1000.0;
  }

  private static Optional<String> present(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
