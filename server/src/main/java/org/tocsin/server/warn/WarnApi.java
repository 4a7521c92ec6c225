// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.warn;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
import org.tocsin.server.kernel.CaseId;
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

  WarnApi(Warnings warnings) {
    this.warnings = warnings;
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

  /** What an approver looks at before signing. */
  record PreviewView(
      String contentHash,
      AudienceSummary audience,
      Map<String, Integer> reasons,
      List<Draft.Text> texts,
      String cap) {}

  /** The hash that an approver signs. */
  record ApprovalBody(String contentHash) {}

  /** What follows a lapse. */
  record LapseBody(String decision, String reason, @Nullable String until) {}

  /** The decision with the update that it began, if it began one. */
  record LapseView(String decision, @Nullable WarningView update) {}

  /** Why somebody is, or is not, in the way. */
  record ExplanationView(long watcher, String reason) {}

  @PostMapping("/cases/{id}/warnings")
  @Requires(Role.OFFICER)
  ResponseEntity<WarningView> compose(@PathVariable String id, @RequestBody Draft draft) {
    return created(warnings.compose(new CaseId(id), draft));
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

  private static List<WarningState> states(String word) {
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
  WarningView edit(@PathVariable String id, @RequestBody Draft draft) {
    return WarningView.of(warnings.edit(new WarningId(id), draft));
  }

  /** Freezes the audience and shows it; asked anew, it is frozen anew. */
  @PostMapping("/warnings/{id}/preview")
  @Requires({Role.OFFICER, Role.APPROVER})
  PreviewView preview(@PathVariable String id) {
    Preview preview = warnings.preview(new WarningId(id));
    return new PreviewView(
        preview.warning().contentHash().orElseThrow(),
        preview.summary(),
        preview.part().reasons(),
        preview.warning().draft().texts(),
        preview.cap());
  }

  @PostMapping("/warnings/{id}/approval")
  @Requires(Role.APPROVER)
  WarningView approve(@PathVariable String id, @RequestBody ApprovalBody body) {
    return WarningView.of(warnings.approve(new WarningId(id), body.contentHash()));
  }

  @PostMapping("/warnings/{id}/update")
  @Requires(Role.OFFICER)
  ResponseEntity<WarningView> update(@PathVariable String id, @RequestBody Draft draft) {
    return created(warnings.follow(new WarningId(id), MessageType.UPDATE, draft));
  }

  @PostMapping("/warnings/{id}/cancel")
  @Requires(Role.OFFICER)
  ResponseEntity<WarningView> cancel(@PathVariable String id, @RequestBody Draft draft) {
    return created(warnings.follow(new WarningId(id), MessageType.CANCEL, draft));
  }

  @PostMapping("/warnings/{id}/lapse")
  @Requires({Role.OFFICER, Role.APPROVER})
  LapseView lapse(@PathVariable String id, @RequestBody LapseBody body) {
    Optional<Instant> until =
        Optional.ofNullable(body.until()).map(time -> Times.parse("until", time));
    Optional<Warning> update =
        warnings.decideLapse(new WarningId(id), body.decision(), body.reason(), until);
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
