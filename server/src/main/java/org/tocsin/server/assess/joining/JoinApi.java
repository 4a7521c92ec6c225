// SPDX-License-Identifier: Apache-2.0
package org.tocsin.server.assess.joining;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tocsin.server.access.Requires;
import org.tocsin.server.access.Role;
import org.tocsin.server.assess.CaseFile;
import org.tocsin.server.assess.Cases;
import org.tocsin.server.kernel.CaseId;
import org.tocsin.server.kernel.ReportId;

/** Suggestions, origins and continuations over HTTP. */
@RestController
@RequestMapping("/api/v1")
@Requires({Role.OFFICER, Role.APPROVER, Role.AUDITOR})
class JoinApi {

  private static final int MOST = 200;

  private final Suggestions suggestions;
  private final Joining joining;
  private final JoinWords words;
  private final Cases cases;

  JoinApi(Suggestions suggestions, Joining joining, JoinWords words, Cases cases) {
    this.suggestions = suggestions;
    this.joining = joining;
    this.words = words;
    this.cases = cases;
  }

  /** Why somebody says so. */
  record Because(@Nullable String reason) {}

  /** What is said of the origin of two reports. */
  record OriginBody(
      @Nullable String report,
      @Nullable String other,
      @Nullable String word,
      @Nullable String reason) {}

  /** In which case the work goes on, and why. */
  record ContinuationBody(@Nullable String into, @Nullable String reason) {}

  /** A suggestion as the API shows it. */
  record SuggestionView(
      String id,
      String report,
      String reportTitle,
      String caseId,
      String caseTitle,
      int score,
      List<ReasonShown> reasons,
      Instant at,
      String state,
      @Nullable Instant settledAt,
      @Nullable String settledBy,
      String reason) {
    static SuggestionView of(SuggestionShown shown) {
      Suggestion each = shown.suggestion();
      return new SuggestionView(
          each.id().value(),
          each.report().value(),
          shown.reportTitle(),
          each.caseId().value(),
          shown.caseTitle(),
          each.score(),
          shown.reasons(),
          each.at(),
          each.state().word(),
          each.settledAt().orElse(null),
          each.settledBy().orElse(null),
          each.reason());
    }
  }

  /** A page of suggestions: {@code next} is the {@code before} of the page that follows. */
  record SuggestionsPage(List<SuggestionView> items, @Nullable String next) {}

  /** What may speak of the same danger as a report. */
  record SameDangerView(List<SuggestionView> cases, List<LikeShown> reports) {}

  /** The independent origins of a case. */
  record OriginsView(String caseId, int reports, int independent, List<OriginShown> origins) {}

  /** That a case continues in another. */
  record ContinuationView(
      String caseId, String into, String reason, Instant at, String by, List<String> brought) {
    static ContinuationView of(Continuation made) {
      return new ContinuationView(
          made.caseId().value(),
          made.into().value(),
          made.reason(),
          made.at(),
          made.by(),
          made.brought().stream().map(ReportId::value).toList());
    }
  }

  /** In which case a case continues, and which continue in it. */
  record ContinuationsView(
      @Nullable ContinuationView continues, List<ContinuationView> continuedHere) {}

  private static String text(@Nullable String given) {
    return given == null ? "" : given;
  }

  private List<SuggestionView> views(List<Suggestion> all) {
    return words.shown(all).stream().map(SuggestionView::of).toList();
  }

  /** Suggestions that nobody has answered, newest first. */
  @GetMapping("/suggestions")
  SuggestionsPage open(
      @RequestParam(required = false) @Nullable String before,
      @RequestParam(defaultValue = "50") int limit) {
    int most = Math.clamp(limit, 1, MOST);
    List<Suggestion> found =
        suggestions.open(Optional.ofNullable(before).map(SuggestionId::new), most);
    return new SuggestionsPage(
        views(found), found.size() < most ? null : found.getLast().id().value());
  }

  /** Joins the report to the case. */
  @PostMapping("/suggestions/{id}/acceptance")
  @Requires(Role.OFFICER)
  SuggestionView accept(@PathVariable String id) {
    return views(List.of(suggestions.accept(new SuggestionId(id)))).getFirst();
  }

  /** Declines; it comes again only for a new reason. */
  @PostMapping("/suggestions/{id}/refusal")
  @Requires(Role.OFFICER)
  SuggestionView decline(@PathVariable String id, @RequestBody Because body) {
    return views(List.of(suggestions.decline(new SuggestionId(id), text(body.reason()))))
        .getFirst();
  }

  /** The cases and the reports that may speak of the same danger, with the reasons. */
  @GetMapping("/reports/{id}/same-danger")
  SameDangerView sameDanger(@PathVariable String id) {
    ReportId report = new ReportId(id);
    return new SameDangerView(
        views(suggestions.ofReports(List.of(report))),
        words.shown(report, suggestions.like(report)));
  }

  /** The suggestions of a case, answered ones too: open ones first, then the strongest. */
  @GetMapping("/cases/{id}/suggestions")
  SuggestionsPage ofCase(@PathVariable String id) {
    return new SuggestionsPage(views(suggestions.ofCase(new CaseId(id), MOST)), null);
  }

  /** The independent origins of a case's reports. */
  @GetMapping("/cases/{id}/origins")
  OriginsView origins(@PathVariable String id) {
    CaseFile file = cases.get(new CaseId(id));
    return view(file, joining.origins(file));
  }

  private OriginsView view(CaseFile file, Origins origins) {
    return new OriginsView(
        file.id().value(), file.reports().size(), origins.count(), words.shown(file, origins));
  }

  /** Says that two reports are of one origin, or of two. */
  @PostMapping("/cases/{id}/origins")
  @Requires(Role.OFFICER)
  OriginsView say(@PathVariable String id, @RequestBody OriginBody body) {
    CaseId caseId = new CaseId(id);
    Origins origins =
        joining.say(
            caseId,
            new ReportId(text(body.report())),
            new ReportId(text(body.other())),
            text(body.word()),
            text(body.reason()));
    return view(cases.get(caseId), origins);
  }

  /** In which case a case continues, and which continue in it. */
  @GetMapping("/cases/{id}/continuation")
  ContinuationsView continuation(@PathVariable String id) {
    CaseId caseId = cases.get(new CaseId(id)).id();
    return new ContinuationsView(
        joining.continuation(caseId).map(ContinuationView::of).orElse(null),
        joining.continuedHere(caseId).stream().map(ContinuationView::of).toList());
  }

  /** Says that the work on a case goes on in another one, which its reports join. */
  @PostMapping("/cases/{id}/continuation")
  @Requires(Role.OFFICER)
  ContinuationView proceed(@PathVariable String id, @RequestBody ContinuationBody body) {
    return ContinuationView.of(
        joining.proceed(new CaseId(id), new CaseId(text(body.into())), text(body.reason())));
  }

  /** Takes a continuation back. */
  @PostMapping("/cases/{id}/continuation/undoing")
  @Requires(Role.OFFICER)
  ContinuationsView undo(@PathVariable String id, @RequestBody Because body) {
    joining.undo(new CaseId(id), text(body.reason()));
    return continuation(id);
  }
}
