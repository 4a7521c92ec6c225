// SPDX-License-Identifier: Apache-2.0
package org.tocsin.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses for each name of a place which place it is: by size and rank, by the country or division
 * named right after it, and by the countries the document speaks of. One name means one place in a
 * document, unless its container is named anew.
 */
final class PlaceResolver {
  private static final int MAX_ALTERNATIVES = 8;
  private static final double CONTAINED = 6;
  private static final double VOTE = 3;

  private final Gazetteer gazetteer;

  private record Scored(Gazetteer.Entry entry, double score) {}

  PlaceResolver(Gazetteer gazetteer) {
    this.gazetteer = gazetteer;
  }

  List<PlaceMention> resolve(
      Tokens tokens, List<PlaceFinder.Candidate> candidates, Optional<String> homeCountry) {
    Map<String, Double> votes = votes(tokens, candidates, homeCountry);
    Map<String, Gazetteer.Entry> sense = new HashMap<>();
    List<PlaceMention> places = new ArrayList<>();
    for (int pass = 0; pass < 2; pass++) { // containers named later in the text count as well
      places.clear();
      for (int i = 0; i < candidates.size(); i++) {
        PlaceFinder.Candidate c = candidates.get(i);
        Optional<PlaceFinder.Candidate> container = container(tokens, candidates, i);
        places.add(choose(tokens, c, container, votes, sense));
      }
    }
    return places;
  }

  /** How much the document speaks of each country, as shares of one. */
  private Map<String, Double> votes(
      Tokens tokens, List<PlaceFinder.Candidate> candidates, Optional<String> homeCountry) {
    Map<String, Double> votes = new HashMap<>();
    homeCountry.ifPresent(country -> votes.merge(country, 2.0, Double::sum));
    for (Token token : tokens.all()) {
      if (token.isCapitalised()) {
        gazetteer.countryOfDemonym(token.text()).ifPresent(c -> votes.merge(c, 0.7, Double::sum));
      }
    }
    for (PlaceFinder.Candidate candidate : candidates) {
      Scored best = ranked(candidate, Optional.empty(), Map.of()).getFirst();
      double weight =
          candidate.entries().size() == 1 || best.entry.kind() == PlaceKind.COUNTRY ? 1 : 0.5;
      votes.merge(best.entry.country(), weight, Double::sum);
    }
    double sum = votes.values().stream().mapToDouble(Double::doubleValue).sum();
    votes.replaceAll((country, weight) -> weight / sum);
    return votes;
  }

  private static Optional<PlaceFinder.Candidate> container(
      Tokens tokens, List<PlaceFinder.Candidate> candidates, int i) {
    if (i + 1 == candidates.size()) {
      return Optional.empty();
    }
    PlaceFinder.Candidate c = candidates.get(i);
    PlaceFinder.Candidate next = candidates.get(i + 1);
    boolean comma = next.from() == c.to() + 1 && tokens.get(c.to()).is(",");
    boolean bracket = next.from() == c.to() + 1 && tokens.get(c.to()).is("(");
    boolean in = next.from() - c.to() <= 3 && next.from() > c.to() && tokens.get(c.to()).is("in");
    return comma || bracket || in ? Optional.of(next) : Optional.empty();
  }

  private PlaceMention choose(
      Tokens tokens,
      PlaceFinder.Candidate c,
      Optional<PlaceFinder.Candidate> container,
      Map<String, Double> votes,
      Map<String, Gazetteer.Entry> sense) {
    Span span = tokens.span(c.from(), c.to());
    String key = Gazetteer.key(span.text());
    List<Scored> ranked = ranked(c, container, votes);
    Scored best = ranked.getFirst();
    boolean contained = container.isPresent() && isInside(best.entry, container.get());
    String rule =
        contained
            ? "place.container"
            : votes.getOrDefault(best.entry.country(), 0.0) > 0.3 ? "place.votes" : "place.prior";
    Gazetteer.Entry before = sense.get(key);
    if (contained || before == null) {
      sense.put(key, best.entry);
    } else if (!before.equals(best.entry)) {
      Gazetteer.Entry earlier = before;
      best = ranked.stream().filter(s -> s.entry.equals(earlier)).findFirst().orElse(best);
      rule = "place.one-sense";
    }
    return mention(span, best, ranked, rule);
  }

  private static PlaceMention mention(Span span, Scored best, List<Scored> ranked, String rule) {
    Gazetteer.Entry e = best.entry;
    List<PlaceMention.Alternative> others =
        ranked.stream()
            .filter(s -> !s.equals(best))
            .limit(MAX_ALTERNATIVES)
            .map(s ->
                new PlaceMention.Alternative(
                    s.entry.name(),
                    s.entry.latitude(),
                    s.entry.longitude(),
                    present(s.entry.country()),
                    s.entry.geonameId(),
                    share(s, ranked)))
            .toList();
    return new PlaceMention(
        span,
        e.name(),
        e.latitude(),
        e.longitude(),
        present(e.country()),
        e.kind(),
        e.geonameId(),
        present(e.zone()),
        share(best, ranked),
        others,
        rule);
  }

  /** The share of one reading among all, as if scores were logarithms of odds. */
  private static double share(Scored one, List<Scored> ranked) {
    double sum = ranked.stream().mapToDouble(s -> Math.exp(2 * (s.score - one.score))).sum();
    return Math.round(1000 / sum) / 1000.0;
  }

  private static Optional<String> present(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  private List<Scored> ranked(
      PlaceFinder.Candidate c,
      Optional<PlaceFinder.Candidate> container,
      Map<String, Double> votes) {
    return c.entries().stream()
        .map(e -> new Scored(e, score(e, container, votes)))
        .sorted(
            Comparator.comparingDouble((Scored s) -> -s.score)
                .thenComparingInt(s -> s.entry.index()))
        .toList();
  }

  private double score(
      Gazetteer.Entry e, Optional<PlaceFinder.Candidate> container, Map<String, Double> votes) {
    double score = Math.log10(e.population() + 500.0);
    score +=
        switch (e.kind()) {
          case COUNTRY -> 3;
          case ADMIN1 -> -0.7;
          case TOWN -> e.capital() ? 0.8 : 0;
          case REGION, VENUE -> 0;
        };
    score -= e.alias() ? 1 : 0;
    score += VOTE * votes.getOrDefault(e.country(), 0.0);
    if (container.isPresent() && isInside(e, container.get())) {
      score += CONTAINED;
    }
    return score;
  }

  private static boolean isInside(Gazetteer.Entry inner, PlaceFinder.Candidate outer) {
    return outer.entries().stream()
        .anyMatch(o ->
            (o.kind() == PlaceKind.COUNTRY
                    && o.country().equals(inner.country())
                    && inner.kind() != PlaceKind.COUNTRY)
                || (o.kind() == PlaceKind.ADMIN1 && o.index() == inner.admin1()));
  }
}
