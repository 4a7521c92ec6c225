// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.OfficerId;

/** A case's clocks, what must be decided anew, and what was decided alone, over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class ClockApi {

  private final Determinations determinations;
  private final PolicyChanges policies;
  private final OpenClasses open;
  private final Steps steps;
  private final ReconsiderStore reconsiderations;
  private final BrokenGlass glass;
  private final Cases cases;
  private final Clock clock;

  ClockApi(
      Determinations determinations,
      PolicyChanges policies,
      OpenClasses open,
      Steps steps,
      ReconsiderStore reconsiderations,
      BrokenGlass glass,
      Cases cases,
      Clock clock) {
    this.determinations = determinations;
    this.policies = policies;
    this.open = open;
    this.steps = steps;
    this.reconsiderations = reconsiderations;
    this.glass = glass;
    this.cases = cases;
    this.clock = clock;
  }

  /**
   * A case's clocks.
   *
   * @param undecided the classes that its clock still waits for
   * @param policyChange that it is to stand under another policy, if that waits for others
   */
  record ClockView(
      String caseId,
      @Nullable String policy,
      @Nullable PolicyChangeView policyChange,
      List<String> undecided,
      List<StepView> steps,
      List<ReconsiderationView> reconsiderations) {}

  /** A step. */
  record StepView(
      String step,
      Instant startedAt,
      Instant dueAt,
      @Nullable Instant metAt,
      boolean spared,
      boolean overdue) {
    static StepView of(StepClock each, Instant now) {
      return new StepView(
          each.step().word(),
          each.startedAt(),
          each.dueAt(),
          each.metAt().orElse(null),
          each.sparedAt().isPresent(),
          each.overdue(now));
    }
  }

  /** What must be decided anew. */
  record ReconsiderationView(
      String determination,
      String caseId,
      String victims,
      Instant since,
      Instant dueAt,
      List<String> causes,
      @Nullable Instant settledAt) {
    static ReconsiderationView of(Reconsideration each) {
      return new ReconsiderationView(
          each.determination().value(),
          each.caseId().value(),
          each.victims().word(),
          each.since(),
          each.dueAt(),
          each.causes(),
          each.settledAt().orElse(null));
    }
  }

  /** How long a step took. */
  record TimesView(
      String policy, String step, int count, int late, Duration median, Duration ninetieth) {}

  /** The policy that a case is to be put under, and why. */
  record PolicyBody(String policy, @Nullable String why) {}

  /** That a case is to stand under another policy. */
  record PolicyChangeView(
      String before,
      String policy,
      String why,
      String proposedBy,
      Instant proposedAt,
      String state,
      @Nullable String settledBy,
      @Nullable Instant settledAt,
      @Nullable String settledWhy,
      List<DecideApi.AgreementView> agreements,
      int agreementsNeeded,
      @Nullable String postNeeded) {
    static PolicyChangeView of(PolicyChange each, DutyTest.Agreement asked) {
      return new PolicyChangeView(
          each.before(),
          each.policy(),
          each.why(),
          each.proposedBy().value(),
          each.proposedAt(),
          each.state().word(),
          each.settledBy().map(OfficerId::value).orElse(null),
          each.settledAt().orElse(null),
          each.settledWhy().orElse(null),
          each.agreed().stream().map(DecideApi.AgreementView::of).toList(),
          asked.agreements(),
          asked.post().orElse(null));
    }
  }

  /** Why somebody decides alone. */
  record WhyBody(String why) {}

  /** A review of what was decided alone. */
  record ReviewBody(boolean upheld, String words) {}

  /** What was decided alone. */
  record GlassView(
      String determination,
      String caseId,
      String brokenBy,
      Instant brokenAt,
      String why,
      Instant reviewDueAt,
      @Nullable String reviewedBy,
      @Nullable Instant reviewedAt,
      @Nullable Boolean upheld,
      @Nullable String review) {
    static GlassView of(Glass each) {
      return new GlassView(
          each.determination().value(),
          each.caseId().value(),
          each.brokenBy().value(),
          each.brokenAt(),
          each.why(),
          each.reviewDueAt(),
          each.review().map(Glass.Review::by).map(OfficerId::value).orElse(null),
          each.review().map(Glass.Review::at).orElse(null),
          each.review().map(Glass.Review::upheld).orElse(null),
          each.review().map(Glass.Review::words).orElse(null));
    }
  }

  @GetMapping("/cases/{id}/clock")
  ClockView clock(@PathVariable String id) {
    CaseId caseId = cases.get(new CaseId(id)).id();
    Instant now = clock.instant();
    return new ClockView(
        id,
        determinations.clock(caseId).map(DecisionClock::policy).orElse(null),
        policies.open(caseId).map(this::view).orElse(null),
        open.undecided(caseId).stream().map(VictimClass::word).toList(),
        steps.of(caseId).stream().map(each -> StepView.of(each, now)).toList(),
        reconsiderations.ofCase(caseId).stream().map(ReconsiderationView::of).toList());
  }

  private PolicyChangeView view(PolicyChange each) {
    return PolicyChangeView.of(each, policies.asked(each));
  }

  /** Proposes another policy for the case. */
  @PutMapping("/cases/{id}/policy")
  @Requires({Role.OFFICER, Role.APPROVER})
  PolicyChangeView putUnder(@PathVariable String id, @RequestBody PolicyBody body) {
    return view(
        policies.propose(
            new CaseId(id), body.policy(), Objects.requireNonNullElse(body.why(), "")));
  }

  @PostMapping("/cases/{id}/policy/agreement")
  @Requires(Role.APPROVER)
  PolicyChangeView agreePolicy(@PathVariable String id) {
    return view(policies.agree(new CaseId(id)));
  }

  @PostMapping("/cases/{id}/policy/return")
  @Requires({Role.OFFICER, Role.APPROVER})
  PolicyChangeView returnPolicy(@PathVariable String id, @RequestBody WhyBody body) {
    return view(policies.sendBack(new CaseId(id), body.why()));
  }

  @GetMapping("/cases/{id}/policy-changes")
  List<PolicyChangeView> policyChanges(@PathVariable String id) {
    return policies.list(cases.get(new CaseId(id)).id()).stream().map(this::view).toList();
  }

  @GetMapping("/reconsiderations")
  List<ReconsiderationView> open() {
    return reconsiderations.open().stream().map(ReconsiderationView::of).toList();
  }

  @GetMapping("/decision-times")
  List<TimesView> times() {
    return steps.times().stream()
        .map(each ->
            new TimesView(
                each.policy(),
                each.step().word(),
                each.count(),
                each.late(),
                each.median(),
                each.ninetieth()))
        .toList();
  }

  @GetMapping("/broken-glass")
  List<GlassView> unreviewed() {
    return glass.open().stream().map(GlassView::of).toList();
  }

  @PostMapping("/determinations/{id}/broken-glass")
  @Requires(Role.OFFICER)
  GlassView breakGlass(@PathVariable String id, @RequestBody WhyBody body) {
    Determination made = glass.breakGlass(new DeterminationId(id), body.why());
    return GlassView.of(glass.of(made.id()).orElseThrow());
  }

  @PostMapping("/determinations/{id}/review")
  @Requires(Role.APPROVER)
  GlassView review(@PathVariable String id, @RequestBody ReviewBody body) {
    return GlassView.of(glass.review(new DeterminationId(id), body.upheld(), body.words()));
  }
}
