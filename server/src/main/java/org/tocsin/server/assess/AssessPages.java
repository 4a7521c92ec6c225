// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.kernel.web.Page;

/** The pages of cases: the list, opening and joining, and the page of a case. */
@Controller
@RequestMapping("/desk/cases")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class AssessPages {

  private static final int ROWS = 50;
  private static final int CHOICES = 20;
  private static final int STATEMENTS_MAX = 50;

  private final Cases cases;
  private final CaseViews views;
  private final Reports reports;
  private final Page page;

  AssessPages(Cases cases, CaseViews views, Reports reports, Page page) {
    this.cases = cases;
    this.views = views;
    this.reports = reports;
    this.page = page;
  }

  @GetMapping
  ResponseEntity<String> list(@RequestParam(required = false) @Nullable String before) {
    List<CaseFile> rows = cases.newest(Optional.ofNullable(before).map(CaseId::new), ROWS);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("rows", rows);
    if (rows.size() == ROWS) {
      parameters.put("next", "/desk/cases?before=" + rows.getLast().id());
    }
    return page.of("assess/cases.jte", "Cases", "cases", parameters);
  }

  /** Asks where picked reports belong: into a new case or one that is open. */
  @GetMapping("/new")
  @Requires(Role.OFFICER)
  ResponseEntity<String> choose(
      @RequestParam(name = "report", required = false) @Nullable List<String> picked) {
    return choice(200, picked, "", null);
  }

  private ResponseEntity<String> choice(
      int status, @Nullable List<String> picked, String title, @Nullable Problem refused) {
    List<ReportId> ids = ids(picked);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("picked", reports.list(ids));
    parameters.put("title", title);
    parameters.put(
        "open", cases.newest(Optional.empty(), CHOICES).stream().filter(CaseFile::open).toList());
    if (refused != null) {
      parameters.put("refused", refused);
    }
    return page.of(status, "assess/choose.jte", "Put into a case", "cases", parameters);
  }

  private static List<ReportId> ids(@Nullable List<String> picked) {
    return Optional.ofNullable(picked).orElse(List.of()).stream()
        .map(ReportId::new)
        .distinct()
        .toList();
  }

  @PostMapping
  @Requires(Role.OFFICER)
  ResponseEntity<String> open(
      @RequestParam(defaultValue = "") String title,
      @RequestParam(name = "report", required = false) @Nullable List<String> picked) {
    try {
      return see("/desk/cases/" + cases.open(title, ids(picked)).id());
    } catch (Problem refused) {
      return choice(refused.type().status(), picked, title, refused);
    }
  }

  /** Joins picked reports to a case that is open. */
  @PostMapping("/join")
  @Requires(Role.OFFICER)
  ResponseEntity<String> join(
      @RequestParam("case") String id,
      @RequestParam(name = "report", required = false) @Nullable List<String> picked) {
    CaseId to = new CaseId(id);
    cases.addReports(to, ids(picked));
    return see("/desk/cases/" + to + "#reports");
  }

  @GetMapping("/{id}")
  ResponseEntity<String> one(
      @PathVariable String id, @RequestParam(required = false) @Nullable Long before) {
    CaseFile file = cases.get(new CaseId(id));
    return shown(200, file, before, AssessmentForm.of(file), null);
  }

  private ResponseEntity<String> shown(
      int status,
      CaseFile file,
      @Nullable Long before,
      AssessmentForm form,
      @Nullable Problem refused) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("view", views.page(file, before == null ? Long.MAX_VALUE : before));
    parameters.put("form", form);
    parameters.put("fields", AssessmentReading.fields(form));
    parameters.put("zone", DeskTime.zoneName());
    if (refused != null) {
      parameters.put("refused", refused);
    }
    return page.of(status, "assess/case.jte", file.title(), "cases", parameters);
  }

  /** The newest of the timeline alone, for a page that heard of something new. */
  @GetMapping("/{id}/timeline")
  ResponseEntity<String> timeline(@PathVariable String id) {
    CaseId known = cases.get(new CaseId(id)).id();
    return page.part("assess/timeline.jte", Map.of("part", views.timeline(known, Long.MAX_VALUE)));
  }

  @PostMapping("/{id}/assessments")
  @Requires(Role.OFFICER)
  ResponseEntity<String> assess(
      @PathVariable String id, @RequestParam MultiValueMap<String, String> fields) {
    CaseFile file = cases.get(new CaseId(id));
    AssessmentForm form = form(fields);
    try {
      AssessmentReading reading = new AssessmentReading(form, file);
      Cases.Judgement judgement = reading.judgement();
      cases.requireSound(file, judgement, reading.faults());
      cases.assess(file.id(), judgement);
      return see("/desk/cases/" + file.id() + "#assessment");
    } catch (Problem refused) {
      return shown(refused.type().status(), file, null, form.withSpareLines(), refused);
    }
  }

  private static AssessmentForm form(MultiValueMap<String, String> fields) {
    return new AssessmentForm(
        first(fields, "actor"),
        first(fields, "target"),
        first(fields, "method"),
        first(fields, "place"),
        first(fields, "latitude"),
        first(fields, "longitude"),
        first(fields, "radiusKm"),
        first(fields, "from"),
        first(fields, "until"),
        first(fields, "likelihood"),
        first(fields, "confidence"),
        lines(fields, "statement", "cites"),
        first(fields, "targetKind"),
        first(fields, "slackHours"),
        lines(fields, "likelihoodReason", "likelihoodCites"),
        lines(fields, "confidenceReason", "confidenceCites"),
        first(fields, "change"));
  }

  private static List<AssessmentForm.Line> lines(
      MultiValueMap<String, String> fields, String text, String rest) {
    List<String> texts = fields.getOrDefault(text, List.of());
    List<String> cites = fields.getOrDefault(rest, List.of());
    List<AssessmentForm.Line> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(texts.size(), STATEMENTS_MAX); i++) {
      String cited = i < cites.size() ? cites.get(i) : "";
      if (!texts.get(i).isBlank() || !cited.isBlank()) {
        lines.add(new AssessmentForm.Line(texts.get(i), cited));
      }
    }
    return lines;
  }

  private static String first(MultiValueMap<String, String> fields, String name) {
    return Optional.ofNullable(fields.getFirst(name)).orElse("");
  }

  private static ResponseEntity<String> see(String path) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .header(HttpHeaders.LOCATION, path)
        .contentType(MediaType.TEXT_PLAIN)
        .body("");
  }
}
