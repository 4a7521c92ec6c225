// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.indicators;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Problem.Fault;
import org.tocsin.server.kernel.web.DeskTime;
import org.tocsin.server.kernel.web.FormFields;
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
  private final Clock clock;

  SignPages(Signs signs, SignRows rows, Cases cases, Page page, Clock clock) {
    this.clock = clock;
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
    parameters.put("labels", labels(number));
    parameters.put("refused", refused);
    return page.of(
        status, "assess/indicators/signs.jte", "Signs of " + file.title(), "cases", parameters);
  }

  /** What the page calls the fields of the form of a sign; 0 is that of a new one. */
  private static FormFields labels(int number) {
    return number == 0
        ? new FormFields()
            .with("expectation", "What would one see?", "f-expectation")
            .with("by", "By when", "f-by")
        : new FormFields()
            .with("state", "What became of it", "s-" + number)
            .with("cites", "Seen: shown by", "c-" + number)
            .with("by", "Awaited: now by", "b-" + number)
            .with("note", "Note", "o-" + number);
  }

  @PostMapping("/cases/{id}/signs")
  @Requires(Role.OFFICER)
  ResponseEntity<String> add(@PathVariable String id, @RequestParam Map<String, String> fields) {
    CaseId caseId = new CaseId(id);
    try {
      if (fields.containsKey("list")) {
        signs.use(caseId, fields.getOrDefault("list", ""));
      } else {
        String expectation = fields.getOrDefault("expectation", "");
        List<Fault> unread = new ArrayList<>();
        Instant by = SignRules.time(fields.getOrDefault("by", ""), unread);
        SignRules.refuse(unread, SignRules.faults(expectation, by, clock.instant()));
        signs.add(caseId, expectation, by);
      }
      return seeOther(caseId, "");
    } catch (Problem refused) {
      return shown(refused.type().status(), caseId, fields, 0, refused);
    }
  }

  @PostMapping("/cases/{id}/signs/{number}")
  @Requires(Role.OFFICER)
  ResponseEntity<String> judge(
      @PathVariable String id, @PathVariable int number, @RequestParam Map<String, String> fields) {
    CaseId caseId = new CaseId(id);
    try {
      List<Fault> unread = new ArrayList<>();
      Signs.Judged judged =
          SignRules.judged(
              cases.get(caseId),
              fields.getOrDefault("state", ""),
              fields.getOrDefault("note", ""),
              fields.getOrDefault("cites", ""),
              fields.getOrDefault("by", ""),
              unread);
      SignRules.refuse(unread, SignRules.faults(judged, clock.instant()));
      signs.judge(caseId, number, judged);
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
