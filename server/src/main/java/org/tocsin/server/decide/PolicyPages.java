// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

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
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.OfficerNames;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.web.Page;

/** The pages of duty tests: what is in force, the editor, and the one on which another agrees. */
@Controller
@RequestMapping("/desk/policies")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class PolicyPages {

  private static final String SECTION = "administration";

  private final Policies policies;
  private final DutyTests tests;
  private final OfficerNames names;
  private final CurrentOfficer officer;
  private final Page page;

  PolicyPages(
      Policies policies, DutyTests tests, OfficerNames names, CurrentOfficer officer, Page page) {
    this.policies = policies;
    this.tests = tests;
    this.names = names;
    this.officer = officer;
    this.page = page;
  }

  @GetMapping
  ResponseEntity<String> list() {
    List<PolicyShown> inForce =
        policies.inForce().stream()
            .map(version -> new PolicyShown(version, tests.of(version), name(version)))
            .toList();
    List<PolicyShown> proposed =
        policies.proposed().stream()
            .map(version -> new PolicyShown(version, tests.of(version), name(version)))
            .toList();
    return page.of(
        "decide/policies.jte",
        "Duty tests",
        SECTION,
        Map.of("inForce", inForce, "proposed", proposed));
  }

  private String name(PolicyVersion version) {
    return version.shipped() ? "the program" : names.of(version.proposedBy());
  }

  @GetMapping("/{policy}/versions/{version}")
  ResponseEntity<String> version(@PathVariable String policy, @PathVariable int version) {
    return version(200, policy, version, null);
  }

  private ResponseEntity<String> version(
      int status, String policy, int number, @Nullable Problem refused) {
    PolicyVersion version = policies.get(policy, number);
    DutyTest test = tests.of(version);
    boolean waits = version.state() == PolicyVersion.State.PROPOSED;
    Optional<PolicyVersion> before =
        policies.inForce().stream()
            .filter(each -> each.policy().equals(policy) && each.version() != number)
            .findFirst();
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("shown", new PolicyShown(version, test, name(version)));
    parameters.put("settledBy", version.settledBy().map(names::of).orElse(""));
    parameters.put("mine", version.proposedBy().equals(officer.get().id().value()));
    parameters.put("versions", policies.versions(policy));
    parameters.put("refused", refused);
    if (waits) {
      Policies.Needs needs = policies.needs(version);
      List<String> agreed = needs.agreed().stream().map(each -> each.by().value()).toList();
      parameters.put("needs", Quorum.missing(needs.asked(), needs.agreed()));
      parameters.put("agreedBy", agreed.stream().map(names::of).toList());
      parameters.put("agreed", agreed.contains(officer.get().id().value()));
      parameters.put("run", policies.dryRun(test));
      before.ifPresent(
          each -> parameters.put("changes", LineDiff.between(each.text(), version.text())));
    }
    return page.of(status, "decide/policy.jte", test.title(), SECTION, parameters);
  }

  @GetMapping("/edit")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> edit(@RequestParam(defaultValue = "") String policy) {
    String text =
        policies.inForce().stream()
            .filter(each -> each.policy().equals(policy))
            .map(PolicyVersion::text)
            .findFirst()
            .orElse("");
    return edit(200, text, "", null, null);
  }

  @PostMapping("/edit")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<String> edit(
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String why,
      @RequestParam(defaultValue = "check") String action) {
    if (!action.equals("propose")) {
      return edit(200, text, why, policies.check(text), null);
    }
    try {
      PolicyVersion made = policies.propose(text, why);
      return seeOther(made.policy(), made.version());
    } catch (Problem refused) {
      return edit(refused.type().status(), text, why, null, refused);
    }
  }

  private ResponseEntity<String> edit(
      int status,
      String text,
      String why,
      PolicyReader.@Nullable Read read,
      @Nullable Problem refused) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("text", text);
    parameters.put("why", why);
    parameters.put("refused", refused);
    if (read != null) {
      parameters.put("faults", read.faults());
      read.test()
          .ifPresent(test -> {
            parameters.put("test", test);
            parameters.put("run", policies.dryRun(test));
          });
    }
    return page.of(status, "decide/policy-edit.jte", "Edit a duty test", SECTION, parameters);
  }

  @PostMapping("/{policy}/versions/{version}/agreement")
  @Requires(Role.APPROVER)
  ResponseEntity<String> agree(@PathVariable String policy, @PathVariable int version) {
    try {
      policies.agree(policy, version);
      return seeOther(policy, version);
    } catch (Problem refused) {
      return version(refused.type().status(), policy, version, refused);
    }
  }

  @PostMapping("/{policy}/versions/{version}/return")
  @Requires(Role.APPROVER)
  ResponseEntity<String> sendBack(
      @PathVariable String policy,
      @PathVariable int version,
      @RequestParam(defaultValue = "") String why) {
    try {
      policies.sendBack(policy, version, why);
      return seeOther(policy, version);
    } catch (Problem refused) {
      return version(refused.type().status(), policy, version, refused);
    }
  }

  private static ResponseEntity<String> seeOther(String policy, int version) {
    return ResponseEntity.status(HttpStatus.SEE_OTHER)
        .location(URI.create("/desk/policies/" + policy + "/versions/" + version))
        .build();
  }
}
