// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.decide.Determination;
import org.tocsin.server.decide.Determinations;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.DeterminationId;
import org.tocsin.server.kernel.Problem;
import org.tocsin.server.kernel.Times;
import org.tocsin.server.kernel.WarningId;
import org.tocsin.server.kernel.WatcherId;
import org.tocsin.server.watch.AudienceSummary;

/** Warnings over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class WarnApi {

  private static final int MOST = 200;

  private final Warnings warnings;
  private final Lapses lapses;
  private final Determinations determinations;
  private final BeforeSigning before;
  private final Remarks remarks;

  WarnApi(
      Warnings warnings,
      Lapses lapses,
      Determinations determinations,
      BeforeSigning before,
      Remarks remarks) {
    this.warnings = warnings;
    this.lapses = lapses;
    this.determinations = determinations;
    this.before = before;
    this.remarks = remarks;
  }

  /** A warning as the API shows it. */
  record WarningView(
      String id,
      String caseId,
      String messageType,
      @Nullable String follows,
      String state,
      Draft draft,
      @Nullable String contentHash,
      List<String> authors,
      Instant draftedAt,
      @Nullable String approvedBy,
      @Nullable Instant approvedAt,
      @Nullable String determination,
      @Nullable Instant endedAt,
      @Nullable String lapseDecision) {
    static WarningView of(Warning warning) {
      return new WarningView(
          warning.id().value(),
          warning.caseId().value(),
          warning.messageType().word(),
          warning.follows().map(Object::toString).orElse(null),
          warning.state().word(),
          warning.draft(),
          warning.contentHash().orElse(null),
          warning.authors().stream().map(Object::toString).toList(),
          warning.draftedAt(),
          warning.approvedBy().map(Object::toString).orElse(null),
          warning.approvedAt().orElse(null),
          warning.determination().map(Object::toString).orElse(null),
          warning.endedAt().orElse(null),
          warning.lapseDecision().orElse(null));
    }
  }

  /** A page of warnings. */
  record WarningsPage(List<WarningView> items, @Nullable String next) {}

  /** An audience in figures, with the reasons that occur in it. */
  record AudienceView(
      int count,
      Map<String, Integer> byKind,
      Map<String, Integer> byChannel,
      Map<String, Integer> byLanguage,
      int unreachable,
      List<String> sampleReasons) {
    static AudienceView of(AudienceSummary summary, Map<String, Integer> reasons) {
      return new AudienceView(
          summary.count(),
          summary.byKind(),
          summary.byChannel(),
          summary.byLanguage(),
          summary.unreachable(),
          reasons.keySet().stream().sorted().toList());
    }
  }

  /**
   * What an approver looks at before signing.
   *
   * @param notCleared how many of the audience may not be told what is marked so, and will not be
   * @param remarks what the approver must know, the gravest first; one that needs a reason is
   *     signed only with {@code despite}
   */
  record PreviewView(
      String contentHash,
      AudienceView audience,
      Map<String, Integer> reasons,
      List<Draft.Text> texts,
      String cap,
      int notCleared,
      List<Remark> remarks) {}

  /** Why a draft goes back to its authors. */
  record ReturnBody(@Nullable String why) {}

  /** The new end of a warning in force. */
  record RenewBody(@Nullable String until) {}

  /** Why a warning is taken back, and what those who were told read about it. */
  record CancelBody(@Nullable String reason, @Nullable List<DraftBody.TextBody> texts) {}

  /** The hash that an approver signs, and why it goes out though a remark needs a reason. */
  record ApprovalBody(String contentHash, @Nullable String despite) {}

  /** What follows a lapse. */
  record LapseBody(String decision, String reason, @Nullable String until) {}

  /** The decision with the update that it began, if it began one. */
  record LapseView(String decision, @Nullable WarningView update) {}

  /** Why somebody is, or is not, in the way. */
  record ExplanationView(long watcher, String reason) {}

  @PostMapping("/cases/{id}/warnings")
  @Requires(Role.OFFICER)
  ResponseEntity<WarningView> compose(@PathVariable String id, @RequestBody DraftBody body) {
    CaseId caseId = new CaseId(id);
    Draft draft = body.draft();
    if (body.determination() != null) {
      requireRestsOn(new DeterminationId(body.determination()), caseId, draft);
    }
    return created(warnings.compose(caseId, draft));
  }

  /** Refuses a draft that names a determination of another case or for another class. */
  private void requireRestsOn(DeterminationId id, CaseId caseId, Draft draft) {
    Determination made = determinations.get(id);
    if (!made.caseId().equals(caseId) || !made.victims().word().equals(draft.victims())) {
      throw WarnProblem.BAD_DRAFT.because(
          "determination %s is about %s in %s, the warning about %s in %s"
              .formatted(
                  id,
                  made.victims().word(),
                  made.caseId(),
                  Problem.shorten(draft.victims()),
                  caseId));
    }
  }

  @GetMapping("/cases/{id}/warnings")
  List<WarningView> ofCase(@PathVariable String id) {
    return warnings.ofCase(new CaseId(id)).stream().map(WarningView::of).toList();
  }

  @GetMapping("/warnings")
  WarningsPage list(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "50") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    List<Warning> found =
        warnings.inState(states(state), Optional.ofNullable(after).map(WarningId::new), most);
    return new WarningsPage(
        found.stream().map(WarningView::of).toList(),
        found.size() < most ? null : found.getLast().id().value());
  }

  static List<WarningState> states(String word) {
    if (word.isEmpty()) {
      return List.of(WarningState.values());
    }
    List<WarningState> named =
        Arrays.stream(WarningState.values()).filter(state -> state.word().equals(word)).toList();
    if (named.isEmpty()) {
      throw WarnProblem.BAD_DRAFT.because(
          "state: '%s' is none of %s"
              .formatted(
                  Problem.shorten(word),
                  Arrays.stream(WarningState.values()).map(WarningState::word).toList()));
    }
    return named;
  }

  @GetMapping("/warnings/{id}")
  WarningView get(@PathVariable String id) {
    return WarningView.of(warnings.get(new WarningId(id)));
  }

  @PutMapping("/warnings/{id}")
  @Requires(Role.OFFICER)
  WarningView edit(@PathVariable String id, @RequestBody DraftBody body) {
    return WarningView.of(warnings.edit(new WarningId(id), body.draft()));
  }

  /**
   * What the newest preview showed. Where there is none since the last edit, the audience is frozen
   * and kept with its hash, so that an approver signs what was shown; asking again changes nothing.
   */
  @GetMapping("/warnings/{id}/preview")
  @Requires({Role.OFFICER, Role.APPROVER})
  PreviewView shown(@PathVariable String id) {
    WarningId warning = new WarningId(id);
    return view(warnings.shown(warning).orElseGet(() -> warnings.preview(warning)));
  }

  /** Freezes the audience anew, as of now. */
  @PostMapping("/warnings/{id}/preview")
  @Requires({Role.OFFICER, Role.APPROVER})
  PreviewView preview(@PathVariable String id) {
    return view(warnings.preview(new WarningId(id)));
  }

  private PreviewView view(Preview preview) {
    return new PreviewView(
        preview.warning().contentHash().orElseThrow(),
        AudienceView.of(preview.summary(), preview.reasons()),
        preview.reasons(),
        preview.warning().draft().texts(),
        preview.cap(),
        before.notCleared(preview.warning(), preview.part().audience(), 0).count(),
        remarks.of(preview.warning()));
  }

  @PostMapping("/warnings/{id}/approval")
  @Requires(Role.APPROVER)
  WarningView approve(@PathVariable String id, @RequestBody ApprovalBody body) {
    return WarningView.of(
        warnings.approve(
            new WarningId(id), body.contentHash(), Objects.requireNonNullElse(body.despite(), "")));
  }

  @PostMapping("/warnings/{id}/update")
  @Requires(Role.OFFICER)
  ResponseEntity<WarningView> update(@PathVariable String id, @RequestBody DraftBody body) {
    return created(warnings.follow(new WarningId(id), MessageType.UPDATE, body.draft()));
  }

  @PostMapping("/warnings/{id}/cancel")
  @Requires(Role.OFFICER)
  ResponseEntity<WarningView> cancel(@PathVariable String id, @RequestBody CancelBody body) {
    List<Draft.Text> texts =
        body.texts() == null
            ? List.of()
            : body.texts().stream().map(each -> each.text(null)).toList();
    String reason = Objects.requireNonNullElse(body.reason(), "");
    return created(warnings.cancel(new WarningId(id), reason, texts));
  }

  @PostMapping("/warnings/{id}/renew")
  @Requires(Role.OFFICER)
  ResponseEntity<WarningView> renew(@PathVariable String id, @RequestBody RenewBody body) {
    String until = Objects.requireNonNullElse(body.until(), "");
    return created(warnings.renew(new WarningId(id), Times.parse("until", until)));
  }

  @PostMapping("/warnings/{id}/return")
  @Requires(Role.APPROVER)
  WarningView sendBack(@PathVariable String id, @RequestBody ReturnBody body) {
    String why = Objects.requireNonNullElse(body.why(), "");
    return WarningView.of(warnings.sendBack(new WarningId(id), why));
  }

  @PostMapping("/warnings/{id}/lapse")
  @Requires({Role.OFFICER, Role.APPROVER})
  LapseView lapse(@PathVariable String id, @RequestBody LapseBody body) {
    Optional<Instant> until =
        Optional.ofNullable(body.until()).map(time -> Times.parse("until", time));
    Optional<Warning> update =
        lapses.decide(new WarningId(id), body.decision(), body.reason(), until);
    return new LapseView(body.decision(), update.map(WarningView::of).orElse(null));
  }

  @GetMapping(path = "/warnings/{id}/cap", produces = "application/cap+xml")
  byte[] cap(@PathVariable String id) {
    return warnings.capBytes(new WarningId(id));
  }

  @GetMapping("/warnings/{id}/audience/{watcher}")
  ExplanationView explain(@PathVariable String id, @PathVariable long watcher) {
    return new ExplanationView(
        watcher, warnings.explain(new WarningId(id), new WatcherId(watcher)));
  }

  private static ResponseEntity<WarningView> created(Warning warning) {
    return ResponseEntity.created(URI.create("/api/v1/warnings/" + warning.id()))
        .body(WarningView.of(warning));
  }
}
