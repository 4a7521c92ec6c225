// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.answer;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.CurrentOfficer;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;
import org.tocsin.server.kernel.Times;
import org.tocsin.server.kernel.WarningId;

/** Answers and public reactions over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class AnswerApi {

  private static final int MOST = 1_000;

  private final Answers answers;
  private final Reactions reactions;
  private final CurrentOfficer current;

  AnswerApi(Answers answers, Reactions reactions, CurrentOfficer current) {
    this.answers = answers;
    this.reactions = reactions;
    this.current = current;
  }

  /** A reaction as it is sent. */
  record ReactionBody(
      @Nullable String warning,
      @Nullable String by,
      @Nullable String kind,
      @Nullable String words,
      @Nullable String report,
      @Nullable String saidAt) {}

  /** A reaction as the API shows it. */
  record ReactionView(
      String id,
      @Nullable String warning,
      String by,
      String kind,
      String words,
      String report,
      Instant saidAt,
      Instant recordedAt) {
    static ReactionView of(Reaction reaction) {
      return new ReactionView(
          reaction.id(),
          reaction.warning().map(WarningId::value).orElse(null),
          reaction.by(),
          reaction.kind().word(),
          reaction.words(),
          reaction.report().value(),
          reaction.saidAt(),
          reaction.recordedAt());
    }
  }

  /** All reactions of a case. */
  record ReactionsView(List<ReactionView> items) {}

  /** Counts by kind, then who is silent, then a page of single answers. */
  @GetMapping("/warnings/{id}/answers")
  Map<String, Object> answers(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "100") int limit) {
    WarningId warning = new WarningId(id);
    int most = Math.clamp(limit, 1, MOST);
    Answered summary = answers.summary(warning);
    List<AnswerLine> items = answers.list(warning, kind, after, most);
    Map<String, Object> view = new LinkedHashMap<>(summary.counts());
    view.put("silent", summary.silent());
    view.put("items", items);
    view.put("next", items.size() == most ? Long.toString(items.getLast().watcher()) : null);
    return view;
  }

  @PostMapping("/cases/{id}/reactions")
  @Requires({Role.OFFICER, Role.COLLECTOR})
  ResponseEntity<ReactionView> react(@PathVariable String id, @RequestBody ReactionBody body) {
    Reaction made =
        reactions.record(
            new CaseId(id),
            Optional.ofNullable(body.warning()).map(WarningId::new),
            text(body.by()),
            text(body.kind()),
            text(body.words()),
            new ReportId(text(body.report())),
            Times.parse("saidAt", text(body.saidAt())),
            current.get().id());
    return ResponseEntity.created(URI.create("/api/v1/cases/" + id + "/reactions"))
        .body(ReactionView.of(made));
  }

  @GetMapping("/cases/{id}/reactions")
  ReactionsView reactions(@PathVariable String id) {
    return new ReactionsView(
        reactions.ofCase(new CaseId(id)).stream().map(ReactionView::of).toList());
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
