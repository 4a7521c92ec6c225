// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
  private final EvidenceRules evidence;
  private final OpenClasses open;
  private final BrokenGlass glass;
  private final Cases cases;
  private final CurrentOfficer officer;
  private final Page page;
  private final Clock clock;

  DecidePages(
      Determinations determinations,
      DeterminationWords words,
      DutyTests tests,
      EvidenceRules evidence,
      OpenClasses open,
      BrokenGlass glass,
      Cases cases,
      CurrentOfficer officer,
      Page page,
      Clock clock) {
    this.determinations = determinations;
    this.words = words;
    this.tests = tests;
    this.evidence = evidence;
    this.open = open;
    this.glass = glass;
    this.cases = cases;
    this.officer = officer;
    this.page = page;
    this.clock = clock;
  }

  @GetMapping("/cases/{id}/determinations/new")
  @Requires(Role.OFFICER)
  ResponseEntity<String> worksheet(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String policy,
      @RequestParam(defaultValue = "") String victims) {
    CaseId caseId = new CaseId(id);
    String asked =
        policy.isEmpty()
            ? determinations
                .clock(caseId)
                .map(DecisionClock::policy)
                .orElseGet(() -> tests.standard().id())
            : policy;
    Worksheet empty = new Worksheet(tests.require(asked), Map.of("victims", victims));
    return worksheet(200, caseId, empty, null);
  }

  @PostMapping("/cases/{id}/determinations/new")
  @Requires(Role.OFFICER)
  ResponseEntity<String> propose(
      @PathVariable String id, @RequestParam Map<String, String> fields) {
    CaseId caseId = new CaseId(id);
    Worksheet filled = new Worksheet(tests.require(fields.getOrDefault("policy", "")), fields);
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
    parameters.put("governing", open.governing(caseId));
    parameters.put("choices", evidence.choices(file));
    parameters.put("refused", refused);
    determinations
        .clock(caseId)
        .ifPresent(each -> parameters.put("clock", ClockWords.of(each, clock.instant())));
    return page.of(status, "decide/worksheet.jte", "Duty test", "cases", parameters);
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

  @PostMapping("/determinations/{id}/broken-glass")
  @Requires(Role.OFFICER)
  ResponseEntity<String> breakGlass(
      @PathVariable String id, @RequestParam(defaultValue = "") String why) {
    return tried(new DeterminationId(id), made -> glass.breakGlass(made, why));
  }

  @PostMapping("/determinations/{id}/review")
  @Requires(Role.APPROVER)
  ResponseEntity<String> review(
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean upheld,
      @RequestParam(defaultValue = "") String words) {
    return tried(new DeterminationId(id), made -> glass.review(made, upheld, words));
  }

  @PostMapping("/determinations/{id}/seen")
  @Requires(Role.APPROVER)
  ResponseEntity<String> seen(@PathVariable String id) {
    return tried(new DeterminationId(id), glass::see);
  }

  private ResponseEntity<String> tried(DeterminationId id, Consumer<DeterminationId> act) {
    try {
      act.accept(id);
      return seeOther("/desk/determinations/" + id);
    } catch (Problem refused) {
      return one(refused.type().status(), id, refused);
    }
  }

  private ResponseEntity<String> one(int status, DeterminationId id, @Nullable Problem refused) {
    Determination made = determinations.get(id);
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("shown", words.shown(made));
    parameters.put("file", cases.get(made.caseId()));
    parameters.put("me", officer.get().id());
    parameters.put("now", clock.instant());
    parameters.put("unseen", glass.unseen(id));
    parameters.put("refused", refused);
    Optional<DecisionClock> running = determinations.clock(made.caseId());
    running.ifPresent(each ->
        parameters.put(
            "clock",
            made.settledAt().isPresent()
                ? ClockWords.of(each, clock.instant())
                : ClockWords.ofProposed(each, clock.instant())));
    return page.of(status, "decide/determination.jte", "Determination", "cases", parameters);
  }

  private static ResponseEntity<String> seeOther(String address) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER).location(URI.create(address)).build();
  }
}
