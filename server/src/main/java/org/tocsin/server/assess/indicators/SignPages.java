// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.indicators;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.AssessmentForm;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.kernel.web.Page;

/** The signs of a case by page, and those of all cases that are overdue. */
@Controller
@RequestMapping("/desk")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class SignPages {

  private final Signs signs;
  private final SignRows rows;
  private final Cases cases;
  private final Page page;

  SignPages(Signs signs, SignRows rows, Cases cases, Page page) {
    this.signs = signs;
    this.rows = rows;
    this.cases = cases;
    this.page = page;
  }

  @GetMapping("/signs")
  ResponseEntity<String> overdue() {
    List<SignRows.Late> late =
        signs.overdue().stream()
            .map(each -> new SignRows.Late(cases.get(each.caseId()), each.sign()))
            .toList();
    return page.of("assess/indicators/overdue.jte", "Signs overdue", "cases", Map.of("late", late));
  }

  @GetMapping("/cases/{id}/signs")
  ResponseEntity<String> of(@PathVariable String id) {
    return shown(200, new CaseId(id), Map.of(), 0, null);
  }

  private ResponseEntity<String> shown(
      int status, CaseId id, Map<String, String> fields, int number, @Nullable Problem refused) {
    CaseFile file = cases.get(id);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("file", file);
    parameters.put("rows", rows.of(file));
    parameters.put("lists", signs.lists());
    parameters.put("zone", DeskTime.zoneName());
    parameters.put("fields", fields);
    parameters.put("number", number);
    parameters.put("refused", refused);
    return page.of(
        status, "assess/indicators/signs.jte", "Signs of " + file.title(), "cases", parameters);
  }

  @PostMapping("/cases/{id}/signs")
  @Requires(Role.OFFICER)
  ResponseEntity<String> add(
      @PathVariable String id, @RequestParam Map<String, String> fields) {
    CaseId caseId = new CaseId(id);
    try {
      if (fields.containsKey("list")) {
        signs.use(caseId, fields.getOrDefault("list", ""));
      } else {
        signs.add(
            caseId,
            fields.getOrDefault("expectation", ""),
            AssessmentForm.time("by", fields.getOrDefault("by", "")));
      }
      return seeOther(caseId, "");
    } catch (Problem refused) {
      return shown(refused.type().status(), caseId, fields, 0, refused);
    }
  }

  @PostMapping("/cases/{id}/signs/{number}")
  @Requires(Role.OFFICER)
  ResponseEntity<String> judge(
      @PathVariable String id,
      @PathVariable int number,
      @RequestParam Map<String, String> fields) {
    CaseId caseId = new CaseId(id);
    try {
      String by = fields.getOrDefault("by", "");
      signs.judge(
          caseId,
          number,
          new Signs.Judged(
              fields.getOrDefault("state", ""),
              fields.getOrDefault("note", ""),
              cases.get(caseId).cites(fields.getOrDefault("cites", "")),
              by.isBlank() ? Optional.empty() : Optional.of(AssessmentForm.time("by", by))));
      return seeOther(caseId, "#sign-" + number);
    } catch (Problem refused) {
      return shown(refused.type().status(), caseId, fields, number, refused);
    }
  }

  private static ResponseEntity<String> seeOther(CaseId id, String anchor) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/desk/cases/" + id + "/signs" + anchor))
        .build();
  }
}
