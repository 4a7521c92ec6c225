// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.grading.Gradings;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.decide.DecisionClock;
import org.tocsin.server.decide.Determinations;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.outcome.Evidence.HappenedIncident;
import org.tocsin.server.outcome.Evidence.ToldWarning;
import org.tocsin.server.read.FindingNotes.Note;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.StoredReading;
import org.tocsin.server.warn.Warnings;

/** Gathers what every stage knows of a case and tells it back. */
@Service
class Reckonings {

  private final Cases cases;
  private final Reports reports;
  private final Readings readings;
  private final Determinations determinations;
  private final Warnings warnings;
  private final Echoes echoes;
  private final Incidents incidents;
  private final Aftermaths aftermaths;
  private final Gradings gradings;
  private final OutcomeStore store;
  private final Ledger ledger;
  private final Clock clock;

  Reckonings(
      Cases cases,
      Reports reports,
      Readings readings,
      Determinations determinations,
      Warnings warnings,
      Echoes echoes,
      Incidents incidents,
      Aftermaths aftermaths,
      Gradings gradings,
      OutcomeStore store,
      Ledger ledger,
      Clock clock) {
    this.cases = cases;
    this.reports = reports;
    this.readings = readings;
    this.determinations = determinations;
    this.warnings = warnings;
    this.echoes = echoes;
    this.incidents = incidents;
    this.aftermaths = aftermaths;
    this.gradings = gradings;
    this.store = store;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** The case told back, as of now; T3001 when there is no such case. */
  @Transactional(readOnly = true)
  public Reckoning of(CaseId caseId) {
    return Reckoning.of(evidence(caseId, true));
  }

  /** What scores need of a case: without the timeline and without counting audiences. */
  Evidence forScore(CaseId caseId) {
    return evidence(caseId, false);
  }

  private Evidence evidence(CaseId caseId, boolean whole) {
    CaseFile file = cases.get(caseId);
    List<Report> received =
        reports.list(file.reports()).stream()
            .sorted(Comparator.comparing(Report::receivedAt).thenComparing(Report::id))
            .toList();
    Optional<DecisionClock> running = determinations.clock(caseId);
    return new Evidence(
        file,
        received,
        cases.assessments(caseId).reversed(),
        determinations.list(caseId),
        running,
        warnings.ofCase(caseId).stream()
            .filter(each -> each.draft().meansIt())
            .map(each ->
                new ToldWarning(
                    each, whole ? warnings.audience(each.id()).size() : 0, echoes.of(each.id())))
            .toList(),
        echoes.reactions(caseId),
        incidents.ofCase(caseId).stream()
            .map(each ->
                new HappenedIncident(
                    each, incidents.figures(each.id()), store.statements(each.id())))
            .toList(),
        aftermaths.ofCase(caseId),
        store.outcome(caseId),
        readAt(received, running),
        whole ? ledger.timeline(caseId) : List.of(),
        clock.instant(),
        gradings.of(file).independent(),
        notes(file));
  }

  /** What is said of each report and of its findings, each once. */
  private Map<String, List<Note>> notes(CaseFile file) {
    Map<String, List<Note>> all = new HashMap<>();
    for (ReportId report : file.reports()) {
      List<Note> said =
          readings.of(report).map(gradings::of).orElse(Map.of()).values().stream()
              .flatMap(List::stream)
              .filter(note -> !note.kind().equals("credibility"))
              .distinct()
              .toList();
      all.put(report.value(), said);
    }
    return all;
  }

  /** When the report that started the clock was read. */
  private Optional<Instant> readAt(List<Report> received, Optional<DecisionClock> running) {
    return received.stream()
        .filter(
            report -> running.isEmpty() || report.receivedAt().equals(running.get().startedAt()))
        .findFirst()
        .flatMap(report -> readings.of(report.id()))
        .map(StoredReading::readAt);
  }
}
