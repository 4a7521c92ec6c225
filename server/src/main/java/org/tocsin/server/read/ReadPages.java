// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.collect.Report;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.kernel.web.ReportPanel;

/** The inbox and the page of a report. */
@Controller
@RequestMapping("/desk")
@Requires({Role.COLLECTOR, Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class ReadPages {

  private static final int ROWS = 40;

  private final Reports reports;
  private final Readings readings;
  private final Adviser adviser;
  private final ObjectProvider<ReportPanel> panels;
  private final OfficerNames names;
  private final Page page;

  ReadPages(
      Reports reports,
      Readings readings,
      Adviser adviser,
      ObjectProvider<ReportPanel> panels,
      OfficerNames names,
      Page page) {
    this.reports = reports;
    this.readings = readings;
    this.adviser = adviser;
    this.panels = panels;
    this.names = names;
    this.page = page;
  }

  @GetMapping("/inbox")
  ResponseEntity<String> inbox(@RequestParam(required = false) @Nullable String before) {
    return page.of("read/inbox.jte", "Inbox", "inbox", rows(before));
  }

  /** The rows alone, for a page that heard of something new. */
  @GetMapping("/inbox/rows")
  ResponseEntity<String> part(@RequestParam(required = false) @Nullable String before) {
    return page.part("read/rows.jte", rows(before));
  }

  private Map<String, Object> rows(@Nullable String before) {
    List<Report> newest = reports.newest(Optional.ofNullable(before).map(ReportId::new), ROWS);
    List<ReportId> ids = newest.stream().map(Report::id).toList();
    Map<ReportId, ReadingSummary> summaries = readings.summaries(ids);
    Map<ReportId, List<Alike>> alike = readings.alike(ids);
    Map<ReportId, String> titles = titles(alike);
    Map<ReportId, List<ReportPanel.Link>> links = links(ids);
    List<InboxRow> rows =
        newest.stream()
            .map(report ->
                new InboxRow(
                    report,
                    Optional.ofNullable(summaries.get(report.id())),
                    alike.getOrDefault(report.id(), List.of()).stream()
                        .findFirst()
                        .map(
                            each -> new InboxRow.Twin(each, titles.getOrDefault(each.other(), ""))),
                    links.getOrDefault(report.id(), List.of())))
            .toList();
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("rows", rows);
    parameters.put(
        "here", before == null ? "/desk/inbox/rows" : "/desk/inbox/rows?before=" + ids(before));
    if (rows.size() == ROWS) {
      parameters.put("next", "/desk/inbox?before=" + newest.getLast().id());
    }
    return parameters;
  }

  private static String ids(String before) {
    return new ReportId(before).value();
  }

  private Map<ReportId, String> titles(Map<ReportId, List<Alike>> alike) {
    List<ReportId> others =
        alike.values().stream().flatMap(List::stream).map(Alike::other).distinct().toList();
    return others.isEmpty()
        ? Map.of()
        : reports.list(others).stream().collect(Collectors.toMap(Report::id, Report::title));
  }

  private Map<ReportId, List<ReportPanel.Link>> links(List<ReportId> ids) {
    Map<ReportId, List<ReportPanel.Link>> all = new HashMap<>();
    panels.forEach(panel ->
        panel
            .links(ids)
            .forEach(
                (id, links) -> all.computeIfAbsent(id, key -> new ArrayList<>()).addAll(links)));
    return all;
  }

  @GetMapping("/reports/{id}")
  ResponseEntity<String> report(@PathVariable String id) {
    Report report = reports.get(new ReportId(id));
    List<ReportId> one = List.of(report.id());
    Map<ReportId, List<Alike>> alike = readings.alike(one);
    Map<ReportId, String> titles = titles(alike);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("report", report);
    parameters.put("grades", reports.grades(report.id()));
    parameters.put("name", (Function<String, String>) names::of);
    parameters.put("links", links(one).getOrDefault(report.id(), List.of()));
    parameters.put(
        "twins",
        alike.getOrDefault(report.id(), List.of()).stream()
            .map(each -> new InboxRow.Twin(each, titles.getOrDefault(each.other(), "")))
            .toList());
    adviser.of(report.id()).ifPresent(advice -> parameters.put("advice", advice));
    readings
        .of(report.id())
        .ifPresent(reading -> {
          parameters.put("reading", reading);
          parameters.put("pieces", Highlights.of(reading));
          parameters.put(
              "types",
              reading.findings().stream()
                  .map(StoredReading.Found::type)
                  .collect(Collectors.toCollection(TreeSet::new)));
        });
    return page.of("read/report.jte", report.title(), "inbox", parameters);
  }
}
