// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Place;
import org.tocsin.server.outcome.Evidence.HappenedIncident;
import org.tocsin.server.outcome.precedents.Facets;

/** Finds earlier cases like one, and what followed in them. */
@Service
public class PrecedentSearch {

  /** How many of the newest cases are looked through. */
  static final int CASES_MAX = 300;

  private static final int SHOWN_MAX = 10;

  private final Cases cases;
  private final Incidents incidents;
  private final Outcomes outcomes;
  private final Aftermaths aftermaths;
  private final Echoes echoes;

  PrecedentSearch(
      Cases cases, Incidents incidents, Outcomes outcomes, Aftermaths aftermaths, Echoes echoes) {
    this.cases = cases;
    this.incidents = incidents;
    this.outcomes = outcomes;
    this.aftermaths = aftermaths;
    this.echoes = echoes;
  }

  /**
   * A case like this one.
   *
   * @param because in what it is like
   * @param followed what became of it, was said of its warnings and was done, in order
   */
  public record Precedent(
      String caseId, String title, Instant openedAt, List<String> because, List<String> followed) {}

  /** The cases most like this one among the newest; alike in more first, then newer ones. */
  @Transactional(readOnly = true)
  public List<Precedent> of(CaseId caseId) {
    Facets wanted = facets(cases.get(caseId), incidents.ofCase(caseId));
    List<CaseFile> others = cases.newest(Optional.empty(), CASES_MAX);
    Map<CaseId, List<Incident>> happened =
        incidents.ofCases(others.stream().map(CaseFile::id).toList());
    return others.stream()
        .filter(other -> !other.id().equals(caseId))
        .flatMap(
            other -> alike(wanted, other, happened.getOrDefault(other.id(), List.of())).stream())
        .sorted(
            Comparator.comparingInt((Found found) -> -found.because().size())
                .thenComparing(found -> found.file().openedAt(), Comparator.reverseOrder())
                .thenComparing(found -> found.file().id()))
        .limit(SHOWN_MAX)
        .map(found ->
            new Precedent(
                found.file().id().value(),
                found.file().title(),
                found.file().openedAt(),
                found.because(),
                followed(found.file().id())))
        .toList();
  }

  private record Found(CaseFile file, List<String> because) {}

  private static Optional<Found> alike(Facets wanted, CaseFile other, List<Incident> incidents) {
    List<String> because = wanted.likeness(facets(other, incidents));
    return because.isEmpty() ? Optional.empty() : Optional.of(new Found(other, because));
  }

  private static Facets facets(CaseFile file, List<Incident> incidents) {
    List<Facets.Spot> places = new ArrayList<>();
    Set<String> groups = new HashSet<>();
    Set<String> targets = new HashSet<>();
    file.assessment()
        .ifPresent(judged -> {
          places.add(spot(judged.place()));
          groups.add(judged.actor());
          targets.add(judged.target());
        });
    for (Incident each : incidents) {
      places.add(spot(each.place()));
      groups.addAll(each.groups());
      targets.add(each.targetType());
    }
    return new Facets(places, groups, targets);
  }

  private static Facets.Spot spot(Place place) {
    return new Facets.Spot(place.name(), place.latitude(), place.longitude());
  }

  private List<String> followed(CaseId caseId) {
    List<String> all = new ArrayList<>();
    outcomes.find(caseId).ifPresent(outcome -> all.add("Outcome: " + outcome.kind().label()));
    for (HappenedIncident each : incidents.whole(incidents.ofCase(caseId))) {
      List<Figure> killed = each.figures().getOrDefault(FigureKind.KILLED, List.of());
      all.add(
          each.incident().title()
              + (killed.isEmpty() ? "" : ", killed: " + killed.getFirst().words()));
    }
    echoes
        .reactions(caseId)
        .forEach(each -> all.add("%s: %s".formatted(each.by(), Telling.spaced(each.kind()))));
    aftermaths.ofCase(caseId).forEach(each -> all.add(each.line()));
    return all;
  }
}
