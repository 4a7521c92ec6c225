// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.Problem;

/** Duty tests and determinations over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class DecideApi {

  private final Determinations determinations;
  private final DutyTests tests;

  DecideApi(Determinations determinations, DutyTests tests) {
    this.determinations = determinations;
    this.tests = tests;
  }

  /** A proposal as the API reads it. */
  record ProposalBody(
      String victims,
      String policy,
      List<AnswerBody> answers,
      String result,
      @Nullable String ground,
      String reasons) {

    Proposal proposal() {
      return new Proposal(
          VictimClass.find(victims)
              .orElseThrow(() ->
                  unknown(
                      "victims",
                      victims,
                      "intendedVictims, protectors, hostGovernment, ownCommunity or public")),
          policy,
          answers.stream().map(AnswerBody::answered).toList(),
          switch (result) {
            case "warn" -> new DutyResult.Warn();
            case "noDuty" -> new DutyResult.NoDuty();
            case "waived" -> new DutyResult.Waived(Optional.ofNullable(ground).orElse(""));
            default -> throw unknown("result", result, "warn, waived or noDuty");
          },
          reasons);
    }
  }

  /** An answer as the API reads and writes it. */
  record AnswerBody(String question, String answer, String reason) {
    Answered answered() {
      return new Answered(
          question,
          Answered.Answer.find(answer)
              .orElseThrow(() -> unknown("answer", answer, "yes, no or unknown")),
          reason);
    }
  }

  private static Problem unknown(String field, String value, String allowed) {
    return DecideProblem.BAD_DETERMINATION.because(
        "%s: '%s' is not one of %s".formatted(field, Problem.shorten(value), allowed));
  }

  /** A determination as the API shows it. */
  record DeterminationView(
      String id,
      String caseId,
      String victims,
      String policy,
      String policySha256,
      String result,
      @Nullable String ground,
      String reasons,
      List<AnswerBody> answers,
      String proposedBy,
      Instant proposedAt,
      String state,
      @Nullable String settledBy,
      @Nullable Instant settledAt,
      @Nullable String settledWhy) {
    static DeterminationView of(Determination made) {
      return new DeterminationView(
          made.id().value(),
          made.caseId().value(),
          made.victims().word(),
          made.policy(),
          made.policyHash(),
          made.result().word(),
          made.result() instanceof DutyResult.Waived(String ground) ? ground : null,
          made.reasons(),
          made.answers().stream()
              .map(each -> new AnswerBody(each.question(), each.answer().word(), each.reason()))
              .toList(),
          made.proposedBy().value(),
          made.proposedAt(),
          made.state().word(),
          made.settledBy().map(Object::toString).orElse(null),
          made.settledAt().orElse(null),
          made.settledWhy().orElse(null));
    }
  }

  /** Why a determination is sent back. */
  record ReturnBody(String why) {}

  @GetMapping("/policies")
  List<DutyTest> policies() {
    return tests.list();
  }

  @GetMapping("/cases/{id}/determinations")
  List<DeterminationView> list(@PathVariable String id) {
    return determinations.list(new CaseId(id)).stream().map(DeterminationView::of).toList();
  }

  @PostMapping("/cases/{id}/determinations")
  @Requires(Role.OFFICER)
  ResponseEntity<DeterminationView> propose(
      @PathVariable String id, @RequestBody ProposalBody body) {
    Determination made = determinations.propose(new CaseId(id), body.proposal());
    return ResponseEntity.created(URI.create("/api/v1/determinations/" + made.id()))
        .body(DeterminationView.of(made));
  }

  @GetMapping("/determinations/{id}")
  DeterminationView get(@PathVariable String id) {
    return DeterminationView.of(determinations.get(new DeterminationId(id)));
  }

  @PostMapping("/determinations/{id}/agreement")
  @Requires(Role.APPROVER)
  DeterminationView agree(@PathVariable String id) {
    return DeterminationView.of(determinations.agree(new DeterminationId(id)));
  }

  @PostMapping("/determinations/{id}/return")
  @Requires(Role.APPROVER)
  DeterminationView sendBack(@PathVariable String id, @RequestBody ReturnBody body) {
    return DeterminationView.of(determinations.sendBack(new DeterminationId(id), body.why()));
  }
}
