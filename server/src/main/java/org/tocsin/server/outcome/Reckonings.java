// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.assess.ThreatAssessment;
import org.tocsin.server.assess.grading.Gradings;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.decide.DecisionClock;
import org.tocsin.server.decide.Determination;
import org.tocsin.server.decide.Determinations;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.outcome.Evidence.HappenedIncident;
import org.tocsin.server.outcome.Evidence.ToldWarning;
import org.tocsin.server.read.FindingNotes.Note;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.StoredReading;
import org.tocsin.server.warn.Warning;
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
    return Reckoning.of(evidence(caseId));
  }

  /** The place in the record of the first act about each figure and statement, by its id. */
  Map<String, Long> entries(CaseId caseId) {
    return acts(caseId).shown();
  }

  private CaseActs acts(CaseId caseId) {
    return CaseActs.of(sink -> ledger.each(caseId, sink));
  }

  /**
   * What times and scores need of these cases, in the same order: no timeline, no audiences, no
   * figures, no accounts. What stands in tables is read once for all of them.
   */
  List<Evidence> inFigures(List<CaseId> ids) {
    return few(ids, echoes::of);
  }

  /** The same without what came back from warnings, which no time needs and is dear to count. */
  List<Evidence> inTimes(List<CaseId> ids) {
    return few(ids, _ -> Map.of());
  }

  private List<Evidence> few(
      List<CaseId> ids, Function<List<WarningId>, Map<WarningId, Echo>> back) {
    Map<CaseId, CaseFile> files =
        cases.all(ids).stream().collect(Collectors.toMap(CaseFile::id, Function.identity()));
    Map<ReportId, Report> received =
        reports
            .list(
                files.values().stream()
                    .flatMap(each -> each.reports().stream())
                    .distinct()
                    .toList())
            .stream()
            .collect(Collectors.toMap(Report::id, Function.identity()));
    Map<CaseId, List<ThreatAssessment>> assessments = cases.assessments(ids);
    Map<CaseId, List<Determination>> decided =
        determinations.list(ids).stream().collect(Collectors.groupingBy(Determination::caseId));
    Map<CaseId, DecisionClock> clocks = determinations.clocks(ids);
    List<Warning> meant =
        warnings.ofCases(ids).stream().filter(each -> each.draft().meansIt()).toList();
    Map<CaseId, List<Warning>> told =
        meant.stream().collect(Collectors.groupingBy(Warning::caseId));
    Map<WarningId, Echo> echo = back.apply(meant.stream().map(Warning::id).toList());
    Map<CaseId, List<Incident>> happened = incidents.ofCases(ids);
    Map<CaseId, Outcome> outcomes =
        store.outcomes(ids).stream().collect(Collectors.toMap(Outcome::caseId, each -> each));
    List<Evidence> all = new ArrayList<>();
    for (CaseId id : ids) {
      CaseFile file = files.get(id);
      if (file != null) {
        all.add(
            new Evidence(
                file,
                inOrder(
                    file.reports().stream().flatMap(each -> Stream.ofNullable(received.get(each)))),
                assessments.getOrDefault(id, List.of()).reversed(),
                decided.getOrDefault(id, List.of()),
                Optional.ofNullable(clocks.get(id)),
                told.getOrDefault(id, List.of()).stream()
                    .map(each -> new ToldWarning(each, 0, echo.getOrDefault(each.id(), Echo.NONE)))
                    .toList(),
                List.of(),
                happened.getOrDefault(id, List.of()).stream()
                    .map(each -> new HappenedIncident(each, Map.of(), List.of()))
                    .toList(),
                List.of(),
                Optional.ofNullable(outcomes.get(id)),
                Optional.empty(),
                CaseActs.NONE,
                clock.instant(),
                0,
                Map.of()));
      }
    }
    return all;
  }

  private static List<Report> inOrder(Stream<Report> reports) {
    return reports
        .sorted(Comparator.comparing(Report::receivedAt).thenComparing(Report::id))
        .toList();
  }

  private Evidence evidence(CaseId caseId) {
    CaseFile file = cases.get(caseId);
    List<Report> received = inOrder(reports.list(file.reports()).stream());
    Map<ReportId, StoredReading> read = readings.of(file.reports());
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
                new ToldWarning(each, warnings.audience(each.id()).size(), echoes.of(each.id())))
            .toList(),
        echoes.reactions(caseId),
        incidents.whole(incidents.ofCase(caseId)),
        aftermaths.ofCase(caseId),
        store.outcome(caseId),
        readAt(received, running, read),
        acts(caseId),
        clock.instant(),
        gradings.of(file).independent(),
        notes(read.values()));
  }

  /** What is said of each report and of its findings, each once. */
  private Map<String, List<Note>> notes(Collection<StoredReading> read) {
    Map<String, List<Note>> all = new HashMap<>();
    for (StoredReading reading : read) {
      all.put(
          reading.report().value(),
          gradings.of(reading).values().stream()
              .flatMap(List::stream)
              .filter(note -> !note.kind().equals("credibility"))
              .distinct()
              .toList());
    }
    return all;
  }

  /** When the report that started the clock was read. */
  private static Optional<Instant> readAt(
      List<Report> received, Optional<DecisionClock> running, Map<ReportId, StoredReading> read) {
    return received.stream()
        .filter(
            report -> running.isEmpty() || report.receivedAt().equals(running.get().startedAt()))
        .findFirst()
        .flatMap(report -> Optional.ofNullable(read.get(report.id())))
        .map(StoredReading::readAt);
  }
}
