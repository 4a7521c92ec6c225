// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import gg.jte.Content;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.deliver.ApprovedWarnings;
import org.tocsin.server.deliver.Deliveries;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.Times;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.web.CasePanel;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.kernel.web.PageFrames;

/** The page of one warning's answers, its live part, and the panel on the case page. */
@Controller
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class AnswerPages implements CasePanel {

  private static final int ROWS = 100;
  private static final int HELP_ROWS = 20;

  /** The fields of the form of a reaction, in which order its faults are told. */
  private static final List<String> ORDER =
      List.of("by", "kind", "words", "report", "saidAt", "warning");

  private final Answers answers;
  private final Reactions reactions;
  private final Deliveries deliveries;
  private final ApprovedWarnings approved;
  private final Cases cases;
  private final Reports reports;
  private final CurrentOfficer current;
  private final PageFrames frames;
  private final Page page;

  AnswerPages(
      Answers answers,
      Reactions reactions,
      Deliveries deliveries,
      ApprovedWarnings approved,
      Cases cases,
      Reports reports,
      CurrentOfficer current,
      PageFrames frames,
      Page page) {
    this.answers = answers;
    this.reactions = reactions;
    this.deliveries = deliveries;
    this.approved = approved;
    this.cases = cases;
    this.reports = reports;
    this.current = current;
    this.frames = frames;
    this.page = page;
  }

  @GetMapping("/desk/warnings/{id}/answers")
  ResponseEntity<String> page(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "0") long after) {
    WarningId warning = new WarningId(id);
    List<AnswerLine> rows = answers.list(warning, kind, after, ROWS);
    return page.of(
        "answer/answers.jte",
        "Answers",
        "warnings",
        Map.of(
            "shown",
            shown(warning),
            "rows",
            rows,
            "kind",
            kind,
            "next",
            rows.size() == ROWS ? rows.getLast().watcher() : 0L));
  }

  @GetMapping("/desk/warnings/{id}/answers/live")
  ResponseEntity<String> live(@PathVariable String id) {
    return page.part("answer/summary.jte", Map.of("shown", shown(new WarningId(id))));
  }

  @PostMapping("/desk/cases/{id}/reactions")
  @Requires({Role.OFFICER, Role.COLLECTOR})
  ResponseEntity<String> react(@PathVariable String id, @RequestParam Map<String, String> fields) {
    CaseId caseId = new CaseId(id);
    try {
      record(caseId, fields);
    } catch (Problem refused) {
      return refused(caseId, fields, refused);
    }
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/desk/cases/" + id + "#answer")
        .build();
  }

  private void record(CaseId caseId, Map<String, String> fields) {
    String warning = field(fields, "warning");
    Optional<WarningId> about =
        warning.isEmpty() ? Optional.empty() : Optional.of(new WarningId(warning));
    String by = field(fields, "by");
    String kind = field(fields, "kind");
    String words = field(fields, "words");
    List<Problem.Fault> faults = new ArrayList<>();
    Optional<Instant> saidAt = at(field(fields, "saidAt"), faults);
    faults.addAll(reactions.faults(caseId, about, by, kind, words, saidAt));
    if (field(fields, "report").isEmpty()) {
      faults.add(
          new Problem.Fault("report", "", "is not chosen", "choose the report that says so"));
    }
    faults.sort(Comparator.comparingInt(fault -> ORDER.indexOf(fault.where())));
    Reactions.refuse(faults);
    reactions.record(
        caseId,
        about,
        by,
        kind,
        words,
        new ReportId(field(fields, "report")),
        saidAt.orElseThrow(),
        current.get().id());
  }

  private static String field(Map<String, String> fields, String name) {
    return fields.getOrDefault(name, "").strip();
  }

  /** The form with what was put into it, on a page of its own. */
  private ResponseEntity<String> refused(
      CaseId caseId, Map<String, String> fields, Problem refused) {
    CaseFile file = cases.get(caseId);
    return page.of(
        refused.type().status(),
        "answer/reaction.jte",
        "Public reaction",
        "cases",
        Map.of(
            "file",
            file,
            "warnings",
            warningsOf(caseId),
            "reports",
            reports.list(file.reports()),
            "fields",
            fields,
            "refused",
            refused));
  }

  /** A time of the form is meant in the desk's zone, unless it brings its own. */
  private static Optional<Instant> at(String saidAt, List<Problem.Fault> faults) {
    try {
      return Optional.of(LocalDateTime.parse(saidAt).atZone(DeskTime.zone()).toInstant());
    } catch (DateTimeParseException local) {
      try {
        return Optional.of(Times.parse("saidAt", saidAt));
      } catch (Problem unread) {
        faults.add(
            new Problem.Fault(
                "saidAt",
                Problem.shorten(saidAt),
                saidAt.isEmpty() ? "is empty" : "is no time",
                "choose day and time, in the desk's zone"));
        return Optional.empty();
      }
    }
  }

  private List<AnswersShown> warningsOf(CaseId caseId) {
    return deliveries.warningsOf(caseId).stream().map(this::shown).toList();
  }

  private AnswersShown shown(WarningId id) {
    return new AnswersShown(
        id,
        approved.get(id).texts().getFirst().headline(),
        answers.summary(id),
        answers.list(id, AnswerKind.NEED_HELP.word(), 0, HELP_ROWS));
  }

  @Override
  public int order() {
    return 70;
  }

  @Override
  public String anchor() {
    return "answer";
  }

  @Override
  public String heading() {
    return "Answers";
  }

  @Override
  public Optional<Content> show(CaseId caseId) {
    List<AnswersShown> warnings = warningsOf(caseId);
    List<Reaction> said = reactions.ofCase(caseId);
    if (warnings.isEmpty() && said.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        page.content(
            "answer/panel.jte",
            Map.of(
                "frame",
                frames.frame("", "cases"),
                "caseId",
                caseId.value(),
                "warnings",
                warnings,
                "reactions",
                said,
                "reports",
                reports.list(cases.get(caseId).reports()))));
  }
}
