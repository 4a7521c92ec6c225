// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.decide.PolicyView.CheckView;
import org.tocsin.server.decide.PolicyView.RunView;
import org.tocsin.server.decide.PolicyView.VersionView;

/** Duty tests and their versions over HTTP. */
@RestController
@RequestMapping("/api/v1/policies")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class PolicyApi {

  private final Policies policies;
  private final DutyTests tests;

  PolicyApi(Policies policies, DutyTests tests) {
    this.policies = policies;
    this.tests = tests;
  }

  /** A policy's text. */
  record TextBody(String text) {}

  /** A proposed version. */
  record VersionBody(String text, String why) {}

  /** Why a version is sent back. */
  record WhyBody(String why) {}

  @GetMapping
  List<PolicyView> list() {
    return tests.list().stream().map(PolicyView::of).toList();
  }

  private VersionView view(PolicyVersion version) {
    return VersionView.of(
        version,
        version.state() == PolicyVersion.State.PROPOSED
            ? Optional.of(policies.needs(version))
            : Optional.empty());
  }

  @PostMapping("/check")
  CheckView check(@RequestBody TextBody body) {
    PolicyReader.Read read = policies.check(body.text());
    return new CheckView(
        read.test().isPresent(),
        read.faults(),
        read.test().map(DutyTest::id).orElse(null),
        read.test().map(test -> RunView.of(policies.dryRun(test))).orElse(null));
  }

  @PostMapping("/versions")
  @Requires({Role.OFFICER, Role.APPROVER})
  ResponseEntity<VersionView> propose(@RequestBody VersionBody body) {
    PolicyVersion made = policies.propose(body.text(), body.why());
    return ResponseEntity.created(
            URI.create("/api/v1/policies/" + made.policy() + "/versions/" + made.version()))
        .body(view(made));
  }

  @GetMapping("/{policy}/versions")
  List<VersionView> versions(@PathVariable String policy) {
    return policies.versions(policy).stream().map(this::view).toList();
  }

  @GetMapping("/{policy}/versions/{version}")
  VersionView version(@PathVariable String policy, @PathVariable int version) {
    return view(policies.get(policy, version));
  }

  @GetMapping("/{policy}/versions/{version}/dry-run")
  RunView dryRun(@PathVariable String policy, @PathVariable int version) {
    return RunView.of(policies.dryRun(tests.of(policies.get(policy, version))));
  }

  @PostMapping("/{policy}/versions/{version}/agreement")
  @Requires(Role.APPROVER)
  VersionView agree(@PathVariable String policy, @PathVariable int version) {
    return view(policies.agree(policy, version));
  }

  @PostMapping("/{policy}/versions/{version}/return")
  @Requires(Role.APPROVER)
  VersionView sendBack(
      @PathVariable String policy, @PathVariable int version, @RequestBody WhyBody body) {
    return view(policies.sendBack(policy, version, body.why()));
  }
}
