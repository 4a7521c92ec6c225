// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
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
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Page;

/** The pages of the duty: the worksheet, and the one screen on which a second person decides. */
@Controller
@RequestMapping("/desk")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class DecidePages {

  private final Determinations determinations;
  private final DeterminationWords words;
  private final DutyTests tests;
  private final Cases cases;
  private final CurrentOfficer officer;
  private final Page page;
  private final Clock clock;

  DecidePages(
      Determinations determinations,
      DeterminationWords words,
      DutyTests tests,
      Cases cases,
      CurrentOfficer officer,
      Page page,
      Clock clock) {
    this.determinations = determinations;
    this.words = words;
    this.tests = tests;
    this.cases = cases;
    this.officer = officer;
    this.page = page;
    this.clock = clock;
  }

  @GetMapping("/cases/{id}/determinations/new")
  @Requires(Role.OFFICER)
  ResponseEntity<String> worksheet(
      @PathVariable String id,
      @RequestParam(defaultValue = "us-icd-191") String policy,
      @RequestParam(defaultValue = "") String victims) {
    Worksheet empty = new Worksheet(test(policy), Map.of("victims", victims));
    return worksheet(200, new CaseId(id), empty, null);
  }

  @PostMapping("/cases/{id}/determinations/new")
  @Requires(Role.OFFICER)
  ResponseEntity<String> propose(
      @PathVariable String id, @RequestParam Map<String, String> fields) {
    CaseId caseId = new CaseId(id);
    Worksheet filled = new Worksheet(test(fields.getOrDefault("policy", "")), fields);
    try {
      return seeOther(
          "/desk/determinations/" + determinations.propose(caseId, filled.proposal()).id());
    } catch (Problem refused) {
      return worksheet(refused.type().status(), caseId, filled, refused);
    }
  }

  private ResponseEntity<String> worksheet(
      int status, CaseId caseId, Worksheet sheet, @Nullable Problem refused) {
    CaseFile file = cases.get(caseId);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("file", file);
    parameters.put("sheet", sheet);
    parameters.put("policies", tests.list());
    parameters.put("refused", refused);
    determinations
        .clock(caseId)
        .ifPresent(each -> parameters.put("clock", ClockWords.of(each, clock.instant())));
    return page.of(status, "decide/worksheet.jte", "Duty test", "cases", parameters);
  }

  private DutyTest test(String policy) {
    return tests
        .find(policy)
        .orElseThrow(() ->
            DecideProblem.BAD_DETERMINATION.because(
                "policy '%s' is not known; known are %s"
                    .formatted(
                        Problem.shorten(policy),
                        tests.list().stream().map(DutyTest::id).toList())));
  }

  @GetMapping("/determinations/{id}")
  ResponseEntity<String> one(@PathVariable String id) {
    return one(200, new DeterminationId(id), null);
  }

  @PostMapping("/determinations/{id}/agreement")
  @Requires(Role.APPROVER)
  ResponseEntity<String> agree(@PathVariable String id) {
    DeterminationId determination = new DeterminationId(id);
    try {
      return seeOther("/desk/cases/" + determinations.agree(determination).caseId() + "#duty");
    } catch (Problem refused) {
      return one(refused.type().status(), determination, refused);
    }
  }

  @PostMapping("/determinations/{id}/return")
  @Requires(Role.APPROVER)
  ResponseEntity<String> sendBack(
      @PathVariable String id, @RequestParam(defaultValue = "") String why) {
    DeterminationId determination = new DeterminationId(id);
    try {
      return seeOther(
          "/desk/cases/" + determinations.sendBack(determination, why).caseId() + "#duty");
    } catch (Problem refused) {
      return one(refused.type().status(), determination, refused);
    }
  }

  private ResponseEntity<String> one(int status, DeterminationId id, @Nullable Problem refused) {
    Determination made = determinations.get(id);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("shown", words.shown(made));
    parameters.put("file", cases.get(made.caseId()));
    parameters.put("me", officer.get().id());
    parameters.put("refused", refused);
    Optional<DecisionClock> running = determinations.clock(made.caseId());
    running.ifPresent(each -> parameters.put("clock", ClockWords.of(each, clock.instant())));
    return page.of(status, "decide/determination.jte", "Determination", "cases", parameters);
  }

  private static ResponseEntity<String> seeOther(String address) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(address)).build();
  }
}
