// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.assess.grading.Gradings;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.collect.SourceBook;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.CasePanel;
import org.tocsin.server.ledger.Ledger;
import org.tocsin.server.read.Readings;
import org.tocsin.server.read.StoredReading;
import tools.jackson.databind.json.JsonMapper;

/** Gathers what the case page shows from every stage. */
@Component
class CaseViews {

  private static final Logger log = LoggerFactory.getLogger(CaseViews.class);

  private final Reports reports;
  private final Readings readings;
  private final Ledger ledger;
  private final ObjectProvider<CasePanel> panels;
  private final Gradings gradings;
  private final OfficerNames names;
  private final JsonMapper json;
  private final Clock clock;

  CaseViews(
      Reports reports,
      Readings readings,
      Ledger ledger,
      ObjectProvider<CasePanel> panels,
      Gradings gradings,
      OfficerNames names,
      JsonMapper json,
      Clock clock) {
    this.reports = reports;
    this.readings = readings;
    this.ledger = ledger;
    this.panels = panels;
    this.gradings = gradings;
    this.names = names;
    this.json = json;
    this.clock = clock;
  }

  /** What is recorded before this number; {@link Long#MAX_VALUE}: the newest. */
  TimelinePart timeline(CaseId id, long before) {
    return TimelinePart.of(id, before, ledger.runs(id, before, TimelinePart.RUNS), names::of);
  }

  CasePage page(CaseFile file, long before) {
    List<CaseReport> all = reports(file);
    return new CasePage(
        file,
        all,
        panels.stream()
            .sorted(Comparator.comparingInt(CasePanel::order))
            .flatMap(panel -> show(panel, file.id()).stream())
            .toList(),
        timeline(file.id(), before),
        CaseMap.json(json, file, all),
        clock.instant(),
        names::of,
        gradings.of(file));
  }

  private List<CaseReport> reports(CaseFile file) {
    Map<ReportId, Report> found =
        reports.list(file.reports()).stream()
            .collect(Collectors.toMap(Report::id, Function.identity()));
    Map<ReportId, StoredReading> read = readings.of(file.reports());
    List<CaseReport> all = new ArrayList<>();
    for (ReportId id : file.reports()) {
      Report report = found.get(id);
      if (report != null) {
        String interest =
            reports.source(report.source()).map(SourceBook.Known::interest).orElse("");
        Optional<StoredReading> reading = Optional.ofNullable(read.get(id));
        all.add(
            new CaseReport(
                file.number(id),
                report,
                reading,
                interest,
                reading.map(gradings::of).orElse(Map.of())));
      }
    }
    return all;
  }

  private static Optional<CasePage.Panel> show(CasePanel panel, CaseId id) {
    try {
      return panel
          .show(id)
          .map(content -> new CasePage.Panel(panel.anchor(), panel.heading(), content));
    } catch (RuntimeException e) {
      // A fault of one stage must not hide what the others show.
      log.error("a part of the case page failed: case={} part={}", id, panel.anchor(), e);
      return Optional.of(
          new CasePage.Panel(
              panel.anchor(),
              panel.heading(),
              output -> output.writeContent("This part cannot be shown now; the log says why.")));
    }
  }
}
