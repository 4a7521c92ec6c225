// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.decide;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
import org.tocsin.server.kernel.OfficerId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.ReportId;

/** Duty tests and determinations over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class DecideApi {

  private final Determinations determinations;

  DecideApi(Determinations determinations) {
    this.determinations = determinations;
  }

  /** A proposal as the API reads it. */
  record ProposalBody(
      String victims,
      String policy,
      List<AnswerBody> answers,
      String result,
      @Nullable String ground,
      String reasons,
      @Nullable List<EvidenceBody> evidence,
      @Nullable Map<String, String> record) {

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
          reasons,
          evidence == null ? List.of() : evidence.stream().map(EvidenceBody::evidence).toList(),
          record == null ? Map.of() : record);
    }
  }

  /** A piece of evidence as the API reads and writes it. */
  record EvidenceBody(String of, String report, @Nullable Integer finding) {
    Evidence evidence() {
      return new Evidence(
          of,
          new ReportId(report),
          finding == null ? OptionalInt.empty() : OptionalInt.of(Math.max(0, finding)));
    }

    static EvidenceBody of(Evidence each) {
      return new EvidenceBody(
          each.of(),
          each.report().value(),
          each.finding().isPresent() ? (Integer) each.finding().getAsInt() : null);
    }
  }

  /** An agreement as the API shows it. */
  record AgreementView(String by, Instant at, @Nullable String post, @Nullable String standingFor) {
    static AgreementView of(Basis.Agreed each) {
      return new AgreementView(
          each.by().value(),
          each.at(),
          each.post().orElse(null),
          each.standingFor().map(OfficerId::value).orElse(null));
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
      @Nullable String settledWhy,
      List<EvidenceBody> evidence,
      Map<String, String> record,
      List<AgreementView> agreements,
      int agreementsNeeded,
      @Nullable String postNeeded,
      boolean byClock) {
    static DeterminationView of(Determination made, Basis basis) {
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
          who(made.proposedBy()),
          made.proposedAt(),
          made.state().word(),
          made.settledBy().map(DeterminationView::who).orElse(null),
          made.settledAt().orElse(null),
          made.settledWhy().orElse(null),
          basis.evidence().stream().map(EvidenceBody::of).toList(),
          basis.fields(),
          basis.agreed().stream().map(AgreementView::of).toList(),
          basis.asked().agreements(),
          basis.asked().post().orElse(null),
          basis.byClock());
    }

    private static String who(OfficerId id) {
      return id.equals(Determination.THE_CLOCK) ? "system" : id.value();
    }
  }

  /** Why a determination is sent back. */
  record ReturnBody(String why) {}

  private DeterminationView view(Determination made) {
    return DeterminationView.of(made, determinations.basis(made.id()));
  }

  @GetMapping("/cases/{id}/determinations")
  List<DeterminationView> list(@PathVariable String id) {
    return determinations.list(new CaseId(id)).stream().map(this::view).toList();
  }

  @PostMapping("/cases/{id}/determinations")
  @Requires(Role.OFFICER)
  ResponseEntity<DeterminationView> propose(
      @PathVariable String id, @RequestBody ProposalBody body) {
    Determination made = determinations.propose(new CaseId(id), body.proposal());
    return ResponseEntity.created(URI.create("/api/v1/determinations/" + made.id()))
        .body(view(made));
  }

  @GetMapping("/determinations/{id}")
  DeterminationView get(@PathVariable String id) {
    return view(determinations.get(new DeterminationId(id)));
  }

  @PostMapping("/determinations/{id}/agreement")
  @Requires(Role.APPROVER)
  DeterminationView agree(@PathVariable String id) {
    return view(determinations.agree(new DeterminationId(id)));
  }

  @PostMapping("/determinations/{id}/return")
  @Requires(Role.APPROVER)
  DeterminationView sendBack(@PathVariable String id, @RequestBody ReturnBody body) {
    return view(determinations.sendBack(new DeterminationId(id), body.why()));
  }
}
