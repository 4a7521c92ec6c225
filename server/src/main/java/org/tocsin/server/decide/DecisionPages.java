// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.web.Page;

/** The page on which whatever of deciding is late, must be done anew or be reviewed stands. */
@Controller
@RequestMapping("/desk")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
public class DecisionPages {

  private final DeterminationStore store;
  private final Determinations determinations;
  private final PolicyChanges policies;
  private final Steps steps;
  private final ReconsiderStore reconsiderations;
  private final BrokenGlass glass;
  private final Cases cases;
  private final OfficerNames names;
  private final Page page;
  private final Clock clock;

  DecisionPages(
      DeterminationStore store,
      Determinations determinations,
      PolicyChanges policies,
      Steps steps,
      ReconsiderStore reconsiderations,
      BrokenGlass glass,
      Cases cases,
      OfficerNames names,
      Page page,
      Clock clock) {
    this.store = store;
    this.determinations = determinations;
    this.policies = policies;
    this.steps = steps;
    this.reconsiderations = reconsiderations;
    this.glass = glass;
    this.cases = cases;
    this.names = names;
    this.page = page;
    this.clock = clock;
  }

  /**
   * Something that waits.
   *
   * @param what in a few words
   * @param late whether its time has run out
   */
  public record Row(String href, String title, String what, Instant dueAt, boolean late) {}

  /** How long a step took, in words. */
  public record TimesRow(
      String policy, String step, int count, int late, String median, String ninetieth) {}

  @GetMapping("/decisions")
  ResponseEntity<String> decisions() {
    Instant now = clock.instant();
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("late", late(now));
    parameters.put("anew", anew(now));
    parameters.put("alone", alone(now));
    parameters.put("changes", changes());
    parameters.put(
        "times",
        steps.times().stream()
            .map(each ->
                new TimesRow(
                    each.policy(),
                    each.step().label(),
                    each.count(),
                    each.late(),
                    ClockWords.length(each.median()),
                    ClockWords.length(each.ninetieth())))
            .toList());
    return page.of("decide/decisions.jte", "Decisions", "cases", parameters);
  }

  private List<Row> late(Instant now) {
    List<Row> rows = new ArrayList<>();
    for (CaseId id : store.overdue(now)) {
      CaseFile file = cases.get(id);
      if (file.open()) {
        determinations
            .clock(id)
            .ifPresent(each ->
                rows.add(
                    new Row(
                        "/desk/cases/" + id + "#duty",
                        file.title(),
                        "Agreed",
                        each.dueAt(),
                        true)));
      }
    }
    for (StepStore.Due each : steps.overdue(now)) {
      rows.add(
          new Row(
              "/desk/cases/" + each.caseId() + "#duty",
              cases.get(each.caseId()).title(),
              each.clock().step().label(),
              each.clock().dueAt(),
              true));
    }
    rows.sort(Comparator.comparing(Row::dueAt));
    return rows;
  }

  private List<Row> anew(Instant now) {
    return reconsiderations.open().stream()
        .filter(each -> cases.get(each.caseId()).open())
        .map(each ->
            new Row(
                "/desk/determinations/" + each.determination(),
                cases.get(each.caseId()).title(),
                each.victims().label() + ": " + String.join(" ", each.causes()),
                each.dueAt(),
                now.isAfter(each.dueAt())))
        .toList();
  }

  private List<Row> changes() {
    return policies.open().stream()
        .map(each ->
            new Row(
                "/desk/cases/" + each.caseId() + "#duty",
                cases.get(each.caseId()).title(),
                "From %s to %s, proposed by %s"
                    .formatted(each.before(), each.policy(), names.of(each.proposedBy().value())),
                each.proposedAt(),
                false))
        .toList();
  }

  private List<Row> alone(Instant now) {
    return glass.open().stream()
        .map(each ->
            new Row(
                "/desk/determinations/" + each.determination() + "#glass",
                cases.get(each.caseId()).title(),
                "Decided by " + names.of(each.brokenBy().value()),
                each.reviewDueAt(),
                now.isAfter(each.reviewDueAt())))
        .toList();
  }

  @PostMapping("/cases/{id}/policy")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> putUnder(
      @PathVariable String id,
      @RequestParam String policy,
      @RequestParam(defaultValue = "") String why) {
    policies.propose(new CaseId(id), policy, why);
    return duty(id);
  }

  @PostMapping("/cases/{id}/policy/agreement")
  @Requires(Role.APPROVER)
  ResponseEntity<String> agreePolicy(@PathVariable String id) {
    policies.agree(new CaseId(id));
    return duty(id);
  }

  @PostMapping("/cases/{id}/policy/return")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> returnPolicy(
      @PathVariable String id, @RequestParam(defaultValue = "") String why) {
    policies.sendBack(new CaseId(id), why);
    return duty(id);
  }

  private static ResponseEntity<String> duty(String id) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/desk/cases/" + new CaseId(id) + "#duty"))
        .build();
  }
}
