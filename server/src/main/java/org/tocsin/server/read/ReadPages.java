// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.CurrentOfficer;
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
  private final ReportSheet sheet;
  private final CurrentOfficer officer;
  private final Page page;

  ReadPages(
      Reports reports, Readings readings, ReportSheet sheet, CurrentOfficer officer, Page page) {
    this.reports = reports;
    this.readings = readings;
    this.sheet = sheet;
    this.officer = officer;
    this.page = page;
  }

  @GetMapping("/inbox")
  ResponseEntity<String> inbox(@RequestParam(required = false) @Nullable String before) {
    return page.of("read/inbox.jte", "Inbox", "inbox", rows(before));
  }

  /** The rows alone, for a page that heard of something new. */
  @GetMapping("/inbox/rows")
  ResponseEntity<String> part(@RequestParam(required = false) @Nullable String before) {
    Map<String, Object> parameters = new HashMap<>(rows(before));
    parameters.put("officer", officer.find().map(person -> person.may(Role.OFFICER)).orElse(false));
    return page.part("read/rows.jte", parameters);
  }

  private Map<String, Object> rows(@Nullable String before) {
    List<Report> newest = reports.newest(Optional.ofNullable(before).map(ReportId::new), ROWS);
    List<ReportId> ids = newest.stream().map(Report::id).toList();
    Map<ReportId, ReadingSummary> summaries = readings.summaries(ids);
    Map<ReportId, List<Alike>> alike = readings.alike(ids);
    Map<ReportId, String> titles = sheet.titles(alike);
    Map<ReportId, List<ReportPanel.Link>> cases = sheet.cases(ids);
    Map<ReportId, List<ReportPanel.Link>> links = sheet.links(ids);
    Map<ReportId, List<ReportPanel.Link>> suggested = sheet.suggested(ids);
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
                    cases.getOrDefault(report.id(), List.of()),
                    links.getOrDefault(report.id(), List.of()),
                    suggested.getOrDefault(report.id(), List.of())))
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

  /**
   * The page of a report; {@code mend} or {@code reject} opens a form on it, and {@code suggestion}
   * the form that adds a finding, filled with what a model suggests.
   */
  @GetMapping("/reports/{id}")
  ResponseEntity<String> report(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer mend,
      @RequestParam(required = false) @Nullable Integer reject,
      @RequestParam(required = false) @Nullable Integer suggestion) {
    ReportId report = new ReportId(id);
    ReportSheet.Open open = ReportSheet.Open.NOTHING;
    if (mend != null) {
      open = open(report, mend, "mend");
    } else if (reject != null) {
      open = open(report, reject, "reject");
    } else if (suggestion != null) {
      open = takenOver(report, suggestion);
    }
    return sheet.show(200, report, open);
  }

  /** Pages count suggestions from 1. */
  private ReportSheet.Open takenOver(ReportId report, int shown) {
    return sheet
        .suggestion(report, shown - 1)
        .map(each -> new ReportSheet.Open(ReportSheet.Open.ADD, "add", MendForm.of(each), null))
        .orElse(ReportSheet.Open.NOTHING);
  }

  /** Pages count findings from 1. */
  private ReportSheet.Open open(ReportId report, int shown, String act) {
    return sheet
        .finding(report, shown - 1)
        .map(found -> new ReportSheet.Open(shown - 1, act, MendForm.of(found), null))
        .orElse(ReportSheet.Open.NOTHING);
  }
}
