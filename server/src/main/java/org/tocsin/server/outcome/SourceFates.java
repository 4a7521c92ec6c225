// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.collect.CaseFates;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;

/** Tells stage 1 what became of the dangers that its sources told of. */
@Component
class SourceFates implements CaseFates {

  private final Cases cases;
  private final Reports reports;
  private final OutcomeStore store;

  SourceFates(Cases cases, Reports reports, OutcomeStore store) {
    this.cases = cases;
    this.reports = reports;
    this.store = store;
  }

  @Override
  public List<Fate> of(List<ReportId> asked) {
    Map<ReportId, List<CaseId>> joined = cases.idsOf(asked);
    Map<CaseId, List<Instant>> came = new LinkedHashMap<>();
    for (Report report : reports.list(List.copyOf(joined.keySet()))) {
      joined
          .getOrDefault(report.id(), List.of())
          .forEach(id -> came.computeIfAbsent(id, _ -> new ArrayList<>()).add(report.receivedAt()));
    }
    List<CaseId> ids = List.copyOf(came.keySet());
    Map<CaseId, Outcome> outcomes =
        store.outcomes(ids).stream().collect(Collectors.toMap(Outcome::caseId, each -> each));
    Map<CaseId, List<Incident>> incidents =
        store.ofCases(ids).stream().collect(Collectors.groupingBy(Incident::caseId));
    return cases.all(ids).stream()
        .flatMap(file ->
            fate(
                file,
                came.getOrDefault(file.id(), List.of()),
                Optional.ofNullable(outcomes.get(file.id())),
                incidents.getOrDefault(file.id(), List.of()))
                .stream())
        .sorted(Comparator.comparing(Fate::first).reversed())
        .toList();
  }

  private static Optional<Fate> fate(
      CaseFile file, List<Instant> came, Optional<Outcome> outcome, List<Incident> incidents) {
    // Only what came before it happened, or before the desk had decided, foretold anything.
    Instant until =
        incidents.stream()
            .map(Incident::began)
            .min(Comparator.naturalOrder())
            .or(() -> outcome.map(Outcome::decidedAt))
            .orElse(Instant.MAX);
    List<Instant> inTime = came.stream().filter(at -> at.isBefore(until)).sorted().toList();
    return inTime.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Fate(
                file.id(),
                file.title(),
                outcome.map(each -> verdict(each.kind())).orElse(Verdict.UNDECIDED),
                outcome.map(each -> each.kind().label()).orElse(""),
                inTime.getFirst(),
                inTime.size()));
  }

  static Verdict verdict(OutcomeKind kind) {
    return switch (kind) {
      case HIT, FOILED -> Verdict.BORNE_OUT;
      case NOTHING, FALSE_ALARM -> Verdict.NOT_BORNE_OUT;
      case UNKNOWN -> Verdict.UNDECIDED;
    };
  }
}
