// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.outcome;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.collect.Reports;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Page;
import org.tocsin.server.outcome.Drafts.AftermathDraft;

/** What was done afterwards, and what followed in cases like it: pages and API. */
@Controller
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class AftermathPages {

  private final Aftermaths aftermaths;
  private final PrecedentSearch precedents;
  private final Cases cases;
  private final Reports reports;
  private final Page page;

  AftermathPages(
      Aftermaths aftermaths, PrecedentSearch precedents, Cases cases, Reports reports, Page page) {
    this.aftermaths = aftermaths;
    this.precedents = precedents;
    this.cases = cases;
    this.reports = reports;
    this.page = page;
  }

  /** What was done afterwards. */
  record AftermathView(
      String id,
      String caseId,
      String kind,
      String by,
      String about,
      String words,
      @Nullable Long amount,
      Instant at,
      String report,
      Instant recordedAt,
      String recordedBy) {
    static AftermathView of(Aftermath made) {
      return new AftermathView(
          made.id().value(),
          made.caseId().value(),
          made.kind().word(),
          made.by(),
          made.about(),
          made.words(),
          made.amount().isPresent() ? made.amount().getAsLong() : null,
          made.at(),
          made.report().value(),
          made.recordedAt(),
          made.recordedBy().value());
    }
  }

  @GetMapping("/api/v1/cases/{id}/aftermath")
  @ResponseBody
  List<AftermathView> list(@PathVariable String id) {
    CaseId caseId = cases.get(new CaseId(id)).id();
    return aftermaths.ofCase(caseId).stream().map(AftermathView::of).toList();
  }

  @PostMapping("/api/v1/cases/{id}/aftermath")
  @Requires(Role.OFFICER)
  ResponseEntity<AftermathView> add(@PathVariable String id, @RequestBody AftermathDraft body) {
    Aftermath made = aftermaths.add(new CaseId(id), body);
    return ResponseEntity.created(URI.create("/api/v1/cases/" + id + "/aftermath"))
        .body(AftermathView.of(made));
  }

  @GetMapping("/api/v1/cases/{id}/precedents")
  @ResponseBody
  List<PrecedentSearch.Precedent> precedents(@PathVariable String id) {
    return precedents.of(new CaseId(id));
  }

  @GetMapping("/desk/cases/{id}/aftermath")
  ResponseEntity<String> page(@PathVariable String id) {
    return show(200, cases.get(new CaseId(id)), Map.of(), null);
  }

  @PostMapping("/desk/cases/{id}/aftermath")
  @Requires(Role.OFFICER)
  ResponseEntity<String> submit(@PathVariable String id, @RequestParam Map<String, String> fields) {
    CaseId caseId = new CaseId(id);
    Form form = new Form(fields);
    try {
      aftermaths.add(caseId, form.aftermath());
      return ResponseEntity.status(303)
          .location(URI.create("/desk/cases/" + caseId + "/aftermath"))
          .build();
    } catch (Problem refused) {
      return show(refused.type().status(), cases.get(caseId), fields, form.asTyped(refused));
    }
  }

  private ResponseEntity<String> show(
      int status, CaseFile file, Map<String, String> fields, @Nullable Problem refused) {
    Map<String, Object> shown = new HashMap<>();
    shown.put("file", file);
    shown.put("done", aftermaths.ofCase(file.id()));
    shown.put("precedents", precedents.of(file.id()));
    shown.put("reports", reports.list(file.reports()));
    shown.put("fields", fields);
    shown.put("refused", refused);
    return page.of(status, "outcome/aftermath.jte", "Afterwards: " + file.title(), "cases", shown);
  }
}
